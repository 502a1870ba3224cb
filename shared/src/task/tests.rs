//! How a task stands, whatever the order in which its turns came.

use super::*;
use crate::doc::{Doc, EditError, Who, allowed, write};
use crate::edit::{Edit, NewTask, Stamp, TaskField};
use crate::id::{Actor, Day, DeviceId, DocId, DocKind, EventId, Incarnation, Millis, Span};
use crate::limits::{TEXT_CHARS_MAX, TURNS_MAX};
use crate::model::{Every, Field, Given, Model, Schedule, Task, Turn, TurnKind};
use crate::wire::RefusalReason;
use proptest::prelude::*;

fn id(kind: DocKind, number: u8) -> DocId {
    let mut bytes = [number; DocId::LEN];
    bytes[0] = kind.into();
    DocId::from_bytes(bytes)
}

fn day(text: &str) -> Day {
    Day::read(text).expect("a day")
}

fn event(number: u64) -> EventId {
    EventId::from_bytes(number.to_be_bytes())
}

fn turn(number: u64, kind: TurnKind) -> Turn {
    Turn {
        id: event(number),
        kind,
        by: id(DocKind::Person, 1),
        device: DeviceId::default(),
        device_time: Millis(1_790_000_000_000 + i64::try_from(number).expect("small")),
        offset: Span(0),
    }
}

fn task(every: Every, turns: Vec<Turn>) -> Task {
    Task {
        given: None,
        id: id(DocKind::Task, 1),
        title: Field::of("Check the fire exits".to_owned()),
        note: Field::default(),
        team: id(DocKind::Party, 1),
        owner: Field::default(),
        critical: Field::of(false),
        schedule: Field::of(Schedule { start: day("2026-11-26"), every }),
        ended: false,
        turns,
    }
}

fn done(day: Day) -> TurnKind {
    TurnKind::Done { day }
}

fn aside(from: &str, to: &str) -> TurnKind {
    TurnKind::SetAside {
        from: day(from),
        to: day(to),
        request: id(DocKind::Request, 1),
        reason: String::new(),
    }
}

#[test]
fn tv1_doing_it_brings_the_next_day_and_what_was_missed_goes_with_it() {
    let weekly = |turns| standing(&task(Every::Days(7), turns));
    assert_eq!(weekly(vec![]).due(), Some(day("2026-11-26")));
    assert_eq!(weekly(vec![turn(1, done(day("2026-11-26")))]).due(), Some(day("2026-12-03")));
    assert_eq!(weekly(vec![turn(1, done(day("2026-12-17")))]).due(), Some(day("2026-12-24")));
    let once = standing(&task(Every::Once, vec![turn(1, done(day("2026-11-26")))]));
    assert_eq!(once.due(), None);
    assert_eq!(once.done.map(|done| done.turn), Some(event(1)));
}

#[test]
fn tv2_put_off_twice_it_is_due_on_the_last_day_and_of_two_days_said_at_once_on_the_earlier() {
    let turns = vec![
        turn(1, aside("2026-11-26", "2026-12-01")),
        turn(2, aside("2026-11-26", "2026-11-28")),
        turn(3, aside("2026-11-28", "2026-11-30")),
    ];
    let standing_now = standing(&task(Every::Days(7), turns.clone()));
    assert_eq!(standing_now.due(), Some(day("2026-11-30")));
    assert_eq!(standing_now.aside.expect("it was put off").turn, event(3));
    let and_done = turns.into_iter().chain([turn(4, done(day("2026-11-26")))]).collect();
    let standing_now = standing(&task(Every::Days(7), and_done));
    assert_eq!(
        (standing_now.due(), standing_now.aside),
        (Some(day("2026-12-03")), None),
        "done outweighs put off"
    );
}

