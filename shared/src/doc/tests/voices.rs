//! VO: a voice is a request with a customer's words, and its answer says what becomes of them.

use super::*;
use crate::doc::policy::{Who, allowed};
use crate::edit::HeardVoice;
use crate::limits::{TAG_CHARS_MAX, VOICE_LINKS_MAX};
use crate::model::{Channel, Model, Voice};
use crate::view::{Row, derive};
use crate::wire::RefusalReason;

fn heard(tags: &[&str], about: Vec<DocId>) -> Edit {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Edit::Ask(Box::new(Ask { voice: Some(HeardVoice { channel: Channel::Visit, tags, about }), ..ask() }))
}

fn act(event: EventKind) -> Edit {
    Edit::Act { request: REQUEST, event, on_behalf_of: String::new() }
}

fn field(field: RequestField) -> Edit {
    Edit::Reword { request: REQUEST, field }
}

fn written(edits: &[Edit]) -> Result<Doc, EditError> {
    let mut doc = Doc::empty(REQUEST);
    for (number, edit) in (1..).zip(edits) {
        write(&mut doc, actor(1), &[(edit, stamp(number))])?;
    }
    Ok(doc)
}

fn read(doc: &Doc) -> Request {
    match doc.read().expect("it reads") {
        Model::Request(request) => request,
        other => unreachable!("a request, not {other:?}"),
    }
}

fn adopted(doc: &Doc) -> Option<bool> {
    match derive(&doc.read().expect("it reads")) {
        Row::Request(row) => row.voice.expect("a voice").adopted,
        other => unreachable!("a request, not {other:?}"),
    }
}

fn delivered(answer: &str) -> Edit {
    act(EventKind::Delivered { answer: answer.to_owned(), over_open: false, noted: false })
}

#[test]
fn do1_a_voice_reads_back_as_written() {
    let other = doc_id(DocKind::Request, 8);
    let doc = written(&[
        heard(&["packing", "delivery"], vec![REQUEST]),
        field(RequestField::Tag("prices".to_owned(), true)),
        field(RequestField::Tag("packing".to_owned(), false)),
        field(RequestField::About(other, true)),
    ]);
    let doc = doc.expect("it is written");
    let (tags, about) = (vec!["delivery".to_owned(), "prices".to_owned()], vec![REQUEST, other]);
    assert_eq!(read(&doc).voice, Some(Voice { channel: Channel::Visit, tags, about }));
    assert_eq!(written(&[asking()]).map(|doc| read(&doc).voice), Ok(None));
}

#[test]
fn vo1_it_is_adopted_with_words_or_declined_with_a_reason() {
    let accepted = || act(EventKind::Accepted { owner: person(1), promised: None });
    let begun = |more: Edit| written(&[heard(&[], vec![]), accepted(), more]);
    assert_eq!(begun(delivered(" ")).map(|_| ()), Err(EditError::BadText));
    assert_eq!(begun(delivered("We pad the corners from May on.")).map(|doc| adopted(&doc)), Ok(Some(true)));
    let declined =
        act(EventKind::Declined { reason: "It would cost more than it saves.".to_owned(), instead: None });
    assert_eq!(begun(declined.clone()).map(|doc| adopted(&doc)), Ok(Some(false)));
    let closed = act(EventKind::Withdrawn { reason: "She was told.".to_owned() });
    let told = written(&[heard(&[], vec![]), declined.clone(), closed]);
    assert_eq!(
        told.map(|doc| adopted(&doc)),
        Ok(Some(false)),
        "telling the customer changes nothing about it"
    );
    let wordless = act(EventKind::Withdrawn { reason: " ".to_owned() });
    // VO6: nobody's words are put away without one.
    assert_eq!(begun(wordless.clone()).map(|_| ()), Err(EditError::BadText));
    assert!(written(&[heard(&[], vec![]), declined.clone(), wordless]).is_ok(), "why was said already");
    let reopened = act(EventKind::Reopened {
        reason: "Others say it, too.".to_owned(),
        reply_by: None,
        taken_back: false,
    });
    assert_eq!(written(&[heard(&[], vec![]), declined, reopened]).map(|doc| adopted(&doc)), Ok(None));
    let plain = written(&[asking(), accepted(), delivered("")]);
    assert!(plain.is_ok(), "a request that is no voice may be delivered without a word");
}

