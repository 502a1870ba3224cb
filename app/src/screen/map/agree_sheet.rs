//! The sheets in which a promise is proposed, and said no to.

use super::span_field::{SpanChoice, SpanField};
use crate::part::{Button, Field, Input, Kind, Sheet};
use crate::screen::acting::{When, WhenField};
use crate::ui::{Draft, Ui, has_voice, tell, words::t};
use leptos::prelude::*;
use sightline_shared::edit::{Answering, Edit, ServiceField};
use sightline_shared::id::{DocId, Millis};
use sightline_shared::limits::LINE_CHARS_MAX;
use sightline_shared::model::{Offer, Verdict};
use sightline_shared::view::MapService;

/// Whether a reason was given that fits.
fn is_reason(text: &str) -> bool {
    has_voice(text) && text.chars().count() <= LINE_CHARS_MAX
}

fn lacks_reason(words: RwSignal<String>, tried: RwSignal<bool>) -> Signal<Option<String>> {
    Signal::derive(move || (tried.get() && !words.with(|words| has_voice(words))).then(|| t!("field-empty")))
}

/// Proposes another promise to the other end.
#[component]
pub(super) fn ProposeSheet(service: MapService, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let now = ui.now_once();
    let (reply, deliver) = (SpanChoice::new(service.reply_within), SpanChoice::new(service.deliver_within));
    let again = service.reconfirm_by.filter(|by| *by > now);
    let reconfirm =
        again.map_or_else(|| When::preset(now, When::HALF_A_YEAR), |again| When::at(now, Some(again)));
    let (words, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let draft = Draft::begin(format!("propose-{}", service.id))
        .with("service-reply", reply)
        .with("service-deliver", deliver)
        .with("service-reconfirm", reconfirm)
        .with("propose-why", words)
        .keep(ui);
    let note = draft.note(ui);
    let (id, ends) = (service.id, [service.provider.id, service.served.id]);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let why = words.get_untracked().trim().to_owned();
        let spans = reply.get().ok().zip(deliver.get().ok());
        let (Some((reply_within, deliver_within)), Ok(reconfirm_by)) = (spans, reconfirm.get()) else {
            return;
        };
        if !is_reason(&why) {
            return;
        }
        let end = ui.viewer().team.filter(|team| ends.contains(team));
        let offer = Offer { end, reply_within, deliver_within, reconfirm_by, words: why };
        let field = ServiceField::Proposed(Some(Box::new(offer)));
        draft.save(ui, vec![Edit::ChangeService { id, field }], t!("proposed"), on_close);
    };
    let ends_said =
        t!("map-serves-whom", provider = tell::name(&service.provider), served = tell::name(&service.served));
    let error = lacks_reason(words, tried);
    view! {
        <Sheet title=t!("propose-title") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <p>{ends_said}": "{service.name.clone()}</p>
                <p class="small">{t!("propose-about")}</p>
                <SpanField label=t!("service-reply") choice=reply tried />
                <SpanField label=t!("service-deliver") choice=deliver tried />
                <WhenField label=t!("service-reconfirm") when=reconfirm far=true may_be_none=true tried />
                <Field label=t!("propose-why") value=words input=Input::Text max=LINE_CHARS_MAX error />
                <div class="buttons end"><Button kind=Kind::Main>{t!("propose-send")}</Button></div>
            </form>
        </Sheet>
    }
}

/// Says no to a proposal, and why.
#[component]
pub(super) fn DeclineSheet(service: DocId, by: DocId, at: Millis, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let (words, tried) = (RwSignal::new(String::new()), RwSignal::new(false));
    let draft = Draft::begin(format!("decline-{service}-{by}")).with("proposal-why-not", words).keep(ui);
    let note = draft.note(ui);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let why = words.get_untracked().trim().to_owned();
        if !is_reason(&why) {
            return;
        }
        let answer = Answering { to: at, verdict: Verdict::Declined, words: why };
        let field = ServiceField::Answered(by, Some(Box::new(answer)));
        draft.save(ui, vec![Edit::ChangeService { id: service, field }], t!("saved"), on_close);
    };
    let error = lacks_reason(words, tried);
    view! {
        <Sheet title=t!("decline-title") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("proposal-why-not") value=words input=Input::Text max=LINE_CHARS_MAX error autofocus=true />
                <div class="buttons end"><Button kind=Kind::Main>{t!("proposal-decline")}</Button></div>
            </form>
        </Sheet>
    }
}
