//! CU4 to CU7: customers in, requests out.

use super::*;
use crate::doc::{self, Doc};
use crate::edit::{Ask, CustomerField, Edit, Stamp};
use crate::id::{Actor, DeviceId, DocId, DocKind, EventId, Incarnation, Millis, Span};
use crate::limits::{IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_LINES_MAX, LINE_CHARS_MAX};
use crate::model::EventKind;
use crate::view::{self, CustomerRow, PersonRow, Row, Rows, State};
use proptest::prelude::*;

mod phones;

fn read(bytes: &[u8]) -> Result<Table, BadTable> {
    let mut reading = Reading::new(bytes.to_vec())?;
    while reading.go_on(3)? {}
    Ok(reading.done())
}

fn cells(bytes: &[u8]) -> Vec<(u64, Vec<String>)> {
    let table = read(bytes).expect("a table");
    table.lines().iter().map(|line| (line.number, line.cells.clone())).collect()
}

fn customer_id(number: u32) -> DocId {
    let mut bytes = [0; DocId::LEN];
    bytes[0] = DocKind::Customer.into();
    bytes[12..].copy_from_slice(&number.to_be_bytes());
    DocId::from_bytes(bytes)
}

fn customer(number: u32, name: &str, reference: &str) -> CustomerRow {
    let (name, reference) = (name.to_owned(), reference.to_owned());
    CustomerRow { id: customer_id(number), name, reference, ..CustomerRow::default() }
}

fn world() -> Rows {
    let duplicate = CustomerRow { merged_into: Some(customer_id(1)), ..customer(3, "M. Ito", "C-90") };
    [customer(1, "Mrs Ito", "C-88"), customer(2, "Baker & Sons", ""), duplicate]
        .map(Row::Customer)
        .into_iter()
        .collect()
}

fn planned(rows: &Rows, bytes: &[u8]) -> Vec<Step> {
    let table = read(bytes).expect("a table");
    let mut planning = Planning::new(Known::of(rows), guess(table.first(), "nombre", "número", "teléfono"));
    while planning.go_on(&table, rows, 2) {}
    planning.done()
}

fn whats(rows: &Rows, text: &str) -> Vec<(u64, What)> {
    planned(rows, text.as_bytes()).into_iter().map(|step| (step.line, step.what)).collect()
}

#[test]
fn cu4_separators_marks_and_line_breaks_are_those_of_real_files() {
    let expected =
        vec![(1, vec!["Name".to_owned(), "No".to_owned()]), (2, vec!["Ito, M.".to_owned(), "7".to_owned()])];
    for text in [
        "Name,No\n\"Ito, M.\",7\n",
        "\u{feff}Name;No\r\nIto, M.;7\r\n\r\n",
        "Name\tNo\nIto, M.\t7",
        "Name , No \n\"Ito, M.\", 7\n,\n , \n",
    ] {
        assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
    }
    assert_eq!(cells(b"\"a,b\";c\n").remove(0).1, ["a,b", "c"], "what is quoted separates nothing");
    let lines: Vec<_> = cells(b"a,b\n1,\"two\nlines\"\n\n3,4\n").into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [1, 2, 5]);
}

#[test]
fn cu4_what_is_no_table_is_told() {
    assert_eq!(read(b""), Err(BadTable::Empty));
    assert_eq!(read("\u{feff}\n,,\n".as_bytes()), Err(BadTable::Empty));
    assert_eq!(read(b"name\nIto\nM\xfcller\n"), Err(BadTable::NotText { line: 3 }));
    assert_eq!(read(b"\xff\xfen\0a\0"), Err(BadTable::NotText { line: 1 }));
    assert_eq!(read(&vec![b'a'; IMPORT_BYTES_MAX + 1]), Err(BadTable::TooLarge));
    assert_eq!(read("a\n".repeat(IMPORT_LINES_MAX + 1).as_bytes()), Err(BadTable::TooLong));
    assert_eq!(
        read("a\n".repeat(IMPORT_LINES_MAX).as_bytes()).map(|table| table.lines().len()),
        Ok(IMPORT_LINES_MAX)
    );
    assert_eq!(read(",".repeat(IMPORT_COLUMNS_MAX).as_bytes()), Err(BadTable::TooWide));
}

