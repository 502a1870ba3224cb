//! Routine work in lists: below requests, exempt where it was set aside, due all the same where somebody may get hurt.

use super::*;
use crate::id::{Day, EventId};
use crate::model::{Every, Schedule};

fn day(text: &str) -> Day {
    Day::read(text).expect("a day")
}

const TODAY: &str = "2026-11-26";

pub(super) fn task_row(number: u32, open: &str) -> TaskRow {
    TaskRow {
        id: id(DocKind::Task, number),
        title: format!("task {number}"),
        note: String::new(),
        team: team_id(1),
        owner: None,
        critical: false,
        schedule: Schedule { start: day("2026-11-02"), every: Every::Days(1) },
        ended: false,
        open: Some(day(open)),
        aside: None,
        done: None,
        disputed: false,
        other_titles: Vec::new(),
        other_schedules: Vec::new(),
        given: None,
    }
}

pub(super) fn aside(row: TaskRow, to: &str, for_request: u32) -> TaskRow {
    let aside = AsideRow {
        turn: EventId::from_bytes([row.id.to_bytes()[15]; 8]),
        to: day(to),
        request: request_id(for_request),
        reason: String::new(),
        by: person_id(1),
        at: Millis(0),
    };
    TaskRow { aside: Some(aside), ..row }
}

fn names(items: &[TaskItem]) -> Vec<&str> {
    items.iter().map(|item| item.task.name.as_str()).collect()
}

fn all(rows: Vec<TaskRow>) -> Rows {
    let mut all: Rows =
        [party(1, "Warehouse", PartyRowKind::Team), customer(4, "Mrs Ito", "")].into_iter().collect();
    for row in rows {
        all.apply(Row::Task(row));
    }
    all
}

#[test]
fn tv7_set_aside_isn_t_late_before_its_day_and_safety_shows_all_the_same() {
    let rows = all(vec![
        task_row(1, "2026-11-23"),
        task_row(2, "2026-11-26"),
        task_row(3, "2026-11-27"),
        aside(task_row(4, "2026-11-20"), "2026-11-28", 1),
        aside(TaskRow { critical: true, ..task_row(5, "2026-11-25") }, "2026-11-28", 1),
        aside(task_row(6, "2026-11-20"), "2026-11-24", 1),
        TaskRow { open: None, ..task_row(7, "2026-11-20") },
    ]);
    let tasks = tasks(&rows, team_id(1), day(TODAY), Millis(0), 9);
    let standings: Vec<_> = tasks.due.iter().map(|item| item.standing).collect();
    assert_eq!(names(&tasks.due), ["task 5", "task 6", "task 1", "task 2"], "safety first, then the oldest");
    assert_eq!(
        standings,
        [TaskStanding::DueThoughAside, TaskStanding::Late(2), TaskStanding::Late(3), TaskStanding::Due]
    );
    assert_eq!(names(&tasks.aside), ["task 4", "task 5"]);
    assert_eq!(names(&tasks.coming), ["task 3"]);
    assert_eq!(names(&tasks.over.items), ["task 7"]);
    let counts = task_counts(&rows, team_id(1), day(TODAY));
    assert_eq!(counts, TaskCounts { all: 7, due: 4, late: 2, aside: 2 });
    assert_eq!(task_counts(&rows, team_id(2), day(TODAY)), TaskCounts::default());
}

#[test]
fn tv8_everybody_sees_what_was_set_aside_for_whom() {
    let mut rows = all(vec![
        aside(task_row(1, "2026-11-26"), "2026-11-28", 1),
        aside(task_row(2, "2026-11-26"), "2026-11-27", 2),
        aside(task_row(3, "2026-11-20"), "2026-11-22", 1),
    ]);
    rows.apply(Row::Request(Box::new(RequestRow { customer: Some(customer_id(4)), ..request(1, 2, 1) })));
    rows.apply(Row::Request(Box::new(RequestRow {
        parent: Some(request_id(1)),
        state: State::Confirmed,
        ..request(2, 2, 1)
    })));
    let for_first = set_aside_for(&rows, request_id(1), day(TODAY));
    assert_eq!(for_first.len(), 1, "what is due again isn't set aside any more");
    let (team, item) = for_first.first().expect("one");
    assert_eq!((team.name.as_str(), item.task.name.as_str()), ("Warehouse", "task 1"));
    let tasks = tasks(&rows, team_id(1), day(TODAY), Millis(0), 9);
    let whys: Vec<_> = tasks.aside.iter().filter_map(|item| item.aside.as_ref()).collect();
    let told: Vec<_> =
        whys.iter().map(|why| (why.customer.clone().map(|who| who.name), why.request_closed)).collect();
    assert_eq!(
        told,
        [(Some("Mrs Ito".to_owned()), true), (Some("Mrs Ito".to_owned()), false)],
        "the chain's customer"
    );
}

