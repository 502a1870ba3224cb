//! A text of several lines with offers: while one types, a list offers what may be put in. Arrows move, Enter takes, Escape closes.

use super::basics::{Icon, Icons};
use leptos::{ev::KeyboardEvent, html::Textarea, prelude::*};

/// Something that can be put into a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Offered {
    /// Its name.
    pub(crate) name: String,
    /// Beside its name; may be empty.
    pub(crate) beside: String,
    /// A second line; may be empty.
    pub(crate) note: String,
    /// The language of the second line; may be empty.
    pub(crate) language: String,
    /// What is put into the text.
    pub(crate) writes: String,
    /// In place of so many bytes before the caret.
    pub(crate) replaces: usize,
    /// What tells it apart from others of its name, for whoever hears that it was taken; may be empty.
    pub(crate) key: String,
}

/// Where somebody types. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Typing {
    /// What stands before the caret.
    before: RwSignal<String>,
    /// Where everything was asked for: what is typed from there on narrows it.
    asked_at: RwSignal<Option<usize>>,
    active: RwSignal<usize>,
    /// Nothing is offered until something else is typed.
    closed: RwSignal<bool>,
}

impl Typing {
    /// Nobody has typed yet.
    pub(crate) fn new() -> Self {
        Self {
            before: RwSignal::new(String::new()),
            asked_at: RwSignal::new(None),
            active: RwSignal::new(0),
            closed: RwSignal::new(true),
        }
    }

    /// What stands before the caret while offers may be shown.
    pub(crate) fn before(self) -> Option<String> {
        (!self.closed.get()).then(|| self.before.get())
    }

    /// What was typed since everything was asked for.
    pub(crate) fn asked(self) -> Option<String> {
        let (at, before) = (self.asked_at.get()?, self.before()?);
        before.get(at..).filter(|typed| !typed.contains('\n')).map(str::to_owned)
    }

    fn close(self) {
        self.closed.set(true);
        self.asked_at.set(None);
    }

    /// Takes over where the caret stands.
    fn look(self, field: &leptos::web_sys::HtmlTextAreaElement) {
        let caret = field.selection_start().ok().flatten().and_then(|at| usize::try_from(at).ok());
        // The browser counts in units of UTF-16.
        let units: Vec<u16> = field.value().encode_utf16().take(caret.unwrap_or(usize::MAX)).collect();
        let before = String::from_utf16_lossy(&units);
        if self.before.with_untracked(|known| *known != before) {
            self.before.set(before);
            self.active.set(0);
        }
    }
}

/// What a field offers. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Offers {
    /// Where somebody types.
    pub(crate) typing: Typing,
    /// What is offered there.
    pub(crate) offered: Signal<Vec<Offered>>,
    /// What the list is called.
    pub(crate) label: Signal<String>,
    /// The button that asks for everything: its word, while there is something.
    pub(crate) button: Signal<Option<String>>,
    /// Beside it.
    pub(crate) icon: Icons,
    /// Hears what was taken.
    pub(crate) on_take: Callback<Offered>,
}

/// What the field around it says of a text.
pub(super) struct Around {
    pub(super) id: String,
    pub(super) placeholder: Option<String>,
    pub(super) described: Signal<Option<String>>,
    pub(super) invalid: Signal<Option<&'static str>>,
}

/// The text, its list and its button.
pub(super) fn text_with_offers(around: Around, value: RwSignal<String>, offers: Offers) -> AnyView {
    let field = NodeRef::<Textarea>::new();
    let Offers { typing, offered, .. } = offers;
    let open = Memo::new(move |_| offered.with(|offered| !offered.is_empty()));
    let list = StoredValue::new(format!("{}-list", around.id));
    let take = Callback::new(move |one: Offered| take(one, value, offers, field));
    let typed = move |event: leptos::ev::Event| {
        let field: leptos::web_sys::HtmlTextAreaElement = event_target(&event);
        typing.closed.set(false);
        typing.look(&field);
        value.set(field.value());
    };
    let moved = move || {
        if let Some(field) = field.get_untracked().filter(|_| !typing.closed.get_untracked()) {
            typing.look(&field);
        }
    };
    view! {
        <div class="picker">
            <textarea
                id=around.id
                class="input"
                rows="3"
                node_ref=field
                placeholder=around.placeholder
                aria-autocomplete="list"
                aria-controls=move || open.get().then(|| list.get_value())
                aria-activedescendant=move || open.get().then(|| format!("{}-{}", list.get_value(), typing.active.get()))
                aria-describedby=move || around.described.get()
                aria-invalid=move || around.invalid.get()
                prop:value=move || value.get()
                on:input=typed
                on:blur=move |_| typing.close()
                on:click=move |_| moved()
                on:keyup=move |_| moved()
                on:keydown=move |event| keys(&event, offers, take, list)
            ></textarea>
            {move || open.get().then(|| listbox(offers, take, list))}
            <span class="out" role="status">{move || open.get().then(|| format!("{}: {}", offers.label.get(), offered.with(Vec::len)))}</span>
        </div>
        {move || offers.button.get().map(|text| ask_button(text, offers, field))}
    }
    .into_any()
}

