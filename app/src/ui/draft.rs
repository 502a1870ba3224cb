//! What a form holds and nobody has saved yet: it is in its fields again after the tab was closed or killed. Nothing of it is written
//! anywhere else before its person saves.

use super::words::{say, t};
use super::{Ui, format};
use crate::part::{Button, Choice, Icon, Kind};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::Millis;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::JsCast;

/// Something of a form that is kept as a text.
pub(crate) trait Kept: Send + Sync + 'static {
    /// What it holds; whoever asks hears when that changes. None: it is gone.
    fn said(&self) -> Option<String>;

    /// Holds that again.
    fn put(&self, said: &str);

    /// What is written where it belongs, when that is more than what the field says: a field that says only what it changes.
    fn written(&self) -> Option<String> {
        None
    }

    /// The same for a person, where it can be told in a few words.
    fn words(&self, _said: &str) -> Option<String> {
        None
    }

    /// It is kept with whatever else was typed, also untouched: without it the rest would mean something else.
    fn goes_along(&self, _said: &str) -> bool {
        false
    }
}

impl Kept for RwSignal<String> {
    fn said(&self) -> Option<String> {
        self.try_get()
    }

    fn put(&self, said: &str) {
        self.set(said.to_owned());
    }

    fn words(&self, said: &str) -> Option<String> {
        Some(said.to_owned())
    }
}

const YES: &str = "yes";
const NO: &str = "no";

impl Kept for RwSignal<bool> {
    fn said(&self) -> Option<String> {
        self.try_get().map(|is| if is { YES } else { NO }.to_owned())
    }

    fn put(&self, said: &str) {
        self.set(said == YES);
    }
}

/// The tick that keeps words among two teams: words that came back without it would go out to everybody.
pub(crate) struct Private(pub(crate) RwSignal<bool>);

impl Kept for Private {
    fn said(&self) -> Option<String> {
        self.0.said()
    }

    fn put(&self, said: &str) {
        self.0.put(said);
    }

    fn goes_along(&self, said: &str) -> bool {
        said == YES
    }
}

impl Kept for RwSignal<Option<Choice>> {
    fn said(&self) -> Option<String> {
        let choice = self.try_get()?;
        Some(choice.map(|choice| lines(&[vec![choice.key, choice.name, choice.note]])).unwrap_or_default())
    }

    fn put(&self, said: &str) {
        let line = read_lines(said).into_iter().next().and_then(|line| <[String; 3]>::try_from(line).ok());
        self.set(line.map(|[key, name, note]| Choice { key, name, note }));
    }

    fn words(&self, said: &str) -> Option<String> {
        let line = read_lines(said).into_iter().next().unwrap_or_default();
        Some(line.into_iter().nth(1).unwrap_or_default())
    }
}

/// One of a few, which are known.
pub(crate) struct OneOf(pub(crate) RwSignal<&'static str>, pub(crate) Vec<&'static str>);

impl Kept for OneOf {
    fn said(&self) -> Option<String> {
        self.0.try_get().map(str::to_owned)
    }

    fn put(&self, said: &str) {
        if let Some(key) = self.1.iter().find(|key| **key == said) {
            self.0.set(key);
        }
    }
}

/// Texts in lines, as one text.
pub(crate) fn lines(lines: &[Vec<String>]) -> String {
    serde_json::to_string(lines).unwrap_or_default()
}

/// The lines of such a text; none of any other.
pub(crate) fn read_lines(text: &str) -> Vec<Vec<String>> {
    serde_json::from_str(text).unwrap_or_default()
}

struct Part {
    /// What it is called in the form: the key of its label.
    name: &'static str,
    kept: Box<dyn Kept>,
    /// What it held before anything was typed.
    usual: String,
    /// What is written where it belongs.
    written: String,
    /// What was written there when the draft was begun: another than now, somebody else changed it meanwhile.
    base: String,
}

