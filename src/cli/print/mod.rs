//! Everything that is printed.

pub(crate) mod article_view;
pub(crate) mod chart;
pub(crate) mod cite;
pub(crate) mod file_list;
pub(crate) mod from_here;
pub(crate) mod hits;
pub(crate) mod human;
pub(crate) mod index_report;
pub(crate) mod name_table;
pub(crate) mod notices;
pub(crate) mod output;
pub(crate) mod pager;
pub(crate) mod progress;
pub(crate) mod style;
pub(crate) mod wrap;
