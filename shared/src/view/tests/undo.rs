//! KN1: undo.

use super::*;
use crate::doc::{self, Doc};
use crate::edit::{Ask, Edit, NewTask, PartyField, PersonField, Stamp, TaskField};
use crate::fold::Kind;
use crate::id::{Actor, Day, DeviceId, EventId, Incarnation};
use crate::model::{EventKind, Every, PictureStyle, Schedule, Spot, Step, Tells};
use crate::undo::{Footing, undo_of};

const ME: u32 = 3;

/// A document, as one device writes it.
pub(super) struct Desk {
    pub(super) doc: Doc,
    written: u8,
    /// What made it.
    made: Vec<Edit>,
}

impl Desk {
    /// Before anything is written.
    pub(super) fn of(id: DocId) -> Self {
        Self { doc: Doc::empty(id), written: 0, made: Vec::new() }
    }

    fn asked() -> Self {
        Self::asked_as(1)
    }

    fn asked_as(number: u32) -> Self {
        let id = request_id(number);
        let ask = Ask::plain(id, team_id(2), team_id(3));
        let made = vec![Edit::Ask(Box::new(ask))];
        let mut desk = Self { made: made.clone(), ..Self::of(id) };
        desk.write(&made).expect("an ask");
        desk
    }

    pub(super) fn write(&mut self, edits: &[Edit]) -> Result<(), doc::EditError> {
        let actor =
            Actor { device: DeviceId::from_bytes([1; 8]), incarnation: Incarnation::from_bytes([1; 8]) };
        let stamped: Vec<_> = edits
            .iter()
            .map(|edit| {
                self.written += 1;
                let event = EventId::from_bytes([self.written; 8]);
                let at = minutes(i64::from(self.written) - 60);
                (edit, Stamp { by: person_id(ME), event, device_time: at, offset: Span::ZERO })
            })
            .collect();
        doc::write(&mut self.doc, actor, &stamped).map(|_| ())
    }

    pub(super) fn rows(&self) -> Rows {
        let mut rows = company();
        rows.apply(stored(&self.doc).expect("a row").row);
        rows
    }

    fn row(&self) -> RequestRow {
        self.rows().request(self.doc.id()).expect("a row").clone()
    }
}

fn act(event: EventKind) -> Edit {
    Edit::Act { request: request_id(1), event, on_behalf_of: String::new() }
}

fn waiting(on_asker: bool) -> EventKind {
    EventKind::Waiting { on: "the vet".into(), on_asker, until: Some(minutes(90)), why: String::new() }
}

fn news() -> EventKind {
    EventKind::Announced { next_update: minutes(30), note: String::new() }
}

fn withdrawn() -> EventKind {
    EventKind::Withdrawn { reason: String::new() }
}

fn declined() -> EventKind {
    EventKind::Declined { reason: "no".into(), instead: None }
}

fn accepted() -> EventKind {
    EventKind::Accepted { owner: person_id(ME), promised: Some(minutes(60)) }
}

fn delivered() -> EventKind {
    EventKind::Delivered { answer: "Aisle 7".into(), over_open: false, noted: false }
}

/// Does these, then the last, takes that back, and answers where it stood before and after.
fn taken_back(before: &[EventKind], last: EventKind) -> Option<(RequestRow, RequestRow)> {
    let mut desk = Desk::asked();
    for event in before {
        desk.write(&[act(event.clone())]).expect("possible");
    }
    let (rows, stood) = (desk.rows(), desk.row());
    let edits = [act(last)];
    let undo = undo_of(&rows, &edits, person_id(ME), "taken back", NOW);
    desk.write(&edits).expect("possible");
    desk.write(&undo?).expect("what takes it back is possible");
    Some((stood, desk.row()))
}

