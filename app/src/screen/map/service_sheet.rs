//! A service: who provides what to whom, and under what promise.

use super::settle;
use super::span_field::{SpanChoice, SpanField};
use crate::part::{Button, Choice, Field, Input, Kind, Picker, Sheet};
use crate::screen::acting::{When, WhenField};
use crate::screen::common::CHOICES_MAX;
use crate::ui::{Draft as Typed, Ui, format, has_voice, tell, words::t, work};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::calendar::Week;
use sightline_shared::edit::{Edit, ServiceField};
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::in_order::InOrder as _;
use sightline_shared::limits::{LINE_CHARS_MAX, TEXT_CHARS_MAX};
use sightline_shared::model::{NotUnderstood, not_understood};
use sightline_shared::view::{MapService, Named, PartyRow, PartyRowKind, ServiceDraft};

#[derive(Clone, Copy)]
struct Draft {
    provider: RwSignal<Option<Choice>>,
    served: RwSignal<Option<Choice>>,
    name: RwSignal<String>,
    reply: SpanChoice,
    deliver: SpanChoice,
    questions: RwSignal<String>,
    contact: RwSignal<String>,
    hours: RwSignal<String>,
    reconfirm: When,
    tried: RwSignal<bool>,
}

impl Draft {
    fn new(
        service: Option<&MapService>,
        (provider, served): (Option<&Named>, Option<&Named>),
        draft: &ServiceDraft,
        ui: Ui,
    ) -> Self {
        let choice = |named: &Named| Choice {
            key: named.id.to_string(),
            name: tell::name(named),
            note: String::new(),
        };
        Self {
            provider: RwSignal::new(provider.map(choice)),
            served: RwSignal::new(served.map(choice)),
            name: RwSignal::new(service.map_or_else(|| draft.name.clone(), |service| service.name.clone())),
            reply: SpanChoice::new(service.map_or(draft.reply_within, |service| service.reply_within)),
            deliver: SpanChoice::new(service.map_or(draft.deliver_within, |service| service.deliver_within)),
            questions: RwSignal::new(
                service.map(|service| service.questions_text.clone()).unwrap_or_default(),
            ),
            contact: RwSignal::new(service.map(|service| service.contact.clone()).unwrap_or_default()),
            hours: RwSignal::new(service.map(|service| service.hours.clone()).unwrap_or_default()),
            reconfirm: When::at(ui.now_once(), service.and_then(|service| service.reconfirm_by)),
            tried: RwSignal::new(false),
        }
    }

    /// What is typed survives the tab. A new one is told from another by who provides it to whom, where that is given.
    fn keep(self, ui: Ui, old: Option<&MapService>, ends: (Option<&Named>, Option<&Named>)) -> Typed {
        let id = |end: Option<&Named>| end.map(|end| end.id.to_string()).unwrap_or_default();
        let of = old.map_or_else(|| format!("new-{}-{}", id(ends.0), id(ends.1)), |old| old.id.to_string());
        Typed::begin(format!("service-{of}"))
            .with("service-provider", self.provider)
            .with("service-served", self.served)
            .with("service-name", self.name)
            .with("service-reply", self.reply)
            .with("service-deliver", self.deliver)
            .with("service-questions", self.questions)
            .with("service-contact", self.contact)
            .with("service-hours", self.hours)
            .with("service-reconfirm", self.reconfirm)
            .new_if(old.is_none())
            .keep(ui)
    }

    /// The line of the questions that isn't understood, in a sentence.
    fn wrong_questions(self) -> Option<String> {
        let (line, why) = self.questions.with(|text| not_understood(text))?;
        Some(match why {
            NotUnderstood::NoQuestionAbove => t!("questions-none-above", line = line),
            NotUnderstood::NoSuchAnswer => t!("questions-no-such-answer", line = line),
            NotUnderstood::NoQuestion => t!("questions-no-question", line = line),
            NotUnderstood::BadAnswers => t!("questions-bad-answers", line = line),
        })
    }

    /// What is wrong with its hours, in a sentence.
    fn wrong_hours(self) -> Option<String> {
        let error = self.hours.with(|hours| Week::parse(hours)).err()?;
        Some(work::hours_error(&error))
    }

