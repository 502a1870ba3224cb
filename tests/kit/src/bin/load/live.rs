//! W1 to W3: people at work at the same time.

use crate::figures::{Figures, percentile};
use crate::stage::{Raw, Stage};
use futures_util::future::join_all;
use sightline_kit::phone::Phone;
use sightline_kit::work;
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::wire::FromRelay;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

const DEVICES: usize = 10;
const DOCS: u64 = 100;
const EVENTS: u64 = 100;

fn request(n: u64) -> DocId {
    work::doc(DocKind::Request, 1, n)
}

/// 10 devices share 100 requests; each appends 100 events, one as soon as the one before is acknowledged.
pub(crate) async fn w1(figures: &mut Figures) {
    let mut stage = Stage::new(DEVICES).await;
    let mut phones: Vec<Phone> = stage.devices.iter().map(|device| stage.phone(device)).collect();
    for n in 0..DOCS {
        phones[0].write(&[work::ask(request(n), n)]).await;
    }
    let ready =
        |phone: &Phone| phone.is_settled() && phone.seq() >= DOCS && phone.disk.docs.len() as u64 == DOCS;
    join_all(phones.iter_mut().map(|phone| phone.until("all requests are everywhere", ready))).await;
    stage.reset();
    let all = DOCS + DEVICES as u64 * EVENTS;
    let at_work = phones.into_iter().map(|mut phone| {
        tokio::spawn(async move {
            for n in 0..EVENTS {
                phone.write(&[work::event(request(n % DOCS), n)]).await;
                phone.until("it is acknowledged", |phone| phone.disk.outbox.is_empty()).await;
            }
            phone.until("converged", |phone| phone.seq() >= all).await;
            phone
        })
    });
    let phones: Vec<Phone> = join_all(at_work).await.into_iter().map(Result::unwrap).collect();
    stage.costs(figures, "W1");
    for (id, doc) in &phones[0].disk.docs {
        assert!(phones.iter().all(|phone| phone.disk.docs[id].heads() == doc.heads()), "converged");
    }
    let changes = (DEVICES as u64 * EVENTS) as f64;
    figures.add("W1", "relay CPU per 1,000 changes", stage.cpu() / changes * 1_000.0, "s");
    let (up, down) = stage.bytes();
    figures.add("W1", "bytes per change and device", (up + down) as f64 / changes / DEVICES as f64, "B");
}

/// One device appends 20 events a second, another hears of them.
pub(crate) async fn w2(figures: &mut Figures) {
    const APPENDS: u64 = 600;
    let mut stage = Stage::new(2).await;
    let mut writer = stage.phone(&stage.devices[0]);
    writer.write(&[work::ask(request(0), 0)]).await;
    writer.until("ready", Phone::is_settled).await;
    let mut reader = stage.phone(&stage.devices[1]);
    reader.until("ready", |phone| phone.is_settled() && phone.seq() == 1).await;
    stage.reset();
    let reads = tokio::spawn(async move {
        let mut heard = Vec::new();
        while reader.seq() < 1 + APPENDS {
            reader.step().await;
            // Several may come at once.
            heard.resize(usize::try_from(reader.seq() - 1).unwrap(), Instant::now());
        }
        heard
    });
    let (mut sent, mut next) = (Vec::new(), Instant::now());
    for n in 0..APPENDS {
        next += Duration::from_millis(50);
        sleep_until_busy(&mut writer, next).await;
        sent.push(Instant::now());
        // Eleven things happen to a request, then there is another.
        let (doc, step) = (request(1 + n / 12), n % 12);
        writer.write(&[if step == 0 { work::ask(doc, n) } else { work::event(doc, step) }]).await;
    }
    writer.until("sent", Phone::is_settled).await;
    let heard = reads.await.unwrap();
    let mut times: Vec<f64> = sent.iter().zip(&heard).map(|(a, b)| (*b - *a).as_secs_f64() * 1e3).collect();
    stage.costs(figures, "W2");
    figures.add("W2", "device to device, p50", percentile(&mut times, 50), "ms");
    figures.add("W2", "device to device, p99", percentile(&mut times, 99), "ms");
}

async fn sleep_until_busy(phone: &mut Phone, until: Instant) {
    phone.meanwhile(until.saturating_duration_since(Instant::now())).await;
}

/// One writer, many readers.
pub(crate) async fn w3(figures: &mut Figures) {
    for readers in [50_usize, 200, 1_000] {
        fan_out(figures, readers).await;
    }
}

async fn fan_out(figures: &mut Figures, readers: usize) {
    const APPENDS: u64 = 100;
    let mut stage = Stage::new(1 + readers.div_ceil(4)).await;
    let mut writer = stage.phone(&stage.devices[0]);
    writer.write(&[work::ask(request(0), 0)]).await;
    writer.until("ready", Phone::is_settled).await;
    let head = writer.disk.place.cursor;
    stage.reset();
    let (tell, mut told) = mpsc::unbounded_channel::<(u64, Instant)>();
    for n in 0..readers {
        let device = &stage.devices[1 + n / 4];
        let mut raw = Raw::open(&stage.relay, device, head, &stage.meter, n as u64).await;
        let tell = tell.clone();
        tokio::spawn(async move {
            let mut seq = raw.cursor.seq.0;
            while seq < 1 + APPENDS {
                if let FromRelay::Range(range) = raw.hear().await {
                    let now = Instant::now();
                    for seq in range.from.0..=range.to.0 {
                        let _ = tell.send((seq, now));
                    }
                    seq = range.to.0;
                }
            }
            // Stays until all are done.
            sleep_until(Instant::now() + Duration::from_secs(120)).await;
        });
    }
    drop(tell);
    let opened = stage.cpu();
    let (mut sent, mut next) = (Vec::new(), Instant::now());
    for n in 0..APPENDS {
        next += Duration::from_millis(200);
        sleep_until_busy(&mut writer, next).await;
        sent.push(Instant::now());
        writer.write(&[work::event(request(0), n)]).await;
    }
    writer.until("sent", Phone::is_settled).await;
    let mut last: Vec<Option<Instant>> = vec![None; sent.len()];
    for _ in 0..readers * sent.len() {
        let (seq, at) = told.recv().await.expect("every reader hears every change");
        let slot = &mut last[usize::try_from(seq).unwrap() - 2];
        *slot = Some(slot.map_or(at, |before| before.max(at)));
    }
    let mut times: Vec<f64> =
        sent.iter().zip(&last).map(|(a, b)| (b.unwrap() - *a).as_secs_f64() * 1e3).collect();
    let row = format!("W3 {readers}");
    stage.costs(figures, &row);
    figures.add(&row, "to the last reader, p50", percentile(&mut times, 50), "ms");
    figures.add(&row, "to the last reader, p99", percentile(&mut times, 99), "ms");
    let deliveries = (readers as u64 * APPENDS) as f64;
    figures.add(&row, "relay CPU per delivery", (stage.cpu() - opened) / deliveries * 1e3, "ms");
}