#[test]
fn kn1_what_is_taken_back_stands_as_before_or_is_said_to_stay() {
    let on = |to| EventKind::HandedOn { to: team_id(to), reason: "they know".into(), reply_by: None };
    let over = |to: Option<u32>| EventKind::HandedOver { to: to.map(person_id), note: String::new() };
    let waiting = || EventKind::Waiting {
        on: "the vet".into(),
        on_asker: false,
        until: Some(minutes(90)),
        why: String::new(),
    };
    let check = |before: &[EventKind], last: EventKind, state: State| {
        let (what, last_kind) = (format!("{last:?} after {before:?}"), Kind::from(&last));
        let (stood, stands) = taken_back(before, last).expect(&what);
        assert_eq!(stands.state, state, "{what}");
        assert_eq!(
            (stands.provider, stands.accepted_at.is_some()),
            (stood.provider, stood.accepted_at.is_some()),
            "{what}"
        );
        // What was confirmed had been delivered: whoever has it says what comes of it.
        let is_over = matches!(last_kind, Kind::Confirmed);
        assert_eq!(stands.promised, stood.promised.filter(|_| !is_over).or(stands.promised), "{what}");
    };
    check(&[], accepted(), State::Asked);
    check(&[accepted()], over(Some(9)), State::Accepted);
    check(&[accepted()], over(None), State::Accepted);
    check(&[accepted()], EventKind::Working, State::Accepted);
    check(&[accepted(), EventKind::Working], waiting(), State::Working);
    check(&[accepted(), waiting()], EventKind::Working, State::Waiting);
    check(&[accepted()], declined(), State::Accepted);
    check(&[], declined(), State::Reopened);
    check(&[accepted()], delivered(), State::Reopened);
    let confirmed = EventKind::Confirmed { helped: Some(true), thanks: String::new(), over_open: false };
    check(&[accepted(), delivered()], confirmed, State::Reopened);
    check(&[accepted()], EventKind::Withdrawn { reason: String::new() }, State::Reopened);
    let (stood, stands) = taken_back(&[], on(4)).expect("goes back");
    assert_eq!((stood.provider, stands.provider, stands.state), (team_id(3), team_id(3), State::HandedOn));
    check(&[accepted()], EventKind::Merged { into: request_id(9), reason: String::new() }, State::Reopened);
    let follow = |stop| EventKind::Followed { stop };
    let (stood, stands) = taken_back(&[], follow(false)).expect("follows no longer");
    assert_eq!(stood.followers, stands.followers);
    let (stood, stands) = taken_back(&[follow(false)], follow(true)).expect("follows again");
    assert_eq!(stood.followers, stands.followers);
    let news = |at| EventKind::Announced { next_update: minutes(at), note: String::new() };
    let (_, stands) = taken_back(&[accepted(), news(30)], news(300)).expect("the earlier news");
    assert_eq!(stands.next_update, Some(minutes(30)));

    let kept = |answer: &str| EventKind::Kept { question: "Where?".into(), answer: answer.into() };
    let none = || EventKind::Kept { question: String::new(), answer: String::new() };
    let answered = [delivered(), kept("Aisle 7")];
    for (before, last) in
        [(&answered[..1], kept("Aisle 8")), (&answered, kept("Aisle 8")), (&answered, none())]
    {
        let (stood, stands) = taken_back(before, last).expect("what was kept before");
        let words = |row: RequestRow| row.kept.map(|kept| kept.answer);
        assert_eq!(words(stands), words(stood));
    }
    // What had been opened again since was offered nowhere, and isn't again.
    let again = EventKind::Reopened { reason: "empty".into(), reply_by: None, taken_back: false };
    let before = [delivered(), kept("Aisle 7"), again, delivered()];
    let (stood, stands) = taken_back(&before, kept("Aisle 8")).expect("nothing is kept");
    assert!(stood.kept.is_some_and(|kept| kept.reopened) && stands.holding().is_none());

    let stays = |before: &[EventKind], last: EventKind| assert_eq!(taken_back(before, last), None);
    stays(&[], EventKind::Commented { text: "said".into(), mentions: Vec::new(), answers: false });
    stays(&[accepted()], news(30));
    stays(
        &[accepted(), delivered()],
        EventKind::Reopened { reason: "no".into(), reply_by: None, taken_back: false },
    );
    stays(&[accepted(), delivered()], over(None));
    stays(&[], EventKind::CounterOffered { promised: Some(minutes(9)), reason: String::new() });
}

