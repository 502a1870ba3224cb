//! The sheet for one act.

use super::compose::{Draft, Lacks, Subject, chosen_id};
use super::on_whom::OnWhomPicker;
use super::when::{When, WhenField};
use crate::part::{Banner, Button, Check, Chip, Chips, Choice, Field, Input, Kind, Sheet, Tone};
use crate::screen::ask::{Knows, choice_of};
use crate::screen::common::{ColleaguePicker, OtherPicker, TeamPicker};
use crate::screen::map::away_banner;
use crate::screen::question::{self, Answers};
use crate::screen::typing;
use crate::ui::{Ui, format, has_voice, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Millis, Span};
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX, UNPROMISED_SILENT_AFTER};
use sightline_shared::view::{self, NextAct};

/// Asks what the act needs, and does it.
#[component]
pub(crate) fn ActSheet(act: NextAct, subject: Subject, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let now = ui.now_once();
    let id = subject.id;
    let delivery = ui.look(|rows| view::delivery_promise(rows, id, now)).flatten();
    let latest = ui.look(|rows| view::news_until(rows, id, now)).flatten();
    let draft = Draft::new(act, &subject, ui.store.minute(), delivery.map(|(_, at)| at), latest);
    let typed = draft.keep(ui, act, subject.id);
    let note = typed.note(ui);
    let tried = RwSignal::new(false);
    let records = subject.records(act);
    let me = ui.viewer().person;
    let kept = StoredValue::new(subject.clone());
    let asker = subject.asker.id;
    // Whoever has to answer next: the team that it is handed on to, or the one that has it.
    let stays = matches!(act, NextAct::Refuse | NextAct::Reopen);
    let promise = ui.query(move |rows, _, now| {
        if stays {
            return view::answer_promise(rows, id, now);
        }
        let team = chosen_id(draft.team)?;
        let within = view::reply_promise(rows, team, asker)?;
        Some((within, view::promised_from(rows, (team, None), now, within)))
    });
    let event = move || {
        let answer_by = promise.get().map(|(_, at)| at);
        let mentions = typing::named_by(ui, act, draft.text);
        kept.with_value(|subject| draft.event(act, subject, me, answer_by, mentions))
    };
    let lacks = Memo::new(move |_| tried.get().then(|| event().err()).flatten());
    let submit = move |submit: leptos::ev::SubmitEvent| {
        submit.prevent_default();
        tried.set(true);
        if let Ok(event) = event() {
            let request = kept.with_value(|subject| subject.id);
            let typed = typed.clone();
            // Nothing is lost: the sheet stays, and says it at the field.
            if is_long(draft.on_behalf_of) || (records && !has_voice(&draft.on_behalf_of.get_untracked())) {
                return;
            }
            let on_behalf_of = draft.on_behalf_of.get_untracked().trim().to_owned();
            ui.edit_then(
                vec![Edit::Act { request, event, on_behalf_of }],
                if records { t!("done-other") } else { done(act) },
                move |()| typed.sent(ui),
            );
            on_close.run(());
        }
    };
    view! {
        <Sheet title=title(act, &subject) close=t!("close") on_close>
            <p class="small">{subject.title.clone()}</p>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {fields(ui, act, draft, &subject, lacks, tried, promise)}
                {delivery.filter(|_| act == NextAct::Accept).map(|(within, at)| promise_words(&subject, within, at, now))}
                <OnBehalf value=draft.on_behalf_of needed=records tried />
                <div class="wide">
                    <Button kind=Kind::Main icon=tell::act_icon(act)>{verb(act, &subject)}</Button>
                </div>
            </form>
        </Sheet>
    }
}

/// An answer that came by phone is recorded for whoever gave it.
#[component]
fn OnBehalf(value: RwSignal<String>, needed: bool, tried: RwSignal<bool>) -> impl IntoView {
    let error = Signal::derive(move || {
        let lacks = needed && !value.with(|name| has_voice(name));
        match (tried.get(), lacks, is_long(value)) {
            (true, true, _) => Some(t!("field-empty")),
            (true, false, true) => Some(t!("field-too-long", max = LINE_CHARS_MAX)),
            _ => None,
        }
    });
    view! {
        <details open=needed || !value.with_untracked(String::is_empty)>
            <summary class="button quiet">{t!("behalf-open")}</summary>
            <Field label=t!("behalf-label") hint=t!("behalf-hint") value max=LINE_CHARS_MAX error />
        </details>
    }
}

