//! The figures that the relay publishes: stored by the leading tab, shown by all once they are stored (ST5).

use super::{Hint, Output, Session, Write, writes::Purpose};
use crate::view::Statistics;
use minicbor::bytes::ByteVec;

impl Session {
    /// The relay sent figures. What makes no sense changes nothing.
    pub(super) fn published(&mut self, bytes: Vec<u8>) {
        if Statistics::read(&bytes).is_some() {
            self.begin(Write { statistics: Some(bytes), ..Write::default() }, Purpose::Published);
        }
    }

    /// Figures are stored: for this tab, and for the others to hear of.
    pub(super) fn stored_statistics(&mut self, bytes: Vec<u8>) -> ByteVec {
        self.take_statistics(bytes.clone());
        bytes.into()
    }

    /// Figures that storage has.
    pub(super) fn take_statistics(&mut self, bytes: Vec<u8>) {
        if self.statistics.as_ref() == Some(&bytes) {
            return;
        }
        if let Some(statistics) = Statistics::read(&bytes) {
            self.client.has_statistics(Statistics::mark(&bytes));
            self.rows.set_statistics(Some(statistics));
            self.statistics = Some(bytes);
            self.out.push(Output::Painted(Vec::new()));
        }
    }

    /// The leader tells a tab that is new, or may have missed words.
    pub(super) fn say_statistics(&mut self) {
        if let Some(bytes) = self.statistics.clone() {
            self.tell(Hint { statistics: Some(bytes.into()), ..Hint::default() });
        }
    }
}