#[test]
fn tv1_doing_late_work_covers_all_days_until_today() {
    let rows = all(vec![task_row(1, "2026-11-23"), task_row(2, "2026-12-02")]);
    let to_do = |number| {
        let item = task(&rows, id(DocKind::Task, number), day(TODAY)).expect("it is here");
        day_to_do(&item, day(TODAY))
    };
    assert_eq!(to_do(1), Some(day("2026-11-26")));
    assert_eq!(to_do(2), Some(day("2026-12-02")), "early, it is the day that comes");
}

#[test]
fn what_was_just_done_stands_for_a_shift() {
    let done =
        DoneRow { turn: EventId::from_bytes([1; 8]), day: day(TODAY), by: person_id(1), at: Millis(0) };
    let rows = all(vec![TaskRow { done: Some(done), ..task_row(1, "2026-11-27") }]);
    let at = |now| tasks(&rows, team_id(1), day(TODAY), now, 9).done.len();
    assert_eq!((at(Millis(0) + Span::hours(12)), at(Millis(1) + Span::hours(12))), (1, 0));
}

#[test]
fn what_a_task_waits_for_is_picked_from_what_is_open() {
    let mut rows = company();
    for (number, state) in [(1, State::Accepted), (2, State::Confirmed), (3, State::Asked)] {
        let customer = (number == 3).then(|| customer_id(1));
        rows.apply(Row::Request(Box::new(RequestRow { state, customer, ..request(number, 2, 3) })));
    }
    while rows.prepare_search(100) {}
    let ids = |query| {
        let found = open_requests(&rows, &tom(), query, NOW, 9);
        found.into_iter().map(|(request, who)| (request.id, who.map(|who| who.name))).collect::<Vec<_>>()
    };
    let (first, third) = ((request_id(1), None), (request_id(3), Some("Mrs Ito".to_owned())));
    assert_eq!(ids(""), [third.clone(), first.clone()], "in the order of Now");
    assert_eq!(ids("request 1"), [first]);
    assert_eq!(ids("request 2"), [], "it is closed");
    assert_eq!(ids("ito"), [third]);
}

/// TV3, KN1: what was just done or put off is taken back by its turn, which only the row after it names.
#[test]
fn tv3_ones_own_last_turn_is_taken_back_by_its_name() {
    use crate::edit::Edit;
    use crate::model::TurnKind;
    let (turn, by) = (EventId::from_bytes([1; 8]), person_id(1));
    let done = DoneRow { turn, day: day(TODAY), by, at: Millis(0) };
    let task = id(DocKind::Task, 1);
    let edit = |turn| [Edit::Turn { task, turn }];
    let put_off = |to: &str| TurnKind::SetAside {
        from: day(TODAY),
        to: day(to),
        request: request_id(1),
        reason: String::new(),
    };
    let back = |turn| Some(edit(TurnKind::TakenBack { turn }).to_vec());
    let rows = all(vec![TaskRow { done: Some(done), ..task_row(1, "2026-11-27") }]);
    let undo = |rows: &Rows, turn, me| crate::undo::turns_back(rows, &edit(turn), me);
    assert_eq!(undo(&rows, TurnKind::Done { day: day(TODAY) }, by), back(turn));
    assert_eq!(undo(&rows, TurnKind::Done { day: day(TODAY) }, person_id(2)), None, "somebody else's");
    assert_eq!(undo(&rows, TurnKind::Done { day: day("2026-11-25") }, by), None, "another day's");
    assert_eq!(undo(&rows, TurnKind::TakenBack { turn }, by), None);
    let rows = all(vec![aside(task_row(1, TODAY), "2026-11-28", 1)]);
    let named = rows.task(task).and_then(|row| row.aside.clone()).expect("it is put off").turn;
    assert_eq!(undo(&rows, put_off("2026-11-28"), by), back(named));
    assert_eq!(undo(&rows, put_off("2026-11-29"), by), None);
}