#[test]
fn tv3_what_was_taken_back_never_happened() {
    let turns = vec![
        turn(1, done(day("2026-11-26"))),
        turn(2, TurnKind::TakenBack { turn: event(1) }),
        turn(3, aside("2026-11-26", "2026-11-28")),
        turn(4, TurnKind::TakenBack { turn: event(3) }),
        turn(5, TurnKind::TakenBack { turn: event(4) }),
    ];
    assert_eq!(
        standing(&task(Every::Days(7), turns)),
        Standing { open: Some(day("2026-11-26")), aside: None, done: None },
        "taking back isn't taken back"
    );
}

fn any_turn() -> impl Strategy<Value = TurnKind> {
    let start = day("2026-11-20");
    let at = move |days: i32| start.plus_days(days).expect("a day");
    prop_oneof![
        (0..40_i32).prop_map(move |days| done(at(days))),
        (0..30_i32, -2..12_i32).prop_map(move |(from, later)| TurnKind::SetAside {
            from: at(from),
            to: at(from + later),
            request: id(DocKind::Request, 1),
            reason: String::new(),
        }),
        (0..12_u64).prop_map(|number| TurnKind::TakenBack { turn: event(number) }),
        Just(TurnKind::Other { name: "moved".to_owned() }),
    ]
}

proptest! {
    /// Any turns, in any order, also such as no device writes: the same standing, and it ends.
    #[test]
    fn tv4_order_makes_no_difference(
        kinds in proptest::collection::vec(any_turn(), 0..12),
        seed in any::<u64>(),
    ) {
        let turns: Vec<Turn> = (0..).zip(kinds).map(|(number, kind)| turn(number, kind)).collect();
        let mut shuffled = turns.clone();
        shuffled.sort_by_key(|turn| u64::from_be_bytes(*turn.id.as_bytes()).wrapping_mul(seed | 1));
        let standing_now = standing(&task(Every::Days(3), turns));
        prop_assert_eq!(&standing_now, &standing(&task(Every::Days(3), shuffled)));
        let due = standing_now.due().expect("it comes again");
        prop_assert!(standing_now.open.expect("it comes again") <= due);
        prop_assert_eq!(standing_now.open < Some(due), standing_now.aside.is_some());
    }
}

const TASK: DocId = DocId::from_bytes([7; 16]);

fn stamp(number: u64) -> Stamp {
    Stamp {
        by: id(DocKind::Person, 1),
        event: event(number),
        device_time: Millis(1_790_000_000_000),
        offset: Span(-250),
    }
}

fn actor(number: u8) -> Actor {
    Actor { device: DeviceId::from_bytes([number; 8]), incarnation: Incarnation::from_bytes([number; 8]) }
}

fn new_task() -> Edit {
    Edit::AddTask(Box::new(NewTask {
        id: TASK,
        title: "Check the fire exits".to_owned(),
        note: "All four doors".to_owned(),
        team: id(DocKind::Party, 1),
        owner: Some(id(DocKind::Person, 1)),
        critical: true,
        schedule: Schedule { start: day("2026-11-26"), every: Every::Months(1) },
    }))
}

fn turning(turn: TurnKind) -> Edit {
    Edit::Turn { task: TASK, turn }
}

fn read(doc: &Doc) -> Task {
    match doc.read().expect("it reads") {
        Model::Task(task) => task,
        other => unreachable!("a task, not {other:?}"),
    }
}

fn begun() -> Doc {
    let mut doc = Doc::empty(TASK);
    write(&mut doc, actor(1), &[(&new_task(), stamp(1))]).expect("it is written");
    doc
}