/// KN19: who gave it up unasked has it again as it was.
#[test]
fn kn19_what_was_taken_over_goes_back_with_its_promise_and_its_wait() {
    let theirs = || EventKind::Accepted { owner: person_id(9), promised: Some(minutes(60)) };
    let mine = || EventKind::Accepted { owner: person_id(ME), promised: Some(minutes(200)) };
    for (before, promised, state) in [
        (vec![theirs()], 60, State::Accepted),
        (vec![theirs(), news()], 60, State::Accepted),
        (vec![theirs(), EventKind::Working], 60, State::Working),
        (vec![theirs(), waiting(false)], 60, State::Waiting),
        // The clock stood still until now: that is theirs, too.
        (vec![theirs(), waiting(true)], 117, State::Waiting),
    ] {
        let (stood, stands) = taken_back(&before, mine()).expect("it goes back");
        assert_eq!((stands.owner, stands.state), (Some(person_id(9)), state), "{before:?}");
        assert_eq!(stands.promised, Some(minutes(promised)), "{before:?}");
        assert_eq!(
            (stands.next_update, &stands.waiting_on, stands.waiting_on_asker, stands.waits_until()),
            (stood.next_update, &stood.waiting_on, stood.waiting_on_asker, stood.waits_until()),
            "{before:?}"
        );
    }
    // A promise that there wasn't can't be unmade; nobody else's work is lost all the same.
    let nothing = EventKind::Accepted { owner: person_id(9), promised: None };
    let (_, stands) = taken_back(&[nothing], mine()).expect("it goes back");
    assert_eq!((stands.owner, stands.state), (Some(person_id(9)), State::Accepted));
    // What somebody without the app had promised isn't said again for them.
    let mut desk = Desk::asked();
    let event = EventKind::Accepted { owner: team_id(3), promised: Some(minutes(60)) };
    let noted = Edit::Act { request: request_id(1), event, on_behalf_of: "Rosa".into() };
    desk.write(&[noted]).expect("written down");
    assert_eq!(undo_of(&desk.rows(), &[act(mine())], person_id(ME), "taken back", NOW), None);
}

#[test]
fn kn1_clocks_stand_as_before() {
    // FO27
    let on = EventKind::HandedOn { to: team_id(4), reason: "they know".into(), reply_by: Some(minutes(20)) };
    let clocks = |row: &RequestRow| {
        (row.reply_by, row.answered_at, row.promised, row.first_reply, row.first_delivery.clone())
    };
    for (before, last) in [
        (vec![on.clone()], withdrawn()),
        (vec![on.clone()], declined()),
        (vec![on.clone(), accepted()], withdrawn()),
        (vec![on, accepted()], delivered()),
    ] {
        let (stood, stands) = taken_back(&before, last.clone()).expect("possible");
        assert_eq!(clocks(&stands), clocks(&stood), "{last:?} after {before:?}");
    }
}

/// KN1: what its owner was at goes on, with the wait and the news that stood; so does what its clock had stood still.
#[test]
fn kn1_what_was_under_way_goes_on() {
    let offer = || EventKind::CounterOffered { promised: Some(minutes(9)), reason: String::new() };
    let merged = || EventKind::Merged { into: request_id(9), reason: String::new() };
    let back = || EventKind::HandedOver { to: None, note: String::new() };
    let goes_on = |row: &RequestRow| {
        let state = if row.state == State::Reopened { State::Accepted } else { row.state };
        let waits = (row.waiting_on.clone(), row.waiting_on_asker, row.waits_until());
        (state, row.owner, row.next_update, waits, row.answered_at.is_some())
    };
    let stood = [
        vec![accepted(), EventKind::Working],
        vec![accepted(), waiting(false)],
        vec![accepted(), waiting(true)],
        vec![accepted(), news()],
        vec![accepted(), EventKind::Working, news()],
        // The clock stood still for a minute.
        vec![accepted(), waiting(true), EventKind::Working],
    ];
    for before in stood {
        for last in [withdrawn(), merged(), delivered(), declined(), offer(), back()] {
            let (stood, stands) = taken_back(&before, last.clone()).expect("possible");
            let what = format!("{last:?} after {before:?}");
            assert_eq!(goes_on(&stands), goes_on(&stood), "{what}");
            let is_open = before.last() == Some(&waiting(true));
            let promised = |row: &RequestRow| promised_by(&company(), row, NOW).filter(|_| !is_open);
            assert_eq!(promised(&stands), promised(&stood), "{what}");
        }
    }
    for before in [vec![offer()], vec![declined()], vec![accepted(), offer()], vec![accepted(), declined()]] {
        for last in [withdrawn(), merged(), delivered()] {
            assert_eq!(
                taken_back(&before, last),
                None,
                "an offer or a refusal can't be said again: {before:?}"
            );
        }
    }
    assert_eq!(taken_back(&[accepted(), offer()], declined()), None);
}

