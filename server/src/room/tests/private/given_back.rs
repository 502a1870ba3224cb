//! Who is let in is sent what they may read before their place moves over what let them in; and what a request went through while somebody
//! else had it comes with it when it comes back.

use super::*;
use sightline_shared::edit::Edit;

fn moves(n: u8, to: DocId) -> Edit {
    Edit::ChangePerson { id: author(n, false).person, field: PersonField::Team(Some(to)) }
}

/// Until where the log was sent when the request's document came whole, and whether it came.
fn place_of_grant(heard: &[FromRelay], begins: Seq) -> Option<Seq> {
    let mut place = begins;
    for frame in heard {
        match frame {
            FromRelay::Range(range) => place = range.to,
            FromRelay::Chunk(chunk) if chunk.docs.iter().any(|whole| whole.doc == D) => return Some(place),
            _ => {}
        }
    }
    None
}

/// PR5: a device that goes away in the middle comes back to it, for its place shows that it lacks it.
#[test]
fn the_log_waits_until_who_was_let_in_has_what_they_may_read() {
    let mut scene = Scene::asked();
    let before = scene.room.head();
    let (mut line, _) = scene.greets(4, hello(Some(before)));
    appended(&scene.says(2, "Row 9"));
    let last = scene.room.head().seq;
    scene.wrote(4, author(4, false).person, &moves(4, team(2)));
    appended(&scene.says(2, "Row 10"));
    let live = scene.hears(&mut line);
    assert_eq!(place_of_grant(&live, before.seq), Some(last), "the last before it");
    let (_, later) = scene.greets(4, hello(Some(before)));
    assert_eq!(place_of_grant(&later, before.seq), Some(before.seq));
    for heard in [live, later] {
        assert_eq!(follows(Doc::empty(D), &heard).heads(), scene.doc.heads());
        let end = heard.iter().rev().find_map(|frame| match frame {
            FromRelay::Range(range) => Some(range.to),
            _ => None,
        });
        assert_eq!(end, Some(scene.room.head().seq), "and then it goes on");
    }
}

/// PR6: what was written while another team had it, and what gives it back doesn't build on.
#[test]
fn what_was_written_meanwhile_comes_with_a_request_that_comes_back() {
    for restarts in [false, true] {
        let mut scene = Scene::asked();
        let before = scene.room.head();
        let known = scene.doc.clone();
        let (mut line, _) = scene.greets(2, hello(Some(before)));
        appended(&scene.hands_on(2, team(3)));
        let handed = scene.doc.clone();
        appended(&scene.says(3, "We are at it"));
        let first = scene.hears(&mut line);
        assert!(!contains(&first, b"We are at it"));
        let place = scene.room.head();
        // Whoever gives it back hasn't read that.
        scene.doc = handed;
        appended(&scene.hands_on(1, team(2)));
        if restarts {
            scene.room = RoomCore::open(scene.room.store().clone(), sealer()).unwrap();
        }
        let later = if restarts { scene.greets(2, hello(Some(place))).1 } else { scene.hears(&mut line) };
        let has = follows(follows(known, &first), &later);
        assert_eq!(has.heads(), scene.stored(D).heads(), "after a restart: {restarts}");
        assert!(contains(&later, b"We are at it"));
    }
}

/// PR3: an owner who may not read it by their team hears that it was taken from them, and nothing after it; also after a restart.
#[test]
fn an_owner_hears_that_it_is_theirs_no_more() {
    let mut scene = Scene::asked();
    let owner = author(4, false).person;
    appended(&scene.acts(2, EventKind::Accepted { owner, promised: None }));
    let (place, known) = (scene.room.head(), scene.doc.clone());
    let (mut line, heard) = scene.greets(4, hello(None));
    assert!(has(&heard));
    appended(&scene.acts(2, EventKind::Accepted { owner: author(2, false).person, promised: None }));
    let taken = scene.doc.clone();
    appended(&scene.says(2, "Row 9"));
    let live = scene.hears(&mut line);
    let (_, later) = scene.greets(4, hello(Some(place)));
    scene.room = RoomCore::open(scene.room.store().clone(), sealer()).unwrap();
    let (_, anew) = scene.greets(4, hello(Some(place)));
    for heard in [live, later, anew] {
        assert_eq!(follows(known.clone(), &heard).heads(), taken.heads());
        assert!(!contains(&heard, b"Row 9"));
    }
}

/// PR5: a store that was opened again under the room owes nobody anything that was let in before.
#[test]
fn a_store_that_is_opened_again_forgets_nobody() {
    let mut scene = Scene::asked();
    let (mut line, _) = scene.greets(4, hello(Some(scene.room.head())));
    scene.wrote(4, author(4, false).person, &moves(4, team(2)));
    let store = scene.room.store().clone();
    scene.room = scene.room.again(store).unwrap();
    assert_eq!(follows(Doc::empty(D), &scene.hears(&mut line)).heads(), scene.doc.heads());
}
