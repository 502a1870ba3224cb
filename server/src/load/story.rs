//! A story: everything that happened to one document, ready to be written.

use super::ids::Namer;
use sightline_shared::edit::{Edit, Stamp};
use sightline_shared::id::{DeviceId, DocId, Millis, Span};

/// Everything that happened to one document.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// The document.
    pub doc: DocId,
    /// What was written, device by device. The first creates the document.
    pub parts: Vec<Part>,
    /// Numbers of the rows (in reading order, from 0) that it was made of; empty when it has no rows of its own. When it can't be
    /// written, those rows are reported.
    pub rows: Vec<usize>,
}

/// What one device wrote in a row: one automerge change.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The device.
    pub device: DeviceId,
    /// Written without having heard of the other parts that stand beside it and are apart too: this is how a disputed field
    /// comes about.
    pub apart: bool,
    /// The edits, oldest first, all on the story's document.
    pub edits: Vec<(Edit, Stamp)>,
}

impl Story {
    /// A story that one device wrote.
    pub fn by_one(doc: DocId, device: DeviceId, edits: Vec<(Edit, Stamp)>) -> Self {
        Self { doc, parts: vec![Part { device, apart: false, edits }], rows: Vec::new() }
    }
}

/// Writes stamps for one author on one device: the event ids follow from the document and the count, the clock is right.
#[derive(Debug, Clone)]
pub struct Pen<'a> {
    namer: &'a Namer,
    doc: DocId,
    written: usize,
    edits: Vec<(Edit, Stamp)>,
}

impl<'a> Pen<'a> {
    /// A pen for one document.
    pub fn new(namer: &'a Namer, doc: DocId) -> Self {
        Self { namer, doc, written: 0, edits: Vec::new() }
    }

    /// Writes an edit as `by` at `at`.
    pub fn write(&mut self, edit: Edit, by: DocId, at: Millis) {
        let stamp = Stamp {
            by,
            event: self.namer.event(self.doc, self.written),
            device_time: at,
            offset: Span::ZERO,
        };
        self.written += 1;
        self.edits.push((edit, stamp));
    }

    /// What was written since the last time it was taken.
    pub fn take(&mut self) -> Vec<(Edit, Stamp)> {
        std::mem::take(&mut self.edits)
    }

    /// The document that it writes.
    pub fn doc(&self) -> DocId {
        self.doc
    }
}

/// A text within a limit in characters; what is cut is marked with an ellipsis.
pub fn clipped(text: &str, chars_max: usize) -> String {
    if text.chars().count() <= chars_max {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(chars_max.saturating_sub(1)).collect();
    kept.push('…');
    kept
}
