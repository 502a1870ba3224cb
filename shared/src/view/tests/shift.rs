//! CL10 to CL12: the end of a shift.

use super::*;
use crate::fold::NextAct;
use crate::model::Away;

/// The warehouse with Tom, who said until when he is here, and Zoe.
fn with_tom(until: i64, hours: &str) -> Rows {
    let mut rows = company();
    let Some(Row::Party(mut team)) = rows.get(team_id(3)) else { unreachable!("a team") };
    team.work.hours = hours.into();
    rows.apply(Row::Party(team));
    rows.apply(person(5, "Zoe", Some(3)));
    say(&mut rows, 3, Some(until), None);
    rows.apply(row(owned()));
    rows
}

fn say(rows: &mut Rows, number: u32, until: Option<i64>, away: Option<Away>) {
    let Some(Row::Person(person)) = rows.get(person_id(number)) else { unreachable!("a person") };
    rows.apply(Row::Person(PersonRow { duty_until: until.map(minutes), away, ..person }));
}

/// Tom works on it, and promised it for later.
fn owned() -> RequestRow {
    RequestRow {
        state: State::Working,
        owner: Some(person_id(3)),
        accepted_at: Some(minutes(-500)),
        answered_at: Some(minutes(-500)),
        asked_at: minutes(-500),
        state_since: minutes(-500),
        promised: Some(minutes(9_000)),
        ..request(1, 2, 3)
    }
}

fn zoe() -> Viewer {
    Viewer { person: person_id(5), team: Some(team_id(3)) }
}

fn silent_at(rows: &Rows, at: i64) -> Option<Millis> {
    clock(rows, rows.request(request_id(1)).expect("it is here"), minutes(at)).silent_since()
}

fn presence_of_tom(rows: &Rows) -> Presence {
    presence(rows, rows.person(person_id(3)).expect("Tom"), NOW)
}

#[test]
fn cl10_the_end_of_a_shift_shows_until_a_sign_of_theirs() {
    let over = Presence::ShiftOver { since: minutes(-20) };
    let mut rows = with_tom(-20, "");
    assert_eq!(presence_of_tom(&rows), over);
    let card = now(&rows, &zoe(), NOW, 9).waits_on_us.items.remove(0);
    assert_eq!((card.owner_gone.clone(), card.acts[0]), (Some(over.clone()), NextAct::Accept));
    assert_eq!(card.clock.silent_since(), Some(minutes(-20)));
    let own = now(&rows, &tom(), NOW, 9).waits_on_us.items.remove(0);
    assert_eq!(own.acts[0], NextAct::Deliver, "nobody takes over from themselves");
    let left = left_behind(&rows, &zoe(), NOW);
    assert_eq!((&*left[0].person.name, left[0].requests.len()), ("Tom", 1));
    let found = colleagues(&rows, &Viewer { person: person_id(2), team: None }, team_id(3), "", NOW);
    assert_eq!(found.iter().map(|person| &*person.name).collect::<Vec<_>>(), ["Zoe", "Tom"]);
    let row_of_it = rows.request(request_id(1)).expect("it is here");
    let chain = crate::view::chain_page::chain_nodes(&rows, row_of_it, NOW);
    assert_eq!(chain.items[0].owner_gone, Some(over.clone()));

    // What he does anywhere says that he is here after all; before the end it says nothing.
    let asked = |at| row(RequestRow { asked_by: person_id(3), asked_at: minutes(at), ..request(7, 3, 4) });
    rows.apply(asked(-30));
    assert_eq!(presence_of_tom(&rows), over);
    rows.apply(asked(-10));
    assert_eq!((presence_of_tom(&rows), silent_at(&rows, 0)), (Presence::Unsaid, None));
    rows.remove(request_id(7));
    assert_eq!(presence_of_tom(&rows), over);
    let said = LastSaid {
        event: crate::id::EventId::from_bytes([1; 8]),
        by: person_id(3),
        at: minutes(-5),
        news: None,
    };
    rows.apply(row(RequestRow { last_said: Some(said), ..owned() }));
    assert_eq!(presence_of_tom(&rows), Presence::Unsaid);
    rows.apply(row(owned()));
    assert_eq!(presence_of_tom(&rows), over);
    let changed = RewordedRow {
        event: crate::id::EventId::from_bytes([1; 8]),
        by: person_id(3),
        at: minutes(-5),
        what: Vec::new(),
    };
    rows.apply(row(RequestRow { reworded: Some(changed), ..owned() }));
    assert_eq!(presence_of_tom(&rows), Presence::Unsaid);
    rows.apply(row(owned()));
    // So does what he says of himself: that he stays, that he was away and is back.
    let back = Away { from: minutes(-15), until: Some(minutes(-1)), words: String::new() };
    for (until, away, is) in [
        (Some(30), None, Presence::Here { until: minutes(30) }),
        (None, None, Presence::Unsaid),
        (Some(-20), Some(back), Presence::Unsaid),
    ] {
        say(&mut rows, 3, until, away);
        assert_eq!(presence_of_tom(&rows), is);
    }
}

