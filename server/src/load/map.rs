//! A map becomes stories: parties, and one service for each pair of provider and served.

use super::ids::Namer;
use super::mapping::{EdgeRule, MapMapping, Only, is_unknown};
use super::story::{Pen, Story, clipped};
use super::table::{BadTable, Table};
use super::tally::Tally;
use sightline_shared::edit::{Edit, PartyField, PersonField};
use sightline_shared::id::{DocId, DocKind, Millis, Span};
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::PartyKind;
use std::collections::{BTreeMap, HashMap};

/// A map, read; nothing of it is written yet.
pub struct Drawn {
    mapping: MapMapping,
    namer: Namer,
    teams: Vec<String>,
    edges: BTreeMap<(String, String), Edge>,
    at: Millis,
}

/// What one party provides to another.
#[derive(Default)]
struct Edge {
    /// Each thing provided, with the number of rows that say so.
    what: BTreeMap<String, u32>,
    reply_within: Option<Span>,
    deliver_within: Option<Span>,
}

/// Reads a whole map. Each row is used, left out on request or reported. `now` is when it is said to be drawn.
///
/// # Errors
/// When the file as a whole can't be read, or has no column that the mapping names.
pub fn read(
    table: &mut Table,
    mapping: MapMapping,
    now: Millis,
    tally: &mut Tally,
) -> Result<Drawn, BadTable> {
    let columns = columns(table, &mapping)?;
    let namer = Namer::new(&mapping.name);
    let mut drawn = Drawn { namer, teams: Vec::new(), edges: BTreeMap::new(), at: now, mapping };
    while let Some(raw) = table.next_row()? {
        let row = tally.row(raw.line);
        let cells = match raw.cells {
            Ok(cells) => cells,
            Err(reason) => {
                tally.report(row, reason);
                continue;
            }
        };
        let view = RowView { columns: &columns, cells: &cells, unknown: &drawn.mapping.unknown };
        if !view.matches(&drawn.mapping.only) {
            tally.leave_out(row, "not among the rows that the mapping wants");
            continue;
        }
        let teams: Vec<_> =
            drawn.mapping.teams.iter().filter_map(|column| view.team(column, &drawn.mapping)).collect();
        if teams.is_empty() {
            tally.report(row, "names no team");
            continue;
        }
        match edges(&view, &drawn.mapping) {
            Ok(found) => drawn.add(teams, found, row, tally),
            Err(reason) => tally.report(row, reason),
        }
    }
    Ok(drawn)
}

fn columns(table: &Table, mapping: &MapMapping) -> Result<HashMap<String, usize>, BadTable> {
    let only = mapping.only.iter().chain(mapping.edges.iter().flat_map(|edge| &edge.only));
    let names = only.map(|only| only.column.as_str()).chain(mapping.teams.iter().map(String::as_str));
    let whats = mapping.edges.iter().flat_map(|edge| edge.what.columns());
    names.chain(whats).map(|name| Ok((name.to_owned(), table.column(name)?))).collect()
}

/// One row with its column names.
struct RowView<'a> {
    columns: &'a HashMap<String, usize>,
    cells: &'a [String],
    unknown: &'a [String],
}

impl<'a> RowView<'a> {
    fn cell(&self, column: &str) -> Option<&'a str> {
        let cell = self.cells.get(*self.columns.get(column)?)?.trim();
        (!is_unknown(self.unknown, cell)).then_some(cell)
    }

    fn matches(&self, only: &[Only]) -> bool {
        only.iter()
            .all(|only| self.cell(&only.column).is_some_and(|cell| only.is.iter().any(|is| is == cell)))
    }

    fn team(&self, column: &str, mapping: &MapMapping) -> Option<String> {
        let cell = self.cell(column)?;
        Some(cell.strip_prefix(mapping.strip.as_str()).unwrap_or(cell).to_owned())
    }
}

/// An edge that a row gives.
struct Found {
    provider: String,
    served: String,
    what: String,
    reply_within: Option<Span>,
    deliver_within: Option<Span>,
}

