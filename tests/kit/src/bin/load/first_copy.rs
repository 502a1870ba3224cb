//! W4 to W6: a device that comes, comes back, and was away.

use crate::figures::Figures;
use crate::stage::{Raw, Stage};
use sightline_kit::device::Device;
use sightline_kit::meter::Meter;
use sightline_kit::phone::Phone;
use sightline_kit::work;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::wire::FromRelay;

const SIZES: [u64; 2] = [1_000, 10_000];
/// Requests that change while a device is away.
const CHANGED: u64 = 500;

pub(crate) async fn run(figures: &mut Figures, wanted: &dyn Fn(&str) -> bool) {
    for size in SIZES {
        let sizes = if wanted("W4") { &SIZES[..] } else { &SIZES[1..] };
        if !sizes.contains(&size) && !wanted("W5") {
            continue;
        }
        let mut stage = Stage::new(2).await;
        stage.fill(0..size).await;
        if wanted("W4") {
            w4(figures, &mut stage, size).await;
        }
        if wanted("W5") {
            w5(figures, &mut stage, size).await;
        }
        if wanted("W6") && size == SIZES[1] {
            w6(figures, &mut stage).await;
        }
    }
}

/// A new device takes everything over.
async fn w4(figures: &mut Figures, stage: &mut Stage, size: u64) {
    let row = format!("W4 {size}");
    let mut phone = stage.phone(&stage.devices[1]);
    stage.reset();
    phone.until("the first list", |phone| phone.disk.place.rows_done).await;
    figures.add(&row, "to the first useful list", stage.wall(), "s");
    phone.until("all documents", Phone::is_settled).await;
    stage.costs(figures, &row);
    assert_eq!((phone.disk.rows, phone.disk.docs.len() as u64), (size, size));
    let mut all = Vec::new();
    let mut ids: Vec<&DocId> = phone.disk.docs.keys().collect();
    ids.sort();
    for id in ids {
        all.extend(phone.disk.docs[id].save_raw());
    }
    let packed = zstd::bulk::compress(&all, 3).unwrap().len() as f64;
    let (up, down) = stage.bytes();
    figures.add(&row, "all documents by zstd -3", packed, "B");
    figures.add(&row, "bytes against zstd -3", (up + down) as f64 / packed, "×");
}

/// Reconnects with nothing new.
async fn w5(figures: &mut Figures, stage: &mut Stage, size: u64) {
    let row = format!("W5 {size}");
    let meter = Meter::default();
    stage.reset();
    let raw = Raw::open(&stage.relay, &stage.devices[1], Some(stage.head), &meter, 0).await;
    let wall = stage.wall();
    let (up, down) = meter.bytes();
    figures.add(&row, "wall", wall * 1e3, "ms");
    figures.add(&row, "bytes both ways, upgrade included", (up + down) as f64, "B");
    figures.add(&row, "bytes of frames", raw.greeting_bytes() as f64, "B");
    figures.add(&row, "round trips after the upgrade", 1.0, "");
}

/// Away while 500 of 10,000 requests changed.
async fn w6(figures: &mut Figures, stage: &mut Stage) {
    let before = stage.head;
    let writer: &Device = &stage.devices[0];
    let mut phone = Phone::beside(writer.clone(), &stage.relay);
    phone.until("it has the documents", Phone::is_settled).await;
    for n in 0..CHANGED {
        phone.write(&[work::event(work::doc(DocKind::Request, 1, n * 20), 12)]).await;
    }
    phone.until("sent", Phone::is_settled).await;
    let upto = before.seq.0 + CHANGED;
    stage.reset();
    let mut raw = Raw::open(&stage.relay, &stage.devices[1], Some(before), &stage.meter, 0).await;
    while raw.cursor.seq.0 < upto {
        let FromRelay::Range(_) = raw.hear().await else { panic!("only what was missed") };
    }
    stage.costs(figures, "W6");
}
