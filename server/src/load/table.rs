//! A CSV file, gzipped or not, as rows with line numbers.

use csv::ByteRecord;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Why a file can't be read as a table at all.
#[derive(Debug, thiserror::Error)]
pub enum BadTable {
    /// The file can't be opened or read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// It has no first line.
    #[error("{0} is empty: a CSV file begins with a line of column names")]
    Empty(PathBuf),
    /// A column that the mapping names isn't there.
    #[error(
        "{path}, line 1: there is no column \"{column}\", which the mapping names; the columns are: {columns}"
    )]
    NoColumn {
        /// The file.
        path: PathBuf,
        /// The column.
        column: String,
        /// Those that are there.
        columns: String,
    },
    /// Two columns of one name.
    #[error("{path}, line 1: two columns are called \"{column}\"")]
    TwiceColumn {
        /// The file.
        path: PathBuf,
        /// Their name.
        column: String,
    },
    /// Reading stopped in the middle.
    #[error("{path}, line {line}: {reason}")]
    Broken {
        /// The file.
        path: PathBuf,
        /// Where it stopped.
        line: u64,
        /// Why.
        reason: String,
    },
}

/// An open CSV file.
pub struct Table {
    path: PathBuf,
    reader: csv::Reader<Box<dyn Read>>,
    columns: HashMap<String, usize>,
    width: usize,
}

/// One row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// The line of the unpacked text on which it begins; the header is on line 1.
    pub line: u64,
    /// Its cells, or why they can't be read.
    pub cells: Result<Vec<String>, String>,
}

impl Table {
    /// Opens a file; gzip is recognised by its first bytes, not by its name.
    ///
    /// # Errors
    /// When it can't be read or has no usable header.
    pub fn open(path: &Path) -> Result<Self, BadTable> {
        let unreadable = |source| BadTable::Unreadable { path: path.to_owned(), source };
        let mut file = BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?);
        let gzipped = file.fill_buf().map_err(unreadable)?.starts_with(&[0x1f, 0x8b]);
        let input: Box<dyn Read> =
            if gzipped { Box::new(flate2::bufread::MultiGzDecoder::new(file)) } else { Box::new(file) };
        Self::read(path, input)
    }

    /// Reads a table from anywhere; `path` is its name in sentences.
    ///
    /// # Errors
    /// When it can't be read or has no usable header.
    pub fn read(path: &Path, input: Box<dyn Read>) -> Result<Self, BadTable> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(true).from_reader(input);
        let header = reader
            .byte_headers()
            .map_err(|error| BadTable::Broken { path: path.to_owned(), line: 1, reason: error.to_string() })?
            .clone();
        if header.iter().all(<[u8]>::is_empty) {
            return Err(BadTable::Empty(path.to_owned()));
        }
        let mut columns = HashMap::new();
        for (at, name) in header.iter().enumerate() {
            let name = String::from_utf8_lossy(name).trim_start_matches('\u{feff}').trim().to_owned();
            if columns.insert(name.clone(), at).is_some() && !name.is_empty() {
                return Err(BadTable::TwiceColumn { path: path.to_owned(), column: name });
            }
        }
        Ok(Self { path: path.to_owned(), width: header.len(), reader, columns })
    }

    /// The place of a column.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn column(&self, name: &str) -> Result<usize, BadTable> {
        self.columns.get(name).copied().ok_or_else(|| {
            let mut columns: Vec<_> = self.columns.iter().collect();
            columns.sort_by_key(|(_, at)| **at);
            let columns: Vec<_> = columns.into_iter().map(|(name, _)| name.as_str()).collect();
            BadTable::NoColumn {
                path: self.path.clone(),
                column: name.to_owned(),
                columns: columns.join(", "),
            }
        })
    }

    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// When the file itself can't be read on (a cut-off gzip, a failing disk). A row that can't be understood is no error here.
    pub fn next_row(&mut self) -> Result<Option<RawRow>, BadTable> {
        let mut record = ByteRecord::new();
        let line = self.reader.position().line();
        match self.reader.read_byte_record(&mut record) {
            Ok(false) => Ok(None),
            Ok(true) => {
                let line = record.position().map_or(line, csv::Position::line);
                Ok(Some(RawRow { line, cells: self.cells(&record) }))
            }
            Err(error) => Err(BadTable::Broken { path: self.path.clone(), line, reason: error.to_string() }),
        }
    }

    fn cells(&self, record: &ByteRecord) -> Result<Vec<String>, String> {
        if record.len() != self.width {
            return Err(format!("has {} cells where the header has {}", record.len(), self.width));
        }
        record
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                std::str::from_utf8(cell)
                    .map(str::to_owned)
                    .map_err(|_| format!("cell {} is not UTF-8 text", at + 1))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn table(text: &[u8]) -> Result<Table, BadTable> {
        Table::read(Path::new("t.csv"), Box::new(io::Cursor::new(text.to_vec())))
    }

    fn lines(text: &[u8]) -> Vec<(u64, Result<Vec<String>, String>)> {
        let mut table = table(text).unwrap();
        std::iter::from_fn(|| table.next_row().unwrap()).map(|row| (row.line, row.cells)).collect()
    }

    #[test]
    fn rows_keep_their_line_numbers_over_quoted_line_breaks() {
        let rows = lines(b"a,b\n1,\"two\nlines\"\n3,4\n");
        assert_eq!(rows[0], (2, Ok(vec!["1".into(), "two\nlines".into()])));
        assert_eq!(rows[1].0, 4);
    }

    #[test]
    fn rows_that_cannot_be_read_are_rows_all_the_same() {
        let rows = lines(b"a,b\n1\n\xff,2\n");
        assert_eq!(rows[0], (2, Err("has 1 cells where the header has 2".into())));
        assert_eq!(rows[1], (3, Err("cell 1 is not UTF-8 text".into())));
    }

    #[test]
    fn a_missing_column_is_named_with_those_that_are_there() {
        let error = table(b"b,a\n").unwrap().column("c").unwrap_err().to_string();
        assert_eq!(
            error,
            "t.csv, line 1: there is no column \"c\", which the mapping names; the columns are: b, a"
        );
        assert!(matches!(table(b""), Err(BadTable::Empty(_))));
        assert!(matches!(table(b"a,a\n"), Err(BadTable::TwiceColumn { .. })));
    }

    #[test]
    fn gzip_is_recognised_and_a_cut_one_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(b"a,b\n1,2\n").unwrap();
        let packed = packer.finish().unwrap();
        std::fs::write(&path, &packed).unwrap();
        let mut table = Table::open(&path).unwrap();
        assert_eq!(table.next_row().unwrap().unwrap().line, 2);
        assert_eq!(table.next_row().unwrap(), None);
        std::fs::write(&path, &packed[..packed.len() - 6]).unwrap();
        let end = Table::open(&path).and_then(|mut table| {
            while table.next_row()?.is_some() {}
            Ok(())
        });
        assert!(matches!(end, Err(BadTable::Broken { .. })));
    }
}
