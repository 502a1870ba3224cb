//! W8: durable appends a second, against what the same SQLite does in bare batched inserts on the same disk.

use crate::figures::Figures;
use crate::stage::{Pen, Raw, Stage};
use futures_util::future::join_all;
use rusqlite::{Connection, params};
use sightline_kit::work;
use sightline_shared::id::DocKind;
use sightline_shared::wire::Change;
use tokio::time::Instant;

/// Changes in all, for one writer and for many.
const APPENDS: usize = 12_000;
/// Inserts in one transaction: what one writer has under way, and what one commit of the relay takes at most.
const BATCHES: [usize; 3] = [8, 64, 64];

pub(crate) async fn w8(figures: &mut Figures) {
    for (writers, batch) in [1_usize, 10, 100].into_iter().zip(BATCHES) {
        let row = format!("W8 {writers}");
        let mut stage = Stage::new(writers).await;
        let each = APPENDS / writers;
        let work: Vec<Vec<Vec<Change>>> = (0..writers)
            .map(|n| changes(&stage, n, each).into_iter().map(|change| vec![change]).collect())
            .collect();
        let bare = bare(&work, batch);
        let mut sockets = Vec::new();
        for (n, device) in stage.devices.iter().enumerate() {
            sockets.push(Raw::open(&stage.relay, device, Some(stage.head), &stage.meter, n as u64).await);
        }
        stage.reset();
        let at_work = sockets
            .into_iter()
            .zip(work)
            .map(|(mut socket, batches)| tokio::spawn(async move { socket.push_all(batches).await }));
        for done in join_all(at_work).await {
            done.unwrap();
        }
        let rate = APPENDS as f64 / stage.wall();
        stage.costs(figures, &row);
        figures.add(&row, "durable appends a second", rate, "1/s");
        figures.add(&row, "bare inserts a second", bare, "1/s");
        figures.add(&row, "share of bare inserts", rate / bare, "");
    }
}

/// Requests of twelve changes each, one after the other.
fn changes(stage: &Stage, writer: usize, count: usize) -> Vec<Change> {
    let device = &stage.devices[writer];
    let mut all = Vec::with_capacity(count);
    let mut n = 0;
    while all.len() < count {
        let mut pen = Pen::new(device, work::doc(DocKind::Request, writer as u64 + 1, n), n);
        all.extend((0..12.min(count - all.len())).map(|_| pen.next()));
        n += 1;
    }
    all
}

/// The same bytes into one table by its number, durable in batches: nothing is decoded, judged, indexed or sent.
fn bare(work: &[Vec<Vec<Change>>], batch: usize) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    let mut db = Connection::open(folder.path().join("bare.db")).unwrap();
    db.pragma_update(None, "journal_mode", "WAL").unwrap();
    db.pragma_update(None, "synchronous", "FULL").unwrap();
    db.execute_batch("CREATE TABLE log (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL)").unwrap();
    let all: Vec<&Change> = work.iter().flatten().flatten().collect();
    let began = Instant::now();
    for (part, base) in all.chunks(batch).zip((0..).step_by(batch)) {
        let step = db.transaction().unwrap();
        {
            let mut insert = step.prepare_cached("INSERT INTO log (seq, bytes) VALUES (?, ?)").unwrap();
            for (change, seq) in part.iter().zip(base..) {
                insert.execute(params![seq + 1, &change.bytes[..]]).unwrap();
            }
        }
        step.commit().unwrap();
    }
    all.len() as f64 / began.elapsed().as_secs_f64()
}
