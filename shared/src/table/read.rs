//! The bytes of a CSV file as lines with their numbers.

use crate::limits::{IMPORT_BYTES_MAX, IMPORT_COLUMNS_MAX, IMPORT_LINES_MAX};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// Why a file can't be read as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadTable {
    /// It has no line with anything in it.
    #[error("there is nothing in it")]
    Empty,
    /// More bytes than [`IMPORT_BYTES_MAX`].
    #[error("it has more than {IMPORT_BYTES_MAX} bytes")]
    TooLarge,
    /// More lines than [`IMPORT_LINES_MAX`].
    #[error("it has more than {IMPORT_LINES_MAX} lines")]
    TooLong,
    /// More columns than [`IMPORT_COLUMNS_MAX`].
    #[error("it has more than {IMPORT_COLUMNS_MAX} columns")]
    TooWide,
    /// It is in another encoding, or no text at all.
    #[error("line {line} is not UTF-8 text")]
    NotText {
        /// The first line that isn't.
        line: u64,
    },
}

/// One line: of the table, not of the text, whose cells may have line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The line of the text on which it begins, from 1.
    pub number: u64,
    /// Its cells, as many as there are.
    pub cells: Vec<String>,
}

/// A whole file. Never without a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    lines: Vec<Line>,
}

impl Table {
    /// All lines. The first may name the columns.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The first line.
    pub fn first(&self) -> &[String] {
        self.lines.first().map_or(&[], |line| &line.cells)
    }
}

/// A file that is being read.
pub struct Reading {
    bytes: Vec<u8>,
    /// So many bytes are read.
    at: usize,
    /// The line of the text that comes next.
    next: u64,
    core: Reader,
    lines: Vec<Line>,
}

/// The mark of the byte order that spreadsheets put before UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl Reading {
    /// Begins with the bytes of a file, or with what was pasted. Commas, semicolons and tabs separate, whichever the first line has
    /// most of; a mark of the byte order is left out.
    ///
    /// # Errors
    /// [`BadTable`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, BadTable> {
        if bytes.len() > IMPORT_BYTES_MAX {
            return Err(BadTable::TooLarge);
        }
        if let Err(error) = std::str::from_utf8(&bytes) {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            return Err(BadTable::NotText { line: 1 + breaks(before) });
        }
        let at = if bytes.starts_with(MARK) { MARK.len() } else { 0 };
        let core = ReaderBuilder::new().delimiter(separator(&bytes)).build();
        Ok(Self { bytes, at, next: 1, core, lines: Vec::new() })
    }

    /// Reads up to so many lines more; says whether some are left.
    ///
    /// # Errors
    /// [`BadTable`].
    pub fn go_on(&mut self, lines_max: usize) -> Result<bool, BadTable> {
        for _ in 0..lines_max {
            let Some(line) = self.line()? else {
                return if self.lines.is_empty() { Err(BadTable::Empty) } else { Ok(false) };
            };
            // Spreadsheets end with lines of separators and nothing else.
            if line.cells.iter().all(String::is_empty) {
                continue;
            }
            if self.lines.len() == IMPORT_LINES_MAX {
                return Err(BadTable::TooLong);
            }
            self.lines.push(line);
        }
        Ok(true)
    }

    /// The next line; none at the end.
    fn line(&mut self) -> Result<Option<Line>, BadTable> {
        let empty = self.rest().iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.pass(empty);
        let number = self.next;
        let (mut cells, mut cell, mut piece) = (Vec::new(), Vec::new(), [0; 512]);
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let (result, read, written) = self.core.read_field(rest, &mut piece);
            self.pass(read);
            cell.extend_from_slice(piece.get(..written).unwrap_or_default());
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    cells.push(String::from_utf8_lossy(&cell).trim().to_owned());
                    cell.clear();
                    if cells.len() > IMPORT_COLUMNS_MAX {
                        return Err(BadTable::TooWide);
                    }
                    if record_end {
                        return Ok(Some(Line { number, cells }));
                    }
                }
                ReadFieldResult::End => return Ok(None),
            }
        }
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn pass(&mut self, bytes: usize) {
        self.next += breaks(self.rest().get(..bytes).unwrap_or_default());
        self.at += bytes;
    }

    /// What was read.
    pub fn done(self) -> Table {
        Table { lines: self.lines }
    }
}

/// How many lines end in these bytes, with a line feed or a pair of both.
fn breaks(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte == b'\n').count() as u64
}

/// The one of the usual separators that the first line has most of, quoted cells left out. A comma where there is none.
fn separator(bytes: &[u8]) -> u8 {
    const USUAL: [u8; 3] = [b',', b';', b'\t'];
    let mut counts = [0_usize; USUAL.len()];
    let mut quoted = false;
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts.iter().any(|count| *count > 0) => break,
            _ if quoted => {}
            byte => {
                for (separator, count) in USUAL.iter().zip(&mut counts) {
                    *count += usize::from(byte == separator);
                }
            }
        }
    }
    let most = counts.iter().max().copied().unwrap_or_default();
    USUAL.into_iter().zip(counts).find(|(_, count)| *count == most).map_or(b',', |(separator, _)| separator)
}
