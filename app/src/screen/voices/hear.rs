//! Writing down what a customer said, in their own words: anybody hears something, and some team has to answer it.

use super::tags::{TagPicker, tag_list};
use crate::part::{Banner, Button, Chip, Chips, Choice, Field, Input, Kind, LinkButton, Tone};
use crate::screen::acting::chosen_id;
use crate::screen::ask::{CustomerPicker, ForCustomer};
use crate::screen::common::TeamPicker;
use crate::ui::{Draft, Kept, OneOf, Top, Ui, has_voice, lines, read_lines, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Ask, Edit, HeardVoice};
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX, VOICE_REPLY_WITHIN};
use sightline_shared::model::Channel;
use sightline_shared::view::{self, Named};

/// Of a voice's first line so much becomes its title.
const TITLE_CHARS_MAX: usize = 120;

const CHANNELS: [(&str, Channel); 6] = [
    ("call", Channel::Call),
    ("visit", Channel::Visit),
    ("mail", Channel::Mail),
    ("chat", Channel::Chat),
    ("public", Channel::Public),
    ("other", Channel::Other),
];

/// The screen. `about`: a request that it speaks of; `customer`: who said it.
#[component]
pub(crate) fn Hear(about: Option<DocId>, customer: Option<DocId>) -> impl IntoView {
    let ui = Ui::here();
    let team = ui.viewer().team;
    let back = match (about, customer) {
        (Some(request), _) => Route::Now(Some(request)),
        (None, Some(customer)) => Route::Customer(customer, None),
        (None, None) => Route::Voices(None),
    };
    view! {
        <section class="pane narrow">
            <Top title=t!("voice-add") back=back.href() />
            {match team {
                Some(team) => view! { <Form team about customer /> }.into_any(),
                None => view! {
                    <Banner tone=Tone::Wait icon=lu::LuUsers text=t!("ask-no-team")>
                        <LinkButton href="/me">{t!("ask-choose-team")}</LinkButton>
                    </Banner>
                }.into_any(),
            }}
        </section>
    }
}

/// What the form holds. Copy.
#[derive(Clone, Copy)]
struct Heard {
    words: RwSignal<String>,
    customer: ForCustomer,
    channel: RwSignal<&'static str>,
    tags: RwSignal<Vec<String>>,
    answers: RwSignal<Option<Choice>>,
}

impl Heard {
    fn new(customer: Option<&Named>, answers: &Named) -> Self {
        let choice = |named: &Named| Choice {
            key: named.id.to_string(),
            name: tell::name(named),
            note: String::new(),
        };
        Self {
            words: RwSignal::new(String::new()),
            customer: ForCustomer::new(customer.map(choice)),
            channel: RwSignal::new("call"),
            tags: RwSignal::new(Vec::new()),
            answers: RwSignal::new(Some(choice(answers))),
        }
    }

    /// What is typed survives the tab; `of`: what or whom it speaks of.
    fn keep(self, ui: Ui, of: Option<DocId>) -> Draft {
        let of = of.map(|of| format!("-{of}")).unwrap_or_default();
        self.customer
            .keep(Draft::begin(format!("voice-words{of}")).with("voice-words", self.words))
            .with("voice-channel", OneOf(self.channel, CHANNELS.iter().map(|(key, _)| *key).collect()))
            .with("voice-tags", Tags(self.tags))
            .with("voice-answers", self.answers)
            .keep(ui)
    }

    fn said(self) -> Option<String> {
        let words = self.words.get().trim().to_owned();
        (has_voice(&words) && words.chars().count() <= TEXT_CHARS_MAX).then_some(words)
    }
}

struct Tags(RwSignal<Vec<String>>);

impl Kept for Tags {
    fn said(&self) -> Option<String> {
        self.0.try_get().map(|tags| lines(&[tags]))
    }

    fn put(&self, said: &str) {
        self.0.set(read_lines(said).into_iter().next().unwrap_or_default());
    }
}

