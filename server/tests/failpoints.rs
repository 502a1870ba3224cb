//! The relay dies, or its disk fails, at named places (faults 21, 22, 23 and 26): what was acknowledged is in the log once, what was not
//! is sent again, and everybody hears of everything.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod common;

use common::relay::Start;
use common::team::Team;

/// Places in a step, from before it is looked at until everybody is told.
const PLACES: [&str; 6] = ["group", "append", "commit", "committed", "acknowledge", "fan-out"];

/// A request with enough events that snapshots are renewed on the way.
const EVENTS: u64 = 40;

/// RE1, RE3, RE6: a relay that dies at a place in its third step, with more on the way.
async fn dies(place: &str) {
    let mut team = Team::start(3, &Start::failing(&format!("{place}=2*off->return(abort)"))).await;
    team.everywhere(0).await;
    team.work(1, 2, 6).await;
    team.work_until_lost(0, 1).await;
    assert_eq!(team.relay.as_mut().unwrap().ended(), None, "it was no orderly end");
    team.restart(&Start::default());
    team.settle().await;
}

/// Faults 21 and 22.
#[tokio::test]
async fn fault_21_a_relay_that_dies_at_any_place_of_a_step_loses_nothing_that_it_acknowledged() {
    for place in PLACES {
        dies(place).await;
    }
}

/// Fault 21, RE6: it dies while a snapshot is renewed.
#[tokio::test]
async fn fault_21_a_relay_that_dies_at_a_snapshot_loses_nothing() {
    let mut team = Team::start(2, &Start::failing("snapshot=return(abort)")).await;
    team.work(0, 1, EVENTS).await;
    team.phones[0].until("the relay has died", |phone| phone.lost > 0).await;
    assert_eq!(team.relay.as_mut().unwrap().ended(), None);
    team.restart(&Start::default());
    team.settle().await;
}

/// Fault 22, RE4: acknowledged, and killed before anybody else could hear of it.
#[tokio::test]
async fn fault_22_what_was_acknowledged_and_told_nobody_reaches_the_others_by_their_cursor() {
    let mut team = Team::start(2, &Start::failing("fan-out=sleep(600000)")).await;
    team.everywhere(0).await;
    team.work(0, 1, 0).await;
    team.phones[0].until("it is acknowledged", |phone| phone.accepted() == 1).await;
    team.phones[1].meanwhile(std::time::Duration::from_millis(200)).await;
    assert_eq!(team.phones[1].seq(), 0, "nobody else has heard");
    team.relay.take().unwrap().kill();
    team.restart(&Start::default());
    team.settle().await;
}

/// Fault 23, RE30: a death in the room's thread is the death of one group of batches, not of everybody's service.
#[tokio::test]
async fn fault_23_a_panic_in_the_room_leaves_the_relay_serving() {
    for place in PLACES {
        let mut team = Team::start(3, &Start::failing(&format!("{place}=2*off->2*panic->off"))).await;
        team.work(0, 1, 6).await;
        team.work(1, 2, 6).await;
        team.settle().await;
        assert!(team.relay.as_mut().unwrap().runs());
    }
}

/// Fault 23, RE30: when the thread itself is gone the relay ends, with a failure that whoever looks after it sees.
#[tokio::test]
async fn fault_23_a_relay_without_its_room_ends_with_a_failure() {
    let mut team = Team::start(2, &Start::failing("room=2*off->return")).await;
    team.work_until_lost(0, 1).await;
    assert_eq!(team.relay.as_mut().unwrap().ended(), Some(1));
    team.restart(&Start::default());
    team.settle().await;
}

/// Fault 26, RE15: a disk that is full or fails, at each place of a step, more than once. Nobody is told what isn't so, the relay goes on
/// by itself, and everybody hears of what was written after all.
#[tokio::test]
async fn fault_26_a_disk_that_fails_is_not_hidden_and_not_believed() {
    for (place, what) in
        [("append", "full"), ("commit", "broken"), ("committed", "broken"), ("snapshot", "full")]
    {
        let mut team =
            Team::start(3, &Start::failing(&format!("{place}=1*off->3*return({what})->off"))).await;
        team.work(0, 1, if place == "snapshot" { EVENTS } else { 4 }).await;
        team.settle().await;
        assert!(team.relay.as_mut().unwrap().runs());
    }
}

/// Fault 26, RE15: the system itself refuses the relay's writes, for as long as it takes somebody to make room.
#[tokio::test]
async fn fault_26_a_disk_that_takes_no_more_is_waited_for() {
    let limited = ["sh", "-c", "trap '' XFSZ; ulimit -S -f 800; exec \"$0\" \"$@\""];
    let start = Start { through: limited.map(str::to_owned).to_vec(), ..Start::default() };
    let can_lift = std::process::Command::new("prlimit").arg("--version").output().is_ok();
    if !can_lift {
        return println!("skipped: fault_26_a_disk_that_takes_no_more: there is no prlimit here");
    }
    let mut team = Team::start(2, &start).await;
    for n in 0..200 {
        let id = common::work::doc(sightline_shared::id::DocKind::Request, 1, n);
        let edit = common::work::large_ask(id, n);
        let written = team.phones[0].write(&[edit]).await;
        team.written.extend(written);
    }
    team.phones[0].until("the disk is full", |phone| phone.lost > 1).await;
    let accepted = team.phones[0].accepted();
    assert!(accepted < 200, "some are not acknowledged");
    let pid = team.relay().pid().to_string();
    let lifted = std::process::Command::new("prlimit").args(["--fsize=unlimited", "--pid", &pid]).status();
    assert!(lifted.unwrap().success());
    team.settle().await;
    assert!(team.relay.as_mut().unwrap().runs());
}

/// Fault 26, RE15: a step that was written although its commit failed reaches the others without waiting for the next one.
#[tokio::test]
async fn fault_26_a_step_that_was_written_after_all_is_told_to_everybody() {
    // The first step is the start's own.
    let mut team = Team::start(2, &Start::failing("committed=1*off->1*return(broken)->off")).await;
    team.everywhere(0).await;
    team.work(0, 1, 0).await;
    team.settle().await;
    assert_eq!(team.phones[1].seq(), 1);
}
