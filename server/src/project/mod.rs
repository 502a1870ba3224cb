//! What the relay reads out of rows: names for those who don't have the workspace yet, and rows of an older derivation made anew.

use crate::clock;
use crate::store::{Append, DocUpdate, LogStore, StoreError, Stored};
use sightline_shared::api::TeamName;
use sightline_shared::doc::Doc;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::view::{PartyRowKind, ROW_VERSION, Row, StoredRow, stored};

/// Where the version of the stored rows is kept.
const ROWS_REMARK: &str = "row-version";
/// Bytes of documents that are derived again in one step.
const STEP_BYTES_MAX: usize = 4 << 20;

/// The workspace's name; empty before somebody gave it one.
///
/// # Errors
/// When the store fails.
pub fn workspace_name<S: LogStore>(store: &S) -> Stored<String> {
    let row = store.row(DocId::SETTINGS)?;
    let row = row.and_then(|bytes| minicbor::decode::<StoredRow>(&bytes).ok());
    Ok(row.map_or_else(String::new, |stored| {
        if let Row::Settings(row) = stored.row { row.name } else { String::new() }
    }))
}

/// All teams on the map, by name.
///
/// # Errors
/// When the store fails.
pub fn teams<S: LogStore>(store: &S) -> Stored<Vec<TeamName>> {
    let mut teams = Vec::new();
    let mut after = Some(before_kind(DocKind::Party));
    'pages: while after.is_some() {
        let page = store.rows(after, STEP_BYTES_MAX)?;
        let mut rows = minicbor::Decoder::new(&page.items.bytes);
        for _ in 0..page.items.count {
            let Ok(stored) = rows.decode::<StoredRow>() else { break 'pages };
            match stored.row {
                Row::Party(row) if row.kind == PartyRowKind::Team && !row.retired => {
                    teams.push(TeamName { id: row.id, name: row.name });
                }
                Row::Party(_) => {}
                _ => break 'pages,
            }
        }
        after = page.last.filter(|_| !page.done);
    }
    teams.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(teams)
}

/// The greatest id of the kinds before this one: documents are in the order of their kinds.
fn before_kind(kind: DocKind) -> DocId {
    let mut bytes = [u8::MAX; DocId::LEN];
    bytes[0] = u8::from(kind).saturating_sub(1);
    DocId::from_bytes(bytes)
}

/// Derives all rows again when they are of another version, before anybody is let in. Answers how many there were.
///
/// # Errors
/// When the store fails, or a document that was admitted can't be read any more.
pub fn renew_rows<S: LogStore>(store: &mut S) -> Stored<u64> {
    let version = ROW_VERSION.to_string();
    if store.remark(ROWS_REMARK)?.as_deref() == Some(&version) {
        return Ok(0);
    }
    let (mut after, mut count) = (None, 0);
    loop {
        let page = store.docs(after, STEP_BYTES_MAX)?;
        let mut docs = Vec::with_capacity(page.items.len());
        for (id, record) in page.items {
            let doc = Doc::load(id, record.snapshot.iter().chain(&record.changes).map(Vec::as_slice));
            let row = doc
                .and_then(|doc| stored(&doc))
                .map_err(|_| StoreError::Damaged("a document can't be read"))?;
            count += 1;
            docs.push(DocUpdate {
                doc: id,
                heads: row.heads,
                row: sightline_shared::wire::encode(&row),
                snapshot: None,
            });
        }
        let head = store.head()?.seq;
        store.append(&Append { after: head, entries: Vec::new(), docs, received: clock::now() })?;
        after = page.last;
        if page.done {
            break;
        }
    }
    store.set_remark(ROWS_REMARK, &version)?;
    Ok(count)
}
