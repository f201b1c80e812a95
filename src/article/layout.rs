//! The positions of the words of a digitised page on its image.

/// The pages of a digitised article and the position of each word, to show hits on the page image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The pages, in reading order.
    pub pages: Vec<PageImage>,
    /// The words, in the order of the body.
    pub words: Vec<WordBox>,
}

/// One page image.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageImage {
    /// File name or identifier, as the source states it.
    pub name: String,
    /// Width in the unit of the boxes; 0 if unknown.
    pub width: u32,
    /// Height in the unit of the boxes; 0 if unknown.
    pub height: u32,
}

/// The position of one printed word. A word split at the end of a line has two boxes with the same
/// `start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct WordBox {
    /// Byte of the article's body at which the word begins.
    pub start: u32,
    /// Index into the pages.
    pub page: u16,
    /// Left edge, in the unit of the source (usually pixels).
    pub x: u32,
    /// Upper edge.
    pub y: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}
