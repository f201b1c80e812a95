//! The languages that a query may be written in.

/// Whose language a query is written in. [`Syntax::Morgue`] is our own; of the others each is read
/// into the same tree, with warnings where this archive has nothing like it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Syntax {
    /// The language of this program.
    #[default]
    Morgue,
    /// Terms and connectors of Nexis and Lexis: `negotiat! w/5 hlead(crimea)`.
    Nexis,
    /// Free text of Factiva: `peace deal near5 hd=crimea`.
    Factiva,
    /// The classic query parser of Lucene, which Elasticsearch and Solr took over: `+peace -title:war`.
    Lucene,
    /// The command line of ProQuest: `ti(peace) AND talks N/5 geneva`.
    Proquest,
    /// Terms and connectors of Westlaw, in which a blank is OR: `truce ceasefire /5 crimea % sport`.
    Westlaw,
    /// Boolean requests of dtSearch: `peace w/5 talks and not sport`.
    Dtsearch,
}

impl Syntax {
    /// Every one, in the order in which help lists them.
    pub const ALL: [Syntax; 7] = [
        Syntax::Morgue,
        Syntax::Nexis,
        Syntax::Factiva,
        Syntax::Lucene,
        Syntax::Proquest,
        Syntax::Westlaw,
        Syntax::Dtsearch,
    ];

    /// Its name, as a flag takes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Syntax::Morgue => "morgue",
            Syntax::Nexis => "nexis",
            Syntax::Factiva => "factiva",
            Syntax::Lucene => "lucene",
            Syntax::Proquest => "proquest",
            Syntax::Westlaw => "westlaw",
            Syntax::Dtsearch => "dtsearch",
        }
    }
}