fn edges(view: &RowView<'_>, mapping: &MapMapping) -> Result<Vec<Found>, String> {
    let mut found = Vec::new();
    for rule in mapping.edges.iter().filter(|rule| view.matches(&rule.only)) {
        let served = match (&rule.served, &rule.served_party) {
            (Some(column), _) => view.team(column, mapping),
            (None, party) => party.clone(),
        };
        let (Some(provider), Some(served)) = (view.team(&rule.provider, mapping), served) else {
            let column = rule.served.as_deref().filter(|column| view.cell(column).is_none());
            let column = column.unwrap_or(&rule.provider);
            return Err(format!("the column \"{column}\" is unknown, so nobody can be said to serve"));
        };
        let what = rule.what.fill(", ", |column| view.cell(column));
        if what.is_empty() {
            return Err("doesn't say what is provided".to_owned());
        }
        let (reply_within, deliver_within) = promise(rule);
        found.push(Found { provider, served, what, reply_within, deliver_within });
    }
    Ok(found)
}

fn promise(rule: &EdgeRule) -> (Option<Span>, Option<Span>) {
    (rule.reply_within.map(|within| within.0), rule.deliver_within.map(|within| within.0))
}

impl Drawn {
    fn add(&mut self, teams: Vec<String>, found: Vec<Found>, row: usize, tally: &mut Tally) {
        for team in teams {
            if !self.teams.contains(&team) {
                self.teams.push(team);
            }
        }
        for Found { provider, served, what, reply_within, deliver_within } in found {
            if provider == served {
                tally.note(
                    "rows in which a team serves itself: the team is kept, there is nothing to draw",
                    Some(row),
                );
                continue;
            }
            let edge = self.edges.entry((provider, served)).or_default();
            *edge.what.entry(what).or_default() += 1;
            edge.reply_within = edge.reply_within.or(reply_within);
            edge.deliver_within = edge.deliver_within.or(deliver_within);
        }
    }

    /// The stories: parties first.
    pub fn stories(&self) -> impl Iterator<Item = Story> + '_ {
        let importer = self.namer.doc(DocKind::Person, "\nimport");
        let name = clipped(&format!("Import \"{}\"", self.mapping.name), LINE_CHARS_MAX);
        let device = PersonField::Device(self.namer.device("import"), "Import".to_owned());
        let add = Edit::AddPerson { id: importer, name, team: None };
        let introduced = self.told(importer, vec![add, Edit::ChangePerson { id: importer, field: device }]);
        let listed = self
            .mapping
            .parties
            .iter()
            .map(|party| (party.name.as_str(), party.is.into(), party.note.as_str()));
        let teams = self
            .teams
            .iter()
            .filter(|team| self.mapping.parties.iter().all(|party| party.name != **team))
            .map(|team| (team.as_str(), PartyKind::Team, ""));
        std::iter::once(introduced)
            .chain(listed.chain(teams).map(|(name, kind, note)| self.party(name, kind, note)))
            .chain(self.edges.iter().map(|((provider, served), edge)| self.service(provider, served, edge)))
    }

    fn party(&self, name: &str, kind: PartyKind, note: &str) -> Story {
        let id = self.namer.doc(DocKind::Party, name);
        let mut edits = vec![Edit::AddParty { id, kind, name: clipped(name, LINE_CHARS_MAX) }];
        if !note.is_empty() {
            edits.push(Edit::ChangeParty { id, field: PartyField::Note(clipped(note, TEXT_CHARS_MAX)) });
        }
        self.told(id, edits)
    }

    fn service(&self, provider: &str, served: &str, edge: &Edge) -> Story {
        let id = self.namer.doc(DocKind::Service, &format!("{provider}\n{served}"));
        let party = |name| self.namer.doc(DocKind::Party, name);
        let edit = Edit::AddService {
            id,
            provider: party(provider),
            served: party(served),
            name: edge.name(),
            reply_within: edge.reply_within,
            deliver_within: edge.deliver_within,
        };
        self.told(id, vec![edit])
    }

    fn told(&self, doc: DocId, edits: Vec<Edit>) -> Story {
        let importer = self.namer.doc(DocKind::Person, "\nimport");
        let mut pen = Pen::new(&self.namer, doc);
        for edit in edits {
            pen.write(edit, importer, self.at);
        }
        Story::by_one(doc, self.namer.device("import"), pen.take())
    }
}