/// A form's draft that came back.
#[derive(Clone, PartialEq)]
struct Back {
    at: Millis,
    /// What others changed meanwhile, where the draft says something else: the field, and what stands there by now.
    meanwhile: Vec<(&'static str, String)>,
}

struct Inner {
    place: String,
    parts: Vec<Part>,
    back: RwSignal<Option<Back>>,
    /// It is about what isn't written yet: nobody else can have changed that, and what its fields begin with goes with the day.
    is_new: bool,
    /// What came back was discarded: the next draft begins with what is written now.
    is_anew: AtomicBool,
    /// It was saved: what its fields still hold is nothing to keep.
    is_over: AtomicBool,
}

impl Inner {
    /// What is to be kept: each part that was touched, with what it held before. Empty: nothing was.
    fn text(&self) -> Option<String> {
        let said = self.parts.iter().map(|part| part.kept.said()).collect::<Option<Vec<_>>>()?;
        let is_touched = |(part, said): (&Part, &String)| *said != part.usual;
        if !self.parts.iter().zip(&said).any(is_touched) {
            return Some(String::new());
        }
        let both = self.parts.iter().zip(said);
        let both = both.filter(|(part, said)| is_touched((part, said)) || part.kept.goes_along(said));
        let is_anew = self.is_anew.load(Ordering::Relaxed);
        let base = |part: &Part| if is_anew { part.written.clone() } else { part.base.clone() };
        let line = |(part, said): (&Part, String)| vec![part.name.to_owned(), base(part), said];
        Some(lines(&both.map(line).collect::<Vec<_>>()))
    }

    /// Puts back what is kept.
    fn come_back(&mut self, at: Millis, text: &str) {
        let mut meanwhile = Vec::new();
        let kept = read_lines(text);
        // What an older version kept was the text of one field.
        if let Some(first) = self.parts.first().filter(|_| kept.is_empty()) {
            first.kept.put(text);
        }
        for line in kept {
            let [name, base, said] = line.as_slice() else { continue };
            let Some(part) = self.parts.iter_mut().find(|part| part.name == name) else { continue };
            part.kept.put(said);
            let is_other = || untrack(|| part.kept.said()).is_some_and(|said| said != part.usual);
            if !self.is_new && part.written != *base && is_other() {
                // That it changed is said also where what stands there can't be told.
                let words = part.kept.words(&part.written).unwrap_or_else(|| t!("draft-otherwise"));
                meanwhile.push((part.name, words));
            }
            part.base.clone_from(base);
        }
        // What somebody has saved meanwhile is no draft any more.
        let is_different = untrack(|| self.text()).is_some_and(|text| !text.is_empty());
        self.back.set(is_different.then_some(Back { at, meanwhile }));
    }
}

/// What is being typed into a form, to be kept. Made with [`Draft::begin`], [`Draft::with`] for each field, and [`Draft::keep`] once the
/// fields hold what they begin with.
pub(crate) struct Begun(Inner);

/// A form's draft. It outlives the form: what was sent is settled after its sheet is closed.
#[derive(Clone)]
pub(crate) struct Draft(Arc<Inner>);

impl Draft {
    /// The draft of the form at this place: a name for the form and, where there is one, the document that it is about.
    pub(crate) fn begin(place: impl Into<String>) -> Begun {
        Begun(Inner {
            place: place.into(),
            parts: Vec::new(),
            back: RwSignal::new(None),
            is_new: false,
            is_anew: AtomicBool::new(false),
            is_over: AtomicBool::new(false),
        })
    }

    /// It was saved: the place is empty again.
    pub(crate) fn sent(&self, ui: Ui) {
        self.0.is_over.store(true, Ordering::Relaxed);
        ui.act.keep_draft(&self.0.place, "");
        let _ = self.0.back.try_set(None);
    }

    /// Saves from a sheet that closes when it was done: what was refused stays in its fields.
    pub(crate) fn save(
        &self,
        ui: Ui,
        edits: Vec<sightline_shared::edit::Edit>,
        done: String,
        on_close: Callback<()>,
    ) {
        let draft = self.clone();
        let close = move |()| {
            draft.sent(ui);
            let _ = on_close.try_run(());
        };
        if edits.is_empty() {
            return close(());
        }
        ui.edit_then(edits, done, close);
    }

    /// Whether something came back.
    pub(crate) fn is_back(&self) -> bool {
        self.0.back.with_untracked(Option::is_some)
    }

    /// The fields hold what they began with.
    fn discard(&self, ui: Ui) {
        self.0.is_anew.store(true, Ordering::Relaxed);
        self.0.parts.iter().for_each(|part| part.kept.put(&part.usual));
        ui.act.keep_draft(&self.0.place, "");
        self.0.back.set(None);
    }

