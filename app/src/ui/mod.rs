//! What only this screen session knows: where it is, its language and theme, what it just said. And the shell around all screens.
#![expect(
    unreachable_pub,
    reason = "what leptos's component macro writes is `pub`, whatever the component is"
)]

mod csv;
mod draft;
pub(crate) mod format;
mod here;
mod keys;
pub(crate) mod look;
mod notices;
mod palette;
mod picking;
mod pressing;
pub(crate) mod route;
mod shell;
mod sliced;
mod status;
pub(crate) mod tell;
mod theme;
mod told;
mod undo;
mod why;
pub(crate) mod words;
pub(crate) mod work;

pub(crate) use draft::{Begun, Draft, Kept, OneOf, Private, lines, read_lines};
pub(crate) use here::{Ui, has_voice};
pub(crate) use picking::PickBox;
pub(crate) use shell::{Heading, Top};
pub(crate) use sliced::{in_slices, in_the_next_task};
pub(crate) use theme::Theme;

use leptos::prelude::*;
use leptos_router::{
    WildcardSegment,
    components::{FlatRoutes, Route, Router},
};
use words::Language;

/// The whole app. [`crate::store::Store`] and [`crate::act::Act`] are in context.
#[component]
pub(crate) fn App() -> impl IntoView {
    let language = RwSignal::new(Language::preferred());
    provide_context(language);
    Theme::kept().show();
    // Another language mounts everything anew: sentences are plain text, not signals.
    move || {
        language.get().speak();
        view! {
            <Router>
                <FlatRoutes fallback=|| ()>
                    <Route path=WildcardSegment("place") view=shell::Shell />
                </FlatRoutes>
            </Router>
        }
    }
}