#[test]
fn cl11_after_a_shift_it_is_silent_while_the_team_works_on() {
    // NOW is 22:13 on a Tuesday; the hours are those of UTC.
    let hours = "mo-fr 14:00-23:00";
    let open = with_tom(-20, hours);
    assert_eq!(silent_at(&open, 0), Some(minutes(-20)), "the team works on");
    assert_eq!(silent_at(&open, 60), None, "nobody works in the night");
    assert_eq!(silent_at(&open, 17 * 60), Some(minutes(-20)), "and on the next day");

    // Who goes when the team closes has time to be seen once it opens, which is 46 min 40 s and 15 h 46 min 40 s later.
    let closing = with_tom(47, hours);
    assert_eq!(silent_at(&closing, 9 * 60), None);
    assert_eq!(silent_at(&closing, 15 * 60 + 47 + 29), None);
    let since = Millis(minutes(16 * 60 + 16).0 + 40_000);
    assert_eq!(silent_at(&closing, 15 * 60 + 47 + 40), Some(since));
    let mut with_zoe = closing.clone();
    say(&mut with_zoe, 5, Some(600), None);
    assert_eq!(silent_at(&with_zoe, 60), Some(minutes(47)), "somebody is here in the night");

    // Of a team without hours somebody else has to be there who could take it.
    let mut alone = with_tom(-20, "");
    assert_eq!(silent_at(&alone, 0), Some(minutes(-20)));
    let leave = Away { from: minutes(-900), until: None, words: String::new() };
    for (until, away) in [(None, Some(leave)), (Some(-30), None)] {
        say(&mut alone, 5, until, away);
        assert_eq!(silent_at(&alone, 0), None, "who is gone, too, doesn't work on");
    }
    let Some(Row::Person(zoe)) = alone.get(person_id(5)) else { unreachable!("a person") };
    alone.apply(Row::Person(PersonRow { left: Some(minutes(-900)), ..zoe }));
    assert_eq!(silent_at(&alone, 0), None);
}

#[test]
fn cl12_whose_shift_ends_is_asked_what_becomes_of_their_work() {
    let asked = |rows: &Rows, at| shift_ends(rows, &tom(), minutes(at));
    let rows = with_tom(0, "");
    let ends = ShiftEnds { at: NOW, is_over: false, requests: 1, tasks: 0 };
    assert_eq!((asked(&rows, -31), asked(&rows, -30)), (None, Some(ends)));
    assert_eq!(asked(&rows, 5), Some(ShiftEnds { is_over: true, ..ends }));
    // Handing over one of two is no answer for the other.
    let mut begun = rows.clone();
    begun.apply(row(RequestRow { owner: Some(person_id(3)), accepted_at: Some(NOW), ..request(2, 2, 3) }));
    let handed = RequestRow {
        owner: Some(person_id(5)),
        last_by: Some(person_id(3)),
        turned_at: Some(minutes(1)),
        ..owned()
    };
    begun.apply(row(handed.clone()));
    assert_eq!(asked(&begun, 5).map(|ends| ends.requests), Some(1));
    let mut done = rows.clone();
    done.apply(row(handed));
    assert_eq!(asked(&done, 5), None);
    let mut stays = rows;
    say(&mut stays, 3, Some(120), None);
    assert_eq!(asked(&stays, 5), None);
}
