//! MA50, MA51, MA56: files that are broken, too large, or meant to do harm.

use super::*;
use crate::limits::{MAP_FILE_BYTES_MAX, MAP_FILE_LINE_BYTES_MAX, MAP_FILE_SERVICES_MAX, YAML_DEPTH_MAX};
use crate::model::PartyKind;
use proptest::prelude::*;

#[test]
fn ma50_a_broken_line_is_told_with_its_place_and_nothing_is_taken() {
    let text =
        "sightline: map 1\nparties:\n  - name: Stores\n  - name: Shop\n    note: \"open\n  - name: Desk\n";
    assert!(
        matches!(read(text.as_bytes()), Err(BadFile::Syntax { read: 1, .. })),
        "{:?}",
        read(text.as_bytes())
    );
    let indent = "parties:\n  - name: Stores\n     note: no\n  - name: Shop\n";
    let Err(BadFile::Syntax { line, .. }) = read(indent.as_bytes()) else {
        panic!("{:?}", read(indent.as_bytes()))
    };
    assert_eq!(line, 3);
    let shape = read(b"parties:\n  - name: Stores\n  - Shop\n");
    assert_eq!(shape, Err(BadFile::Shape { line: 3, column: 5, wants: Wants::Fields }));
    assert_eq!(read(b"parties: Stores\n"), Err(BadFile::Shape { line: 1, column: 10, wants: Wants::List }));
    let nested = read(b"parties:\n  - name: {a: b}\n");
    assert_eq!(nested, Err(BadFile::Shape { line: 2, column: 11, wants: Wants::Text }));
}

#[test]
fn ma50_what_is_no_map_is_told() {
    assert_eq!(read(b""), Err(BadFile::Empty));
    assert_eq!(read(b"# nothing\n\n"), Err(BadFile::NoColumns));
    assert_eq!(read(b"---\n"), Err(BadFile::Unknown));
    assert_eq!(read(b"colours:\n  - red\n"), Err(BadFile::Unknown));
    assert_eq!(read(b"colour;size\nred;1\n"), Err(BadFile::NoColumns));
    assert_eq!(read(b"name,note\nStores,a,b\n"), Err(BadFile::Cells { line: 2 }));
    assert_eq!(read(b"parties:\n  - name: \xff\n"), Err(BadFile::NotText { line: 2 }));
}

#[test]
fn ma50_what_nobody_knows_is_left_out_and_said() {
    let file = read("parties:\n  - name: Stores\n    colour: red\nlegend: x\n".as_bytes()).expect("a map");
    let remarks: Vec<_> =
        file.remarks.iter().map(|remark| (remark.line, remark.name.as_str(), remark.what)).collect();
    assert_eq!(remarks, [(4, "legend", What::Unknown), (3, "colour", What::Unknown)]);
    let file = read("Equipo;Nota;Color\nAlmacén;Puerta 3;rojo\n".as_bytes()).expect("a map");
    assert_eq!(file.entries[0].text(Field::Note), "Puerta 3");
    assert_eq!(file.remarks[0].name, "Color");
}

#[test]
fn ma51_files_are_within_their_limits() {
    assert_eq!(read(&vec![b'a'; MAP_FILE_BYTES_MAX + 1]), Err(BadFile::TooLarge));
    let long = format!("parties:\n  - name: {}\n", "x".repeat(MAP_FILE_LINE_BYTES_MAX));
    assert_eq!(read(long.as_bytes()), Err(BadFile::LongLine { line: 2 }));
    let deep = format!("parties: {}{}\n", "[".repeat(YAML_DEPTH_MAX + 3), "]".repeat(YAML_DEPTH_MAX + 3));
    assert!(
        matches!(read(deep.as_bytes()), Err(BadFile::TooDeep { line: 1 })),
        "{:?}",
        read(deep.as_bytes())
    );
    let flood = format!("parties: {}\n", "[".repeat(60_000));
    assert!(read(flood.as_bytes()).is_err());
    let many =
        format!("services:\n{}", "  - {name: a, provider: b, serves: c}\n".repeat(MAP_FILE_SERVICES_MAX + 1));
    assert!(
        matches!(read(many.as_bytes()), Err(BadFile::TooMany { .. })),
        "{:?}",
        read(many.as_bytes()).map(|_| ())
    );
}

#[test]
fn ma51_aliases_cost_what_they_stand_for() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![below; 9].join(", ")));
    }
    bomb.push_str("parties: *a11\n");
    assert!(matches!(read(bomb.as_bytes()), Err(BadFile::TooMuch { .. } | BadFile::TooDeep { .. })));
    let mut tower = "a0: &a0 [x]\n".to_owned();
    for level in 1..2_000 {
        tower.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert!(matches!(read(tower.as_bytes()), Err(BadFile::TooDeep { .. })));
    let fair = "base: &desk\n  kind: team\n  name: Desk\nparties:\n  - *desk\n";
    assert_eq!(read(fair.as_bytes()).expect("a map").entries[0].text(Field::Name), "Desk");
}

#[test]
fn ma51_characters_that_nobody_sees_are_not_put_on_the_map() {
    for name in ["a\\u202Eb", "a\\0b", "a\\u2066b", "two\\nlines"] {
        let found = outcomes(&Rows::default(), &format!("parties:\n  - name: \"{name}\"\n"));
        assert_eq!(found[0].1, Outcome::Refused(Refusal::Value(Field::Name, Problem::Character)), "{name}");
    }
    let hebrew = outcomes(&Rows::default(), "parties:\n  - name: שירות לקוחות\n");
    assert_eq!(hebrew[0].1, Outcome::New { implied: false });
}

#[test]
fn ma56_no_cell_is_a_formula_and_every_text_comes_back() {
    for name in ["=1+1", "'=1", "''@x", "+31 20", "-", "a;=b", "a;'=b", "@home"] {
        let rows = after(&[add(1, PartyKind::Team, name)]);
        let bytes = write(Format::Csv, &entries_of(&rows));
        let text = String::from_utf8(bytes.clone()).expect("text");
        let cell = text.lines().nth(1).expect("a line").split(',').nth(2).expect("a cell").trim_matches('"');
        assert!(!cell.split(';').any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{cell}");
        assert_eq!(planned(&rows, read(&bytes).expect("a map"))[0].outcome, Outcome::Same, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn ma50_no_bytes_stop_it(text in "[-\\[\\]{}:,&*!|>'\"%@#?a \n\t~0]{0,60}") {
        for begin in ["", "parties:\n", "---\nkind: Group\nmetadata: {name: a}\n"] {
            if let Ok(file) = read(format!("{begin}{text}").as_bytes()) {
                let steps = planned(&Rows::default(), file);
                let _ = all_edits(&steps, 0);
            }
        }
    }
}
