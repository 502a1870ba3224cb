//! The sheet for one act on several requests: what it needs, and which of them it can't be done to.

use crate::part::{Banner, Button, Choice, Field, Input, Kind, Sheet, Tone};
use crate::screen::acting::{DidItHelp, When, WhenField, chosen_id};
use crate::screen::common::ColleaguePicker;
use crate::screen::typing;
use crate::ui::{Draft as Typed, OneOf, Ui, has_voice, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::DocId;
use sightline_shared::in_order::InOrder as _;
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view::{self, Many, Named, NextAct, Why};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// What the form holds.
#[derive(Clone, Copy)]
struct Draft {
    text: RwSignal<String>,
    when: When,
    person: RwSignal<Option<Choice>>,
    helped: RwSignal<&'static str>,
}

impl Draft {
    /// The event that is written to each; none while something is lacking.
    fn event(self, act: NextAct, me: DocId, mentions: Vec<DocId>) -> Option<EventKind> {
        let text = self.text.get().trim().to_owned();
        if text.chars().count() > TEXT_CHARS_MAX {
            return None;
        }
        match act {
            NextAct::Accept => Some(EventKind::Accepted { owner: me, promised: self.when.get().ok()? }),
            NextAct::HandOver => Some(EventKind::HandedOver { to: chosen_id(self.person), note: text }),
            NextAct::Announce => {
                Some(EventKind::Announced { next_update: self.when.get().ok()??, note: text })
            }
            NextAct::Confirm => {
                let helped = Some(self.helped.get() == "yes").filter(|_| self.helped.get() != "unsaid");
                Some(EventKind::Confirmed { helped, thanks: text, over_open: false })
            }
            NextAct::Withdraw => Some(EventKind::Withdrawn { reason: text }),
            NextAct::Comment => {
                has_voice(&text).then_some(EventKind::Commented { text, mentions, answers: false })
            }
            _ => None,
        }
    }
}

/// Asks what the act needs, and does it to all to which it can be done: one batch.
#[component]
pub(super) fn ManySheet(
    act: NextAct,
    /// Which are chosen.
    picked: Signal<Vec<DocId>>,
    /// After it was done.
    on_done: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let now = ui.now_once();
    let sorted = ui.query(move |rows, viewer, now| view::many(rows, viewer, &picked.get(), act, now));
    let when = match act {
        NextAct::Announce => {
            // Of those to which it is done: what it can't be done to sets no bounds.
            let can = sorted.with_untracked(|sorted| sorted.can.clone());
            let each =
                |rows: &view::Rows| can.iter().filter_map(|one| view::news_until(rows, one.id, now)).min();
            When::preset(ui.store.minute(), "30m").until(ui.look(each).flatten())
        }
        NextAct::Accept => When::preset(ui.store.minute(), "1h"),
        _ => When::none(ui.store.minute()),
    };
    let draft = Draft {
        text: RwSignal::new(String::new()),
        when,
        person: RwSignal::new(None),
        helped: RwSignal::new("unsaid"),
    };
    let typed = Typed::begin(place(act, picked.get_untracked()))
        .with("text", draft.text)
        .with("when", draft.when)
        .with("person", draft.person)
        .with("helped", OneOf(draft.helped, vec!["yes", "no", "unsaid"]))
        .keep(ui);
    let note = typed.note(ui);
    let tried = RwSignal::new(false);
    let me = ui.viewer().person;
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let mentions = typing::named_by(ui, act, draft.text);
        let Some(event) = draft.event(act, me, mentions) else { return };
        let can = sorted.with_untracked(|sorted| sorted.can.clone());
        let edit =
            |one: Named| Edit::Act { request: one.id, event: event.clone(), on_behalf_of: String::new() };
        let count = can.len();
        // The button is off then; the sheet says that it can't be done to any.
        if count == 0 {
            return;
        }
        let edits = can.into_iter().map(edit).collect();
        let typed = typed.clone();
        ui.edit_then(edits, t!("many-done", count = count), move |()| {
            typed.sent(ui);
            // It is done later than the sheet is gone, and perhaps the screen behind it.
            let _ = on_done.try_run(());
        });
        on_close.run(());
    };
    view! {
        <Sheet title=verb(act) close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {move || sorted.with(can)}
                {fields(ui, act, draft, tried)}
                {move || sorted.with(|sorted| cannot(sorted, act))}
                <div class="wide">
                    <Button kind=Kind::Main icon=tell::act_icon(act) off=Signal::derive(move || sorted.with(|sorted| sorted.can.is_empty()))>{verb(act)}</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// Where its draft is kept: what was typed about these is nothing to say about others, in whatever order they were picked.
fn place(act: NextAct, mut picked: Vec<DocId>) -> String {
    picked.put_in_order();
    // With keys that never change: the same after the next start.
    let mut hasher = DefaultHasher::new();
    picked.hash(&mut hasher);
    format!("many-{act:?}-{:x}", hasher.finish())
}

/// Of several it isn't known yet whether they helped.
fn verb(act: NextAct) -> String {
    if act == NextAct::Confirm { tell::done(act.kind()) } else { tell::act(act) }
}

fn fields(ui: Ui, act: NextAct, draft: Draft, tried: RwSignal<bool>) -> AnyView {
    let error = Signal::derive(move || {
        let lacks = act == NextAct::Comment && draft.text.with(|text| !has_voice(text));
        let is_long = draft.text.with(|text| text.trim().chars().count() > TEXT_CHARS_MAX);
        match (tried.get(), lacks, is_long) {
            (true, true, _) => Some(t!("field-empty")),
            (true, false, true) => Some(t!("field-too-long", max = TEXT_CHARS_MAX)),
            _ => None,
        }
    });
    let text = move |label: String, optional: bool| {
        let optional = if optional { t!("optional") } else { String::new() };
        view! { <Field label value=draft.text input=Input::Text max=TEXT_CHARS_MAX optional error offers=typing::snippets(ui) /> }
    };
    let when = draft.when;
    match act {
        NextAct::Accept => {
            view! { <WhenField label=t!("accept-when") when may_be_none=true tried /> }.into_any()
        }
        NextAct::Announce => view! {
            <WhenField label=t!("announce-when") when tried />
            {text(t!("announce-note"), true)}
        }
        .into_any(),
        NextAct::HandOver => view! {
            {ui.viewer().team.map(|team| view! { <ColleaguePicker label=t!("hand-over-to") hint=t!("hand-over-to-hint") team chosen=draft.person /> })}
            {text(t!("hand-over-note"), true)}
        }
        .into_any(),
        NextAct::Confirm => view! { <DidItHelp value=draft.helped /> }.into_any(),
        NextAct::Withdraw => text(t!("withdraw-why"), true).into_any(),
        _ => text(t!("comment-label"), false).into_any(),
    }
}

/// Those to which it will be done, each by its title.
fn can(sorted: &Many) -> AnyView {
    let told = t!("many-can", count = sorted.can.len());
    let lines = sorted.can.iter().map(|one| view! { <li>{tell::name(one)}</li> }).collect_view();
    view! {
        <p>{told.clone()}</p>
        // The keyboard scrolls it, too.
        {(!sorted.can.is_empty()).then(|| view! { <ul class="many-names" tabindex="0" aria-label=told>{lines}</ul> })}
    }
    .into_any()
}

/// Those to which it can't be done, each with the reason.
fn cannot(sorted: &Many, act: NextAct) -> Option<AnyView> {
    if sorted.cannot.is_empty() {
        return None;
    }
    let line = |(request, why): &(Named, Why)| {
        let why = match why {
            Why::Stands(state) => t!("many-stands", state = tell::state(*state)),
            Why::Mine => t!("many-mine"),
            // Whether its owner is here makes no difference to it.
            Why::NotMine if act == NextAct::Announce => t!("many-not-mine-news"),
            Why::NotMine => t!("many-not-mine"),
            Why::OpenBelow => t!("many-open-below"),
            Why::Voice => t!("many-voice"),
            Why::Gone => t!("many-gone"),
            Why::OutOfSight => t!("request-out-of-sight"),
        };
        view! { <li>{tell::name(request)} <span class="small">" · "{why}</span></li> }
    };
    let lines = sorted.cannot.iter().map(line).collect_view();
    Some(
        view! {
            <Banner tone=Tone::Wait icon=lu::LuTriangleAlert text=t!("many-cannot", count = sorted.cannot.len()) />
            <ul>{lines}</ul>
        }
        .into_any(),
    )
}
