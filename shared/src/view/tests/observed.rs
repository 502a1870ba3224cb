//! MA30, MA31: what was observed of a service beside its promise, and what on the map may no longer be so.

use super::*;
use crate::limits::{OBSERVED_SAMPLES_ENOUGH, SERVICE_QUIET_AFTER};
use crate::view::{Kept, Period, Spread, WorkFigures};

fn service_id(number: u32) -> DocId {
    id(DocKind::Service, number)
}

fn spread(samples: u32, median: i64) -> Option<Spread> {
    Some(Spread { samples, median: Span::minutes(median), p90: Span::minutes(median * 3) })
}

fn figures(service: Option<u32>, lately: Period, before: Period) -> WorkFigures {
    WorkFigures { team: team_id(3), service: service.map(service_id), remains: None, lately, before }
}

fn published(works: Vec<WorkFigures>) -> Rows {
    let mut rows = company();
    rows.set_statistics(Some(Statistics::new(minutes(-14), works)));
    rows
}

fn shown(rows: &Rows, number: u32) -> MapService {
    let page = map_page(rows, &tom(), NOW);
    page.services.into_iter().find(|one| one.id == service_id(number)).expect("there")
}

#[test]
fn a_service_shows_what_was_observed_of_it_and_never_what_its_team_takes_elsewhere() {
    // MA30
    let reply = Period { reply: spread(40, 10), ..Period::default() };
    let rows = published(vec![figures(None, reply, Period::default())]);
    assert_eq!(shown(&rows, 2).observed, None, "the team's own figures aren't the service's");
    let lately = Period {
        reply: spread(OBSERVED_SAMPLES_ENOUGH, 10),
        delivery: spread(6, 60),
        replies: Some(Kept { kept: 18, of: 20 }),
        ..Period::default()
    };
    let rows = published(vec![figures(Some(2), lately, Period::default())]);
    let observed = shown(&rows, 2).observed.expect("observed");
    assert_eq!(observed.as_of, minutes(-14));
    assert_eq!((observed.reply.took, observed.reply.kept), (lately.reply, lately.replies));
    assert_eq!((observed.reply.is_few(), observed.delivery.is_few()), (false, true));
    assert_eq!((observed.delivery.kept, observed.delivery.samples()), (None, 6));
    assert_eq!(shown(&rows, 1).observed, None, "nothing is known of the other");
    let page = party_page(&rows, team_id(3), &tom(), NOW, 0).expect("there");
    assert_eq!(page.serves[0].observed, Some(observed), "the panel and the team's page show the same");
}

#[test]
fn a_trend_is_told_from_a_fifth_on() {
    // MA30
    let trend = |now, then| {
        let of = |median| Period { reply: spread(9, median), ..Period::default() };
        shown(&published(vec![figures(Some(2), of(now), of(then))]), 2).observed.expect("there").reply.trend
    };
    assert_eq!(trend(79, 100), Some(Trend::Better));
    assert_eq!(trend(80, 100), Some(Trend::Same));
    assert_eq!(trend(120, 100), Some(Trend::Same));
    assert_eq!(trend(121, 100), Some(Trend::Worse));
    assert_eq!(trend(0, 0), Some(Trend::Same));
    let only_now = Period { reply: spread(9, 5), ..Period::default() };
    let rows = published(vec![figures(Some(2), only_now, Period::default())]);
    assert_eq!(shown(&rows, 2).observed.expect("there").reply.trend, None, "nothing to compare with");
}

#[test]
fn what_nobody_looked_at_or_asked_for_long_fades() {
    // MA31
    let mut rows = company();
    let Row::Service(row_of_two) = service(2, 3, 2) else { unreachable!("a service") };
    let looked_at = |by| Row::Service(ServiceRow { reconfirm_by: by, ..row_of_two.clone() });
    assert!(!shown(&rows, 2).is_stale(), "never asked is told as such");
    rows.apply(looked_at(Some(minutes(1))));
    assert!(!shown(&rows, 2).is_stale());
    rows.apply(looked_at(Some(minutes(-1))));
    assert!(shown(&rows, 2).is_stale());
    rows.apply(looked_at(None));
    let long_ago = NOW - SERVICE_QUIET_AFTER - Span::minutes(1);
    let old = RequestRow { asked_at: long_ago, state: State::Confirmed, ..request(1, 2, 3) };
    rows.apply(row(old.clone()));
    assert_eq!(shown(&rows, 2).quiet_since, Some(long_ago));
    assert!(shown(&rows, 2).is_stale());
    rows.apply(row(RequestRow { state: State::Asked, ..old.clone() }));
    assert_eq!(shown(&rows, 2).quiet_since, None, "it is still open");
    rows.apply(row(old));
    rows.apply(row(request(2, 2, 3)));
    assert_eq!(shown(&rows, 2).quiet_since, None, "asked again");
}