#[test]
fn cu4_columns_are_known_by_their_names_in_two_languages() {
    let guessed = |first: &[&str]| {
        let first: Vec<String> = first.iter().map(|&cell| cell.to_owned()).collect();
        guess(&first, "nombre, cliente", "número, número de cliente", "teléfono, móvil")
    };
    assert_eq!(
        guessed(&["Customer no.", "NAME"]),
        Columns { name: 1, number: Some(0), phone: None, named: true }
    );
    assert_eq!(
        guessed(&["x", "Número de Cliente", "Nombre"]),
        Columns { name: 2, number: Some(1), phone: None, named: true }
    );
    assert_eq!(guessed(&["Cliente"]), Columns { name: 0, number: None, phone: None, named: true });
    for named in ["Phone", "TELEFON", "Mobile", "tel", "Tel.", "Teléfono", "móvil"] {
        let columns = Columns { name: 0, number: Some(2), phone: Some(1), named: true };
        assert_eq!(guessed(&["Name", named, "No."]), columns, "{named}");
    }
    assert_eq!(guessed(&["Mrs Ito", "C-88"]), Columns { name: 0, number: None, phone: None, named: false });
}

#[test]
fn cu5_the_dry_run_says_of_each_line_what_would_become_of_it() {
    let long = "x".repeat(LINE_CHARS_MAX + 1);
    let text = format!(
        "name,number\nMrs Ito,C-88\nITO,C-88\nNew & Co,C-1\nbaker & sons,\nMrs Ito,C-7\n,C-9\n{long},C-2\nA,{long}\nlone\n\
         \"two\nlines\",C-3\nNew again,C-1\nBAKER & SONS,\nM. Ito,C-90\nMrs Ito,C-90\n"
    );
    assert_eq!(
        whats(&world(), &text),
        [
            (2, What::Known),
            // The number stands above, so that whatever is chosen there isn't undone here.
            (3, What::Told(Problem::Twice { line: 2 })),
            (4, What::New { like: Like::Nobody }),
            (5, What::Known),
            (6, What::New { like: Like::Name }),
            (7, What::Told(Problem::NoName)),
            (8, What::Told(Problem::LongName)),
            (9, What::Told(Problem::LongNumber)),
            (10, What::Told(Problem::Cells { has: 1, wants: 2 })),
            (11, What::Told(Problem::SeveralLines)),
            (13, What::Told(Problem::Twice { line: 4 })),
            (14, What::Told(Problem::Twice { line: 5 })),
            (15, What::Known),
            (16, What::Told(Problem::Twice { line: 15 })),
        ]
    );
    // The number of a duplicate is that of the one who stands for it.
    let renamed = What::Renamed { id: customer_id(1), is: "Mrs Ito".to_owned(), phone: None };
    assert_eq!(whats(&world(), "name,number\nMaria Ito,C-90\n"), [(2, renamed.clone())]);
    assert_eq!(whats(&world(), "name,number\nMrs Ito,C-90\n"), [(2, What::Known)]);
    assert_eq!(
        whats(&world(), "Maria Ito;C-88\nNew;C-2\n").len(),
        2,
        "without names of columns the first line is a customer"
    );
}

/// Ids of customers who are new, one after the other.
fn new_ids() -> impl FnMut() -> DocId {
    let mut next = 10;
    move || {
        next += 1;
        customer_id(next)
    }
}

#[test]
fn cu5_names_here_change_only_where_somebody_says_so() {
    let steps = planned(&world(), b"name,number\nMaria Ito,C-88\nNew,C-2\nMrs Ito,C-90\n");
    let edits_of = |takes: bool| edits(&steps, |_| takes.then_some(Says::File), new_ids());
    assert_eq!(edits_of(false).len(), 1);
    let name = CustomerField::Name("Maria Ito".to_owned());
    assert_eq!(edits_of(true)[0], [Edit::ChangeCustomer { id: customer_id(1), field: name }]);
}

/// Rows after these edits.
fn after(mut rows: Rows, edits: &[Edit]) -> Rows {
    for edit in edits {
        match edit {
            Edit::AddCustomer { id, name, reference, .. } => {
                let row = CustomerRow { id: *id, ..customer(0, name, reference) };
                rows.apply(Row::Customer(row));
            }
            Edit::ChangeCustomer { id, field: CustomerField::Name(name) } => {
                let row = CustomerRow { name: name.clone(), ..rows.customer(*id).expect("a row").clone() };
                rows.apply(Row::Customer(row));
            }
            Edit::ChangeCustomer { id, field: CustomerField::Phone(phone) } => {
                let row = CustomerRow { phone: phone.clone(), ..rows.customer(*id).expect("a row").clone() };
                rows.apply(Row::Customer(row));
            }
            other => panic!("no import makes {other:?}"),
        }
    }
    rows
}

