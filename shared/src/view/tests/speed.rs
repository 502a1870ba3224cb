//! How long the screens take with a large workspace. Run with
//! `cargo test --release -p sightline-shared speed -- --ignored --nocapture`.

use super::*;

const REQUESTS: u32 = 25_000;
const OPEN: u32 = 2_800;
const TEAMS: u32 = 150;

/// 25,000 requests, 2,800 of them open, 150 teams, 5,000 customers; every third open request is a child.
fn large() -> Vec<Row> {
    let words = [
        "pallet", "invoice", "delivery", "printer", "contract", "battery", "label", "address", "refund",
        "slot",
    ];
    let word = |number: u32| words[(number as usize * 7 + 3) % words.len()];
    // 40,000 words of letters only, as a workspace's people write and misspell them in a few languages.
    let rare = |number: u32| -> String {
        let parts = ["ra", "ton", "mi", "sel", "ku", "par", "do", "vin", "lo", "ches"];
        let number = number.wrapping_mul(2_246_822_519) >> 8;
        (0..4)
            .map(|place| parts[(number / 10_u32.pow(place)) as usize % 10])
            .chain([["", "s", "ed", "ing"][(number / 10_000) as usize % 4]])
            .collect()
    };
    let mut all = vec![party(0, "Customers", PartyRowKind::PayingCustomer)];
    all.extend((1..TEAMS).map(|number| team(number, &format!("Team {} {number}", word(number)))));
    all.extend((1..TEAMS).map(|number| service(number, number, number / 3)));
    all.extend(
        (0..5_000).map(|number| {
            customer(number, &format!("Caller {number} {}", word(number)), &format!("C{number}"))
        }),
    );
    all.extend((0..REQUESTS).map(|number| {
        let open = number % (REQUESTS / OPEN) == 0;
        let mix = number.wrapping_mul(2_654_435_761);
        let excerpt: Vec<_> = (0..22).map(|step| word(mix.wrapping_add(step * 13) >> 8)).collect();
        row(RequestRow {
            title: format!("{} {} number {number}", word(mix >> 4), word(mix >> 9)),
            reference: format!("INC{number:07}"),
            customer: (number % 3 != 2).then(|| customer_id(mix % 5_000)),
            parent: (number > 1_000 && number % 3 == 2).then(|| request_id(number - 9 * (mix % 20) - 8)),
            state: if open { State::Working } else { State::Confirmed },
            promised: Some(minutes(i64::from(mix % 5_000) - 2_000)),
            next_update: (mix % 5 == 0).then(|| minutes(i64::from(mix % 900) - 500)),
            excerpt: excerpt.join(" "),
            delivered_at: (!open).then(|| minutes(-i64::from(mix % 50_000))),
            said: (0..12).map(|step| rare(mix.wrapping_add(step * 7_919))).collect::<Vec<_>>().join(" "),
            ..request(number, 1 + mix % 7, 1 + mix % 11)
        })
    }));
    all
}

/// The same, if nobody had ever answered.
fn unanswered(all: &[Row]) -> Rows {
    let silent = |row: &Row| match row {
        Row::Request(request) => Row::Request(Box::new(RequestRow {
            state: State::Asked,
            reply_by: Some(request.asked_at + Span::minutes(1)),
            answered_at: None,
            ..(**request).clone()
        })),
        other => other.clone(),
    };
    all.iter().map(silent).collect()
}

#[expect(clippy::disallowed_methods, reason = "a measurement needs a real clock")]
fn time<T>(name: &str, rounds: u32, mut work: impl FnMut() -> T) {
    let mut took: Vec<_> = (0..rounds)
        .map(|_| {
            let start = std::time::Instant::now();
            std::hint::black_box(work());
            start.elapsed()
        })
        .collect();
    took.sort();
    let at = |share: f64| took[((took.len() - 1) as f64 * share) as usize];
    println!("{name:<34} p50 {:>10.3?}  p95 {:>10.3?}", at(0.5), at(0.95));
}

