//! VO: what customers said, in lists.

use super::*;
use crate::model::Channel;

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
