//! What became of every row: nothing is silently dropped.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

/// What became of each row, with what was noticed on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    rows: Vec<Row>,
    notes: BTreeMap<String, Note>,
    figures: BTreeMap<&'static str, u64>,
    faults: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    line: u64,
    fate: Fate,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Fate {
    Read,
    LeftOut(&'static str),
    Reported(String),
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Note {
    count: u64,
    lines: Vec<u64>,
}

/// Lines that a note names at most.
const NOTE_LINES_MAX: usize = 5;
/// Bad rows that the printed summary shows; the report file has them all.
const SHOWN_ROWS_MAX: usize = 20;

impl Tally {
    /// A row was read from this line (of the unpacked text, the header is line 1). Answers its number.
    pub fn row(&mut self, line: u64) -> usize {
        self.rows.push(Row { line, fate: Fate::Read });
        self.rows.len() - 1
    }

    /// A row can't be used, and why. The first reason stands.
    pub fn report(&mut self, row: usize, reason: impl Into<String>) {
        self.settle(row, Fate::Reported(reason.into()));
    }

    /// A row isn't wanted: the mapping or an option says so.
    pub fn leave_out(&mut self, row: usize, reason: &'static str) {
        self.settle(row, Fate::LeftOut(reason));
    }

    fn settle(&mut self, row: usize, fate: Fate) {
        if let Some(row) = self.rows.get_mut(row)
            && !matches!(row.fate, Fate::Reported(_))
        {
            row.fate = fate;
        }
    }

    /// Something worth knowing that keeps no row from being used.
    pub fn note(&mut self, what: impl Into<String>, row: Option<usize>) {
        let line = row.and_then(|row| self.rows.get(row)).map(|row| row.line);
        let note = self.notes.entry(what.into()).or_default();
        note.count += 1;
        if let Some(line) = line
            && note.lines.len() < NOTE_LINES_MAX
        {
            note.lines.push(line);
        }
    }

    /// Something could not be written that has no row of its own.
    pub fn fault(&mut self, what: String) {
        self.faults.push(what);
    }

    /// Every row was used or left out on request, and everything was written.
    pub fn is_clean(&self) -> bool {
        self.reported() == 0 && self.faults.is_empty()
    }

    /// Adds to a named figure of the summary.
    pub fn count(&mut self, figure: &'static str, by: u64) {
        *self.figures.entry(figure).or_default() += by;
    }

    /// A named figure; 0 when nothing was counted.
    pub fn figure(&self, figure: &str) -> u64 {
        self.figures.get(figure).copied().unwrap_or(0)
    }

    /// Rows read from the file, the header apart.
    pub fn rows_in(&self) -> usize {
        self.rows.len()
    }

    /// Rows that the workspace was made of.
    pub fn used(&self) -> usize {
        self.rows.iter().filter(|row| row.fate == Fate::Read).count()
    }

    /// Rows that were left out on request.
    pub fn left_out(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.fate, Fate::LeftOut(_))).count()
    }

    /// Rows that could not be used.
    pub fn reported(&self) -> usize {
        self.rows.iter().filter(|row| matches!(row.fate, Fate::Reported(_))).count()
    }

    /// Each bad row: line and reason.
    pub fn problems(&self) -> impl Iterator<Item = (u64, &str)> {
        self.rows.iter().filter_map(|row| match &row.fate {
            Fate::Reported(reason) => Some((row.line, reason.as_str())),
            _ => None,
        })
    }

    /// How often something was noted.
    pub fn noted(&self, what: &str) -> u64 {
        self.notes.get(what).map_or(0, |note| note.count)
    }

    /// The whole report: the summary, then every bad row.
    pub fn report_text(&self) -> String {
        let mut text = format!("{self}\n");
        for (line, reason) in self.problems() {
            let _ = writeln!(text, "line {line}: {reason}");
        }
        text
    }

    /// Only what was made, for sources without rows.
    pub fn figures_text(&self) -> String {
        self.figures.iter().map(|(figure, count)| format!("{figure}: {count}\n")).collect()
    }

    fn write_left_out(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for row in &self.rows {
            if let Fate::LeftOut(reason) = row.fate {
                *reasons.entry(reason).or_default() += 1;
            }
        }
        reasons.iter().try_for_each(|(reason, count)| writeln!(f, "  left out, {reason}: {count}"))
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (used, left_out, reported) = (self.used(), self.left_out(), self.reported());
        writeln!(
            f,
            "{} rows in = {used} used + {left_out} left out on request + {reported} reported",
            self.rows_in()
        )?;
        self.write_left_out(f)?;
        for (line, reason) in self.problems().take(SHOWN_ROWS_MAX) {
            writeln!(f, "  line {line}: {reason}")?;
        }
        if reported > SHOWN_ROWS_MAX {
            writeln!(f, "  and {} more (--report FILE writes them all)", reported - SHOWN_ROWS_MAX)?;
        }
        for (figure, count) in &self.figures {
            writeln!(f, "{figure}: {count}")?;
        }
        for (what, note) in &self.notes {
            let lines: Vec<_> = note.lines.iter().map(u64::to_string).collect();
            let more = if note.count > note.lines.len() as u64 { ", …" } else { "" };
            match lines.is_empty() {
                true => writeln!(f, "note: {what}: {}", note.count)?,
                false => writeln!(f, "note: {what}: {} (line {}{more})", note.count, lines.join(", "))?,
            }
        }
        self.faults.iter().try_for_each(|fault| writeln!(f, "fault: {fault}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_one_fate() {
        let mut tally = Tally::default();
        let (a, b, c) = (tally.row(2), tally.row(3), tally.row(5));
        tally.report(b, "no date");
        tally.report(b, "no team either");
        tally.leave_out(b, "after the cut");
        tally.leave_out(c, "after the cut");
        let _ = a;
        assert_eq!((tally.rows_in(), tally.used(), tally.left_out(), tally.reported()), (3, 1, 1, 1));
        assert_eq!(tally.problems().collect::<Vec<_>>(), [(3, "no date")]);
        assert!(tally.to_string().starts_with("3 rows in = 1 used + 1 left out on request + 1 reported\n"));
    }
}