    fn serves_itself(self) -> bool {
        let key = |end: RwSignal<Option<Choice>>| end.with(|end| end.as_ref().map(|end| end.key.clone()));
        key(self.provider).is_some_and(|provider| key(self.served) == Some(provider))
    }

    /// The edits that it means; none while something is lacking.
    fn edits(self, ui: Ui, old: Option<&MapService>) -> Option<Vec<Edit>> {
        let text = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let name = Some(text(self.name)).filter(|name| !name.is_empty())?;
        let (reply_within, deliver_within) = (self.reply.get().ok()?, self.deliver.get().ok()?);
        let (questions, contact) = (text(self.questions), text(self.contact));
        if self.wrong_questions().is_some() {
            return None;
        }
        let hours = Week::parse(&text(self.hours)).ok()?.to_string();
        let Some(old) = old else {
            let end = |choice: RwSignal<Option<Choice>>| {
                choice.with_untracked(|choice| choice.as_ref()?.key.parse::<DocId>().ok())
            };
            let (provider, served) = (end(self.provider)?, end(self.served)?);
            if provider == served {
                return None;
            }
            let id = ui.act.new_id(DocKind::Service);
            let mut edits =
                vec![Edit::AddService { id, provider, served, name, reply_within, deliver_within }];
            if !questions.is_empty() {
                edits.push(Edit::ChangeService { id, field: ServiceField::Questions(questions) });
            }
            if !contact.is_empty() {
                edits.push(Edit::ChangeService { id, field: ServiceField::Contact(contact) });
            }
            if !hours.is_empty() {
                edits.push(Edit::ChangeService { id, field: ServiceField::Hours(hours) });
            }
            return Some(edits);
        };
        // A moment that has passed may stay as it is; only a new one is checked.
        let reconfirm_by = self.reconfirm.get().unwrap_or(old.reconfirm_by);
        let fields = [
            (name != old.name).then_some(ServiceField::Name(name)),
            (reply_within != old.reply_within).then_some(ServiceField::ReplyWithin(reply_within)),
            (deliver_within != old.deliver_within).then_some(ServiceField::DeliverWithin(deliver_within)),
            (questions != old.questions_text.trim()).then_some(ServiceField::Questions(questions)),
            (contact != old.contact).then_some(ServiceField::Contact(contact)),
            (hours != old.hours).then_some(ServiceField::Hours(hours)),
            (reconfirm_by.map(format::to_field) != old.reconfirm_by.map(format::to_field))
                .then_some(ServiceField::ReconfirmBy(reconfirm_by)),
        ];
        Some(fields.into_iter().flatten().map(|field| Edit::ChangeService { id: old.id, field }).collect())
    }
}

/// Adds a service, or changes one.
#[component]
pub(super) fn ServiceSheet(
    service: Option<MapService>,
    provider: Option<Named>,
    served: Option<Named>,
    /// What is proposed for a new one.
    #[prop(optional)]
    draft: ServiceDraft,
    on_close: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let ends = (provider.as_ref(), served.as_ref());
    let draft = Draft::new(service.as_ref(), ends, &draft, ui);
    let typed = draft.keep(ui, service.as_ref(), ends);
    let note = typed.note(ui);
    let is_new = service.is_none();
    let fields = fields(draft, service.as_ref());
    let disputes = service.as_ref().map(|service| settle::of_service(ui, service, on_close));
    let retired = service.as_ref().map(|service| service.id);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        draft.tried.set(true);
        if let Some(edits) = draft.edits(ui, service.as_ref()) {
            typed.save(ui, edits, t!("saved"), on_close);
        }
    };
    let retire = move |id| {
        Callback::new(move |()| {
            ui.edit(
                vec![Edit::ChangeService { id, field: ServiceField::Retired(true) }],
                t!("map-retired-now"),
            );
            on_close.run(());
        })
    };
    view! {
        <Sheet title=if is_new { t!("map-add-service") } else { t!("map-change-service") } close=t!("close") on_close>
            {disputes}
            <form class="form tight" novalidate on:submit=submit>
                {note}
                {fields}
                <div class="buttons end">
                    {retired.map(|id| view! { <Button kind=Kind::Warn icon=lu::LuArchive on_press=retire(id)>{t!("map-retire")}</Button> })}
                    <Button kind=Kind::Main>{if is_new { t!("map-put") } else { t!("save") }}</Button>
                </div>
            </form>
        </Sheet>
    }
}

