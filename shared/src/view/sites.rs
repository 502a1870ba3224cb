//! Where parties are and what they are part of, for whoever writes the next one.

use super::{Rows, plain};
use crate::in_order::InOrder as _;

/// Sites and departments that are in use, each once and by name.
pub fn sites_and_departments(rows: &Rows) -> (Vec<String>, Vec<String>) {
    let on_map = || rows.parties().filter(|row| !row.retired);
    let once = |texts: Vec<&String>| {
        let mut texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).cloned().collect();
        texts.put_in_order_by_cached_key(|text| (plain::sort_key(text), text.clone()));
        texts.dedup();
        texts
    };
    let sites = on_map().map(|row| &row.site).collect();
    (once(sites), once(on_map().map(|row| &row.department).collect()))
}