/// More than a name has.
fn is_long(name: RwSignal<String>) -> bool {
    name.with(|name| name.trim().chars().count() > LINE_CHARS_MAX)
}

fn fields(
    ui: Ui,
    act: NextAct,
    draft: Draft,
    subject: &Subject,
    lacks: Memo<Option<Lacks>>,
    tried: RwSignal<bool>,
    promise: Memo<Option<(Span, Millis)>>,
) -> AnyView {
    let text_error = Signal::derive(move || match lacks.get() {
        Some(Lacks::Text) => Some(t!("field-empty")),
        Some(Lacks::Shorter) => Some(t!("field-too-long", max = TEXT_CHARS_MAX)),
        _ => None,
    });
    let team_error = Signal::derive(move || (lacks.get() == Some(Lacks::Team)).then(|| t!("field-choose")));
    let on_error = Signal::derive(move || (lacks.get() == Some(Lacks::On)).then(|| t!("field-choose")));
    let asker = subject.asker.id;
    let number_error =
        Signal::derive(move || (lacks.get() == Some(Lacks::Number)).then(|| t!("deliver-number-wrong")));
    let other_error = Signal::derive(move || (lacks.get() == Some(Lacks::Other)).then(|| t!("field-choose")));
    let text = move |label: String, needed: bool, hint: Option<String>| {
        let optional = if needed { String::new() } else { t!("optional") };
        let (hint, offers) = (hint.unwrap_or_default(), typing::snippets(ui));
        view! { <Field label value=draft.text input=Input::Text max=TEXT_CHARS_MAX error=text_error optional hint offers /> }
    };
    let when = draft.when;
    match act {
        NextAct::Accept => view! { <WhenField label=t!("accept-when") hint=t!("accept-hint") when may_be_none=true tried /> }.into_any(),
        NextAct::CounterOffer => view! {
            <WhenField label=t!("offer-when") when may_be_none=true tried />
            {text(t!("offer-what"), true, None)}
        }
        .into_any(),
        NextAct::HandOn => view! {
            <TeamPicker label=t!("hand-on-to") chosen=draft.team except=vec![subject.provider.id, subject.asker.id] error=team_error />
            {hand_on_remarks(draft, subject, promise)}
            {text(t!("hand-on-why"), true, None)}
            {who_knows(draft, subject)}
        }
        .into_any(),
        NextAct::Decline => view! {
            {over_open(subject.below.open, |count| t!("withdraw-open-below", count = count))}
            {text(t!("decline-why"), true, None)}
            <TeamPicker label=t!("decline-where") chosen=draft.team except=vec![subject.provider.id, subject.asker.id] optional=t!("optional") />
        }
        .into_any(),
        NextAct::Refuse => view! {
            <p class="small">{t!("refuse-about", team = tell::name(&subject.provider))}</p>
            {answer_by(subject, promise, draft.when)}
            {text(t!("refuse-why"), true, None)}
        }
        .into_any(),
        NextAct::Wait => view! {
            <Check label=t!("wait-asker", team = tell::name(&subject.asker)) hint=t!("wait-asker-hint") value=draft.on_asker />
            {move || (!draft.on_asker.get()).then(|| view! { <OnWhomPicker chosen=draft.on except=asker error=on_error /> })}
            {text(t!("wait-why"), false, None)}
            <WhenField label=t!("wait-until") when tried />
        }
        .into_any(),
        NextAct::Announce => view! {
            <WhenField label=t!("announce-when") hint=announce_hint(when) when tried />
            {text(t!("announce-note"), false, None)}
        }
        .into_any(),
        NextAct::Deliver if subject.is_voice => text(t!("voice-adopt-what"), true, Some(t!("voice-adopt-hint"))).into_any(),
        NextAct::Deliver => view! {
            {over_open(subject.below.unanswered(), |count| t!("deliver-open-below", count = count))}
            {question::answers(&subject.title).map(|kind| short_answers(draft, kind, &subject.title, number_error))}
            {text(t!("deliver-answer"), false, Some(t!("deliver-hint", team = tell::name(&subject.asker))))}
        }
        .into_any(),
        NextAct::Confirm => view! {
            {over_open(subject.below.open, |count| t!("confirm-open-below", count = count))}
            <DidItHelp value=draft.helped />
            {text(t!("confirm-thanks", team = tell::name(&subject.provider)), false, None)}
        }
        .into_any(),
        NextAct::Reopen => view! {
            {answer_by(subject, promise, draft.when)}
            {text(t!("reopen-why"), true, None)}
        }
        .into_any(),
        NextAct::Withdraw => view! {
            {over_open(subject.below.open, |count| t!("withdraw-open-below", count = count))}
            {text(t!("withdraw-why"), subject.is_unanswered_voice, None)}
        }
        .into_any(),
        NextAct::Comment => text(t!("comment-label"), true, None).into_any(),
        NextAct::AnswerWait => view! {
            {(!subject.waits_for.is_empty()).then(|| view! { <blockquote class="keep">{t!("quoted", words = subject.waits_for.clone())}</blockquote> })}
            {text(t!("answer-wait-what"), true, Some(t!("answer-wait-hint", team = tell::name(&subject.provider))))}
        }
        .into_any(),
        NextAct::HandOver => view! {
            <ColleaguePicker label=t!("hand-over-to") hint=t!("hand-over-to-hint") team=subject.provider.id chosen=draft.person />
            {text(t!("hand-over-note"), false, None)}
        }
        .into_any(),
        NextAct::Merge => view! {
            <p>{t!("merge-about")}</p>
            {over_open(subject.below.open, |count| t!("merge-open-below", count = count))}
            <OtherPicker
                label=t!("merge-which")
                hint=t!("merge-which-hint")
                request=subject.id
                candidates=view::merge_candidates
                chosen=draft.other
                error=other_error
            />
            {text(t!("merge-why"), false, None)}
        }
        .into_any(),
        NextAct::Start | NextAct::AgreeToOffer => ().into_any(),
    }
}

