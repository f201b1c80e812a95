//! `morgue person`, `org` and `place`: all that the archive holds about one entity.

use crate::entities::Kind;
use crate::search::NameMeant;
use crate::search::profile::{Companion, Profile, profile};
use clap::builder::NonEmptyStringValueParser;

use super::search::text::hit;
use crate::cli::args::archive::ArchiveArgs;
use crate::cli::exit::Exit;
use crate::cli::print::human::counted;
use crate::cli::print::style::{ASIDE, HEADING, Look, LookArgs};
use crate::cli::print::wrap::lines;
use crate::cli::print::{chart, name_table, notices, output};

/// The page of one name. The commands differ in their kind alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The name, or words of it
    #[arg(value_name = "NAME", required = true, value_parser = NonEmptyStringValueParser::new())]
    name: Vec<String>,
    /// Articles shown, each with its best passage
    #[arg(long, value_name = "N", default_value_t = 3)]
    limit: usize,
    /// Names of each kind shown beside it
    #[arg(long, value_name = "N", default_value_t = 10)]
    names: usize,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    archive: ArchiveArgs,
    #[command(flatten)]
    look: LookArgs,
}

/// Help of `person`.
pub const PERSON_EXAMPLES: &str = "\
Examples:
  morgue person putin                      names, years, company and best passages of Vladimir Putin
  morgue person \"Rosa Pennick\" --json";
/// Help of `org`.
pub const ORG_EXAMPLES: &str = "\
Examples:
  morgue org \"European Central Bank\"
  morgue org nato --names 30               with more of those who are named with it";
/// Help of `place`.
pub const PLACE_EXAMPLES: &str = "\
Examples:
  morgue place crimea
  morgue place crimea --limit 10           with more passages";

/// Runs one of the three.
pub fn run(args: &Args, kind: Kind) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let registry = &reader.names()?.registry;
    let asked = args.name.join(" ");
    let meant = registry.expand(kind, &asked);
    let best = meant.iter().copied().max_by_key(|id| (registry.entity(*id).articles, std::cmp::Reverse(*id)));
    let others: Vec<_> = meant.iter().copied().filter(|id| Some(*id) != best).collect();
    let shown = NameMeant::from_entities(
        registry,
        kind,
        &asked,
        &best.map_or_else(Vec::new, |best| vec![best]),
        &others,
    );
    if let Some(note) = notices::name(&shown) {
        output::say(&note);
    }
    let Some(best) = best else { return Ok(Exit::found(false)) };
    let page = profile(&reader, best, args.names, args.limit)?;
    if args.json {
        output::print_json(&page)?;
    } else {
        output::print(&text(&page, args.look.look()))?;
    }
    Ok(Exit::found(true))
}

/// The page for people.
fn text(page: &Profile, look: Look) -> String {
    let mut out = format!("{}\n", look.paint(HEADING, &page.name));
    let seen = match (&page.first, &page.last) {
        (Some(first), Some(last)) if first == last => format!(", on {first}"),
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => String::new(),
    };
    out += &format!("{}{seen}\n", counted(page.articles, "article"));
    let variants: Vec<String> = page.variants.iter().map(|v| format!("{} ({})", v.name, v.count)).collect();
    let written = format!("written {}", variants.join(", ")).replace('\n', " ");
    for line in lines(&written, &[(0.."written".len(), ASIDE)], look.text_columns(0), look) {
        out += &format!("{line}\n");
    }
    out.push('\n');
    if !page.timeline.is_empty() {
        out += &chart::bars(&page.timeline, page.period, Some(page.undated), look);
        out.push('\n');
    }
    let cells = |companions: &[Companion]| -> Vec<(u64, String)> {
        companions.iter().map(|c| (c.count, c.name.clone())).collect()
    };
    let lists = [cells(&page.person), cells(&page.org), cells(&page.place)];
    if lists.iter().any(|list| !list.is_empty()) {
        out += &name_table::three(&lists, look);
        out.push('\n');
    }
    for found in &page.hits {
        out += &hit(found, "", "", look);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