#[test]
fn vo2_what_makes_no_sense_is_refused() {
    let many: Vec<String> = (0..=VOICE_LINKS_MAX).map(|number| format!("tag {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let long = "x".repeat(TAG_CHARS_MAX + 1);
    let silent = Edit::Ask(Box::new(Ask {
        words: " ".to_owned(),
        voice: Some(HeardVoice { channel: Channel::Call, tags: vec![], about: vec![] }),
        ..ask()
    }));
    for (edits, error) in [
        (vec![silent], EditError::BadText),
        (vec![heard(&[&long], vec![])], EditError::BadText),
        (vec![heard(&[" "], vec![])], EditError::BadText),
        (vec![heard(&many, vec![])], EditError::TooLarge),
        (vec![heard(&[], vec![doc_id(DocKind::Customer, 1)])], EditError::NotAllowed),
        (
            vec![heard(&many[1..], vec![]), field(RequestField::Tag("more".to_owned(), true))],
            EditError::TooLarge,
        ),
        (
            vec![heard(&[], vec![]), field(RequestField::About(doc_id(DocKind::Party, 1), true))],
            EditError::NotAllowed,
        ),
        (vec![asking(), field(RequestField::Tag("prices".to_owned(), true))], EditError::NotAllowed),
        (vec![heard(&[], vec![]), field(RequestField::Words(" ".to_owned()))], EditError::BadText),
    ] {
        assert_eq!(written(&edits).map(|_| ()), Err(error), "{edits:?}");
    }
}

#[test]
fn po7_a_hostile_client_makes_no_voice_of_a_request_nor_silences_one() {
    let who = Who { person: person(1), device: device(1), admin: true };
    let before = read(&written(&[heard(&["packing"], vec![])]).expect("it is written"));
    let judged = |change: &dyn Fn(&mut Request)| {
        let mut after = before.clone();
        change(&mut after);
        allowed(Some(&Model::Request(before.clone())), &Model::Request(after), &who)
    };
    let voice =
        |change: &dyn Fn(&mut Voice)| judged(&|request| request.voice.as_mut().into_iter().for_each(change));
    assert_eq!(voice(&|voice| voice.tags.push("prices".to_owned())), Ok(()));
    assert_eq!(judged(&|request| request.voice = None), Err(RefusalReason::NotAllowed));
    assert_eq!(voice(&|voice| voice.channel = Channel::Call), Err(RefusalReason::NotAllowed));
    assert_eq!(judged(&|request| request.words.value.clear()), Err(RefusalReason::BadDocument));
    assert_eq!(voice(&|voice| voice.about.push(team(1))), Err(RefusalReason::BadDocument));
    let tags = |count: usize| (0..count).map(|number| number.to_string()).collect::<Vec<_>>();
    assert_eq!(voice(&|voice| voice.tags = tags(VOICE_LINKS_MAX * 2)), Ok(()), "two who filled it at once");
    assert_eq!(voice(&|voice| voice.tags = tags(VOICE_LINKS_MAX * 2 + 1)), Err(RefusalReason::DocTooLarge));
    assert_eq!(
        voice(&|voice| voice.tags = vec!["x".repeat(TAG_CHARS_MAX + 1)]),
        Err(RefusalReason::BadDocument)
    );
}

/// Two devices tag at once: both tags stay, however often they are exchanged.
#[test]
fn vo4_tags_that_two_people_add_at_once_stay() {
    let base = written(&[heard(&[], vec![])]).expect("it is written");
    let fork = |number: u8, tag: &str| {
        let mut doc = Doc::load(REQUEST, [&*base.save()]).expect("it loads");
        let edit = field(RequestField::Tag(tag.to_owned(), true));
        let written = write(&mut doc, actor(number), &[(&edit, stamp_of(number, 9))]);
        (doc, written.expect("it is written").bytes)
    };
    let ((mut one, of_one), (mut other, of_other)) = (fork(2, "packing"), fork(3, "prices"));
    one.apply(&of_other).expect("it applies");
    other.apply(&of_one).expect("it applies");
    assert_eq!(read(&one), read(&other));
    assert_eq!(
        read(&one).voice.map(|voice| voice.tags),
        Some(vec!["packing".to_owned(), "prices".to_owned()])
    );
}

fn row(doc: &Doc) -> crate::view::RequestRow {
    match derive(&doc.read().expect("it reads")) {
        Row::Request(row) => *row,
        other => unreachable!("a request, not {other:?}"),
    }
}

#[test]
fn vo1_news_that_were_announced_at_the_same_time_hide_no_answer() {
    let base = written(&[heard(&[], vec![])]).expect("it is written");
    let fork = |number: u8, event: EventKind| {
        let mut doc = Doc::load(REQUEST, [&*base.save()]).expect("it loads");
        let written = write(&mut doc, actor(number), &[(&act(event), stamp_of(number, u64::from(number)))]);
        (doc, written.expect("it is written").bytes)
    };
    let (mut doc, _) = fork(2, EventKind::Declined { reason: "We can't.".to_owned(), instead: None });
    let news = EventKind::Announced { next_update: Millis(1_800_000_000_000), note: String::new() };
    doc.apply(&fork(3, news).1).expect("it applies");
    assert_eq!(adopted(&doc), Some(false));
}

#[test]
fn vo3_handed_on_or_opened_again_it_still_has_a_clock() {
    let on = EventKind::HandedOn { to: team(7), reason: "They pack.".to_owned(), reply_by: None };
    let handed_on = row(&written(&[heard(&[], vec![]), act(on)]).expect("it is written"));
    assert_eq!(handed_on.reply_by, Some(handed_on.state_since + crate::limits::VOICE_REPLY_WITHIN));
    let declined = act(EventKind::Declined { reason: "No.".to_owned(), instead: None });
    let reopened = act(EventKind::Reopened {
        reason: "Others say it, too.".to_owned(),
        reply_by: None,
        taken_back: false,
    });
    let reopened = row(&written(&[heard(&[], vec![]), declined, reopened]).expect("it is written"));
    assert_eq!(reopened.reply_by, Some(reopened.state_since + crate::limits::VOICE_REPLY_WITHIN));
}
