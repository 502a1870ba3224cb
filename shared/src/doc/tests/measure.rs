//! Figures, by hand: `cargo test --release -p sightline-shared -- --ignored measure --nocapture`.

use super::*;
use crate::fold::fold;
use std::hint::black_box;

/// The time that one run takes, in microseconds, over many.
fn time(label: &str, mut run: impl FnMut()) {
    #[expect(clippy::disallowed_methods, reason = "a measurement, run natively and by hand")]
    let now = std::time::Instant::now;
    const RUNS: u32 = 500;
    let start = now();
    (0..RUNS).for_each(|_| run());
    println!("{label}: {:.1} µs", (now() - start).as_secs_f64() * 1e6 / f64::from(RUNS));
}

/// One request with 12 changes: the ask and eleven events.
fn twelve() -> Doc {
    let mut doc = with(&asking());
    let text = "The new one arrives tomorrow morning.".to_owned();
    let steps = [
        commenting("Which model?"),
        commenting("The 48 V one."),
        act(EventKind::HandedOn { to: team(3), reason: "Stores has them".to_owned(), reply_by: None }),
        accepting(2),
        act(EventKind::Working),
        act(EventKind::Waiting {
            on: "the supplier".to_owned(),
            on_asker: false,
            until: None,
            why: String::new(),
        }),
        act(EventKind::Announced { next_update: Millis(1_700_090_000_000), note: text.clone() }),
        act(EventKind::Working),
        act(EventKind::Delivered { answer: text.clone(), over_open: false, noted: false }),
        commenting("Got it, thank you."),
        act(EventKind::Confirmed { helped: Some(true), thanks: "Quick!".to_owned(), over_open: false }),
    ];
    for (step, number) in steps.iter().zip(2..) {
        edit(&mut doc, u8::try_from(number % 3 + 1).expect("small"), number, step);
    }
    doc
}

#[test]
#[ignore = "prints figures"]
fn measure_one_request_with_twelve_changes() {
    let mut doc = twelve();
    let bytes = doc.save();
    let changes: Vec<Vec<u8>> = doc.changes().into_iter().map(|(_, bytes)| bytes).collect();
    let sizes: Vec<usize> = changes.iter().map(Vec::len).collect();
    println!(
        "saved: {} bytes; raw: {}; changes: {sizes:?}, together {}",
        bytes.len(),
        doc.size(),
        sizes.iter().sum::<usize>()
    );
    let request = request_of(&doc);
    time("load the snapshot", || drop(black_box(Doc::load(REQUEST, [&bytes[..]]))));
    time("load the 12 changes", || drop(black_box(Doc::load(REQUEST, changes.iter().map(Vec::as_slice)))));
    time("read", || drop(black_box(doc.read())));
    time("fold", || drop(black_box(fold(&request))));
    time("write (on a copy)", || {
        let mut doc = doc.clone();
        black_box(edit(&mut doc, 1, 99, &commenting("one more")));
    });
    time("load, write, save", || {
        let mut doc = Doc::load(REQUEST, [&bytes[..]]).expect("its own bytes");
        edit(&mut doc, 1, 99, &commenting("one more"));
        black_box(doc.save());
    });
    time("save", || drop(black_box(doc.save())));
    let last = changes.last().expect("twelve");
    time("inspect", || drop(black_box(inspect(last))));
    let meta = inspect(last).expect("a change");
    time("check counters", || {
        black_box(doc.check_counters(&meta));
    });
}
