//! Snippets, as they are found while somebody types.

use super::*;
use crate::edit::{Edit, PartyField};
use crate::undo::undo_of;

fn snippet(language: &str, name: &str, text: &str) -> SnippetRow {
    SnippetRow { language: language.into(), name: name.into(), text: text.into(), other_texts: Vec::new() }
}

fn viewer(number: u32) -> Viewer {
    Viewer { person: person_id(number), team: Some(team_id(number)) }
}

/// Team 1, and its snippets.
fn rows(snippets: Vec<SnippetRow>) -> Rows {
    let Row::Party(yard) = team(1, "Yard") else { unreachable!("a party") };
    [Row::Party(PartyRow { snippets, ..yard }), team(2, "Gate")].into_iter().collect()
}

/// KN12.
#[test]
fn a_slash_at_the_beginning_of_a_word_begins_a_snippet() {
    for (before, typed) in [
        ("/", Some("")),
        ("Hello /whe", Some("whe")),
        ("Hello\n/where is", Some("where is")),
        ("and/or", None),
        ("https://x", None),
        ("/ alone", None),
        ("/where\nit", None),
        ("12/11", None),
        ("nothing", None),
    ] {
        assert_eq!(typed_snippet(before), typed, "{before}");
    }
    assert_eq!(typed_snippet(&format!("/{}", "x".repeat(41))), None);
}

/// KN12.
#[test]
fn the_own_teams_snippets_are_offered_in_the_own_language_first() {
    let rows = rows(vec![
        snippet("en", "where", "It is with the carrier."),
        snippet("en", "hours", "We open at eight; where else?"),
        snippet("es-mx", "dónde", "Lo tiene el transportista."),
        snippet("es", "taken away", ""),
    ]);
    let offered = |viewer: &Viewer, typed: &str, language: &str| {
        let found = snippet_choices(&rows, viewer, typed, language, 10);
        found.into_iter().map(|one| one.name).collect::<Vec<_>>()
    };
    let ours = viewer(1);
    assert_eq!(offered(&ours, "", "es"), ["dónde", "hours", "where"]);
    assert_eq!(offered(&ours, "", "en"), ["hours", "where", "dónde"]);
    assert_eq!(offered(&ours, "whe", "en"), ["where", "hours"], "the name before the text");
    assert_eq!(offered(&ours, "DONDE", "en"), ["dónde"]);
    assert!(offered(&viewer(2), "", "en").is_empty(), "another team's aren't offered");
    assert_eq!(snippet_choices(&rows, &ours, "", "en", 1).len(), 1);
}

/// KN1.
#[test]
fn what_was_done_to_a_snippet_is_taken_back() {
    let rows = rows(vec![snippet("en", "where", "before")]);
    let change = |name: &str, text: &str| {
        let field = PartyField::Snippet("en".into(), name.into(), text.into());
        vec![Edit::ChangeParty { id: team_id(1), field }]
    };
    let undo = |edits: Vec<Edit>| undo_of(&rows, &edits, person_id(1), "", NOW);
    assert_eq!(undo(change("where", "after")), Some(change("where", "before")));
    assert_eq!(undo(change("where", "")), Some(change("where", "before")));
    assert_eq!(undo(change("new", "x")), Some(change("new", "")));
}
