//! W7: connections on which nothing happens.

use crate::figures::Figures;
use crate::stage::{Raw, Stage};
use std::time::Duration;

pub(crate) async fn w7(figures: &mut Figures) {
    for connections in [1_000_usize, 10_000] {
        let mut stage = Stage::new(connections.div_ceil(4)).await;
        let (head, meter) = (stage.head, stage.meter.clone());
        // The first ones also bring the threads and buffers that a relay needs once.
        let mut open = Vec::with_capacity(connections);
        for n in 0..40 {
            open.push(Raw::open(&stage.relay, &stage.devices[n / 4], Some(head), &meter, n as u64).await);
        }
        stage.reset();
        let before = stage.memory();
        for n in 40..connections {
            open.push(Raw::open(&stage.relay, &stage.devices[n / 4], Some(head), &meter, n as u64).await);
        }
        let row = format!("W7 {connections}");
        figures.add(&row, "to open them, one after the other", stage.wall(), "s");
        tokio::time::sleep(Duration::from_secs(2)).await;
        let each = (stage.memory() - before) / (connections - 40) as f64;
        figures.add(&row, "relay memory for each", each, "KiB");
        figures.add(&row, "relay memory in all", stage.memory() / 1_024.0, "MiB");
    }
}
