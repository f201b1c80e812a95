//! Where a found span of words ends as a name: lists such as *Lakers, Suns and Jazz* are
//! names in a row, *Sammy Davis, Jr.*, *Washington, D.C.* and *Hartley, Moss & Quaye* are one.

use std::ops::Range;

use super::encoded::Text;
use super::spelling::Gap;
use super::words::Word;
use crate::entities::Kind;
use crate::entities::lists::holds_word;

/// The end of the first name in a span of words.
pub(crate) fn end_of_piece(words: &[Word], text: &Text, range: Range<usize>, kind: Kind) -> usize {
    let written = |at: usize| text.tokens[words[at].token as usize].of(text.text);
    let divides = |at: &usize| match words[*at].gap {
        Gap::Comma => !holds_word(BELONGING, written(*at)),
        Gap::Border | Gap::CommaQuote | Gap::Colon | Gap::Open | Gap::Close => true,
        Gap::Dash => kind == Kind::Person,
        _ => false,
    };
    let Some(end) = (range.start + 1..range.end).find(divides) else { return range.end };
    // A firm of several partners.
    let partners = |at: usize| words[at].gap == Gap::And || written(at) == "and";
    match kind == Kind::Org && (end..range.end).any(partners) {
        true => range.end,
        false => end,
    }
}

/// What belongs to the name before the comma.
const BELONGING: &str = "Jr Sr II III IV MD PhD Inc Incorporated Ltd Limited LLC LLP LP Corp Co PLC Plc plc SA S.A AG NV N.V \
    GmbH SpA D.C DC";