impl Edge {
    /// What is provided, most often named first, as much as fits into a line.
    fn name(&self) -> String {
        let mut what: Vec<_> = self.what.iter().collect();
        what.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let all: Vec<_> = what.into_iter().map(|(what, _)| what.as_str()).collect();
        let name = |kept: usize| match (all.get(..kept), all.len() - kept) {
            (Some(kept), 0) => kept.join(", "),
            (Some(kept), more) => format!("{} and {more} more", kept.join(", ")),
            (None, _) => String::new(),
        };
        let fits = (1..=all.len()).rev().map(name).find(|name| name.chars().count() <= LINE_CHARS_MAX);
        fits.unwrap_or_else(|| clipped(&name(1), LINE_CHARS_MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::mapping::Mapping;
    use std::path::Path;

    const MAPPING: &str = r##"
kind = "map"
name = "yard"
strip = "#"
teams = ["team", "needs"]
only = [{ column = "kind", is = ["live"] }]
[[party]]
name = "Customers"
is = "paying-customer"
note = "They pay."
[[edge]]
provider = "needs"
served = "team"
what = ["{thing}"]
reply_within = "2h"
[[edge]]
provider = "team"
served_party = "Customers"
what = ["Answers"]
only = [{ column = "team", is = ["#desk"] }]
"##;

    fn stories(csv: &str) -> (Vec<Edit>, Tally) {
        let Mapping::Map(mapping) = Mapping::parse(Path::new("m.toml"), MAPPING).unwrap() else { panic!() };
        let mut table =
            Table::read(Path::new("t.csv"), Box::new(std::io::Cursor::new(csv.to_owned()))).unwrap();
        let mut tally = Tally::default();
        let drawn = read(&mut table, *mapping, Millis(7), &mut tally).unwrap();
        let edits = drawn.stories().flat_map(|story| story.parts).flat_map(|part| part.edits);
        (edits.map(|(edit, _)| edit).collect(), tally)
    }

    #[test]
    fn pairs_become_one_service_with_all_that_is_provided() {
        let (edits, tally) = stories(
            "team,needs,thing,kind\n#desk,#stock,counts,live\n#desk,#stock,counts,live\n#desk,#stock,bins,live\n#stock,#stock,dust,live\n#desk,#x,y,test\n",
        );
        let names: Vec<_> = edits
            .iter()
            .filter_map(|edit| match edit {
                Edit::AddParty { name, .. } | Edit::AddService { name, .. } => Some(name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["Customers", "desk", "stock", "Answers", "counts, bins"]);
        assert_eq!((tally.rows_in(), tally.used(), tally.left_out(), tally.reported()), (5, 4, 1, 0));
    }

    #[test]
    fn rows_without_a_provider_are_reported_by_line() {
        let (_, tally) = stories("team,needs,thing,kind\nshop,,bins,live\n,,bins,live\nshop,stock,,live\n");
        let problems: Vec<_> = tally.problems().collect();
        assert_eq!(problems[0], (2, "the column \"needs\" is unknown, so nobody can be said to serve"));
        assert_eq!(problems[1], (3, "names no team"));
        assert_eq!(problems[2], (4, "doesn't say what is provided"));
    }

    #[test]
    fn long_lists_say_how_many_more_there_are() {
        let what = (0..60).map(|n| (format!("service number {n:02}"), 1)).collect();
        let name = Edge { what, ..Edge::default() }.name();
        assert!(name.ends_with(" more") && name.chars().count() <= LINE_CHARS_MAX, "{name}");
    }
}
