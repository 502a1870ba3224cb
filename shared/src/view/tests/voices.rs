//! VO: what customers said, in lists.

use super::history::{row_of, voiced};
use super::*;
use crate::model::{Channel, EventKind};

fn voice(number: u32, tags: &[&str], adopted: Option<bool>) -> RequestRow {
    let voice = VoiceRow {
        channel: Channel::Call,
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        about: vec![request_id(90)],
        adopted,
    };
    let state = match adopted {
        Some(true) => State::Delivered,
        Some(false) => State::Declined,
        None => State::Asked,
    };
    RequestRow { voice: Some(voice), state, ..request(number, 2, 3) }
}

fn titles(section: &Section<Card>) -> Vec<&str> {
    section.items.iter().map(|card| card.title.as_str()).collect()
}

fn heard() -> Rows {
    let mut rows = company();
    for row in [
        RequestRow { reply_by: Some(minutes(30)), ..voice(1, &["Delivery", "packing"], None) },
        RequestRow { reply_by: Some(minutes(-30)), ..voice(2, &["delivery"], None) },
        RequestRow { state_since: minutes(-5), ..voice(3, &["delivery"], Some(true)) },
        RequestRow { state_since: minutes(-9), ..voice(4, &[], Some(false)) },
        RequestRow { state: State::Withdrawn, state_since: minutes(-50), ..voice(5, &["Prices"], None) },
        RequestRow { asker: team_id(1), provider: team_id(1), ..voice(6, &["Prices"], None) },
        request(7, 2, 3),
    ] {
        rows.apply(Row::Request(Box::new(row)));
    }
    rows
}

#[test]
fn vo3_voices_stand_by_whether_they_are_answered_the_silent_first() {
    let rows = heard();
    let of = VoicesOf { team: Some(team_id(3)), tag: None };
    let page = voices(&rows, &tom(), &of, NOW, 9);
    assert_eq!(titles(&page.open), ["request 2", "request 1"]);
    assert_eq!(titles(&page.answered), ["request 3", "request 4", "request 5"]);
    assert_eq!((page.silent, page.adopted, page.declined), (1, 1, 1), "withdrawn is neither");
    assert_eq!((page.withdrawn, page.merged), (1, 0));
    let tags: Vec<_> = page.tags.iter().map(|(tag, count)| (tag.as_str(), *count)).collect();
    assert_eq!(tags, [("delivery", 3), ("Prices", 1), ("packing", 1)], "one tag, however it is written");
    let all = voices(&rows, &tom(), &VoicesOf::default(), NOW, 9);
    assert_eq!(all.open.total, 3);
    let tagged = VoicesOf { tag: Some("DELIVERY".to_owned()), ..of };
    let page = voices(&rows, &tom(), &tagged, NOW, 1);
    assert_eq!((page.open.total, page.open.items.len(), page.answered.total), (2, 1, 1));
    assert_eq!(page.tags.len(), 3, "the other tags can still be chosen");
}

#[test]
fn vo3_a_silent_voice_is_on_the_radar() {
    let rows = heard();
    let chains = silences(&rows, &tom(), Some(team_id(3)), NOW, 9);
    assert_eq!(chains.items.iter().map(|chain| chain.root).collect::<Vec<_>>(), [request_id(2)]);
}

#[test]
fn vo4_a_request_shows_what_was_said_of_it_and_tags_are_offered_as_most_write_them() {
    let mut rows = heard();
    let said = voices_about(&rows, request_id(90));
    assert_eq!(said.len(), 6);
    assert_eq!(voices_about(&rows, request_id(7)), []);
    assert_eq!(known_tags(&rows, "DELI", 9), ["delivery"]);
    assert_eq!(known_tags(&rows, "", 2), ["delivery", "Prices"]);
    rows.remove(request_id(3));
    assert_eq!(voices_about(&rows, request_id(90)).len(), 5);
}

#[test]
fn vo3_a_voice_without_a_promise_has_one_all_the_same() {
    let mut rows = heard();
    assert_eq!(voice_reply_by(&rows, team_id(9), team_id(2), NOW), NOW + crate::limits::VOICE_REPLY_WITHIN);
    rows.apply(service(9, 9, 2));
    assert_eq!(voice_reply_by(&rows, team_id(9), team_id(2), NOW), minutes(20));
}

#[test]
fn vo5_what_a_voice_may_also_speak_of_stands_by_who_said_it() {
    let mut rows = heard();
    let of = |number, customer| RequestRow { customer: Some(customer_id(customer)), ..request(number, 2, 3) };
    let said = RequestRow { customer: Some(customer_id(1)), ..voice(1, &[], None) };
    for row in [
        said,
        RequestRow { customer: Some(customer_id(2)), ..voice(2, &[], None) },
        of(20, 1),
        of(21, 2),
        RequestRow { parent: Some(request_id(20)), ..request(22, 2, 3) },
        RequestRow { private: true, ..of(23, 1) },
        RequestRow { state: State::Confirmed, ..of(24, 1) },
    ] {
        rows.apply(Row::Request(Box::new(row)));
    }
    let ids = |numbers: &[u32]| numbers.iter().map(|number| request_id(*number)).collect::<Vec<_>>();
    assert_eq!(
        voice_may_speak_of(&rows, request_id(1), "", 9),
        ids(&[20, 22]),
        "open, not private, no voice"
    );
    let by_words = voice_may_speak_of(&rows, request_id(1), "request 2", 9);
    assert_eq!((by_words[0..2].to_vec(), by_words.contains(&request_id(21))), (ids(&[20, 22]), true));
    assert_eq!(voice_may_speak_of(&rows, request_id(3), "", 9), ids(&[]), "nobody is known to have said it");
    assert_eq!(voices_to_link(&rows, request_id(22), "", 2)[0], request_id(1), "the customer's own first");
    assert_eq!(voices_to_link(&rows, request_id(22), "", 99).len(), 6, "then all others");
    assert_eq!(voices_to_link(&rows, request_id(90), "", 99), ids(&[]), "nothing is known of it");
    assert_eq!(voices_to_link(&rows, request_id(23), "", 99), ids(&[]), "only two teams may read it");
    let linked = RequestRow {
        voice: Some(VoiceRow { about: vec![request_id(22)], ..said_voice() }),
        ..request(1, 2, 3)
    };
    rows.apply(Row::Request(Box::new(linked)));
    assert!(!voices_to_link(&rows, request_id(22), "", 99).contains(&request_id(1)));
}

