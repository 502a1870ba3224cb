//! Requests as CSV: one line each, for spreadsheets and for whoever leaves.

use crate::id::{DocId, Millis};
use crate::view::{RequestRow, Rows, State, customer_of, promised_by};
use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};
use std::borrow::Cow;

/// A column of the file, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The request's id.
    Id,
    /// The ask in one line.
    Title,
    /// The team that asked.
    Asker,
    /// The team that has it.
    Provider,
    /// The person who has accepted it.
    Owner,
    /// The customer who waits.
    Customer,
    /// Their number.
    CustomerNumber,
    /// The order number.
    Order,
    /// Where it stands.
    State,
    /// When it was asked.
    Asked,
    /// When the first real answer came.
    Answered,
    /// When delivery is promised, as far as that has moved since.
    Promised,
    /// When it was delivered (while nobody has confirmed it), confirmed or withdrawn.
    Ended,
    /// How often it was handed on.
    Hops,
    /// The id of the request that it blocks.
    Parent,
    /// The customer's telephone numbers. New columns come last: others read this file by place.
    CustomerPhone,
    /// In waiting, on whom.
    WaitsFor,
    /// In waiting, why.
    WaitsWhy,
    /// When the asker needs it.
    NeededBy,
    /// When the first real answer is promised.
    ReplyBy,
    /// The answer, or the reason or offer that goes with the state.
    LastWords,
    /// Whether it helped.
    Helped,
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 22] = [
        Self::Id,
        Self::Title,
        Self::Asker,
        Self::Provider,
        Self::Owner,
        Self::Customer,
        Self::CustomerNumber,
        Self::Order,
        Self::State,
        Self::Asked,
        Self::Answered,
        Self::Promised,
        Self::Ended,
        Self::Hops,
        Self::Parent,
        Self::CustomerPhone,
        Self::WaitsFor,
        Self::WaitsWhy,
        Self::NeededBy,
        Self::ReplyBy,
        Self::LastWords,
        Self::Helped,
    ];
}

/// What a language and a place say.
pub trait Words {
    /// The name of a column.
    fn column(&self, column: Column) -> String;
    /// A state.
    fn state(&self, state: State) -> String;
    /// Whether it helped.
    fn helped(&self, helped: bool) -> String;
    /// A moment as ISO 8601 with its offset.
    fn moment(&self, at: Millis) -> String;
}

/// The head of the file: the mark by which spreadsheets know UTF-8, and the names of the columns.
pub fn head(words: &impl Words) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    bytes.extend(lines(std::iter::once(Column::ALL.map(|column| words.column(column)))));
    bytes
}

/// One line for each of these requests, in their order. Those that aren't on this device are left out.
pub fn requests(rows: &Rows, ids: &[DocId], now: Millis, words: &impl Words) -> Vec<u8> {
    let here = ids.iter().filter_map(|id| rows.request(*id));
    lines(here.map(|row| Column::ALL.map(|column| cell(rows, row, column, now, words))))
}

/// A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it. Also behind what another spreadsheet
/// takes for the end of a cell: where a comma stands in numbers they separate by semicolons, and ours are no end to them.
pub fn safe(text: &str) -> Cow<'_, str> {
    let begins = |(before, at): (Option<char>, char)| {
        let first = before.is_none_or(|before| matches!(before, ';' | '\t' | '\n' | '\r'));
        (first && matches!(at, '=' | '+' | '-' | '@')) || (before.is_none() && matches!(at, '\t' | '\r'))
    };
    let pairs = || std::iter::once(None).chain(text.chars().map(Some)).zip(text.chars());
    if !pairs().any(begins) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 1);
    for pair in pairs() {
        if begins(pair) {
            safe.push('\'');
        }
        safe.push(pair.1);
    }
    Cow::Owned(safe)
}

fn lines<const CELLS: usize>(lines: impl Iterator<Item = [String; CELLS]>) -> Vec<u8> {
    raw_lines(lines.map(|cells| cells.map(|cell| safe(&cell).into_owned())))
}

