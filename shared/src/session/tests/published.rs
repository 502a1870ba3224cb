//! Figures that the relay publishes.

use super::*;
use crate::id::Span;
use crate::view::{Gathered, Pause, RequestRow, Row, State, Statistics};

/// Figures of five requests that a team answered within so many minutes.
fn figures(minutes: i64) -> Vec<u8> {
    let mut gathered = Gathered::new(NOW, 5);
    for number in 0..5 {
        let mut id = [number; 16];
        id[0] = DocKind::Request.into();
        let answered = Some(NOW - Span::minutes(60 - minutes));
        gathered.take(&Row::Request(Box::new(RequestRow {
            id: DocId::from_bytes(id),
            state: State::Confirmed,
            asked_at: NOW - Span::minutes(60),
            answered_at: answered,
            changed_at: NOW,
            pauses: Vec::<Pause>::new(),
            ..RequestRow::default()
        })));
    }
    let figures = gathered.statistics();
    assert!(!figures.is_empty());
    figures.to_bytes()
}

fn shown(stage: &Stage) -> Option<Vec<u8>> {
    stage.session.rows().statistics().map(Statistics::to_bytes)
}

fn publish(stage: &mut Stage, bytes: Vec<u8>) -> Vec<Output> {
    stage.hear(&FromRelay::Statistics(bytes.into()))
}

fn told(outputs: &[Output]) -> Vec<&Hint> {
    let hint = |output: &'_ Output| matches!(output, Output::Tell(_));
    let hints = outputs.iter().filter(|output| hint(output));
    hints.filter_map(|output| if let Output::Tell(hint) = output { Some(&**hint) } else { None }).collect()
}

#[test]
fn figures_are_shown_once_they_are_stored_and_told_to_the_other_tabs() {
    // ST4
    let mut stage = Stage::live();
    let outputs = publish(&mut stage, figures(10));
    let [write] = writes(&outputs)[..] else { panic!("one transaction, {outputs:?}") };
    assert_eq!((write.statistics.as_ref(), write.epoch), (Some(&figures(10)), Some(Epoch(1))));
    assert_eq!(shown(&stage), None, "the disk may still refuse them");
    let outputs = stage.tell(Input::Committed(WriteId(write.id)));
    assert!(outputs.contains(&Output::Painted(Vec::new())), "{outputs:?}");
    assert_eq!(shown(&stage), Some(figures(10)));
    let hints = told(&outputs);
    assert_eq!(hints[0].statistics.as_ref().map(|bytes| bytes.to_vec()), Some(figures(10)));
    // Who comes later or may have missed it is told again.
    let outputs = stage.tell(Input::Told(Hint { asks: true, ..Hint::default() }));
    assert!(told(&outputs).iter().any(|hint| hint.statistics.is_some()), "{outputs:?}");
}

#[test]
fn another_tab_shows_what_its_leader_has_stored() {
    // ST4
    let mut stage = Stage::offline(Place::default());
    stage.tell(Input::Follows);
    let hint = Hint { lead: Some(Epoch(2)), statistics: Some(figures(10).into()), ..Hint::default() };
    stage.tell(Input::Told(hint.clone()));
    assert_eq!(shown(&stage), Some(figures(10)));
    let outputs = stage.tell(Input::Told(hint));
    assert!(!outputs.contains(&Output::Painted(Vec::new())), "the same again changes nothing");
    // An earlier leader that doesn't know better says nothing.
    let late = Hint { lead: Some(Epoch(1)), statistics: Some(figures(20).into()), ..Hint::default() };
    stage.tell(Input::Told(late));
    assert_eq!(shown(&stage), Some(figures(10)));
}

#[test]
fn the_device_says_which_figures_are_on_its_disk_and_takes_older_ones_too() {
    // ST3, ST5: the relay is the one that knows, also after its clock was set back.
    let mut stage = Stage::live();
    let hello = |stage: &mut Stage| {
        stage.tell(Input::Disconnected);
        stage.tell(Input::Nudge);
        let outputs = stage.tell(Input::Connected);
        outputs.into_iter().find_map(|output| match output {
            Output::Send(bytes) => match wire::decode(&bytes) {
                Ok(FromDevice::Hello(hello)) => Some(hello.statistics),
                _ => None,
            },
            _ => None,
        })
    };
    let outputs = publish(&mut stage, figures(10));
    let write = writes(&outputs)[0].id;
    stage.tell(Input::NotCommitted(WriteId(write), WriteFailure::Full));
    assert_eq!(stage.session.status().link, Link::Live, "a full disk doesn't cost the line");
    // Found by the simulator, seed 359: the line stays, so nobody sends them again.
    let outputs = stage.tell(Input::Nudge);
    assert_eq!(writes(&outputs)[0].statistics, Some(figures(10)), "tried again");
    stage.tell(Input::NotCommitted(WriteId(writes(&outputs)[0].id), WriteFailure::Full));
    assert_eq!(hello(&mut stage), Some(None));
    stage.connect(cursor(0), false);
    let outputs = publish(&mut stage, figures(20));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    assert_eq!(hello(&mut stage), Some(Some(Statistics::mark(&figures(20)))));
    stage.connect(cursor(0), false);
    let outputs = publish(&mut stage, figures(10));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    assert_eq!(shown(&stage), Some(figures(10)));
}

#[test]
fn bytes_that_are_no_figures_change_nothing() {
    // ST5
    let mut stage = Stage::live();
    let outputs = publish(&mut stage, figures(10));
    stage.tell(Input::Committed(WriteId(writes(&outputs)[0].id)));
    for garbage in [vec![], vec![0xff; 40], vec![0xa0; 200_000], figures(10)[1..].to_vec()] {
        let outputs = publish(&mut stage, garbage);
        assert!(writes(&outputs).is_empty() && !outputs.contains(&Output::Hangup), "{outputs:?}");
    }
    assert_eq!(shown(&stage), Some(figures(10)));
    assert_eq!(stage.session.status().link, Link::Live);
}
