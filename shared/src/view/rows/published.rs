//! What the relay has published, beside the rows.

use super::Rows;
use crate::view::Statistics;
use std::sync::Arc;

impl Rows {
    /// What the relay has published of what teams took; none before anything came.
    pub fn statistics(&self) -> Option<&Statistics> {
        self.statistics.as_deref()
    }

    /// The relay has published this.
    pub fn set_statistics(&mut self, statistics: Option<Statistics>) {
        self.worked_out.forget();
        self.statistics = statistics.map(Arc::new);
    }
}
