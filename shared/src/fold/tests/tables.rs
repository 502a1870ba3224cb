//! The written tables: docs/STATUS.md says exactly what the code does.

use super::*;
use crate::fold::table::{ORDER, makes_sense, rank};

/// Every pair of kinds, from every state in which both make sense, with either having the greater id.
#[test]
fn fo2_the_stronger_kind_wins_from_every_state() {
    let mut pairs = 0;
    for state in STATES {
        let before = way_to(state);
        let owned = fold(&story(before)).is_owned();
        let possible =
            || ORDER.into_iter().map(|(kind, _)| kind).filter(|kind| makes_sense(state, owned, *kind));
        for strong in possible() {
            for weak in possible().filter(|weak| rank(*weak) < rank(strong)) {
                for [one, other] in [["p", "q"], ["q", "p"]] {
                    let text = format!("{before}; {one} {weak:?} after z; {other} {strong:?} after z");
                    let folded = fold(&story(&text));
                    let lost =
                        folded.events.iter().find(|effect| effect.id == id(one)).map(|effect| effect.outcome);
                    let expected = match strong {
                        Kind::Confirmed => Outcome::CameLate(id(other)),
                        _ => Outcome::Overruled(id(other)),
                    };
                    assert_eq!((folded.last_event, lost), (Some(id(other)), Some(expected)), "{text}");
                    pairs += 1;
                }
            }
        }
    }
    assert!(pairs > 300, "only {pairs} pairs were tried");
}

/// Remarks beside any state-changing event change nothing, in any state.
#[test]
fn fo5_kinds_without_a_rank_never_matter() {
    for state in STATES {
        for remark in [Kind::Commented, Kind::Other, Kind::Announced] {
            let text = format!("{}; p {remark:?} after z", way_to(state));
            assert_eq!(fold(&story(&text)).state, state, "{text}");
            assert_eq!(rank(remark), None);
        }
    }
}

fn order_table() -> String {
    let mut table = "| rank | kind | why it stands above the next |\n|---|---|---|\n".to_owned();
    for (number, (kind, why)) in (1..).zip(ORDER) {
        table.push_str(&format!("| {number} | {} | {why} |\n", words(&format!("{kind:?}"))));
    }
    table
}

fn pair_table() -> String {
    let kinds = ORDER.map(|(kind, _)| kind);
    let header: Vec<String> = kinds.iter().map(|kind| words(&format!("{kind:?}"))).collect();
    let mut table = format!("| | {} |\n|---{}|\n", header.join(" | "), "|---".repeat(kinds.len()));
    for kind in kinds {
        let row = kinds.map(|other| match rank(kind).cmp(&rank(other)) {
            std::cmp::Ordering::Greater => words(&format!("{kind:?}")),
            std::cmp::Ordering::Less => words(&format!("{other:?}")),
            std::cmp::Ordering::Equal => "greater id".to_owned(),
        });
        table.push_str(&format!("| **{}** | {} |\n", words(&format!("{kind:?}")), row.join(" | ")));
    }
    table
}

fn sense_table() -> String {
    let kinds =
        Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Asked | Kind::Other)).collect::<Vec<_>>();
    let header: Vec<String> = kinds.iter().map(|kind| words(&format!("{kind:?}"))).collect();
    let mut table = format!("| state | {} |\n|---{}|\n", header.join(" | "), "|---".repeat(kinds.len()));
    for state in STATES {
        let cell = |kind: &Kind| match (makes_sense(state, false, *kind), makes_sense(state, true, *kind)) {
            (true, true) => "yes",
            (false, true) => "if owned",
            _ => "",
        };
        let row: Vec<&str> = kinds.iter().map(cell).collect();
        table.push_str(&format!("| **{}** | {} |\n", words(&format!("{state:?}")), row.join(" | ")));
    }
    table
}

/// `CounterOffered` → `counter offered`.
fn words(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

/// Prints the tables when the page is out of date, to be pasted.
#[test]
fn the_page_about_status_shows_these_tables() {
    let page = include_str!("../../../../docs/STATUS.md");
    let missing: Vec<String> = [order_table(), pair_table(), sense_table()]
        .into_iter()
        .filter(|table| !page.contains(table))
        .collect();
    assert!(missing.is_empty(), "docs/STATUS.md should hold:\n\n{}", missing.join("\n"));
}