#[test]
fn kn1_a_split_is_taken_back_by_its_parts() {
    let mut desk = Desk::asked();
    desk.write(&[act(accepted())]).expect("possible");
    let mut part = Desk::asked_as(5);
    let mut edits = part.made.clone();
    edits.push(act(EventKind::Split { into: vec![request_id(5)] }));
    let undo = undo_of(&desk.rows(), &edits, person_id(ME), "taken back", NOW).expect("possible");
    part.write(&undo).expect("the part is withdrawn");
    assert_eq!(part.row().state, State::Withdrawn);
    assert_eq!(undo.len(), 1, "nothing is done to what it was split from");
}

#[test]
fn kn1_fields_get_the_value_before() {
    let mut rows = company();
    let task = NewTask {
        id: id(DocKind::Task, 1),
        title: "Sweep".into(),
        note: String::new(),
        team: team_id(3),
        owner: None,
        critical: false,
        schedule: Schedule { start: Day::of(2026, 11, 26).expect("a day"), every: Every::Once },
    };
    let mut doc = Doc::empty(task.id);
    let actor = Actor { device: DeviceId::from_bytes([1; 8]), incarnation: Incarnation::from_bytes([1; 8]) };
    let stamp =
        Stamp { by: person_id(ME), event: EventId::from_bytes([1; 8]), device_time: NOW, offset: Span::ZERO };
    let add = Edit::AddTask(Box::new(task.clone()));
    doc::write(&mut doc, actor, &[(&add, stamp)]).expect("a task");
    rows.apply(stored(&doc).expect("a row").row);
    let of_task = |field| Edit::ChangeTask { id: task.id, field };
    let of_team = |field| Edit::ChangeParty { id: team_id(3), field };
    let of_me = |field| Edit::ChangePerson { id: person_id(ME), field };
    let steps = vec![Step { after: Span::hours(1), tells: Tells::Team }];
    let (style, spot) = (PictureStyle::Layers, Spot { x: 1, y: 2 });
    for (edit, before) in [
        (add, of_task(TaskField::Ended(true))),
        (of_task(TaskField::Title("Mop".into())), of_task(TaskField::Title("Sweep".into()))),
        (of_task(TaskField::Critical(true)), of_task(TaskField::Critical(false))),
        (of_team(PartyField::Steps(steps)), of_team(PartyField::Steps(Vec::new()))),
        (of_team(PartyField::Hours("Mo 8-9".into())), of_team(PartyField::Hours(String::new()))),
        (of_team(PartyField::Place(style, Some(spot))), of_team(PartyField::Place(style, None))),
        (of_team(PartyField::Site("Lyon".into())), of_team(PartyField::Site(String::new()))),
        (of_team(PartyField::MergedInto(Some(team_id(2)))), of_team(PartyField::MergedInto(None))),
        (
            of_team(PartyField::Holiday("2026-12-25".into(), "Christmas".into())),
            of_team(PartyField::Holiday("2026-12-25".into(), String::new())),
        ),
        (of_me(PersonField::DutyUntil(Some(NOW))), of_me(PersonField::DutyUntil(None))),
    ] {
        assert_eq!(
            undo_of(&rows, std::slice::from_ref(&edit), person_id(ME), "", NOW),
            Some(vec![before]),
            "{edit:?}"
        );
    }
}

#[test]
fn kn1_what_somebody_went_on_from_is_not_taken_back() {
    let mut desk = Desk::asked();
    let edits = [act(accepted())];
    desk.write(&edits).expect("possible");
    let footing = Footing::of(&desk.rows(), &edits);
    desk.write(&[act(EventKind::Commented { text: "good".into(), mentions: Vec::new(), answers: false })])
        .expect("possible");
    assert!(footing.holds(&desk.rows(), &edits), "a comment takes nothing away");
    desk.write(&[act(EventKind::Working)]).expect("possible");
    assert!(!footing.holds(&desk.rows(), &edits));
    let mut rows = company();
    let named = [Edit::ChangeParty { id: team_id(3), field: PartyField::Name("Store".into()) }];
    let undo = undo_of(&rows, &named, person_id(ME), "", NOW).expect("a name");
    assert_eq!(undo, [Edit::ChangeParty { id: team_id(3), field: PartyField::Name("Warehouse".into()) }]);
    rows.apply(team(3, "Store"));
    let footing = Footing::of(&rows, &named);
    assert!(footing.holds(&rows, &named));
    rows.apply(team(3, "Stores"));
    assert!(!footing.holds(&rows, &named));
}
