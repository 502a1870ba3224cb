//! Words: every sentence that a person reads comes from `locales/`, in their language, with the plural that the language wants.
//!
//! [`t!`] is a plain function of the present language. Changing the language mounts the screens anew (see [`super::App`]), so no
//! sentence needs to be a signal.

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};
use unic_langid::LanguageIdentifier;

/// Where the choice is kept. Not a secret, and wanted before storage is open: hence not in IndexedDB.
const KEY: &str = "sightline.language";

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

    /// The language that a tag begins with ("es-MX" is Spanish).
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let first = tag.split('-').next()?;
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(first))
    }

    /// What the person chose, else what their browser prefers, else English.
    pub(crate) fn preferred() -> Self {
        let kept = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        kept.and_then(|tag| Self::of_tag(&tag))
            .or_else(|| window().navigator().languages().iter().find_map(|tag| Self::of_tag(&tag.as_string()?)))
            .unwrap_or(Self::English)
    }

    /// Speaks this language from now on, and remembers it.
    pub(crate) fn choose(self) {
        if let Some(storage) = storage() {
            // A full or forbidden storage only means that the choice isn't remembered.
            let _ = storage.set_item(KEY, self.tag());
        }
    }

    /// Makes [`t!`] speak it.
    pub(crate) fn speak(self) {
        SPOKEN.with_borrow_mut(|spoken| {
            if spoken.as_ref().is_none_or(|spoken| spoken.language != self) {
                *spoken = Some(Spoken::load(self));
            }
        });
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", self.tag());
        }
    }
}

fn storage() -> Option<leptos::web_sys::Storage> {
    window().local_storage().ok().flatten()
}

struct Spoken {
    language: Language,
    bundle: Rc<FluentBundle<FluentResource>>,
}

impl Spoken {
    fn load(language: Language) -> Self {
        // A test reads both files: what a resource can't read is left out here and its key shown.
        let resource = FluentResource::try_new(language.source().to_owned()).unwrap_or_else(|(resource, _)| resource);
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new(vec![tag]);
        // Isolation marks are for mixed directions; they would end up in copied sentences and search.
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
    let bundle = SPOKEN.with_borrow_mut(|spoken| spoken.get_or_insert_with(|| Spoken::load(Language::English)).bundle.clone());
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        return key.to_owned();
    };
    bundle.format_pattern(pattern, args, &mut Vec::new()).into_owned()
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
    use std::collections::BTreeSet;

    fn keys(language: Language) -> BTreeSet<String> {
        assert!(FluentResource::try_new(language.source().to_owned()).is_ok(), "{language:?} can't be read");
        let lines = language.source().lines();
        let keys = lines.filter_map(|line| line.split_once(" =").map(|(key, _)| key)).filter(|key| !key.starts_with([' ', '#', '.']));
        let list: Vec<_> = keys.map(str::to_owned).collect();
        let set: BTreeSet<_> = list.iter().cloned().collect();
        assert_eq!(list.len(), set.len(), "{language:?} says something twice");
        set
    }

    fn used() -> BTreeSet<String> {
        fn walk(dir: &std::path::Path, into: &mut BTreeSet<String>) {
            for entry in std::fs::read_dir(dir).unwrap().map(Result::unwrap) {
                if entry.path().is_dir() {
                    walk(&entry.path(), into);
                } else {
                    let source = std::fs::read_to_string(entry.path()).unwrap_or_default();
                    for after in source.split("t!(").skip(1) {
                        if let Some(key) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                            into.insert(key.to_owned());
                        }
                    }
                }
            }
        }
        let mut into = BTreeSet::new();
        walk(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut into);
        // These stand in this file's own comments and patterns.
        into.retain(|key| key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') && !key.is_empty());
        into
    }

    #[test]
    fn every_language_says_what_the_screens_use_and_nothing_else() {
        let english = keys(Language::English);
        assert_eq!(english, keys(Language::Spanish), "the languages differ");
        let used = used();
        assert_eq!(used.difference(&english).collect::<Vec<_>>(), Vec::<&String>::new(), "used, but not said");
        assert_eq!(english.difference(&used).collect::<Vec<_>>(), Vec::<&String>::new(), "said, but never used");
    }

    #[test]
    fn tags_are_read_generously() {
        assert_eq!(Language::of_tag("es-419"), Some(Language::Spanish));
        assert_eq!(Language::of_tag("EN"), Some(Language::English));
        assert_eq!(Language::of_tag("de"), None);
    }
}
