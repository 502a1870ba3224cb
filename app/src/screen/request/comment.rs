//! Saying something: one field and one tap. "@" names somebody, who hears of it.

use crate::part::{Button, Icon};
use crate::ui::{Draft, Ui, has_voice, words::t};
use icondata_lu as lu;
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};
use sightline_shared::edit::Edit;
use sightline_shared::id::DocId;
use sightline_shared::limits::TEXT_CHARS_MAX;
use sightline_shared::model::EventKind;
use sightline_shared::view::{self, Named};

/// Names that are offered at once.
const NAMES_MAX: usize = 6;
const FIELD: &str = "comment";
const NAMES: &str = "comment-names";

/// What is typed, and who is named in it.
#[derive(Clone, Copy)]
struct Saying {
    text: RwSignal<String>,
    /// What stands before the place where one types.
    before: RwSignal<String>,
    picked: RwSignal<Vec<Named>>,
    active: RwSignal<usize>,
    /// Names are not offered until something else is typed.
    closed: RwSignal<bool>,
}

impl Saying {
    fn typed(self, field: &leptos::web_sys::HtmlTextAreaElement) {
        let text = field.value();
        let caret = field.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok());
        // The browser counts in units of UTF-16.
        let units: Vec<u16> = text.encode_utf16().take(caret.unwrap_or(usize::MAX)).collect();
        self.before.set(String::from_utf16_lossy(&units));
        self.text.set(text);
        self.active.set(0);
        self.closed.set(false);
    }

    /// Puts a name in place of what was typed of it.
    fn take(self, name: Named, field: NodeRef<Textarea>) {
        let before = self.before.get_untracked();
        let Some(typed) = view::typed_mention(&before) else { return };
        let kept = before.strip_suffix(typed).unwrap_or(&before).to_owned();
        let after =
            self.text.with_untracked(|text| text.strip_prefix(&before).unwrap_or_default().to_owned());
        let written = format!("{kept}{} ", name.name);
        if let Some(field) = field.get_untracked() {
            field.set_value(&format!("{written}{after}"));
            let caret = u32::try_from(written.encode_utf16().count()).unwrap_or(u32::MAX);
            let _ = field.set_selection_range(caret, caret);
            self.typed(&field);
            let _ = field.focus();
        }
        self.closed.set(true);
        self.picked.update(|picked| picked.push(name));
    }
}

/// The field.
#[component]
pub(super) fn CommentBox(id: DocId) -> impl IntoView {
    let ui = Ui::here();
    let saying = Saying {
        text: RwSignal::new(String::new()),
        before: RwSignal::new(String::new()),
        picked: RwSignal::new(Vec::new()),
        active: RwSignal::new(0),
        closed: RwSignal::new(false),
    };
    let draft = Draft::of(ui, &format!("comment-{id}"), saying.text);
    let field = NodeRef::<Textarea>::new();
    let too_long = move || saying.text.with(|text| text.chars().count()) > TEXT_CHARS_MAX;
    let names = ui.query(move |rows, viewer, _| {
        let typed = saying.before.with(|before| view::typed_mention(before).map(str::to_owned));
        let typed = typed.filter(|_| !saying.closed.get());
        typed.map(|typed| view::mention_choices(rows, viewer, &typed, NAMES_MAX)).unwrap_or_default()
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let said = saying.text.get_untracked().trim().to_owned();
        if !has_voice(&said) || too_long() {
            return;
        }
        let picked = saying.picked.get_untracked();
        let mentions = ui.look(|rows| view::mentioned(rows, &said, &picked)).unwrap_or_default();
        let event = EventKind::Commented { text: said, mentions };
        let draft = draft.clone();
        ui.edit_then(
            vec![Edit::Act { request: id, event, on_behalf_of: String::new() }],
            String::new(),
            move |()| {
                draft.sent(ui);
                let _ = saying.text.try_set(String::new());
                let _ = saying.before.try_set(String::new());
                let _ = saying.picked.try_set(Vec::new());
            },
        );
    };
    let keys = move |event: KeyboardEvent| keys(&event, saying, names, field);
    let wrong = move || too_long().then_some("comment-wrong");
    view! {
        <form class="form tight" novalidate on:submit=submit>
            <div class="field">
                <label for=FIELD>{t!("comment-label")}</label>
                <textarea
                    id=FIELD
                    class="input"
                    rows="3"
                    node_ref=field
                    aria-autocomplete="list"
                    aria-controls=move || names.with(|names| !names.is_empty()).then_some(NAMES)
                    aria-activedescendant=move || names.with(|names| !names.is_empty()).then(|| format!("{NAMES}-{}", saying.active.get()))
                    aria-invalid=move || too_long().then_some("true")
                    aria-describedby=wrong
                    prop:value=move || saying.text.get()
                    on:input=move |event| saying.typed(&event_target(&event))
                    on:blur=move |_| saying.closed.set(true)
                    on:keydown=keys
                ></textarea>
                <div class="picker">{move || offered(saying, names, field)}</div>
                <Show when=too_long>
                    <p class="error" id="comment-wrong"><Icon icon=lu::LuCircleAlert />{t!("field-too-long", max = TEXT_CHARS_MAX)}</p>
                </Show>
                {move || count(saying.text)}
            </div>
            <div class="buttons end"><Button icon=lu::LuMessageSquare>{t!("act-comment")}</Button></div>
        </form>
    }
}

/// How much of the room is used, once that matters.
fn count(text: RwSignal<String>) -> Option<AnyView> {
    let used = text.with(|text| text.chars().count());
    (used * 5 >= TEXT_CHARS_MAX * 4)
        .then(|| view! { <span class="count">{format!("{used} / {TEXT_CHARS_MAX}")}</span> }.into_any())
}

fn keys(event: &KeyboardEvent, saying: Saying, names: Memo<Vec<Named>>, field: NodeRef<Textarea>) {
    let names = names.get_untracked();
    if names.is_empty() {
        return;
    }
    match event.key().as_str() {
        "ArrowDown" => saying.active.update(|at| *at = (*at + 1).min(names.len() - 1)),
        "ArrowUp" => saying.active.update(|at| *at = at.saturating_sub(1)),
        "Enter" | "Tab" => {
            if let Some(name) = names.get(saying.active.get_untracked()) {
                saying.take(name.clone(), field);
            }
        }
        "Escape" => saying.closed.set(true),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

fn offered(saying: Saying, names: Memo<Vec<Named>>, field: NodeRef<Textarea>) -> Option<AnyView> {
    let names = names.get();
    if names.is_empty() {
        return None;
    }
    let options = names.into_iter().enumerate().map(|(at, name)| {
        let taken = name.clone();
        view! {
            <li
                class="option"
                role="option"
                id=format!("{NAMES}-{at}")
                aria-selected=move || if saying.active.get() == at { "true" } else { "false" }
                // Before the field loses the focus: a click would come too late.
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| saying.take(taken.clone(), field)
            >
                <span>{name.name}</span>
            </li>
        }
    });
    Some(view! { <ul class="options over" role="listbox" id=NAMES aria-label=t!("comment-names")>{options.collect_view()}</ul> }.into_any())
}