#[test]
fn do1_a_task_reads_back_as_written() {
    let mut doc = begun();
    let field = |field| Edit::ChangeTask { id: TASK, field };
    let put_off = TurnKind::SetAside {
        from: day("2026-11-26"),
        to: day("2026-11-27"),
        request: id(DocKind::Request, 1),
        reason: "Mrs Ito's truck is at the gate".to_owned(),
    };
    let edits = [
        turning(put_off.clone()),
        turning(done(day("2026-11-26"))),
        turning(TurnKind::TakenBack { turn: event(3) }),
        field(TaskField::Title("Check the exits".to_owned())),
        field(TaskField::Owner(None)),
        field(TaskField::Critical(false)),
        field(TaskField::Schedule(Schedule { start: day("2026-12-01"), every: Every::Workdays })),
    ];
    let stamped: Vec<_> = (2..).zip(&edits).map(|(number, edit)| (edit, stamp(number))).collect();
    write(&mut doc, actor(1), &stamped).expect("it is written");
    let task = read(&Doc::load(TASK, [&*doc.save()]).expect("it loads"));
    assert_eq!(task, read(&doc));
    assert_eq!((task.title.value.as_str(), task.note.value.as_str()), ("Check the exits", "All four doors"));
    assert_eq!((task.owner.value, task.critical.value, task.team), (None, false, id(DocKind::Party, 1)));
    assert_eq!(task.schedule.value, Schedule { start: day("2026-12-01"), every: Every::Workdays });
    assert_eq!(task.turns.first().map(|turn| (&turn.kind, turn.device)), Some((&put_off, actor(1).device)));
    assert_eq!(task.turns.len(), 3);
}

#[test]
fn tv5_what_makes_no_sense_is_refused_and_changes_nothing() {
    let text = |reason: String| TurnKind::SetAside {
        from: day("2026-11-26"),
        to: day("2026-11-27"),
        request: id(DocKind::Request, 1),
        reason,
    };
    let customer = TurnKind::SetAside {
        from: day("2026-11-26"),
        to: day("2026-11-27"),
        request: id(DocKind::Customer, 1),
        reason: String::new(),
    };
    let every = |every| Edit::ChangeTask {
        id: TASK,
        field: TaskField::Schedule(Schedule { start: day("2026-11-26"), every }),
    };
    for (edit, error) in [
        (turning(done(day("2026-11-25"))), EditError::NotNow),
        (turning(aside("2026-11-26", "2026-11-26")), EditError::NotNow),
        (turning(aside("2026-11-25", "2026-11-28")), EditError::NotNow),
        (turning(TurnKind::TakenBack { turn: event(1) }), EditError::NotNow),
        (turning(TurnKind::Other { name: "moved".to_owned() }), EditError::NotNow),
        (turning(customer), EditError::NotAllowed),
        (turning(text("x".repeat(TEXT_CHARS_MAX + 1))), EditError::BadText),
        (every(Every::Days(0)), EditError::NotAllowed),
        (every(Every::Months(Every::MAX + 1)), EditError::NotAllowed),
        (new_task(), EditError::NotNow),
    ] {
        let mut doc = begun();
        let before = doc.heads();
        assert_eq!(write(&mut doc, actor(1), &[(&edit, stamp(2))]), Err(error), "{edit:?}");
        assert_eq!(doc.heads(), before);
    }
    let missing = write(&mut Doc::empty(TASK), actor(1), &[(&turning(done(day("2026-11-26"))), stamp(2))]);
    assert_eq!(missing, Err(EditError::Missing));
}

/// What a hostile client does to a task.
type Change<'a> = &'a dyn Fn(&mut Task);