fn written(lines: &[[String; 3]], separator: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    writer.write_record(["Name", "Number", "Phone"]).expect("written");
    for line in lines {
        writer.write_record(line).expect("written");
    }
    writer.into_inner().expect("written")
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..200),
        "[a-c,;\t\"\r\n =']{0,120}".prop_map(String::into_bytes),
    ]
}

proptest! {
    /// CU4, CU5: any bytes are a plan or a sentence.
    #[test]
    fn any_bytes_are_a_plan_or_a_sentence(bytes in any_bytes()) {
        match read(&bytes) {
            Ok(table) => {
                prop_assert!(!table.lines().is_empty());
                let steps = planned(&world(), &bytes);
                let edits = edits(&steps, |_| Some(Says::File), || customer_id(50));
                prop_assert!(edits.len() <= table.lines().len());
            }
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }

    /// CU5: what was written reads back, and what was imported is here: importing again does nothing.
    #[test]
    fn importing_twice_is_importing_once(
        lines in proptest::collection::vec(["[A-Za-zé'\"\\,;=+ ]{1,12}", "[0-9-]{0,3}", "(6[0-9]{3,8})?"], 0..20),
        comma in any::<bool>(),
        says in prop_oneof![Just(Says::File), Just(Says::SomebodyElse)],
    ) {
        let bytes = written(&lines, if comma { b',' } else { b';' });
        let table = read(&bytes).expect("a table");
        let kept: Vec<_> = lines.iter().map(|line| line.clone().map(|cell| cell.trim().to_owned())).filter(|line| line.iter().any(|cell| !cell.is_empty())).collect();
        prop_assert_eq!(table.lines().iter().skip(1).map(|line| &line.cells[..]).collect::<Vec<_>>(), kept.iter().map(|line| &line[..]).collect::<Vec<_>>());
        let rows = world();
        let mut next = 10;
        let first = edits(&planned(&rows, &bytes), |_| Some(says), || { next += 1; customer_id(next) });
        let rows = after(rows, &first.concat());
        let again = edits(&planned(&rows, &bytes), |_| Some(says), || customer_id(5));
        prop_assert_eq!(again, Vec::<Vec<Edit>>::new());
    }
}

struct Plain;

impl Words for Plain {
    fn column(&self, column: Column) -> String {
        format!("{column:?}")
    }

    fn helped(&self, helped: bool) -> String {
        helped.to_string()
    }

    fn state(&self, state: State) -> String {
        format!("{state:?}")
    }

    fn moment(&self, at: Millis) -> String {
        format!("@{}", at.0)
    }
}

fn exported(rows: &Rows, ids: &[DocId]) -> Vec<Vec<String>> {
    let bytes = [head(&Plain), requests(rows, ids, Millis(100_000), &Plain)].concat();
    assert!(bytes.starts_with("\u{feff}".as_bytes()), "spreadsheets know UTF-8 by its mark");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
    reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect()
}

const ID: DocId = DocId::from_bytes([1; DocId::LEN]);
const PERSON: DocId = DocId::from_bytes([4; DocId::LEN]);
const PARENT: DocId = DocId::from_bytes([1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2]);

/// A request of Mrs Ito's duplicate with these texts, under one that isn't here.
fn asked(title: &str, reference: &str) -> Rows {
    let ask = Ask {
        id: ID,
        title: title.to_owned(),
        details: String::new(),
        asker: DocId::from_bytes([2; DocId::LEN]),
        provider: DocId::from_bytes([2; DocId::LEN]),
        service: None,
        customer: Some(customer_id(3)),
        words: String::new(),
        reference: reference.to_owned(),
        parent: Some(PARENT),
        due: None,
        reply_by: None,
        private: false,
        voice: None,
    };
    let stamp = |number| Stamp {
        by: PERSON,
        event: EventId::from_bytes([number; 8]),
        device_time: Millis(i64::from(number)),
        offset: Span::ZERO,
    };
    let delivered = EventKind::Delivered { answer: String::new(), over_open: false, noted: false };
    let act = Edit::Act { request: ID, event: delivered, on_behalf_of: String::new() };
    let mut doc = Doc::empty(ID);
    let actor = Actor { device: DeviceId::from_bytes([1; 8]), incarnation: Incarnation::from_bytes([1; 8]) };
    let edits = [(&Edit::Ask(Box::new(ask)), stamp(1)), (&act, stamp(2))];
    doc::write(&mut doc, actor, &edits).expect("good edits");
    let mut rows = world();
    rows.apply(Row::Person(PersonRow {
        id: PERSON,
        name: "Ben".to_owned(),
        team: None,
        ..PersonRow::default()
    }));
    rows.apply(view::stored(&doc).expect("readable").row);
    rows
}

#[test]
fn cu6_a_request_is_a_line_with_its_customer_as_they_show() {
    let rows = asked("Where is it?", "20117");
    let lines = exported(&rows, &[PARENT, ID]);
    assert_eq!(lines.len(), 2, "the head, and the one that is here");
    assert_eq!(lines[0], Column::ALL.map(|column| format!("{column:?}")));
    let (id, parent) = (ID.to_string(), PARENT.to_string());
    let told = [
        "Where is it?",
        "",
        "",
        "Ben",
        "Mrs Ito",
        "C-88",
        "20117",
        "Delivered",
        "'@1",
        "'@2",
        "",
        "'@2",
        "0",
    ];
    let expected: Vec<&str> =
        [&*id].into_iter().chain(told).chain([&*parent, "", "", "", "", "", "", ""]).collect();
    assert_eq!(lines[1], expected);
}

#[test]
fn cu6_a_line_says_what_was_needed_promised_and_answered() {
    let mut rows = asked("Where is it?", "20117");
    let Some(Row::Request(row)) = rows.get(ID) else { unreachable!("a request") };
    let pauses = vec![view::Pause { from: Millis(10_000), to: Some(Millis(30_000)) }];
    let owned = view::RequestRow {
        state: State::Working,
        promised: Some(Millis(50_000)),
        due: Some(Millis(60_000)),
        reply_by: Some(Millis(5_000)),
        pauses,
        ..*row
    };
    let line = |row: view::RequestRow, rows: &mut Rows| {
        rows.apply(Row::Request(Box::new(row)));
        let line = exported(rows, &[ID]).remove(1);
        [11, 18, 19, 20, 21].map(|place| line[place].clone())
    };
    let told = line(owned.clone(), &mut rows);
    assert_eq!(told, ["'@70000", "'@60000", "'@5000", "", ""], "the promise as far as it has moved");
    let declined =
        view::RequestRow { state: State::Declined, last_words: "=no part".into(), ..owned.clone() };
    assert_eq!(line(declined, &mut rows)[3], "'=no part");
    let confirmed = view::RequestRow {
        state: State::Confirmed,
        last_words: "Thanks!".into(),
        delivered: "In bay 4".into(),
        helped: Some(true),
        ..owned.clone()
    };
    assert_eq!(line(confirmed, &mut rows)[3..], ["In bay 4", "true"]);
    let waits = view::RequestRow { state: State::Waiting, last_words: "lorry".into(), ..owned };
    assert_eq!(line(waits, &mut rows)[3], "", "that has its own column");
}

#[test]
fn cu7_no_cell_is_a_formula() {
    for (text, written) in
        [("x;=HYPERLINK(1)", "x;'=HYPERLINK(1)"), ("x\n-3", "x\n'-3"), ("\t=1", "'\t'=1"), (";;@", ";;'@")]
    {
        assert_eq!(safe(text), written, "another spreadsheet ends its cells there");
    }
    for text in ["=1+1", "+49", "-3", "@x", "\tx", "\rx"] {
        assert_eq!(safe(text), format!("'{text}"));
        assert_eq!(exported(&asked(text, text), &[ID])[1][1], format!("'{text}"));
    }
    for text in ["", "1=1", "'=1", " =1", "a-b"] {
        assert_eq!(safe(text), text);
    }
}

proptest! {
    /// CU6: quotes, separators, line breaks: what is written is what was said, to the byte.
    #[test]
    fn a_file_reads_back_as_it_was_said(title in "[a-c\"',;\r\n\t é=]{0,20}x", reference in any::<String>()) {
        let reference: String = reference.chars().take(LINE_CHARS_MAX).collect();
        let lines = exported(&asked(&title, &reference), &[ID]);
        prop_assert_eq!(&lines[1][1], &*safe(&title));
        prop_assert_eq!(&lines[1][7], &*safe(&reference));
    }
}
