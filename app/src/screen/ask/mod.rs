//! *Ask*: whom, what; the rest if there is time. Ten seconds for the short form.

mod before;
mod customer;
mod due;
mod knows;
mod links;
mod questions;
mod whom;

pub(crate) use customer::{CustomerPicker, ForCustomer};

use crate::part::{Banner, Button, Check, Chip, Chips, Choice, Field, Input, Kind, LinkButton, Tone};
use crate::screen::typing;
use crate::ui::{
    Draft as Typed, Private, Top, Ui,
    route::{AskFor, Route},
    tell,
    words::t,
};
use before::Before;
pub(crate) use due::why;
use due::{DueChoice, DueFields};
use icondata_lu as lu;
pub(crate) use knows::{Knows, choice_of};
use leptos::prelude::*;
use links::{LinkFields, Links};
use sightline_shared::edit::{Ask as NewAsk, Edit};
use sightline_shared::id::{DocId, DocKind, Millis, Span};
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::EventKind;
use sightline_shared::view::{self, AskUnder, Named};

/// A new request.
#[component]
pub(crate) fn Ask(of: AskFor) -> impl IntoView {
    let parent = of.parent;
    let ui = Ui::here();
    let under =
        ui.query(move |rows, _, _| parent.and_then(|parent| view::ask_under(rows, parent, ui.now_once())));
    // The form is made once per place: what is typed must not go when rows arrive. It waits for the rows of the parent and of the customer.
    let waits = Memo::new(move |_| parent.is_some() && under.with(Option::is_none));
    let is_unknown = ui.query(move |rows, _, _| of.customer.is_some_and(|id| rows.customer(id).is_none()));
    view! {
        <section class="pane narrow">
            <Top title=if parent.is_some() { t!("ask-title-under") } else { t!("ask-title") } />
            {move || if waits.get() {
                view! { <Banner tone=Tone::Wait icon=lu::LuCloudDownload text=t!("ask-parent-missing") /> }.into_any()
            } else if is_unknown.get() {
                view! { <Banner tone=Tone::Wait icon=lu::LuCloudDownload text=t!("ask-customer-missing") /> }.into_any()
            } else {
                view! { <Form under=under.get_untracked() of /> }.into_any()
            }}
        </section>
    }
}

/// Parts of a request become requests of their own, in one step.
#[component]
pub(crate) fn Split(request: DocId) -> impl IntoView {
    let ui = Ui::here();
    let place = RwSignal::new(BESIDE);
    let here = ui.query(move |rows, _, _| {
        let row = rows.request(request)?;
        let now = ui.now_once();
        Some((row.parent, view::ask_beside(rows, request, now)?, view::ask_under(rows, request, now)?))
    });
    let may = ui.query(move |rows, viewer, _| view::may_split(rows, viewer, request));
    // As for an ask: what is typed must not go when rows arrive.
    let waits = Memo::new(move |_| here.with(Option::is_none));
    let chips =
        || vec![Chip { key: BESIDE, text: t!("split-beside") }, Chip { key: BELOW, text: t!("split-below") }];
    let form = move || {
        let beside = place.get() == BESIDE;
        here.get_untracked().map(|(parent, at_its_side, under)| {
            let (taken, parent) = if beside { (at_its_side, parent) } else { (under, Some(request)) };
            view! { <Form under=Some(taken) of=AskFor { parent, ..AskFor::default() } split=request /> }
        })
    };
    view! {
        <section class="pane narrow">
            <Top title=t!("split-title") />
            {move || if waits.get() {
                view! { <Banner tone=Tone::Wait icon=lu::LuCloudDownload text=t!("ask-parent-missing") /> }.into_any()
            } else {
                view! {
                    {move || (!may.get()).then(|| view! { <Banner tone=Tone::Wait icon=lu::LuTriangleAlert text=t!("split-not-now") /> })}
                    <p class="small">{t!("split-about")}</p>
                    <Chips label=t!("split-where") chips=chips() value=place />
                    {form}
                }
                .into_any()
            }}
        </section>
    }
}

const BESIDE: &str = "beside";
const BELOW: &str = "below";

#[derive(Clone, Copy)]
struct Draft {
    links: Links,
    details: RwSignal<String>,
    customer: ForCustomer,
    words: RwSignal<String>,
    reference: RwSignal<String>,
    due: DueChoice,
    private: RwSignal<bool>,
    tried: RwSignal<bool>,
}

