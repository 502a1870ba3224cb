//! How many operations a change holds, counted without unpacking them.
//!
//! Automerge's columns are run-length encoded: a few bytes can say "the same, a billion times", which automerge would go through one by
//! one. So the runs are added up first, and nothing that exceeds the limits reaches automerge.

use super::operations::ACTIONS;

/// Bytes that don't follow automerge's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Malformed;

/// Reads numbers and slices; never past the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Malformed)?;
        self.0 = rest;
        Ok(taken)
    }

    /// A slice behind its own length.
    pub(super) fn sized(&mut self) -> Result<&'a [u8], Malformed> {
        let length = self.length()?;
        self.take(length)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.take(N)?.try_into().map_err(|_| Malformed)
    }

    pub(super) fn length(&mut self) -> Result<usize, Malformed> {
        usize::try_from(self.unsigned()?).map_err(|_| Malformed)
    }

    /// An unsigned number in LEB128.
    pub(super) fn unsigned(&mut self) -> Result<u64, Malformed> {
        let mut number = 0_u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            let part = u64::from(byte & 0x7f);
            if (part << shift) >> shift != part {
                return Err(Malformed);
            }
            number |= part << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Malformed)
    }

    /// A signed number in LEB128.
    pub(super) fn signed(&mut self) -> Result<i64, Malformed> {
        let mut number = 0_i64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            number |= i64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                let used = shift + 7;
                // The number's own sign bit fills what is left.
                let negative = byte & 0x40 != 0 && used < 64;
                return Ok(if negative { number | (-1 << used) } else { number });
            }
        }
        Err(Malformed)
    }
}

/// What columns would unpack to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Unpacked {
    /// Entries of the longest column: at least the number of operations.
    pub(super) entries: u64,
    /// Bytes of all texts and values, repetitions included.
    pub(super) bytes: u64,
    /// One more than the greatest index into the change's actors.
    pub(super) actors: u64,
    /// Some operation has an action other than [`ACTIONS`].
    pub(super) other_actions: bool,
}

/// What a column holds, by the low bits of its name.
const ACTOR: u64 = 1;
const BOOLEAN: u64 = 4;
const TEXT: u64 = 5;
const VALUE_LENGTHS: u64 = 6;
const VALUES: u64 = 7;
const DELTA: u64 = 3;
/// The whole name of the column of actions.
const ACTIONS_COLUMN: u64 = 0x42;
/// Columns of changes are never deflated on their own.
const DEFLATED_BIT: u64 = 8;

/// Adds up all columns of a change: `count (name length)* data*`.
pub(super) fn unpacked(reader: &mut Reader<'_>) -> Result<Unpacked, Malformed> {
    let count = reader.length()?;
    let mut columns = Vec::new();
    for _ in 0..count {
        columns.push((reader.unsigned()?, reader.length()?));
    }
    let mut all = Unpacked::default();
    for (name, length) in columns {
        if name & DEFLATED_BIT != 0 {
            return Err(Malformed);
        }
        let column = column(name, Reader::new(reader.take(length)?))?;
        all.entries = all.entries.max(column.entries);
        all.bytes = all.bytes.saturating_add(column.bytes);
        all.actors = all.actors.max(column.actors);
        all.other_actions |= column.other_actions;
    }
    Ok(all)
}

fn column(name: u64, mut data: Reader<'_>) -> Result<Unpacked, Malformed> {
    let mut sum = Unpacked::default();
    match name & 7 {
        VALUES => {}
        BOOLEAN => {
            while !data.is_empty() {
                sum.entries = sum.entries.saturating_add(data.unsigned()?);
            }
        }
        _ => {
            while !data.is_empty() {
                run(name, &mut data, &mut sum)?;
            }
        }
    }
    Ok(sum)
}

/// One run: n > 0: one value n times; n < 0: that many values; 0: a number of absent values.
fn run(name: u64, data: &mut Reader<'_>, sum: &mut Unpacked) -> Result<(), Malformed> {
    let count = data.signed()?;
    let entries = match count {
        0 => data.unsigned()?,
        1.. => {
            value(name, data, count.unsigned_abs(), sum)?;
            count.unsigned_abs()
        }
        _ => {
            for _ in 0..count.unsigned_abs() {
                value(name, data, 1, sum)?;
            }
            count.unsigned_abs()
        }
    };
    sum.entries = sum.entries.saturating_add(entries);
    Ok(())
}

/// Reads one value that stands there so many times.
fn value(name: u64, data: &mut Reader<'_>, times: u64, sum: &mut Unpacked) -> Result<(), Malformed> {
    let bytes = match name & 7 {
        TEXT => u64::try_from(data.sized()?.len()).map_err(|_| Malformed)?,
        // The low four bits are the type, the rest is a length in the column of values.
        VALUE_LENGTHS => data.unsigned()? >> 4,
        DELTA => data.signed().map(|_| 0)?,
        ACTOR => {
            sum.actors = sum.actors.max(data.unsigned()?.saturating_add(1));
            0
        }
        _ => {
            let number = data.unsigned()?;
            sum.other_actions |= name == ACTIONS_COLUMN && !ACTIONS.contains(&number);
            0
        }
    };
    sum.bytes = sum.bytes.saturating_add(bytes.saturating_mul(times));
    Ok(())
}
