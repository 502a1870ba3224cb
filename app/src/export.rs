//! What this device has, as a file.
//!
//! The workspace file is a CBOR sequence: one head, then one item per document with its bytes as they are stored. Every item can be
//! read without the others, so that a file that was cut short still gives back what is before the cut.

use crate::port::idb::IdbError;
use crate::port::{clock, platform};
use crate::runtime::Runtime;
use minicbor::Encode;
use sightline_shared::doc::Doc;
use sightline_shared::id::{DocId, Millis, WorkspaceId};
use sightline_shared::session::StoredDoc;
use sightline_shared::wire::encode;

/// The file's format, in its head.
const FORMAT: &str = "sightline-workspace";
/// Its version.
const VERSION: u32 = 1;
/// Documents that are read before the screen breathes.
const DOCS_PER_SLICE: usize = 32;

#[derive(Encode)]
#[cbor(map)]
struct Head {
    #[n(0)]
    format: &'static str,
    #[n(1)]
    version: u32,
    #[n(2)]
    workspace: WorkspaceId,
    #[n(3)]
    made: Millis,
}

/// A document: automerge chunks (a snapshot, changes) in any order.
#[derive(Encode)]
#[cbor(map)]
struct Item {
    #[n(0)]
    doc: DocId,
    #[n(1)]
    chunks: Vec<minicbor::bytes::ByteVec>,
}

/// Offers all documents of this device as one file.
pub(crate) async fn workspace(runtime: &Runtime) -> Result<(), IdbError> {
    let (idb, me) = (runtime.idb().ok_or(IdbError::Failed)?, runtime.me().ok_or(IdbError::Failed)?);
    let head = Head { format: FORMAT, version: VERSION, workspace: me.workspace, made: clock::now() };
    let mut parts = vec![encode(&head)];
    for docs in idb.docs().await?.chunks(DOCS_PER_SLICE) {
        let mut part = Vec::new();
        for doc in docs {
            let StoredDoc { snapshot, changes } = idb.read_doc(*doc).await?;
            let chunks = snapshot.into_iter().chain(changes).map(Into::into).collect();
            part.extend(encode(&Item { doc: *doc, chunks }));
        }
        parts.push(part);
        clock::breathe().await;
    }
    platform::download(&name(me.workspace), "application/vnd.sightline", &parts);
    Ok(())
}

/// Offers one document as a file that any automerge program reads.
pub(crate) async fn document(runtime: &Runtime, id: DocId) -> Result<(), IdbError> {
    let stored = runtime.idb().ok_or(IdbError::Failed)?.read_doc(id).await?;
    let chunks = stored.snapshot.iter().chain(&stored.changes).map(Vec::as_slice);
    // One that stopped the app before is not touched: its bytes go as they are stored.
    let bytes = if runtime.is_quarantined(id) {
        chunks.collect::<Vec<_>>().concat()
    } else {
        Doc::load(id, chunks).map_err(|_| IdbError::Corrupt)?.save()
    };
    platform::download(&format!("{id}.automerge"), "application/octet-stream", &[bytes]);
    Ok(())
}

fn name(workspace: WorkspaceId) -> String {
    let short: String = workspace.to_string().chars().take(8).collect();
    format!("sightline-{short}.sightline")
}