impl Draft {
    /// `customer` waits unless somebody waits for what it stands below.
    fn new(under: Option<&AskUnder>, customer: Option<Named>, now: Signal<Millis>) -> Self {
        let empty = || RwSignal::new(String::new());
        let customer = under.and_then(|under| under.customer.as_ref()).or(customer.as_ref());
        let customer = customer.map(|named| Choice {
            key: named.id.to_string(),
            name: tell::name(named),
            note: String::new(),
        });
        Self {
            links: Links::new(),
            details: empty(),
            customer: ForCustomer::new(customer),
            words: empty(),
            reference: RwSignal::new(under.map(|under| under.reference.clone()).unwrap_or_default()),
            due: DueChoice::new(
                under.and_then(|under| under.due),
                under.and_then(|under| under.proposed),
                under.and_then(|under| under.too_tight),
                now,
            ),
            private: RwSignal::new(under.is_some_and(|under| under.private)),
            tried: RwSignal::new(false),
        }
    }

    /// What is typed survives the tab, whom it asks and who may read it too.
    fn keep(self, ui: Ui, place: String) -> Typed {
        self.customer
            .keep(Typed::begin(place).with("ask-whom", self.links))
            .with("field-details", self.details)
            .with("field-words", self.words)
            .with("field-reference", self.reference)
            .with("field-due", self.due)
            .with("ask-private", Private(self.private))
            .keep(ui)
    }

    fn is_complete(self) -> bool {
        self.links.are_complete() && self.customer.is_complete() && self.due.get().is_ok()
    }
}