/// TV9: the days of a team are those on which it works.
#[test]
fn tv9_a_task_is_due_and_late_by_the_days_on_which_its_team_works() {
    let team_with = |hours: &str, holidays: &[&str], away: Option<(&str, &str)>| {
        let holiday = |date: &&str| HolidayRow {
            date: (*date).to_owned(),
            name: "closed".to_owned(),
            other_names: Vec::new(),
        };
        let Row::Party(mut team) = party(1, "Warehouse", PartyRowKind::Team) else { unreachable!("a team") };
        team.work.hours = hours.to_owned();
        team.work.holidays = holidays.iter().map(holiday).collect();
        team.away = away.map(|(from, until)| crate::model::TeamAway {
            from: day(from),
            until: day(until),
            stands_in: None,
            words: String::new(),
        });
        Row::Party(team)
    };
    let workdays = |open: &str| TaskRow {
        schedule: Schedule { start: day("2026-11-02"), every: Every::Workdays },
        ..task_row(1, open)
    };
    let stands = |team: &Row, task: &TaskRow, today: &str| {
        let mut rows = all(vec![task.clone()]);
        rows.apply(team.clone());
        let item = super::super::task(&rows, task.id, day(today)).expect("it is here");
        (item.due.map(|due| due.to_string()), item.standing)
    };
    let on = |due: &str, standing| (Some(due.to_owned()), standing);
    // 26 November 2026 is a Thursday, and a holiday; so is the Friday after it.
    let closed = ["2026-11-26", "2026-11-27"];
    for team in [
        team_with("", &closed, None),
        team_with("mo-fr 08:00-17:00", &closed, None),
        team_with("mo-fr 08:00-17:00", &[], Some(("2026-11-26", "2026-11-27"))),
    ] {
        for today in ["2026-11-26", "2026-11-27"] {
            assert_eq!(stands(&team, &workdays("2026-11-26"), today).1, TaskStanding::Coming, "{today}");
        }
    }
    let office = team_with("mo-fr 08:00-17:00", &closed, None);
    assert_eq!(stands(&office, &workdays("2026-11-26"), TODAY), on("2026-11-30", TaskStanding::Coming));
    assert_eq!(stands(&office, &workdays("2026-11-26"), "2026-11-30"), on("2026-11-30", TaskStanding::Due));
    // Due on Wednesday, not done: late from Monday on, by one day of work.
    let wednesday = workdays("2026-11-25");
    assert_eq!(stands(&office, &wednesday, "2026-11-27"), on("2026-11-25", TaskStanding::Due));
    assert_eq!(stands(&office, &wednesday, "2026-11-30"), on("2026-11-25", TaskStanding::Late(1)));
    // What comes in another way keeps its day, and is late by days of work, too.
    let weekly = task_row(1, "2026-11-28");
    assert_eq!(stands(&office, &weekly, "2026-11-30"), on("2026-11-28", TaskStanding::Due));
    assert_eq!(stands(&office, &weekly, "2026-12-01"), on("2026-11-28", TaskStanding::Late(1)));
    let put_off = aside(workdays("2026-11-25"), "2026-11-27", 1);
    assert_eq!(stands(&office, &put_off, "2026-11-25"), on("2026-11-27", TaskStanding::Aside), "as was said");
}

/// TV4 says that clocks decide nothing; who isn't here is told beside, with the day that holds for all.
#[test]
fn a_task_whose_owner_is_not_here_says_so() {
    let mut rows = all(vec![TaskRow { owner: Some(person_id(3)), ..task_row(1, TODAY) }]);
    let gone = |rows: &Rows| tasks(rows, team_id(1), day(TODAY), NOW, 9).due.remove(0).owner_gone;
    let Row::Person(tom) = person(3, "Tom", Some(1)) else { unreachable!("a person") };
    rows.apply(Row::Person(tom.clone()));
    assert_eq!(gone(&rows), None);
    rows.apply(Row::Person(PersonRow { left: Some(minutes(-5)), ..tom }));
    assert_eq!(gone(&rows), Some(Presence::Left { since: minutes(-5) }));
}