/// Until when nobody needs to ask: before there is an answer for a working day at most.
fn announce_hint(when: When) -> String {
    match when.latest() {
        Some(latest) => t!("announce-latest", time = format::moment(latest, Ui::here().now_once())),
        None => t!("announce-hint"),
    }
}

/// Where the time that is proposed comes from.
fn promise_words(subject: &Subject, within: Span, at: Millis, now: Millis) -> AnyView {
    let team = tell::name(&subject.provider);
    let (span, time) = (format::span(within), format::moment(at, now));
    view! { <p class="small">{t!("accept-promise", team = team, span = span, time = time)}</p> }.into_any()
}

/// The one tap that closing asks for.
#[component]
pub(crate) fn DidItHelp(value: RwSignal<&'static str>) -> impl IntoView {
    let chip = |key, text| Chip { key, text };
    let chips = vec![
        chip("yes", t!("confirm-yes")),
        chip("no", t!("confirm-no")),
        chip("unsaid", t!("confirm-unsaid")),
    ];
    view! { <Chips label=t!("confirm-helped") chips value /> }
}

/// Going over requests below that aren't done says so.
fn over_open(count: usize, text: impl Fn(usize) -> String) -> Option<AnyView> {
    (count > 0)
        .then(|| view! { <Banner tone=Tone::Wait icon=lu::LuTriangleAlert text=text(count) /> }.into_any())
}

/// What answers a question of one line: a word, which a press writes, or a number.
fn short_answers(draft: Draft, kind: Answers, title: &str, number_error: Signal<Option<String>>) -> AnyView {
    let text = draft.text;
    let word = move |word: String| {
        let said = word.clone();
        view! { <Button on_press=Callback::new(move |()| text.set(said.clone()))>{word}</Button> }
    };
    let words = question::short_answers(title);
    let (label, first) = match kind {
        Answers::Number => (t!("deliver-number-first"), true),
        Answers::YesOrNo | Answers::Words => (t!("deliver-number"), false),
    };
    view! {
        {(!words.is_empty()).then(|| view! { <div class="buttons">{words.into_iter().map(word).collect_view()}</div> })}
        {kind.may_be_number().then(|| view! { <Field label value=draft.number input=Input::Decimal error=number_error optional=t!("optional") autofocus=first /> })}
    }
    .into_any()
}

/// By when the team that has it has to answer whoever asked.
fn answer_by(subject: &Subject, promise: Memo<Option<(Span, Millis)>>, when: When) -> AnyView {
    let (team, asked) = (tell::name(&subject.provider), subject.asked);
    let text = move || asked.then(|| answer_by_words(team.clone(), promise.get(), when.now()));
    view! { <p class="small">{text}</p> }.into_any()
}

fn answer_by_words(team: String, promise: Option<(Span, Millis)>, now: Millis) -> String {
    match promise {
        Some((within, at)) => {
            let (span, time) = (format::span(within), format::moment(at, now));
            t!("hand-on-promise", team = team, span = span, time = time)
        }
        None => {
            let span = format::span(UNPROMISED_SILENT_AFTER);
            t!("hand-on-no-promise", team = team, span = span)
        }
    }
}