/// Puts it in place of what was typed of it.
fn take(one: Offered, value: RwSignal<String>, offers: Offers, field: NodeRef<Textarea>) {
    let typing = offers.typing;
    // First: what is offered is gone once the list is closed.
    offers.on_take.run(one.clone());
    let before = typing.before.get_untracked();
    let kept = before.get(..before.len().saturating_sub(one.replaces)).unwrap_or(&before);
    let written = format!("{kept}{}", one.writes);
    if let Some(field) = field.get_untracked() {
        // As the field has it: what was set may have had other ends of lines.
        let after = field.value().strip_prefix(&*before).unwrap_or_default().to_owned();
        let whole = format!("{written}{after}");
        field.set_value(&whole);
        let caret = u32::try_from(written.encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = field.set_selection_range(caret, caret);
        typing.close();
        typing.look(&field);
        value.set(whole);
        let _ = field.focus();
    }
}

fn keys(event: &KeyboardEvent, offers: Offers, take: Callback<Offered>, list: StoredValue<String>) {
    let Offers { typing, offered, .. } = offers;
    let last = offered.with_untracked(Vec::len).checked_sub(1);
    // With another key held down it means something else: to go back, or to send.
    let held = event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key();
    let Some(last) = last.filter(|_| !event.is_composing() && !held) else { return };
    match event.key().as_str() {
        // Who asked for everything and has chosen nothing goes on to the next field.
        "Tab" if typing.asked_at.get_untracked().is_some() => return typing.close(),
        "ArrowDown" => typing.active.update(|at| *at = (*at + 1).min(last)),
        "ArrowUp" => typing.active.update(|at| *at = at.saturating_sub(1)),
        "Enter" | "Tab" => {
            let one = offered.with_untracked(|all| all.get(typing.active.get_untracked()).cloned());
            if let Some(one) = one {
                take.run(one);
            }
        }
        "Escape" => typing.close(),
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
    show(format!("{}-{}", list.get_value(), typing.active.get_untracked()));
}

/// Scrolls there once it is painted: on a phone the keyboard takes half of the screen.
fn show(id: String) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            element.scroll_into_view_with_bool(false);
        }
    });
}

fn listbox(offers: Offers, take: Callback<Offered>, list: StoredValue<String>) -> AnyView {
    let active = offers.typing.active;
    let option = move |(at, one): (usize, Offered)| {
        let taken = one.clone();
        let language = (!one.language.is_empty()).then_some(one.language);
        view! {
            <li
                class="option"
                role="option"
                id=format!("{}-{at}", list.get_value())
                aria-selected=move || if active.get() == at { "true" } else { "false" }
                // Before the field loses the focus: a click would come too late.
                on:pointerdown=move |event| event.prevent_default()
                on:click=move |_| take.run(taken.clone())
            >
                <span>{one.name}{(!one.beside.is_empty()).then(|| view! { <span class="small">" · "{one.beside}</span> })}</span>
                {(!one.note.is_empty()).then(|| view! { <span class="small cut" lang=language>{one.note}</span> })}
            </li>
        }
    };
    show(list.get_value());
    let options = move || offers.offered.get().into_iter().enumerate().map(option).collect_view();
    view! { <ul class="options over" role="listbox" id=list.get_value() aria-label=move || offers.label.get()>{options}</ul> }
        .into_any()
}

/// Asks for everything where the caret stands, without a key to know.
fn ask_button(text: String, offers: Offers, field: NodeRef<Textarea>) -> AnyView {
    let typing = offers.typing;
    let press = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if typing.asked_at.get_untracked().is_some() && offers.offered.with_untracked(|all| !all.is_empty()) {
            typing.close();
            return;
        }
        let _ = field.focus();
        typing.look(&field);
        typing.asked_at.set(Some(typing.before.with_untracked(String::len)));
        typing.closed.set(false);
    };
    view! {
        <div>
            // The field keeps the focus, and a phone its keyboard.
            <button class="button quiet" type="button" on:pointerdown=move |event| event.prevent_default() on:click=press>
                <Icon icon=offers.icon />
                {text}
            </button>
        </div>
    }
    .into_any()
}