#[component]
fn Form(
    under: Option<AskUnder>,
    /// What they stand below, and what else is chosen before.
    of: AskFor,
    /// The request of which they are parts.
    #[prop(optional)]
    split: Option<DocId>,
) -> impl IntoView {
    let ui = Ui::here();
    let (parent, team) = (of.parent, of.team.map(|team| (team, of.service)));
    let asker = under.as_ref().map(|under| under.asker).or_else(|| ui.viewer().team);
    let Some(asker) = asker else {
        return view! {
            <Banner tone=Tone::Wait icon=lu::LuUsers text=t!("ask-no-team")>
                <LinkButton href="/me">{t!("ask-choose-team")}</LinkButton>
            </Banner>
        }
        .into_any();
    };
    // What hangs below another team's request is asked by them.
    let in_name_of =
        ui.look(|rows| tell::name(&rows.named(asker))).filter(|_| ui.viewer().team != Some(asker));
    // Its parts are asked by whoever asked it.
    let beside = split.is_some_and(|request| parent != Some(request));
    let customer = of.customer.and_then(|customer| ui.look(|rows| rows.named(customer)));
    // One form for all who turned out to be the same.
    let of = AskFor { customer: customer.as_ref().map(|customer| customer.id), ..of };
    let draft = Draft::new(under.as_ref(), customer, ui.store.minute());
    let typed = draft.keep(ui, split.map_or_else(|| of.draft(), |request| format!("split-{request}")));
    let note = typed.note(ui);
    // What comes back from before, or from above, must be seen: it would go out to somebody else.
    let has_more = draft.private.get_untracked()
        || typed.is_back() && !draft.reference.with_untracked(String::is_empty)
        || [draft.details, draft.words].iter().any(|text| !text.with_untracked(String::is_empty));
    let tried: Signal<bool> = draft.tried.into();
    let busy = RwSignal::new(false);
    let taken = typed.clone();
    let on_take = Callback::new(move |()| taken.sent(ui));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        if draft.is_complete() && !busy.get_untracked() {
            busy.set(true);
            send(ui, draft, asker, (parent, split), typed.clone());
            busy.set(false);
        }
    };
    view! {
        {under.as_ref().map(|under| view! { <p class="small">{t!("ask-under", title = tell::name(&under.parent))}</p> })}
        // Chosen before, and below the window on a phone. Its place stays while another is chosen.
        {of.customer.map(|_| {
            let who = move || draft.customer.name().map_or_else(|| "\u{a0}".to_owned(), |name| t!("ask-under", title = name));
            view! { <p class="small">{who}</p> }
        })}
        {in_name_of.map(|team| {
            let text = if beside { t!("split-in-name-of", team = team) } else { t!("ask-in-name-of", team = team) };
            view! { <p class="small">{text}</p> }
        })}
        <form class="form" novalidate on:submit=submit>
            {note}
            <LinkFields links=draft.links asker beside team tried />
            <CustomerPicker of=draft.customer tried />
            <DueFields due=draft.due tried />
            <details class="more" open=has_more>
                <summary class="button quiet">{t!("ask-more")}</summary>
                <div class="form tight">
                    <Field label=t!("field-details") value=draft.details input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") offers=typing::snippets(ui) />
                    <Field label=t!("field-words") hint=t!("ask-words-hint") value=draft.words input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
                    <Field label=t!("field-reference") value=draft.reference max=LINE_CHARS_MAX optional=t!("optional") />
                    <Check label=t!("ask-private") hint=t!("ask-private-hint") value=draft.private />
                </div>
            </details>
            <Meanwhile links=draft.links asker on_take />
            <div class="thumb">
                <Button kind=Kind::Main icon=lu::LuSend busy>{t!("ask-do")}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What is known of what is being typed for the first team: answers, and who may have one.
#[component]
fn Meanwhile(links: Links, asker: DocId, on_take: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let found = ui.query(move |rows, _, now| {
        // What search has read meanwhile may have the answer.
        ui.store.unread();
        let Some(first) = links.first() else { return view::WhileAsking::default() };
        let team = first.whom.chosen().map(|whom| whom.team);
        first.title.with(|title| view::while_asking(rows, title, asker, team, now))
    });
    let before = Signal::derive(move || found.with(|found| found.before.clone()));
    let known = Memo::new(move |_| found.with(|found| found.know.clone()));
    let choose = Callback::new(move |known: view::MayKnow| {
        if let Some(first) = untrack(|| links.first()) {
            first.whom.choose(&known);
        }
    });
    view! {
        <Before found=before on_take />
        <Knows known on_choose=choose place="#ask-0" />
    }
}

/// The requests, and the customer if it is a new one: one batch, all or nothing.
fn send(ui: Ui, draft: Draft, asker: DocId, (parent, split): (Option<DocId>, Option<DocId>), typed: Typed) {
    let Ok(due) = draft.due.get() else { return };
    let now = ui.now_once();
    // In the hours of whoever promises it.
    let reply_by = |whom: (DocId, Option<DocId>), within: Option<Span>| {
        // What came back with a draft may have been promised otherwise since.
        let of = |service| ui.look(|rows| rows.service(service).map(|row| row.reply_within)).flatten();
        let within = whom.1.and_then(of).unwrap_or(within)?;
        Some(ui.look(|rows| view::promised_from(rows, whom, now, within)).unwrap_or(now + within))
    };
    let mut edits = Vec::new();
    let chosen = draft.customer.written(ui, &mut edits);
    let customer = ui.look(|rows| view::customer_to_write(rows, parent, chosen)).unwrap_or(chosen);
    let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
    let details = text(draft.details);
    let asked: Vec<_> =
        draft.links.read().into_iter().filter_map(|link| Some((link, link.whom.chosen()?))).collect();
    let ids: Vec<DocId> = asked.iter().map(|_| ui.act.new_id(DocKind::Request)).collect();
    edits.extend(asked.iter().zip(&ids).map(|((link, whom), id)| {
        Edit::Ask(Box::new(NewAsk {
            id: *id,
            title: text(link.title),
            details: link.details(&details),
            asker,
            provider: whom.team,
            service: whom.service,
            customer,
            words: text(draft.words),
            reference: text(draft.reference),
            parent,
            due,
            reply_by: reply_by((whom.team, whom.service), whom.reply_within),
            private: draft.private.get_untracked(),
            voice: None,
        }))
    }));
    edits.extend(split.map(|request| Edit::Act {
        request,
        event: EventKind::Split { into: ids.clone() },
        on_behalf_of: String::new(),
    }));
    // Several stand below one: there they are all seen.
    let open = split.or(parent.filter(|_| ids.len() > 1)).or_else(|| ids.first().copied());
    ui.edit_then(edits, t!("asked", count = ids.len()), move |()| {
        typed.sent(ui);
        ui.go(&Route::Now(open));
    });
}
