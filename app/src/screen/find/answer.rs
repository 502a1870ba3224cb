//! The answer card: one sentence over all links, then per link who and when, then how fresh it is.

use crate::part::{Button, Tag};
use crate::screen::common::Shape;
use crate::screen::customers::phone_links;
use crate::screen::map::away_text;
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::view::{
    AnswerLink, CustomerAnswer, LateLink, Missed, NeedsWord, Sentence, SilentLink, WhySilent,
};

/// The one sentence, to be said on the phone.
fn sentence(told: &Sentence, our_team: Option<DocId>, now: Millis) -> String {
    if told.open == 0 {
        return t!("answer-nothing-open");
    }
    let at = |at: Millis| format::moment(at, now);
    let mut parts = Vec::new();
    if told.asked + told.to_decide == 0 {
        // What was delivered and nobody has confirmed yet is still open.
        return t!("answer-all-answered", answered = told.answered);
    }
    if told.answered > 0 {
        parts.push(t!("answer-answered", answered = told.answered));
    }
    if told.to_decide > 0 {
        parts.push(t!("answer-to-decide", count = told.to_decide));
    }
    if let Some(silent) = &told.silent {
        parts.push(silent_words(silent, now));
    } else if let Some(late) = &told.late {
        parts.push(late_words(late, now));
    }
    parts.extend(told.needs_word.as_ref().map(|needs| needs_words(needs, our_team)));
    let is_told = told.silent.is_some() || told.late.is_some() || told.needs_word.is_some();
    match &told.next {
        Some((team, time)) => parts.push(t!("answer-next", team = tell::name(team), time = at(*time))),
        None if told.asked > 0 && !is_told => parts.push(t!("answer-no-promise", open = told.asked)),
        None => {}
    }
    parts.join(" ")
}

/// Why nobody speaks, in a sentence.
fn silent_words(silent: &SilentLink, now: Millis) -> String {
    let team = tell::name(&silent.team);
    let at = |at: Millis| format::moment(at, now);
    match silent.why {
        WhySilent::NoAnswer { due } => t!("answer-silent-no-answer", team = team, time = at(due)),
        WhySilent::NoNews { announced } => t!("answer-silent-no-news", team = team, time = at(announced)),
        WhySilent::WaitOver { since } => t!("answer-silent-wait-over", team = team, time = at(since)),
        WhySilent::NotPromised { since } => t!("answer-silent-not-promised", team = team, time = at(since)),
        WhySilent::NoTime { taken } => t!("answer-silent-no-time", team = team, time = at(taken)),
        WhySilent::Reopened { at: then } => t!("answer-silent-reopened", team = team, time = at(then)),
        WhySilent::GivenBack { at: then } => t!("answer-silent-given-back", team = team, time = at(then)),
        WhySilent::OwnerAway { since } => t!("answer-silent-owner-away", team = team, time = at(since)),
        WhySilent::ShiftOver { since } => t!("answer-silent-shift-over", team = team, time = at(since)),
        WhySilent::OwnerLeft => t!("answer-silent-owner-left", team = team),
        WhySilent::TeamGone => t!("answer-silent-team-gone", team = team),
    }
}

/// Which moment passed: what was promised, and what was only needed.
fn late_words(late: &LateLink, now: Millis) -> String {
    let (team, time) = (tell::name(&late.team), format::moment(late.since, now));
    match late.missed {
        Missed::Promised => t!("answer-late-promised", team = team, time = time),
        Missed::Needed => t!("answer-late-needed", team = team, time = time),
        Missed::Reply => t!("answer-late-reply", team = team, time = time),
    }
}

/// Who needs a word, from whom and why: the customer may have it at hand.
fn needs_words(needs: &NeedsWord, our_team: Option<DocId>) -> String {
    let (team, from, why) = (tell::name(&needs.team), tell::name(&needs.from), needs.why.clone());
    match (our_team == Some(needs.from.id), why.is_empty()) {
        (true, true) => t!("answer-needs-us", team = team),
        (true, false) => t!("answer-needs-us-why", team = team, why = why),
        (false, true) => t!("answer-needs", team = team, from = from),
        (false, false) => t!("answer-needs-why", team = team, from = from, why = why),
    }
}