#[test]
fn po10_a_hostile_client_neither_moves_a_task_nor_speaks_for_others() {
    let before = task(Every::Days(7), vec![turn(1, done(day("2026-11-26")))]);
    let who = Who { person: id(DocKind::Person, 1), device: DeviceId::default(), admin: true };
    let judged = |change: &dyn Fn(&mut Task)| {
        let mut after = before.clone();
        change(&mut after);
        allowed(Some(&Model::Task(before.clone())), &Model::Task(after), &who)
    };
    assert_eq!(judged(&|task| task.turns.push(turn(2, aside("2026-12-03", "2026-12-04")))), Ok(()));
    assert_eq!(judged(&|task| task.ended = true), Ok(()));
    let other = |mut turn: Turn| {
        turn.by = id(DocKind::Person, 2);
        turn
    };
    let no_request = TurnKind::SetAside {
        from: day("2026-12-03"),
        to: day("2026-12-04"),
        request: id(DocKind::Task, 1),
        reason: String::new(),
    };
    let cases: [(&str, Change, RefusalReason); 7] = [
        ("another team", &|task| task.team = id(DocKind::Party, 2), RefusalReason::NotAllowed),
        ("a turn removed", &|task| task.turns.clear(), RefusalReason::NotAllowed),
        (
            "a turn changed",
            &|task| task.turns = vec![turn(1, done(day("2027-11-26")))],
            RefusalReason::NotAllowed,
        ),
        (
            "by another",
            &|task| task.turns.push(other(turn(2, done(day("2026-12-03"))))),
            RefusalReason::NotAllowed,
        ),
        (
            "put off backwards",
            &|task| task.turns.push(turn(2, aside("2026-12-03", "2026-12-03"))),
            RefusalReason::BadDocument,
        ),
        ("for no request", &|task| task.turns.push(turn(2, no_request.clone())), RefusalReason::BadDocument),
        (
            "too many",
            &|task| task.turns.extend((2..).take(TURNS_MAX).map(|n| turn(n, done(day("2026-12-03"))))),
            RefusalReason::DocTooLarge,
        ),
    ];
    for (name, change, reason) in cases {
        assert_eq!(judged(change), Err(reason), "{name}");
    }
}

/// Two devices without each other's turns: both come to the same, and nothing is lost.
#[test]
fn tv6_two_devices_that_act_at_once_agree() {
    let base = begun();
    let fork = |number: u8, kind: TurnKind| {
        let mut doc = Doc::load(TASK, [&*base.save()]).expect("it loads");
        let written = write(&mut doc, actor(number), &[(&turning(kind), stamp(u64::from(number)))]);
        (doc, written.expect("it is written").bytes)
    };
    let (mut one, of_one) = fork(2, done(day("2026-11-26")));
    let (mut other, of_other) = fork(3, aside("2026-11-26", "2026-11-30"));
    one.apply(&of_other).expect("it applies");
    other.apply(&of_one).expect("it applies");
    assert_eq!(read(&one), read(&other));
    let standing_now = standing(&read(&one));
    assert_eq!((standing_now.due(), standing_now.aside), (Some(day("2026-12-26")), None));
    assert_eq!(read(&one).turns.len(), 2);
}

/// VI35: who gives routine work to somebody else is written with it, once; who takes it themselves isn't, and nobody else can say so.
#[test]
fn who_gave_routine_work_is_written_with_it() {
    let person = |number| id(DocKind::Person, number);
    let by = stamp(2).by;
    let at = stamp(2).device_time + stamp(2).offset;
    let mut doc = begun();
    let mut given = |to: Option<DocId>| {
        let edit = Edit::ChangeTask { id: TASK, field: TaskField::Owner(to) };
        write(&mut doc, actor(1), &[(&edit, stamp(2))]).expect("it is written");
        read(&doc).given
    };
    assert_eq!(given(Some(person(7))), Some(Given { to: person(7), by, at }));
    assert_eq!(given(None), None);
    assert_eq!(given(Some(by)), None);
    let before = task(Every::Days(7), Vec::new());
    let said = |by| Some(Given { to: person(7), by, at });
    let who = Who { person: by, device: DeviceId::default(), admin: true };
    let judged = |given| {
        let after = Task { given, ..before.clone() };
        allowed(Some(&Model::Task(before.clone())), &Model::Task(after), &who)
    };
    assert_eq!((judged(said(by)), judged(None)), (Ok(()), Ok(())));
    assert_eq!(judged(said(person(9))), Err(RefusalReason::NotAllowed));
}
