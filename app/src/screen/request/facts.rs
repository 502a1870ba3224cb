//! What is asked, in the asker's and the customer's own words; and fields of which there are two versions.

use crate::part::{Button, Icon, Icons, Tag, Tone};
use crate::screen::ask::why;
use crate::screen::map::away_text;
use crate::screen::me::echo;
use crate::ui::{Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, RequestField};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::model::{Due, Field};
use sightline_shared::view::{Named, RequestPage, SameAs, Waits};

/// State, who asked whom, order number, due time with its arithmetic.
pub(super) fn meta(ui: Ui, page: &RequestPage) -> AnyView {
    let now = ui.now();
    let (tone, icon, text) = tell::clock(&page.clock, page.state, now);
    let mut facts = Vec::new();
    if let Some(owner) = &page.owner {
        facts.push(match &page.owner_noted_by {
            Some(by) => t!("request-owner-noted", who = tell::name(owner), by = tell::name(by)),
            None => t!("request-owner", who = tell::name(owner)),
        });
    }
    if let Some(before) = &page.had_before {
        facts.push(t!("request-had-before", who = tell::name(before)));
    }
    if let Some(service) = &page.service {
        facts.push(t!("request-service", service = tell::name(service)));
    }
    if page.service_gone {
        facts.push(t!("request-service-gone"));
    }
    if !page.reference.value.is_empty() {
        facts.push(t!("request-reference", reference = page.reference.value.clone()));
    }
    if page.hops > 0 {
        facts.push(t!("card-hops", count = page.hops));
    }
    if let Some((stood, to)) = page.moved {
        facts.push(t!("promise-moved", time = format::moment(to, now), span = format::span(stood)));
    }
    if let Some(worked) = page.worked {
        facts.push(t!("chain-worked", span = format::span(worked)));
    }
    if !page.followers.is_empty() {
        let names = page.followers.iter().map(tell::name).collect::<Vec<_>>().join(", ");
        facts.push(t!("request-followers", names = names));
    }
    if let Some(duty) = tell::on_duty(&page.on_duty, now).filter(|_| !page.state.is_closed()) {
        facts.push(format!("{}: {duty}", tell::name(&page.provider)));
    }
    if let Some(away) = page.team_away.as_ref().filter(|_| !page.state.is_closed()) {
        facts.push(t!("away-team", team = tell::name(&page.provider), text = away_text(away, now)));
        facts.extend(away.stands_in.as_ref().map(|other| t!("away-stands-in", team = tell::name(other))));
    }
    let is_quoted = page
        .reached
        .as_ref()
        .is_some_and(|reached| !reached.thanks.is_empty() && page.last_words.starts_with(&reached.thanks));
    let says_something = !page.last_words.is_empty();
    let due = page.due.value.map(|due| why(&due, now));
    let facts: String = facts.iter().map(|fact| format!(" · {fact}")).collect();
    view! {
        <div class="row-meta">
            <Tag tone icon text />
            {page.owner_gone.as_ref().and_then(|gone| tell::presence(gone, now)).map(|text| view! { <Tag tone=Tone::Late icon=lu::LuUserX text=t!("card-owner-gone", presence = text) /> })}
            {page.team_gone.then(|| view! { <Tag tone=Tone::Late icon=lu::LuUserX text=t!("request-team-gone", team = tell::name(&page.provider)) /> })}
            {tell::below(page.below, page.state).map(|(tone, icon, text)| view! { <Tag tone icon text /> })}
            <span class="small">{tell::state(page.state)}" · "{t!("since", time = format::moment(page.state_since, now))}</span>
        </div>
        {page.same_as.as_ref().map(|same| same_as(same, now))}
        {links(lu::LuGitMerge, t!("same-duplicates"), &page.duplicates)}
        {links(lu::LuSplit, t!("split-into"), &page.split_into)}
        {links(lu::LuSplit, t!("split-from"), &page.part_of)}
        {page.escalation.map(|one| view! { <p class="small">{tell::escalation(&one, now)}</p> })}
        {page.reached.as_ref().map(|reached| view! {
            <div class="card pad">
                <p><Icon icon=lu::LuHeart />" "{echo::reached(reached, now)}</p>
                {(!is_quoted).then(|| echo::thanks(reached)).flatten()}
            </div>
        })}
        {(says_something).then(|| view! { <p class="large keep">{page.last_words.clone()}</p> })}
        <p class="small">{asked(page, now)}{facts}</p>
        {due}
    }
    .into_any()
}

/// Who asked whom, and when; both teams say on their pages how to work with them.
fn asked(page: &RequestPage, now: Millis) -> AnyView {
    // Stand for the names until the sentence is there: each language has them where it wants.
    const PLACES: [char; 2] = ['\u{e000}', '\u{e001}'];
    let place = |at: usize| PLACES.get(at).map(char::to_string).unwrap_or_default();
    let asker = Named { name: place(0), ..page.asker.clone() };
    let who = tell::team_and(&asker, page.asked_by.as_ref());
    let said = t!("request-asked", who = who, whom = place(1), time = format::moment(page.asked_at, now));
    let piece = |piece: &str| {
        let team = match piece.chars().next() {
            Some(place) if place == PLACES[0] => &page.asker,
            Some(place) if place == PLACES[1] => &page.provider,
            _ => return piece.to_owned().into_any(),
        };
        let rest = piece.chars().skip(1).collect::<String>();
        view! { <a href=Route::Team(team.id).href()><bdi>{tell::name(team)}</bdi></a>{rest} }.into_any()
    };
    let begins = said.char_indices().filter(|(_, letter)| PLACES.contains(letter)).map(|(at, _)| at);
    let cuts: Vec<usize> = std::iter::once(0).chain(begins).chain([said.len()]).collect();
    let pieces = cuts.windows(2).filter_map(|cut| said.get(cut[0]..cut[1]));
    pieces.map(piece).collect_view().into_any()
}

