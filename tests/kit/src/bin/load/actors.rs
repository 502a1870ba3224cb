//! One document that 2,000 incarnations wrote to: each tab that is started and edits leaves one for ever.

use crate::figures::Figures;
use sightline_kit::work;
use sightline_shared::doc::{Doc, write};
use sightline_shared::edit::{Edit, RequestField, Stamp};
use sightline_shared::id::{Actor, DeviceId, DocKind, EventId, Incarnation, Millis, Span};
use tokio::time::Instant;

const ACTORS: u64 = 2_000;
const RUNS: u32 = 20;

pub(crate) fn run(figures: &mut Figures) {
    let id = work::doc(DocKind::Request, 1, 1);
    let mut doc = Doc::empty(id);
    for n in 0..ACTORS {
        let actor = Actor {
            device: DeviceId::from_bytes((n % 40).to_be_bytes()),
            incarnation: Incarnation::from_bytes(n.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes()),
        };
        // Events are limited to 2,000 a request; a reworded title costs about as much.
        let edit = match n {
            0 => work::ask(id, n),
            _ => {
                Edit::Reword { request: id, field: RequestField::Title(format!("Hinge bent, order {n:06}")) }
            }
        };
        edit_by(&mut doc, actor, n, &edit);
    }
    let bytes = doc.save();
    figures.add("actors", "document with 2,000 incarnations, saved", bytes.len() as f64, "B");
    figures.add("actors", "the same, not deflated", doc.save_raw().len() as f64, "B");
    let time = |mut run: Box<dyn FnMut()>| {
        let began = Instant::now();
        (0..RUNS).for_each(|_| run());
        began.elapsed().as_secs_f64() * 1e3 / f64::from(RUNS)
    };
    let loaded = bytes.clone();
    let load = time(Box::new(move || drop(Doc::load(id, [&loaded[..]]).unwrap())));
    figures.add("actors", "load (native)", load, "ms");
    let actor = Actor { device: DeviceId::from_bytes([9; 8]), incarnation: Incarnation::from_bytes([9; 8]) };
    let edited = doc.clone();
    let edit = time(Box::new(move || edit_by(&mut edited.clone(), actor, ACTORS, &work::event(id, 1))));
    figures.add("actors", "edit on a copy (native)", edit, "ms");
    let saved = doc.clone();
    figures.add("actors", "save (native)", time(Box::new(move || drop(saved.save()))), "ms");
}

fn edit_by(doc: &mut Doc, actor: Actor, n: u64, edit: &Edit) {
    let stamp = Stamp {
        by: work::doc(DocKind::Person, 1, 1),
        event: EventId::from_bytes(n.to_be_bytes()),
        device_time: Millis(1_764_000_000_000),
        offset: Span::ZERO,
    };
    write(doc, actor, &[(edit, stamp)]).unwrap();
}