/// Lines of a table, their cells as they are: who writes them has seen to what [`safe`] is for.
pub(crate) fn raw_lines(lines: impl Iterator<Item = impl IntoIterator<Item = String>>) -> Vec<u8> {
    let mut out = Out { core: WriterBuilder::new().terminator(Terminator::CRLF).build(), bytes: Vec::new() };
    for cells in lines {
        for (cell, at) in cells.into_iter().zip(0..) {
            if at > 0 {
                out.write(|core, piece| core.delimiter(piece));
            }
            let mut rest = cell.as_bytes();
            while !rest.is_empty() {
                out.write(|core, piece| {
                    let (result, read, written) = core.field(rest, piece);
                    rest = rest.get(read..).unwrap_or_default();
                    (result, written)
                });
            }
        }
        out.write(|core, piece| core.terminator(piece));
    }
    out.bytes
}

/// What is being written: the writer fills one piece after the other.
struct Out {
    core: Writer,
    bytes: Vec<u8>,
}

impl Out {
    /// Calls it until it says that it is done.
    fn write(&mut self, mut step: impl FnMut(&mut Writer, &mut [u8]) -> (WriteResult, usize)) {
        let mut piece = [0; 512];
        loop {
            let (result, written) = step(&mut self.core, &mut piece);
            self.bytes.extend_from_slice(piece.get(..written).unwrap_or_default());
            if result == WriteResult::InputEmpty {
                return;
            }
        }
    }
}

fn cell(rows: &Rows, row: &RequestRow, column: Column, now: Millis, words: &impl Words) -> String {
    let moment = |at: Option<Millis>| at.map(|at| words.moment(at)).unwrap_or_default();
    let name = |id: Option<DocId>| id.map(|id| rows.named(id).name).unwrap_or_default();
    match column {
        Column::Id => row.id.to_string(),
        Column::Title => row.title.clone(),
        Column::Asker => name(Some(row.asker)),
        Column::Provider => name(Some(row.provider)),
        Column::Owner => name(row.owner.filter(|_| row.accepted_at.is_some())),
        Column::Customer => name(customer_of(rows, row)),
        Column::CustomerNumber => customer_of(rows, row)
            .and_then(|id| rows.customer(id))
            .map(|row| row.reference.clone())
            .unwrap_or_default(),
        Column::CustomerPhone => {
            customer_of(rows, row).map(|id| rows.phones_of(id).join(", ")).unwrap_or_default()
        }
        Column::WaitsFor if row.waiting_on_asker && row.waiting_on.is_empty() => name(Some(row.asker)),
        Column::WaitsFor => row.waiting_on.clone(),
        Column::WaitsWhy if row.state == State::Waiting => row.words_beside().to_owned(),
        Column::WaitsWhy => String::new(),
        Column::Order => row.reference.clone(),
        Column::State => words.state(row.state),
        Column::Asked => moment(Some(row.asked_at)),
        Column::Answered => moment(row.answered_at),
        Column::Promised => moment(promised_by(rows, row, now)),
        Column::NeededBy => moment(row.due),
        Column::ReplyBy => moment(row.reply_by),
        Column::LastWords => last_words(row).to_owned(),
        Column::Helped => row.helped.map(|helped| words.helped(helped)).unwrap_or_default(),
        Column::Ended => moment(has_ended(row.state).then_some(row.state_since)),
        Column::Hops => row.hops.to_string(),
        Column::Parent => row.parent.map(|id| id.to_string()).unwrap_or_default(),
    }
}

/// What was answered, or else goes with the state. Why it waits has a column of its own.
fn last_words(row: &RequestRow) -> &str {
    match row.state {
        State::Delivered | State::Confirmed => row.answer(),
        State::Waiting => "",
        _ => &row.last_words,
    }
}

fn has_ended(state: State) -> bool {
    state.is_closed() || state == State::Delivered
}