fn said_voice() -> VoiceRow {
    voice(1, &[], None).voice.expect("a voice")
}

#[test]
fn vo6_what_was_answered_stays_so_until_it_is_asked_anew() {
    let accepted = || EventKind::Accepted { owner: person_id(3), promised: None };
    let delivered =
        || EventKind::Delivered { answer: "We pad the corners.".into(), over_open: false, noted: false };
    let declined = || EventKind::Declined { reason: "It would cost more.".into(), instead: None };
    let words = || "said".to_owned();
    let kept = || EventKind::Kept { question: "Corners?".into(), answer: "Padded".into() };
    let split = || EventKind::Split { into: vec![request_id(9)] };
    let adopted = |then: &[EventKind]| {
        let then: Vec<_> = (-90..).zip(then.iter().cloned()).collect();
        row_of(&voiced(&then)).voice.expect("a voice").adopted
    };
    let confirmed = || EventKind::Confirmed { helped: None, thanks: String::new(), over_open: false };
    let reopened = || EventKind::Reopened { reason: words(), reply_by: None, taken_back: false };
    let withdrawn = || EventKind::Withdrawn { reason: words() };
    let merged = || EventKind::Merged { into: request_id(9), reason: words() };
    let over = |to| EventKind::HandedOver { to, note: words() };
    let on = || EventKind::HandedOn { to: team_id(4), reason: words(), reply_by: None };
    let comment = || EventKind::Commented { text: words(), mentions: Vec::new(), answers: false };
    let offered = || EventKind::CounterOffered { promised: Some(NOW), reason: words() };
    for (after, answer) in [
        (comment(), Some(true)),
        (EventKind::Followed { stop: false }, Some(true)),
        (kept(), Some(true)),
        (over(Some(person_id(4))), Some(true)),
        (over(None), Some(true)),
        (confirmed(), Some(true)),
        (reopened(), None),
    ] {
        assert_eq!(adopted(&[accepted(), delivered(), after.clone()]), answer, "delivered, then {after:?}");
    }
    assert_eq!(adopted(&[accepted(), split(), delivered(), confirmed(), kept()]), Some(true));
    for (after, answer) in [
        (comment(), Some(false)),
        (merged(), Some(false)),
        (withdrawn(), Some(false)),
        (delivered(), Some(true)),
        (accepted(), None),
        (offered(), None),
        (on(), None),
        (reopened(), None),
    ] {
        assert_eq!(adopted(&[declined(), after.clone()]), answer, "declined, then {after:?}");
    }
    // Split, and declined by somebody who didn't know: in whichever order both stand, it is declined.
    let mut apart = voiced(&[(-90, accepted()), (-80, declined()), (-70, split())]);
    apart.events[3].seen = vec![apart.events[1].id];
    assert_eq!(row_of(&apart).voice.expect("a voice").adopted, Some(false));
}

#[test]
fn vo6_withdrawn_and_merged_voices_say_so_and_count_for_themselves() {
    let mut rows = heard();
    let merged = |number, into| RequestRow {
        state: State::Merged,
        merged_into: Some(request_id(into)),
        ..voice(number, &[], None)
    };
    for request in [merged(20, 3), merged(21, 4), merged(22, 1), merged(23, 7)] {
        rows.apply(row(request));
    }
    let stands = |number| {
        let row = rows.request(request_id(number)).expect("a request");
        VoicePart::of(&rows, row).expect("a voice").stands
    };
    assert_eq!(
        [1, 3, 4, 5].map(stands),
        [VoiceStands::Open, VoiceStands::Adopted, VoiceStands::Declined, VoiceStands::Withdrawn]
    );
    assert_eq!(
        [20, 21, 22, 23].map(stands),
        [VoiceStands::Adopted, VoiceStands::Declined, VoiceStands::Merged, VoiceStands::Merged]
    );
    let page = voices(&rows, &tom(), &VoicesOf { team: Some(team_id(3)), tag: None }, NOW, 99);
    assert_eq!((page.adopted, page.declined, page.withdrawn, page.merged), (1, 1, 1, 4));
    assert_eq!((page.open.total, page.answered.total), (2, 7));
    let told = page.answered.items.iter().find(|card| card.id == request_id(20));
    assert_eq!(told.and_then(|card| card.voice_stands), Some(VoiceStands::Adopted));
    let several = many(&rows, &zoe(), &[request_id(1), request_id(7)], NextAct::Withdraw, NOW);
    assert_eq!(
        (several.can.len(), several.cannot.iter().map(|one| one.1).collect::<Vec<_>>()),
        (1, vec![Why::Voice])
    );
}

/// Of the team that asked.
fn zoe() -> Viewer {
    Viewer { person: person_id(7), team: Some(team_id(2)) }
}