fn fields(draft: Draft, service: Option<&MapService>) -> impl IntoView + use<> {
    let is_new = service.is_none();
    let is_negotiated = service.is_some_and(|service| service.is_negotiated);
    let ends = service.map(|service| {
        t!("map-serves-whom", provider = tell::name(&service.provider), served = tell::name(&service.served))
    });
    let tried: Signal<bool> = draft.tried.into();
    let lacks_name = Signal::derive(move || {
        (tried.get() && !draft.name.with(|name| has_voice(name))).then(|| t!("field-empty"))
    });
    let wrong_questions = Signal::derive(move || tried.get().then(|| draft.wrong_questions()).flatten());
    let wrong_hours = Signal::derive(move || tried.get().then(|| draft.wrong_hours()).flatten());
    view! {
        {match ends {
            Some(ends) => view! { <p class="small">{ends}</p> }.into_any(),
            None => view! {
                <PartyPicker label=t!("service-provider") chosen=draft.provider fits=Callback::new(|(_, kind)| kind != PartyRowKind::PayingCustomer) tried />
                <PartyPicker label=t!("service-served") chosen=draft.served fits=Callback::new(|_| true) tried itself=Signal::derive(move || draft.serves_itself()) />
            }.into_any(),
        }}
        <Field label=t!("service-name") hint=t!("service-name-hint") value=draft.name max=LINE_CHARS_MAX error=lacks_name />
        {if is_negotiated {
            view! { <p class="small">{t!("service-negotiated")}</p> }.into_any()
        } else {
            view! {
                <SpanField label=t!("service-reply") choice=draft.reply tried />
                <SpanField label=t!("service-deliver") choice=draft.deliver tried />
            }.into_any()
        }}
        <Field label=t!("service-questions") hint=t!("service-questions-hint") value=draft.questions error=wrong_questions input=Input::Text max=TEXT_CHARS_MAX optional=t!("optional") />
        <Field label=t!("service-contact") hint=t!("service-contact-hint") value=draft.contact max=LINE_CHARS_MAX optional=t!("optional") />
        <Field label=t!("service-hours") hint=t!("service-hours-hint") value=draft.hours max=LINE_CHARS_MAX error=wrong_hours optional=t!("optional") />
        {(!is_new && !is_negotiated).then(|| view! { <WhenField label=t!("service-reconfirm") when=draft.reconfirm far=true may_be_none=true tried=Signal::derive(|| false) /> })}
    }
}

/// Finds a party by its name.
#[component]
pub(crate) fn PartyPicker(
    #[prop(into)] label: String,
    chosen: RwSignal<Option<Choice>>,
    /// Which parties are offered, by id and kind.
    fits: Callback<(DocId, PartyRowKind), bool>,
    #[prop(into)] tried: Signal<bool>,
    /// The choice is the party that provides.
    #[prop(optional, into)]
    itself: Signal<bool>,
    #[prop(optional, into)] optional: Option<String>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let wanted = query.get().trim().to_lowercase();
        let found = rows.parties().filter(|row| {
            !row.retired
                && row.name.to_lowercase().contains(&wanted)
                && fits.try_run((row.id, row.kind)).unwrap_or_default()
        });
        let mut found: Vec<_> = found.collect();
        found.put_in_order_by_cached_key(|row| (row.name.to_lowercase(), row.id));
        // What tells one from others of its name is looked up only for those that are shown: each is compared with all parties.
        let choice = |row: &PartyRow| Choice {
            key: row.id.to_string(),
            name: row.name.clone(),
            note: tell::apart(rows, row.id).unwrap_or_else(|| tell::party_kind(row.kind)),
        };
        found.into_iter().take(CHOICES_MAX).map(choice).collect::<Vec<_>>()
    });
    let error = Signal::derive(move || match tried.get() {
        true if chosen.with(Option::is_none) => Some(t!("field-choose")),
        true if itself.get() => Some(t!("service-itself")),
        _ => None,
    });
    view! { <Picker label query choices chosen change=t!("change") placeholder=t!("type-to-find") optional=optional.unwrap_or_default() error /> }
}