/// What is good to know of the team that it goes to: whether it comes back to them, and by when they have to answer. Without a promise nobody
/// notices when they don't.
fn hand_on_remarks(draft: Draft, subject: &Subject, promise: Memo<Option<(Span, Millis)>>) -> AnyView {
    let via = StoredValue::new(subject.via.clone());
    let had_it = move |team| via.with_value(|via| via.contains(&team));
    let remarks = move || {
        let team = draft.team.get()?;
        let text = answer_by_words(team.name, promise.get(), draft.when.now());
        let back = chosen_id(draft.team).is_some_and(had_it);
        Some(view! {
            {back.then(|| view! { <Banner tone=Tone::Wait icon=lu::LuRepeat text=t!("hand-on-back") /> })}
            <p class="small">{text}</p>
        })
    };
    let ui = Ui::here();
    let away = ui.query(move |rows, _, now| {
        let team = chosen_id(draft.team)?;
        Some((rows.named(team), view::team_away(rows, team, now)?))
    });
    let away = move || {
        away.get().map(|(team, away)| {
            let instead = |other: DocId, text: String| {
                let press = Callback::new(move |()| {
                    let name = ui.look(|rows| tell::name(&rows.named(other))).unwrap_or_default();
                    draft.team.set(Some(Choice { key: other.to_string(), name, note: String::new() }));
                });
                view! { <Button icon=lu::LuArrowRight on_press=press>{text}</Button> }.into_any()
            };
            away_banner(tell::name(&team), &away, ui.now(), instead)
        })
    };
    view! { {remarks} {away} }.into_any()
}

/// Who may know, of those who haven't had it.
fn who_knows(draft: Draft, subject: &Subject) -> AnyView {
    let ui = Ui::here();
    let (title, asker) = (subject.title.clone(), subject.asker.id);
    let had_it: Vec<_> = subject.via.iter().copied().chain([subject.provider.id]).collect();
    let known = ui.query(move |rows, _, now| {
        // What search has read meanwhile may have somebody.
        ui.store.unread();
        let chosen = chosen_id(draft.team);
        let mut known = view::who_knows(rows, &title, asker, &had_it, now);
        known.retain(|one| Some(one.team.id) != chosen);
        known
    });
    let choose = Callback::new(move |known: view::MayKnow| draft.team.set(Some(choice_of(&known))));
    view! { <Knows known on_choose=choose place="dialog[open]" /> }.into_any()
}

/// What the sheet asks.
fn title(act: NextAct, subject: &Subject) -> String {
    match act {
        NextAct::Confirm if !subject.is_voice => t!("confirm-helped"),
        act if subject.records(act) => noted(act),
        act => tell::act_of(act, subject.is_voice),
    }
}

/// What whoever asked writes down for somebody else.
pub(crate) fn noted(act: NextAct) -> String {
    match act {
        NextAct::Accept => t!("act-note-accept"),
        NextAct::Announce => t!("act-note-announce"),
        NextAct::Decline => t!("act-note-decline"),
        _ => t!("act-record"),
    }
}

/// The verb on the sheet's own button.
fn verb(act: NextAct, subject: &Subject) -> String {
    match act {
        NextAct::Deliver | NextAct::Confirm | NextAct::Withdraw if subject.is_voice => {
            tell::act_of(act, subject.is_voice)
        }
        act if subject.records(act) => t!("act-record-do"),
        NextAct::Confirm if subject.below.open > 0 => t!("confirm-over-open", count = subject.below.open),
        NextAct::Confirm => t!("confirm-do"),
        NextAct::Wait => t!("wait-do"),
        NextAct::Announce => t!("announce-do"),
        NextAct::CounterOffer => t!("offer-do"),
        other => tell::act(other),
    }
}

/// What is said when it was done.
pub(super) fn done(act: NextAct) -> String {
    match act {
        NextAct::Accept => t!("done-accept"),
        NextAct::HandOn => t!("done-hand-on"),
        NextAct::HandOver => t!("done-hand-over", count = 1),
        NextAct::Merge => t!("done-merge"),
        NextAct::Deliver => t!("done-deliver"),
        NextAct::Confirm => t!("done-confirm"),
        NextAct::AnswerWait => t!("done-answer-wait"),
        _ => t!("done-other"),
    }
}
