//! MA54: out and in again is nothing to do.

use super::*;
use crate::edit::{PartyField, ServiceField};
use crate::model::{PartyKind, PictureStyle, Spot, Step as SilenceStep, Tells};
use proptest::prelude::*;

/// Pieces of text that some format or program takes for something else.
const NASTY: [&str; 34] = [
    "a", "Ito", " ", "  ", "=", "+", "-", "@", "'", "''", "\"", ",", ";", ":", ": ", "#", " #", "\n", "\r\n",
    "\r", "\t", "|", ">", "\\", "~", "yes", "null", "0123", "é", "שלום", "👍", "---", "\u{202e}", "\u{0}",
];

fn text(pieces: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(pieces), 0..most).prop_map(|pieces| pieces.concat())
}

fn name(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    text(pieces, 8).prop_map(|text| if text.trim().is_empty() { format!("x{text}") } else { text })
}

const KINDS: [PartyKind; 4] =
    [PartyKind::Team, PartyKind::PayingCustomer, PartyKind::Partner, PartyKind::Vendor];

/// The edits of a map: parties of all kinds, also of one name, and services between them.
fn map(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<Edit>> {
    let one = (name(pieces), 0..4_usize, text(pieces, 12), any::<u8>());
    let parties = prop::collection::vec(one, 1..6);
    let tie =
        (0..6_u32, 0..6_u32, name(pieces), text(pieces, 12), any::<u8>(), -5_000_000_i64..2_000_000_000_000);
    (parties, prop::collection::vec(tie, 0..8)).prop_map(|(parties, ties)| {
        let count = parties.len() as u32;
        let mut edits = Vec::new();
        for (number, (name, kind, note, more)) in (0..).zip(parties) {
            edits.push(add(number, KINDS[kind], &name));
            edits.extend(said(number, note, more));
        }
        for (number, (provider, served, name, questions, more, at)) in (0..).zip(ties) {
            let (provider, served) = (provider % count, served % count);
            if provider != served {
                edits.push(serve(number, provider, served, &name));
                edits.extend(promised(number, questions, more, at));
            }
        }
        edits
    })
}

fn said(number: u32, note: String, more: u8) -> Vec<Edit> {
    let steps = vec![
        SilenceStep { after: Span::minutes(5), tells: Tells::Owner },
        SilenceStep { after: Span(90_000_500), tells: Tells::Above },
    ];
    let site = note.chars().take(30).collect();
    let mut fields = vec![PartyField::Note(note), PartyField::Site(site)];
    if more & 1 > 0 {
        fields.push(PartyField::Steps(steps));
    }
    if more & 8 > 0 {
        fields.push(PartyField::Department("Häfen & Co".to_owned()));
    }
    if more & 8 > 0 {
        fields.push(PartyField::Place(PictureStyle::Rings, Some(Spot { x: 120, y: -40 - i32::from(more) })));
        fields.push(PartyField::Place(PictureStyle::Layers, Some(Spot { x: -100_000, y: 100_000 })));
    }
    if more & 2 > 0 {
        fields.push(PartyField::Hours("mo-fr 08:00-17:00".to_owned()));
    }
    if more & 4 > 0 {
        fields.push(PartyField::Holiday("2026-12-25".to_owned(), "Christmas: closed".to_owned()));
        fields.push(PartyField::Holiday("2026-01-01".to_owned(), "New year".to_owned()));
    }
    fields.into_iter().map(|field| Edit::ChangeParty { id: party(number), field }).collect()
}

fn promised(number: u32, questions: String, more: u8, at: i64) -> Vec<Edit> {
    let contact = questions.chars().take(30).collect();
    let mut fields = vec![ServiceField::Questions(questions), ServiceField::Contact(contact)];
    if more & 1 > 0 {
        fields.push(ServiceField::DeliverWithin(Some(Span(i64::from(more | 1) * 61_001))));
    }
    if more & 4 > 0 {
        fields.push(ServiceField::Hours("sa-su 10:00-12:00".to_owned()));
    }
    if more & 2 > 0 {
        fields.push(ServiceField::ReconfirmBy(Some(Millis(at))));
    }
    fields.into_iter().map(|field| Edit::ChangeService { id: service(number), field }).collect()
}

const FORMATS: [Format; 3] = [Format::Yaml, Format::Csv, Format::Backstage];

fn nothing_to_do(rows: &Rows, bytes: &[u8]) -> Result<(), TestCaseError> {
    let file = read(bytes)
        .map_err(|bad| TestCaseError::fail(format!("{bad}\n{}", String::from_utf8_lossy(bytes))))?;
    prop_assert_eq!(&file.remarks, &vec![], "{}", String::from_utf8_lossy(bytes));
    let count = rows.parties().count() + rows.services().count();
    let steps = planned(rows, file);
    prop_assert_eq!(steps.len(), count);
    for step in steps {
        prop_assert_eq!(&step.outcome, &Outcome::Same, "{:?} of\n{}", step, String::from_utf8_lossy(bytes));
    }
    Ok(())
}

/// What a map says without its ids: each service with the whole of its ends.
fn content(rows: &Rows) -> Vec<String> {
    let mut entries = entries_of(rows);
    // Space around a text, and how its lines end, is nothing that a file keeps.
    for text in entries.iter_mut().flat_map(|entry| entry.said.values_mut()) {
        *text = text.trim().replace("\r\n", "\n");
    }
    let said = |id: &str| {
        let entry = entries.iter().find(|entry| entry.key == id);
        entry.map(|entry| format!("{:?}", entry.said)).unwrap_or_default()
    };
    let mut content: Vec<String> = entries
        .iter()
        .map(|entry| {
            let mut own = entry.said.clone();
            for end in [Field::Provider, Field::Serves] {
                own.entry(end).and_modify(|id| *id = said(id));
            }
            format!("{own:?}")
        })
        .collect();
    content.sort();
    content
}

/// Pieces that a new text may have.
const CLEAN: [&str; 20] = [
    "a", "Ito", " ", "=", "-", "@", "'", "\"", ",", ";", ":", "#", "|", "\\", "~", "no", "é", "שלום", "👍",
    "- ",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn ma54_what_goes_out_comes_in_as_nothing_to_do(edits in map(&NASTY)) {
        let rows = after(&edits);
        let entries = entries_of(&rows);
        for format in FORMATS {
            nothing_to_do(&rows, &write(format, &entries))?;
        }
    }

    #[test]
    fn ma54_an_empty_map_becomes_the_same_one(edits in map(&CLEAN)) {
        let rows = after(&edits);
        // Two services of one name between the same two are one where nothing else tells them apart.
        let mut ties: Vec<_> = rows
            .services()
            .map(|row| (row.provider, row.served, resolve::plain(&row.name)))
            .collect();
        ties.sort();
        prop_assume!(ties.windows(2).all(|pair| pair[0] != pair[1]));
        for format in FORMATS {
            let bytes = write(format, &entries_of(&rows));
            let steps = planned(&Rows::default(), read(&bytes).expect("a map"));
            for step in &steps {
                prop_assert_eq!(&step.outcome, &Outcome::New { implied: false });
            }
            let other = after(&all_edits(&steps, 1_000));
            prop_assert_eq!(content(&rows), content(&other));
            nothing_to_do(&other, &write(format, &entries_of(&other)))?;
        }
    }
}

#[test]
fn ma54_spreadsheets_that_save_with_semicolons_change_nothing() {
    let rows = after(&[
        add(1, PartyKind::Team, "Stores"),
        add(2, PartyKind::PayingCustomer, "Shoppers"),
        serve(1, 1, 2, "Picks; packs"),
    ]);
    let text = String::from_utf8(write(Format::Csv, &entries_of(&rows))).expect("text");
    let quoted = text
        .replace("Picks; packs", "\"Picks: packs\"")
        .replace(',', ";")
        .replace("Picks: packs", "Picks; packs");
    assert!(dry(&rows, &quoted).iter().all(|step| step.outcome == Outcome::Same), "{quoted}");
}