    /// "Draft from 09:14 · Discard": that the fields hold what was typed before, and what others changed meanwhile.
    pub(crate) fn note(&self, ui: Ui) -> impl IntoView + use<> {
        let draft = self.clone();
        let place = NodeRef::<leptos::html::Div>::new();
        move || {
            let back = draft.0.back.get()?;
            let this = draft.clone();
            let discard = Callback::new(move |()| {
                // The button goes with what it is about: whoever pressed it goes on in the form.
                let form = place.get_untracked().and_then(|place| place.closest("form").ok().flatten());
                this.discard(ui);
                let first = form.and_then(|form| form.query_selector("input, textarea").ok().flatten());
                if let Some(field) =
                    first.and_then(|field| field.dyn_into::<leptos::web_sys::HtmlElement>().ok())
                {
                    let _ = field.focus();
                }
            });
            let line = |(name, words): (&str, String)| {
                let (field, text) =
                    (say(name, None), if words.is_empty() { t!("draft-nothing") } else { words });
                view! { <li class="keep">{t!("draft-field", field = field, text = text)}</li> }
            };
            let has_changed = !back.meanwhile.is_empty();
            let meanwhile = back.meanwhile.into_iter().map(line).collect_view();
            Some(view! {
                <div class="draft" node_ref=place>
                    <div class="buttons">
                        <span class="small"><Icon icon=lu::LuPencilLine />" "{t!("draft-from", time = format::moment(back.at, ui.now_once()))}</span>
                        <Button kind=Kind::Quiet on_press=discard>{t!("draft-discard")}</Button>
                    </div>
                    {has_changed.then(|| view! { <p class="small">{t!("draft-changed")}</p><ul class="small">{meanwhile}</ul> })}
                </div>
            })
        }
    }
}

impl Begun {
    /// With this field; `name` is the key of its label, and what it is known by in what is kept.
    pub(crate) fn with(mut self, name: &'static str, kept: impl Kept) -> Self {
        let usual = untrack(|| kept.said()).unwrap_or_default();
        let written = untrack(|| kept.written()).unwrap_or_else(|| usual.clone());
        self.0.parts.push(Part { name, kept: Box::new(kept), base: written.clone(), written, usual });
        self
    }

    /// Whether it is about what isn't written yet.
    pub(crate) fn new_if(mut self, is_new: bool) -> Self {
        self.0.is_new = is_new;
        self
    }

    /// Puts into the fields what was typed at this place before, and keeps what is typed from now on.
    pub(crate) fn keep(mut self, ui: Ui) -> Draft {
        if let Some((at, text)) = ui.act.draft(&self.0.place) {
            self.0.come_back(at, &text);
        }
        let inner = Arc::new(self.0);
        let draft = Draft(Arc::clone(&inner));
        Effect::new(move |before: Option<()>| {
            let Some(text) = inner.text().filter(|_| before.is_some()) else { return };
            if text.is_empty() {
                inner.is_over.store(false, Ordering::Relaxed);
            }
            if !inner.is_over.load(Ordering::Relaxed) {
                ui.act.keep_draft(&inner.place, &text);
            }
        });
        draft
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn begun(title: &str, ticked: bool) -> Begun {
        let begun = Draft::begin("somewhere").with("field-title", RwSignal::new(title.to_owned()));
        begun.with("field-details", RwSignal::new(ticked))
    }

    fn meanwhile(inner: &Inner) -> Vec<(&'static str, String)> {
        inner.back.get_untracked().map(|back| back.meanwhile).unwrap_or_default()
    }

    /// KN14: whatever others changed meanwhile is named, a new thing was changed by nobody, and what is discarded is over.
    #[wasm_bindgen_test]
    fn a_draft_says_what_others_changed() {
        let owner = Owner::new();
        owner.set();
        let text =
            |name: &str, base: &str, said: &str| vec![name.to_owned(), base.to_owned(), said.to_owned()];
        let kept = lines(&[text("field-title", "old", "mine"), text("field-details", YES, YES)]);

        let mut inner = begun("theirs", false).0;
        inner.come_back(Millis(0), &kept);
        let both = [("field-title", "theirs".to_owned()), ("field-details", t!("draft-otherwise"))];
        assert_eq!(meanwhile(&inner), both);
        assert_eq!(untrack(|| inner.text()), Some(kept.clone()));
        inner.is_anew.store(true, Ordering::Relaxed);
        let anew = lines(&[text("field-title", "theirs", "mine"), text("field-details", NO, YES)]);
        assert_eq!(untrack(|| inner.text()), Some(anew));

        let mut inner = begun("theirs", false).new_if(true).0;
        inner.come_back(Millis(0), &kept);
        assert!(meanwhile(&inner).is_empty());
        assert!(inner.back.get_untracked().is_some());
    }
}