/// What goes on in place of this one, and how far it is.
fn same_as(same: &SameAs, now: Millis) -> AnyView {
    let href = Route::Now(Some(same.request.id)).href();
    let stands = same.stands.as_ref().map(|(state, clock)| {
        let (tone, icon, text) = tell::clock(clock, *state, now);
        view! { <Tag tone icon text /><span class="small">{tell::state(*state)}</span> }
    });
    let provider = same.provider.as_ref().map(|team| format!(" · {}", tell::name(team)));
    view! {
        <div class="card pad">
            <p><Icon icon=lu::LuGitMerge />" "{if same.in_circle { t!("same-in-circle") } else { t!("same-as") }}</p>
            <p><a href=href>{tell::name(&same.request)}</a>{provider}</p>
            <div class="row-meta">{stands}</div>
            {(!same.words.is_empty()).then(|| view! { <p class="keep">{same.words.clone()}</p> })}
        </div>
    }
    .into_any()
}

/// Other requests, to go to.
fn links(icon: Icons, title: String, all: &[Named]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let links = all.iter().map(|one| {
        let href = Route::Now(Some(one.id)).href();
        view! { <li><a href=href>{tell::name(one)}</a></li> }
    });
    let shown = view! {
        <div>
            <p class="small"><Icon icon />" "{title}</p>
            <ul class="small">{links.collect_view()}</ul>
        </div>
    };
    Some(shown.into_any())
}

/// "needed 10:20 = 11:00 less 40 min that the work above takes".
pub(super) fn due_words(due: &Due, now: Millis) -> String {
    let at = format::moment(due.at, now);
    match due.from {
        None => t!("due-at", time = at),
        Some((parent, less)) => {
            t!("due-from", time = at, parent = format::moment(parent, now), span = format::span(less))
        }
    }
}

/// The customer's words as a quotation, the details below.
pub(super) fn words(_: Ui, page: &RequestPage) -> AnyView {
    let customer = match &page.sight.waits {
        Waits::Customer(customer) => tell::name(customer),
        _ => t!("the-customer"),
    };
    let by = page.asked_by.as_ref().map(tell::name).unwrap_or_default();
    view! {
        {(!page.words.value.is_empty()).then(|| view! {
            <figure class="card pad words">
                <blockquote class="keep">{t!("quoted", words = page.words.value.clone())}</blockquote>
                <figcaption class="small">{t!("request-words-of", customer = customer, who = by)}</figcaption>
            </figure>
        })}
        {(!page.details.value.is_empty()).then(|| view! { <p class="keep">{page.details.value.clone()}</p> })}
    }
    .into_any()
}

/// Each disputed field with all its values, and a button that keeps one.
pub(super) fn disputes(ui: Ui, page: &RequestPage) -> AnyView {
    let now = ui.now();
    let text = |text: &String| if text.is_empty() { t!("nothing") } else { text.clone() };
    let due = |due: &Option<Due>| due.as_ref().map_or_else(|| t!("nothing"), |due| due_words(due, now));
    let named = |named: &Option<sightline_shared::view::Named>| {
        named.as_ref().map_or_else(|| t!("nothing"), tell::name)
    };
    view! {
        {dispute(ui, page.id, t!("field-title"), &page.title, text, |text| RequestField::Title(text.clone()))}
        {dispute(ui, page.id, t!("field-details"), &page.details, text, |text| RequestField::Details(text.clone()))}
        {dispute(ui, page.id, t!("field-words"), &page.words, text, |text| RequestField::Words(text.clone()))}
        {dispute(ui, page.id, t!("field-reference"), &page.reference, text, |text| RequestField::Reference(text.clone()))}
        {dispute(ui, page.id, t!("field-due"), &page.due, due, |due| RequestField::Due(*due))}
        {dispute(ui, page.id, t!("field-parent"), &page.parent, named, |parent| RequestField::Parent(parent.as_ref().map(|named| named.id)))}
        {dispute(ui, page.id, t!("field-customer"), &page.customer, named, |customer| RequestField::Customer(customer.as_ref().map(|named| named.id)))}
    }
    .into_any()
}

fn dispute<T>(
    ui: Ui,
    request: DocId,
    label: String,
    field: &Field<T>,
    say: impl Fn(&T) -> String,
    keep: impl Fn(&T) -> RequestField,
) -> Option<AnyView> {
    field.is_disputed().then(|| {
        let values: Vec<_> = std::iter::once(&field.value)
            .chain(&field.others)
            .map(|value| (say(value), keep(value)))
            .collect();
        two_versions(label, values, move |field| {
            ui.edit(vec![Edit::Reword { request, field }], t!("kept-one"))
        })
    })
}

/// A field of which people wrote different values without seeing each other's.
pub(crate) fn two_versions<F: Clone + Send + Sync + 'static>(
    label: String,
    values: Vec<(String, F)>,
    keep: impl Fn(F) + Copy + Send + Sync + 'static,
) -> AnyView {
    let lines = values.into_iter().map(|(text, field)| {
        view! {
            <li>
                <span class="keep">{text}</span>
                <Button on_press=Callback::new(move |()| keep(field.clone()))>{t!("keep-this")}</Button>
            </li>
        }
    });
    view! {
        <div class="disputed">
            <p><Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("two-versions", field = label) /></p>
            <ul class="section">{lines.collect_view()}</ul>
        </div>
    }
    .into_any()
}
