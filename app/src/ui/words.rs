//! Words: every sentence that a person reads comes from `locales/`, in their language, with the plural that the language wants.
//!
//! [`t!`] is a plain function of the present language. Changing the language mounts the screens anew (see [`super::App`]), so no
//! sentence needs to be a signal.

use crate::act::browser;
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::{cell::RefCell, rc::Rc};
use unic_langid::LanguageIdentifier;

/// Where the choice is kept. Not a secret, and wanted before storage is open: hence not in IndexedDB.
const KEY: &str = "language";

/// A language that the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// All of them, in the order to show.
    pub(crate) const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// The tag for `<html lang>` and Intl.
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// What its speakers call it.
    pub(crate) const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Español",
        }
    }

    const fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("../../locales/en.ftl"),
            Self::Spanish => include_str!("../../locales/es.ftl"),
        }
    }

    /// What stands behind a key, on its own line: also of a language that nobody speaks at the moment.
    pub(crate) fn line(self, key: &str) -> Option<&'static str> {
        self.source().lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "))
    }

    /// The language that a tag begins with ("es-MX" is Spanish).
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    /// What the person chose, else what their browser prefers, else English.
    pub(crate) fn preferred() -> Self {
        let kept = browser::recall(KEY).and_then(|tag| Self::of_tag(&tag));
        kept.or_else(|| browser::languages().iter().find_map(|tag| Self::of_tag(tag)))
            .unwrap_or(Self::English)
    }

    /// Speaks this language from now on, and remembers it.
    pub(crate) fn choose(self) {
        browser::remember(KEY, self.tag());
    }

    /// The one that [`t!`] speaks.
    pub(crate) fn spoken() -> Self {
        SPOKEN.with_borrow(|spoken| spoken.as_ref().map_or(Self::English, |spoken| spoken.language))
    }

    /// Makes [`t!`] speak it.
    pub(crate) fn speak(self) {
        SPOKEN.with_borrow_mut(|spoken| {
            if spoken.as_ref().is_none_or(|spoken| spoken.language != self) {
                *spoken = Some(Spoken::load(self));
            }
        });
        browser::set_language(self.tag());
    }
}

struct Spoken {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl Spoken {
    fn load(language: Language) -> Self {
        // A test reads both files: what a resource can't read is left out here and its key shown.
        let resource =
            FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(resource, _)| resource);
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // See `isolated`.
        bundle.set_use_isolating(false);
        bundle.add_resource_overriding(resource);
        Self { language, bundle: Rc::new(bundle) }
    }
}

thread_local! {
    static SPOKEN: RefCell<Option<Spoken>> = const { RefCell::new(None) };
}

/// The language that is spoken now.
pub(crate) fn spoken() -> Language {
    SPOKEN.with_borrow(|spoken| spoken.as_ref().map_or(Language::English, |spoken| spoken.language))
}

/// A sentence by its key. An unknown key shows itself: ugly, and no lie.
pub(crate) fn say(key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = SPOKEN.with_borrow_mut(|spoken| {
        spoken.get_or_insert_with(|| Spoken::load(Language::English)).bundle.clone()
    });
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    let isolated = args.and_then(isolated);
    bundle.format_pattern(pattern, isolated.as_ref().or(args), &mut Vec::new()).into_owned()
}

/// What is written from right to left keeps its order inside a sentence that isn't, between marks that isolate it. Only there: marks would
/// end up in what is copied.
fn isolated<'a>(args: &'a FluentArgs<'a>) -> Option<FluentArgs<'a>> {
    let reads_backward = |value: &FluentValue<'_>| matches!(value, FluentValue::String(text) if text.contains(is_right_to_left));
    if !args.iter().any(|(_, value)| reads_backward(value)) {
        return None;
    }
    let marked = args.iter().map(|(name, value)| match value {
        FluentValue::String(text) if text.contains(is_right_to_left) => {
            (name.to_owned(), FluentValue::from(format!("\u{2068}{text}\u{2069}")))
        }
        value => (name.to_owned(), value.clone()),
    });
    Some(marked.collect())
}

/// The blocks of Unicode whose letters are written from right to left: Hebrew, Arabic and their neighbours, and their presentation forms.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A sentence in the language that is spoken: `t!("now-title")`, `t!("span-days", days = 2)`.
macro_rules! t {
    ($key:literal) => { $crate::ui::words::say($key, None) };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut args = fluent_bundle::FluentArgs::new();
        $(args.set(stringify!($name), $value);)+
        $crate::ui::words::say($key, Some(&args))
    }};
}
pub(crate) use t;

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn every_language_can_be_read_and_knows_its_plurals() {
        for (language, one, many) in [
            (Language::English, "Show 1 more", "Show 1200 more"),
            (Language::Spanish, "Mostrar 1 más", "Mostrar 1200 más"),
        ] {
            assert!(
                FluentResource::try_new(language.source().to_owned()).is_ok(),
                "{language:?} can't be read"
            );
            language.speak();
            assert_eq!(
                (t!("show-more", count = 1), t!("show-more", count = 1200)),
                (one.to_owned(), many.to_owned())
            );
            assert_eq!(say("no-such-key", None), "no-such-key");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_written_from_right_to_left_is_isolated_and_nothing_else() {
        Language::English.speak();
        assert_eq!(t!("notice-mentioned", who = "Ana"), "Ana named you");
        assert_eq!(t!("notice-mentioned", who = "שרה"), "\u{2068}שרה\u{2069} named you");
        assert_eq!(t!("show-more", count = 1), "Show 1 more");
    }

    #[wasm_bindgen_test]
    fn tags_are_read_generously() {
        assert_eq!(Language::of_tag("es-419"), Some(Language::Spanish));
        assert_eq!(Language::of_tag("EN"), Some(Language::English));
        assert_eq!(Language::of_tag("de"), None);
    }
}
