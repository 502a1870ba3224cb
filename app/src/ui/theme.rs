//! Light, dark, outdoor, or as the system says.

use crate::act::browser;

const KEY: &str = "theme";

/// How the app looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    /// As the system says.
    System,
    /// For rooms.
    Light,
    /// For the night.
    Dark,
    /// For glare: black on white, heavier.
    Outdoor,
}

impl Theme {
    /// All of them, in the order to show.
    pub(crate) const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::Outdoor];

    /// Its name in the style sheets and in storage.
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Outdoor => "outdoor",
        }
    }

    /// The one that was chosen on this device.
    pub(crate) fn kept() -> Self {
        let kept = browser::recall(KEY);
        Self::ALL.into_iter().find(|theme| Some(theme.key()) == kept.as_deref()).unwrap_or(Self::System)
    }

    /// Shows it, and remembers it.
    pub(crate) fn choose(self) {
        browser::remember(KEY, self.key());
        self.show();
    }

    /// Shows it.
    pub(crate) fn show(self) {
        browser::set_mark(KEY, self.key());
    }
}