/// The card. In a list its head leads to the customer's page.
pub(crate) fn answer_card(
    ui: Ui,
    answer: &CustomerAnswer,
    as_of: Option<Millis>,
    now: Millis,
    in_list: bool,
) -> AnyView {
    let said = sentence(&answer.sentence, ui.viewer().team, now);
    let fresh = tell::as_of(as_of, now);
    let name = tell::name(&answer.customer);
    let copied = t!("answer-copy", customer = name.clone(), sentence = said.clone(), fresh = fresh.clone());
    let (title, shared) = (name.clone(), copied.clone());
    let href = match answer.customer.id.kind() {
        DocKind::Customer => Route::Customer(answer.customer.id, None),
        _ => ui.route.get_untracked().with_open(Some(answer.customer.id)),
    };
    let href = href.href();
    let phones: Vec<String> = [&answer.phone]
        .into_iter()
        .chain(&answer.other_phones)
        .filter(|text| !text.is_empty())
        .cloned()
        .collect();
    let since = answer.sentence.since.map(|since| t!("answer-since", span = format::span(now - since)));
    view! {
        <article class="card pad answer">
            <p class="small">
                {if in_list {
                    view! { <a class="who" href=href><b>{name}</b></a> }.into_any()
                } else {
                    view! { <b>{name}</b> }.into_any()
                }}
                {(!answer.reference.is_empty()).then(|| format!(" · {}", answer.reference))}
                {since.map(|since| format!(" · {since}"))}
            </p>
            {(!phones.is_empty()).then(|| view! { <p class="row-meta">{phone_links(&phones)}</p> })}
            <p class="large">{said}</p>
            {links(ui, &answer.links.items, now, if in_list { Shape::Short } else { Shape::Full })}
            {(answer.links.more() > 0).then(|| view! { <p class="small">{t!("answer-more-links", count = answer.links.more())}</p> })}
            <div class="group">
                <span class="small">{fresh}</span>
                <div class="buttons">
                    <Button icon=lu::LuShare2 on_press=Callback::new(move |()| ui.share(title.clone(), shared.clone()))>{t!("share")}</Button>
                    <Button icon=lu::LuCopy on_press=Callback::new(move |()| {
                        format::copy(&copied);
                        ui.say(t!("copied"));
                    })>{t!("copy")}</Button>
                </div>
            </div>
        </article>
    }
    .into_any()
}

/// Each link: team and state as a tag, then the ask.
pub(crate) fn links(ui: Ui, links: &[AnswerLink], now: Millis, shape: Shape) -> AnyView {
    let route = ui.route.get_untracked();
    let lines = links.iter().map(|link| {
        let (tone, icon, clock) = tell::clock(&link.clock, link.state, now);
        let who = tell::team_and(&link.team, link.owner.as_ref());
        let away = link.team_away.as_ref().filter(|_| !link.state.is_closed());
        let away = away.map(|away| {
            let stands_in =
                away.stands_in.as_ref().map(|other| t!("away-stands-in", team = tell::name(other)));
            std::iter::once(away_text(away, now)).chain(stands_in).collect::<Vec<_>>().join(". ")
        });
        let href = route.with_open(Some(link.id)).href();
        let answer = (shape == Shape::Full && !link.last_words.is_empty()).then(|| link.last_words.clone());
        view! {
            <li data-row="" style:--depth=link.depth.min(6).to_string()>
                <p><b>{who}</b>" "<Tag tone icon text=clock /></p>
                {away.map(|away| view! { <p class="small">{away}</p> })}
                <p><a class="plain-link" data-open="" href=href>{link.title.clone()}</a></p>
                {answer.map(|answer| view! { <p class="small keep">{answer}</p> })}
            </li>
        }
    });
    view! { <ul class="links">{lines.collect_view()}</ul> }.into_any()
}
