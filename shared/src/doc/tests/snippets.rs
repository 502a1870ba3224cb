//! A team's snippets: written, disputed, taken away, and refused where they make no sense or are too many.

use super::*;
use crate::edit::PartyField;
use crate::limits::{LANGUAGE_CHARS_MAX, SNIPPET_CHARS_MAX, SNIPPET_NAME_CHARS_MAX, SNIPPETS_MAX};
use crate::view::{Row, SnippetRow, stored};
use crate::wire::RefusalReason;
use automerge::ROOT;
use automerge::transaction::Transactable;

fn snippet(language: &str, name: &str, text: &str) -> Edit {
    let field = PartyField::Snippet(language.to_owned(), name.to_owned(), text.to_owned());
    Edit::ChangeParty { id: team(1), field }
}

fn yard() -> Doc {
    let mut doc = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() });
    edit(&mut doc, 1, 2, &snippet("en", "where", "It is with the carrier."));
    doc
}

fn snippets_of(doc: &Doc) -> Vec<SnippetRow> {
    match stored(doc).expect("readable").row {
        Row::Party(party) => party.snippets,
        other => panic!("{other:?}"),
    }
}

fn texts_of(one: &SnippetRow) -> Vec<&str> {
    let mut texts: Vec<&str> = [&one.text].into_iter().chain(&one.other_texts).map(String::as_str).collect();
    texts.sort_unstable();
    texts
}

/// KN11.
#[test]
fn what_two_people_add_stays_and_of_what_they_wrote_apart_both_texts_show() {
    let (mut one, mut other) = (yard(), yard());
    edit(&mut one, 1, 3, &snippet("es", "where", "Lo tiene el transportista."));
    edit(&mut other, 2, 4, &snippet("en", "closed", "The yard is closed."));
    edit(&mut one, 1, 5, &snippet("en", "where", ""));
    edit(&mut other, 2, 6, &snippet("en", "where", "It left this morning."));
    exchange(&mut one, &mut other);
    let snippets = snippets_of(&one);
    assert_eq!(snippets, snippets_of(&other));
    let named: Vec<_> = snippets.iter().map(|one| (one.language.as_str(), one.name.as_str())).collect();
    assert_eq!(named, [("en", "closed"), ("en", "where"), ("es", "where")]);
    assert_eq!(texts_of(&snippets[1]), ["", "It left this morning."]);
    // One of them is kept, and then it is gone for good.
    edit(&mut one, 1, 7, &snippet("en", "where", ""));
    assert_eq!(snippets_of(&one).len(), 2);
}

/// KN10.
#[test]
fn a_snippet_without_sense_is_neither_written_nor_admitted() {
    let long = |count| "x".repeat(count);
    let wrong = [
        snippet("EN", "where", "x"),
        snippet("en-", "where", "x"),
        snippet("", "where", "x"),
        snippet(&long(LANGUAGE_CHARS_MAX + 1), "where", "x"),
        snippet("en", " ", "x"),
        snippet("en", " where", "x"),
        snippet("en", "wh\nere", "x"),
        snippet("en", &long(SNIPPET_NAME_CHARS_MAX + 1), "x"),
        snippet("en", "where", &long(SNIPPET_CHARS_MAX + 1)),
    ];
    for edit in &wrong {
        let mut doc = yard();
        assert_eq!(write(&mut doc, actor(1), &[(edit, stamp(9))]), Err(EditError::BadText), "{edit:?}");
    }
    // A device that writes it all the same.
    let who = Who { person: person(1), device: device(1), admin: true };
    let hostile = [
        ("snippet:EN:where".to_owned(), "x".to_owned()),
        ("snippet:en:".to_owned(), "x".to_owned()),
        ("snippet::where".to_owned(), "x".to_owned()),
        (format!("snippet:en:{}", long(SNIPPET_NAME_CHARS_MAX + 1)), String::new()),
        ("snippet:en:where".to_owned(), long(SNIPPET_CHARS_MAX + 1)),
    ];
    for (key, value) in hostile {
        let before = yard();
        let mut after = before.clone();
        let mut tx = after.automerge.transaction();
        tx.put(ROOT, key.as_str(), value).expect("written");
        tx.commit();
        let (before, after) = (before.read().expect("readable"), after.read().expect("readable"));
        assert_eq!(allowed(Some(&before), &after, &who), Err(RefusalReason::BadDocument), "{key}");
    }
}

fn with_many(count: usize) -> Doc {
    let mut doc = with(&Edit::AddParty { id: team(1), kind: PartyKind::Team, name: "Yard".to_owned() });
    let mut tx = doc.automerge.transaction();
    for number in 0..count {
        tx.put(ROOT, format!("snippet:en:{number:03}"), "x").expect("written");
    }
    tx.commit();
    doc
}

/// KN10.
#[test]
fn there_is_an_end_to_snippets_and_what_is_gone_makes_room() {
    let who = Who { person: person(1), device: device(1), admin: true };
    let verdict = |before: Option<usize>, after: usize| {
        let before = before.map(|count| with_many(count).read().expect("readable"));
        allowed(before.as_ref(), &with_many(after).read().expect("readable"), &who)
    };
    let too_many = Err(RefusalReason::DocTooLarge);
    assert_eq!(verdict(None, SNIPPETS_MAX), Ok(()));
    assert_eq!(verdict(None, SNIPPETS_MAX + 1), too_many);
    assert_eq!(verdict(Some(1), SNIPPETS_MAX * 2), Ok(()), "added by two at once");
    assert_eq!(verdict(Some(1), SNIPPETS_MAX * 2 + 1), too_many);
    let mut full = with_many(SNIPPETS_MAX);
    let more = snippet("en", "one more", "x");
    let refused = write(&mut full, actor(1), &[(&more, stamp(9))]).map(|_| ());
    assert_eq!(refused, Err(EditError::TooLarge), "told here");
    edit(&mut full, 1, 10, &snippet("en", "000", "it may change"));
    edit(&mut full, 1, 11, &snippet("en", "000", ""));
    edit(&mut full, 1, 12, &more);
    assert_eq!(snippets_of(&full).len(), SNIPPETS_MAX);
}

/// DO15.
#[test]
fn a_snippet_of_another_type_and_one_without_a_name_are_left_alone() {
    let mut doc = yard();
    let mut tx = doc.automerge.transaction();
    tx.put(ROOT, "snippet:en:clip", 7_i64).expect("written");
    tx.put(ROOT, "snippet:en", "x").expect("written");
    tx.commit();
    assert_eq!(snippets_of(&doc).len(), 1);
}

/// VI20.
#[test]
fn both_notes_of_a_team_show() {
    let note = |text: &str| Edit::ChangeParty { id: team(1), field: PartyField::Note(text.to_owned()) };
    let (mut one, mut other) = (yard(), yard());
    edit(&mut one, 1, 3, &note("Ring twice."));
    edit(&mut other, 2, 4, &note("Come to gate 3."));
    exchange(&mut one, &mut other);
    let Row::Party(row) = stored(&one).expect("readable").row else { panic!("a party") };
    let mut both = [vec![row.note], row.other_notes].concat();
    both.sort();
    assert_eq!(both, ["Come to gate 3.", "Ring twice."]);
}