#[test]
#[ignore = "a measurement, not a test"]
fn speed_of_every_screen() {
    let all = large();
    time("rows: apply all", 5, || all.iter().cloned().collect::<Rows>());
    let mut rows: Rows = all.iter().cloned().collect();
    println!("rows {}, open {}", rows.len(), rows.open().count());
    let viewer = Viewer { person: person_id(3), team: Some(team_id(3)) };
    time("find: nothing prepared", 10, || find(&rows, &viewer, "pallet 17", NOW, None, 20));
    time("search: prepare 1,000 rows", 20, || rows.prepare_search(1_000));
    while rows.prepare_search(10_000) {}
    println!("search index: about {} KiB", rows.search().bytes() / 1_024);
    time("apply one changed request", 200, || {
        let Some(Row::Request(mut request)) = rows.get(request_id(9)) else { return };
        request.changed_at = request.changed_at + Span(1);
        rows.apply(Row::Request(request));
    });
    // What was asked for one moment is kept: each time another.
    let asked = std::cell::Cell::new(NOW);
    let at = || asked.replace(asked.get() + Span(1));
    time("now, 50 cards", 50, || now(&rows, &viewer, at(), 50));
    for query in [
        "c",
        "ca",
        "caller 12",
        "inc00012",
        "pallet refund",
        "zz",
        "e",
        "INC0001234",
        "caller 77 slot",
        "i",
        "pa",
        "ratonmis",
        "ratnomisels",
        "invoise refnud",
    ] {
        time(&format!("find {query:?}"), 50, || find(&rows, &viewer, query, NOW, None, 20));
    }
    time("map page", 20, || map_page(&rows, &viewer, NOW));
    time("map layout", 20, || {
        crate::map::layout(&rows.graph(), crate::map::Style::Rings, &crate::map::Places::new())
    });
    time("notices", 20, || notices(&rows, &viewer, NOW));
    time("radar", 20, || silences(&rows, &viewer, None, at(), 50));
    let unanswered = unanswered(&all);
    time("radar, all silent", 20, || silences(&unanswered, &viewer, None, at(), 50));
    time("notices, all silent", 20, || notices(&unanswered, &viewer, NOW));
    time("radar of a team, all silent", 20, || silences(&unanswered, &viewer, viewer.team, at(), 50));
    time("now, all silent", 20, || now(&unanswered, &viewer, at(), 50));
    time("figures of now, all silent", 20, || now_counts(&unanswered, &viewer, at()));
    time("team page", 20, || team_page(&rows, team_id(3), &viewer, "en", NOW));
    time("team page, all silent", 20, || team_page(&unanswered, team_id(3), &viewer, "en", NOW));
    time("whom to ask", 20, || whom_to_ask(&rows, &viewer, "", NOW));
    let stored: Vec<_> =
        all.iter().map(|row| StoredRow { version: 1, heads: Default::default(), row: row.clone() }).collect();
    let page = encode_page(&stored);
    println!("page of all rows: {} KiB", page.len() / 1_024);
    time("decode page of all rows", 5, || decode_page(&page));
}

#[test]
#[ignore = "a measurement, not a test"]
fn speed_of_a_long_chain() {
    let work = WorkRow { hours: "mo-fr 08:00-17:00".into(), ..WorkRow::default() };
    let Row::Party(party) = team(2, "Technicians") else { return };
    let mut rows = Rows::from_iter([Row::Party(PartyRow { work, ..party })]);
    for number in 0..500 {
        let asked_at = minutes(-60 * 24 * (365 - i64::from(number % 30)));
        let parent = (number > 0).then(|| request_id(0));
        rows.apply(row(RequestRow { parent, asked_at, state: State::Accepted, ..request(number, 1, 2) }));
    }
    let Some(root) = rows.request(request_id(0)) else { return };
    time("chain of 500 a year old", 10, || crate::view::chain_page::chain_nodes(&rows, root, NOW));
    let calendar = rows.calendar(team_id(2));
    let each = || rows.requests().map(|row| calendar.between(row.asked_at, NOW).0).sum::<i64>();
    time("its working times, one by one", 10, each);
    let worked = || calendar.worked(root.asked_at, NOW);
    time("its working times, walked along once", 10, || {
        let worked = worked();
        rows.requests().map(|row| worked.between(row.asked_at, NOW).0).sum::<i64>()
    });
}
