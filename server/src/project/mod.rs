//! What the relay reads out of rows: names for those who don't have the workspace yet, and rows of an older derivation made anew.

use crate::clock;
use crate::store::{Append, DocUpdate, LogStore, StoreError, Stored, sound};
use sightline_shared::api::TeamName;
use sightline_shared::doc::Doc;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::view::{PartyRowKind, ROW_VERSION, Row, StoredRow, stored};

/// Where the version of the stored rows is kept.
const ROWS_REMARK: &str = "row-version";
/// Raised when something else that is derived is kept with the rows. 1: each document's heads.
const KEPT_BESIDE: u32 = 1;
/// Bytes of documents that are derived again in one step.
const STEP_BYTES_MAX: usize = 4 << 20;
/// Bytes of rows that are looked through at once.
const ROWS_BYTES_MAX: usize = 256 << 10;

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

/// What a person or a party is called; none when there is no such row.
///
/// # Errors
/// When the store fails.
pub fn name<S: LogStore>(store: &S, doc: DocId) -> Stored<Option<String>> {
    let row = store.row(doc)?.and_then(|bytes| minicbor::decode::<StoredRow>(&bytes).ok());
    Ok(row.and_then(|stored| match stored.row {
        Row::Person(row) => Some(row.name),
        Row::Party(row) => Some(row.name),
        _ => None,
    }))
}

/// All teams on the map, by name.
///
/// # Errors
/// When the store fails.
pub fn teams<S: LogStore>(store: &S) -> Stored<Vec<TeamName>> {
    let mut teams = Vec::new();
    let (before, last) = (DocId::last_of(DocKind::Request), DocId::last_of(DocKind::Party));
    let mut after = Some(before);
    while after.is_some() {
        let page = store.rows(after, Some(last), ROWS_BYTES_MAX)?;
        let mut rows = minicbor::Decoder::new(&page.items.bytes);
        for _ in 0..page.items.count {
            // A row that can't be read is a newer version's: nobody can say where the next begins.
            let Ok(stored) = rows.decode::<StoredRow>() else { break };
            if let Row::Party(row) = stored.row
                && row.kind == PartyRowKind::Team
                && !row.retired
            {
                teams.push(TeamName { id: row.id, name: row.name });
            }
        }
        after = page.last.filter(|_| !page.done);
    }
    teams.sort_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    Ok(teams)
}

fn rows_version() -> String {
    format!("{ROW_VERSION}.{KEPT_BESIDE}")
}

/// Whether the stored rows are of this version of the derivation.
///
/// # Errors
/// When the store fails.
pub fn rows_are_current<S: LogStore>(store: &S) -> Stored<bool> {
    Ok(store.remark(ROWS_REMARK)?.as_deref() == Some(&rows_version()))
}

/// Derives all rows again when they are of another version, before anybody is let in. Answers how many there were.
///
/// # Errors
/// When the store fails, or a document that was admitted can't be read any more.
pub fn renew_rows<S: LogStore>(store: &mut S) -> Stored<u64> {
    if rows_are_current(store)? {
        return Ok(0);
    }
    let (mut after, mut count) = (None, 0);
    loop {
        let page = store.docs(after, None, STEP_BYTES_MAX)?;
        let mut docs = Vec::with_capacity(page.items.len());
        for (id, record) in page.items {
            let record = sound(store, id, record)?.ok_or(StoreError::Damaged("a document can't be read"))?;
            let doc = Doc::load(id, record.snapshot.iter().chain(&record.changes).map(Vec::as_slice));
            let (row, tips) = doc
                .and_then(|doc| Ok((stored(&doc)?, doc.head_hashes())))
                .map_err(|_| StoreError::Damaged("a document can't be read"))?;
            count += 1;
            docs.push(DocUpdate {
                doc: id,
                heads: row.heads,
                tips,
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
    store.set_remark(ROWS_REMARK, &rows_version())?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::fixture::stores;
    use sightline_shared::doc::write;
    use sightline_shared::edit::{Edit, Stamp};
    use sightline_shared::id::{Actor, DeviceId, EventId, Incarnation, Millis, Span};
    use sightline_shared::model::PartyKind;

    fn add(store: &mut impl LogStore, n: u8, kind: PartyKind, name: &str) -> Doc {
        let mut bytes = [n; 16];
        bytes[0] = DocKind::Party.into();
        let mut doc = Doc::empty(DocId::from_bytes(bytes));
        let actor =
            Actor { device: DeviceId::from_bytes([1; 8]), incarnation: Incarnation::from_bytes([1; 8]) };
        let stamp = Stamp {
            by: DocId::default(),
            event: EventId::default(),
            device_time: Millis(1),
            offset: Span::ZERO,
        };
        let edit = Edit::AddParty { id: doc.id(), kind, name: name.to_owned() };
        let written = write(&mut doc, actor, &[(&edit, stamp)]).unwrap();
        let head = store.head().unwrap();
        let chain = crate::store::chain_next(head.chain, &written.hash);
        let entry = crate::store::NewEntry {
            doc: doc.id(),
            hash: written.hash,
            actor,
            actor_seq: 1,
            bytes: written.bytes,
            chain,
        };
        // A row that an older derivation might have left.
        let old =
            DocUpdate { doc: doc.id(), row: vec![0], heads: doc.heads(), tips: Vec::new(), snapshot: None };
        let step = Append { after: head.seq, entries: vec![entry], docs: vec![old], received: Millis(1) };
        store.append(&step).unwrap();
        doc
    }

    stores! {
        /// RE9: rows of another derivation are made anew, once; names come from rows.
        fn old_rows_are_made_anew_and_give_names(store) {
            let yard = add(&mut store, 1, PartyKind::Team, "Yard");
            add(&mut store, 2, PartyKind::PayingCustomer, "Those who pay");
            let hall = add(&mut store, 3, PartyKind::Team, "Hall");
            assert_eq!(renew_rows(&mut store).unwrap(), 3);
            assert_eq!(renew_rows(&mut store).unwrap(), 0);
            let row: StoredRow = minicbor::decode(&store.row(yard.id()).unwrap().unwrap()).unwrap();
            assert_eq!(row, stored(&yard).unwrap());
            assert_eq!(store.doc(yard.id()).unwrap().unwrap().tips, yard.head_hashes());
            let names: Vec<_> = teams(&store).unwrap().into_iter().map(|team| (team.id, team.name)).collect();
            assert_eq!(names, [(hall.id(), "Hall".to_owned()), (yard.id(), "Yard".to_owned())]);
            assert_eq!(workspace_name(&store).unwrap(), "");
        }
    }
}