#[component]
fn Form(team: DocId, about: Option<DocId>, customer: Option<DocId>) -> impl IntoView {
    let ui = Ui::here();
    // Who waits behind the request that it speaks of has most likely said it. Not of a private one: a voice can be read by everybody.
    let (customer, asked, own) = ui
        .look(|rows| {
            let behind = about
                .and_then(|about| rows.request(about))
                .filter(|row| !row.private)
                .and_then(|row| view::customer_of(rows, row));
            let customer = customer.or(behind).map(|customer| rows.named(customer));
            (customer, about.map(|about| rows.named(about)), rows.named(team))
        })
        .unwrap_or_else(|| (None, None, Named { id: team, name: String::new() }));
    let heard = Heard::new(customer.as_ref(), &own);
    let of = about.or(customer.as_ref().map(|customer| customer.id));
    let draft = heard.keep(ui, of);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let words_error = Signal::derive(move || {
        let is_long = heard.words.with(|words| words.trim().chars().count() > TEXT_CHARS_MAX);
        let text = if is_long { t!("field-too-long", max = TEXT_CHARS_MAX) } else { t!("field-empty") };
        (tried.get() && heard.said().is_none()).then_some(text)
    });
    let team_error = Signal::derive(move || {
        (tried.get() && heard.answers.with(Option::is_none)).then(|| t!("field-choose"))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Some(words), Some(provider)) = (heard.said(), chosen_id(heard.answers)) else { return };
        if !heard.customer.is_complete() {
            return;
        }
        let mut edits = Vec::new();
        let customer = heard.customer.written(ui, &mut edits);
        let ask = voice(ui, heard, words, (team, provider), about, customer);
        let id = ask.id;
        edits.push(Edit::Ask(Box::new(ask)));
        let draft = draft.clone();
        ui.edit_then(edits, t!("voice-kept"), move |()| {
            draft.sent(ui);
            ui.go(&Route::Voices(Some(id)));
        });
    };
    let channels = CHANNELS.map(|(key, channel)| Chip { key, text: tell::channel(channel) }).to_vec();
    let add = Callback::new(move |tag: String| {
        heard.tags.update(|tags| {
            if !tags.contains(&tag) {
                tags.push(tag)
            }
        })
    });
    let away = Callback::new(move |tag: String| heard.tags.update(|tags| tags.retain(|own| *own != tag)));
    view! {
        <form class="form" novalidate on:submit=submit>
            {note}
            {asked.map(|asked| view! { <p class="small">{t!("voice-about", request = tell::name(&asked))}</p> })}
            <Field label=t!("voice-words") hint=t!("voice-words-hint") value=heard.words input=Input::Text max=TEXT_CHARS_MAX error=words_error autofocus=true />
            <CustomerPicker of=heard.customer tried />
            <Chips label=t!("voice-channel") chips=channels value=heard.channel />
            {move || heard.tags.with(|tags| tag_list(tags, away))}
            <TagPicker have=heard.tags on_tag=add />
            <TeamPicker label=t!("voice-answers") chosen=heard.answers with_own=true error=team_error />
            <div class="thumb">
                <Button kind=Kind::Main icon=lu::LuQuote>{t!("voice-do")}</Button>
            </div>
        </form>
    }
}

/// A voice is a request: it has an owner, a promise and a clock like any other.
fn voice(
    ui: Ui,
    heard: Heard,
    words: String,
    (asker, provider): (DocId, DocId),
    about: Option<DocId>,
    customer: Option<DocId>,
) -> Ask {
    let now = ui.now_once();
    let reply_by = ui.look(|rows| view::voice_reply_by(rows, provider, asker, now));
    let key = heard.channel.get_untracked();
    let channel =
        CHANNELS.iter().find(|(own, _)| *own == key).map_or(Channel::Other, |(_, channel)| *channel);
    Ask {
        id: ui.act.new_id(DocKind::Request),
        title: title_of(&words),
        details: String::new(),
        asker,
        provider,
        service: None,
        customer,
        words,
        reference: String::new(),
        parent: None,
        due: None,
        reply_by: Some(reply_by.unwrap_or(now + VOICE_REPLY_WITHIN)),
        private: false,
        voice: Some(HeardVoice {
            channel,
            tags: heard.tags.get_untracked(),
            about: about.into_iter().collect(),
        }),
    }
}

/// The beginning of what was said, in one line.
fn title_of(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(TITLE_CHARS_MAX).collect();
    let title = if cut.len() < line.len() { format!("{cut}…") } else { cut };
    title.chars().take(LINE_CHARS_MAX).collect()
}
