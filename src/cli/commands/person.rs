//! `morgue person`, `org` and `place`: all that the archive holds about one entity.

use clap::builder::NonEmptyStringValueParser;

use crate::cli::args::archive::ArchiveArgs;
use crate::cli::args::output::OutputArgs;
use crate::cli::args::query_args::today;
use crate::cli::exit::Exit;
use crate::cli::print::hits::text::hit;
use crate::cli::print::human::counted;
use crate::cli::print::style::{ASIDE, HEADING, Styles};
use crate::cli::print::wrap::lines;
use crate::cli::print::{chart, name_table, notices, output};
use crate::entities::Kind;
use crate::search::NameMeant;
use crate::search::profile::{Profile, profile};

/// The profile of one name. The three commands differ only in the kind of name.
#[derive(Debug, clap::Args)]
pub struct ProfileArgs {
    /// The name, or words of the name
    #[arg(value_name = "NAME", required = true, value_parser = NonEmptyStringValueParser::new())]
    name: Vec<String>,
    /// Maximum number of articles shown, each with its best passage
    #[arg(long, value_name = "N", default_value_t = 3)]
    limit: usize,
    /// Maximum number of names of each kind shown beside it
    #[arg(long, value_name = "N", default_value_t = 10)]
    names: usize,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    archive: ArchiveArgs,
}

/// Help of `person`.
pub const PERSON_EXAMPLES: &str = "\
Examples:
  morgue person putin                      names, years, companions and best passages of Vladimir Putin
  morgue person \"Rosa Pennick\" --json";
/// Help of `org`.
pub const ORG_EXAMPLES: &str = "\
Examples:
  morgue org \"European Central Bank\"
  morgue org nato --names 30               with more of the names that occur with it";
/// Help of `place`.
pub const PLACE_EXAMPLES: &str = "\
Examples:
  morgue place crimea
  morgue place crimea --limit 10           with more passages";

/// Runs one of the three.
pub fn run(args: &ProfileArgs, kind: Kind) -> anyhow::Result<Exit> {
    let reader = args.archive.reader()?;
    let registry = &reader.names()?.registry;
    let asked = args.name.join(" ");
    let meant = registry.lookup(kind, &asked);
    let best = meant.iter().copied().max_by_key(|id| (registry.entity(*id).articles, std::cmp::Reverse(*id)));
    let others: Vec<_> = meant.iter().copied().filter(|id| Some(*id) != best).collect();
    let meant: Vec<_> = best.into_iter().collect();
    let shown = NameMeant::from_entities(registry, kind, &asked, &meant, &others);
    if let Some(note) = notices::name_notice(&shown) {
        output::note(&note);
    }
    let Some(best) = best else { return Ok(Exit::found(false)) };
    let profile = profile(&reader, best, args.names, args.limit)?;
    args.output.print(&profile, |styles| text(&profile, styles))?;
    notices::say_unfinished(&reader.archive);
    Ok(Exit::found(true))
}

/// The profile for people.
fn text(profile: &Profile, styles: Styles) -> String {
    let mut out = format!("{}\n", styles.paint(HEADING, &profile.name));
    let seen = match (&profile.first, &profile.last) {
        (Some(first), Some(last)) if first == last => format!(", on {first}"),
        (Some(first), Some(last)) => format!(", from {first} to {last}"),
        _ => String::new(),
    };
    out += &format!("{}{seen}\n", counted(profile.articles, "article"));
    let variants: Vec<String> =
        profile.variants.iter().map(|v| format!("{} ({})", v.name, v.count)).collect();
    let written = format!("written {}", variants.join(", ")).replace('\n', " ");
    for line in lines(&written, &[(0.."written".len(), ASIDE)], styles.text_columns(0), styles) {
        out += &format!("{line}\n");
    }
    out.push('\n');
    if !profile.timeline.is_empty() {
        out += &chart::bars(&profile.timeline, profile.period, Some(profile.undated), today(), styles);
        out.push('\n');
    }
    let companions = [&profile.person, &profile.org, &profile.place];
    let lists = Kind::ALL.map(|kind| name_table::Column {
        heading: name_table::heading(kind),
        rows: companions[kind as usize].iter().map(|c| (c.count, c.name.clone())).collect(),
    });
    if lists.iter().any(|list| !list.rows.is_empty()) {
        out += &name_table::side_by_side(&lists, styles);
        out.push('\n');
    }
    for found in &profile.hits {
        out += &hit(found, "", "", styles);
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
