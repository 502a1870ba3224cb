//! Buttons, and links that look like them.

use super::basics::{Icon, Icons};
use leptos::prelude::*;

/// How much a button asks for attention. One main button at most on a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// The one next action.
    Main,
    /// Any other.
    #[default]
    Plain,
    /// A way out.
    Quiet,
    /// Takes something away.
    Warn,
}

impl Kind {
    fn class(self) -> &'static str {
        match self {
            Self::Main => "button main",
            Self::Plain => "button",
            Self::Quiet => "button quiet",
            Self::Warn => "button warn",
        }
    }
}

/// A button with a verb on it. Without `on_press` it submits its form.
#[component]
pub(crate) fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icons>,
    /// Says what an icon-only button does.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// There is nothing that it could be done to; beside it stands why.
    #[prop(optional, into)]
    off: Signal<bool>,
    /// Steps back where there is little room: it is in the menu too.
    #[prop(optional)]
    second: bool,
    #[prop(optional)] on_press: Option<Callback<()>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = [
        kind.class(),
        if children.is_none() { " icon-only" } else { "" },
        if second { " second" } else { "" },
    ]
    .concat();
    view! {
        <button
            class=class
            type=if on_press.is_some() { "button" } else { "submit" }
            aria-label=label
            aria-busy=move || busy.get().then_some("true")
            prop:disabled=move || busy.get() || off.get()
            on:click=move |_| {
                if let Some(press) = on_press {
                    press.run(());
                }
            }
        >
            {icon.map(|icon| view! { <Icon icon /> })}
            {children.map(|children| children())}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere.
#[component]
pub(crate) fn LinkButton(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icons>,
    #[prop(into)] href: String,
    children: Children,
) -> impl IntoView {
    view! {
        <a class=kind.class() href=href>
            {icon.map(|icon| view! { <Icon icon /> })}
            {children()}
        </a>
    }
}

/// A line of a list that leads to another screen; children stand before its arrow.
#[component]
pub(crate) fn Door(
    icon: Icons,
    #[prop(into)] href: String,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <li>
            <a class="door" href=href>
                <Icon icon />
                <span class="grow">{move || text.get()}</span>
                {children.map(|children| children())}
                <Icon icon=icondata_lu::LuChevronRight />
            </a>
        </li>
    }
}
