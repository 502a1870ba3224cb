//! The small parts: icons, tags, cards, groups, empty states, banners.

use leptos::{prelude::*, tachys::html::InertElement};
use std::cell::Cell;

/// The icons in use, each a Lucide icon. Only these reach the download.
pub(crate) type Icons = icondata_core::Icon;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id for an element of this page that no other element has: labels and descriptions need one.
pub(crate) fn uid(prefix: &str) -> String {
    NEXT.with(|next| {
        next.set(next.get().wrapping_add(1));
        format!("{prefix}-{}", next.get())
    })
}

/// An icon beside a word. Never alone: assistive technology doesn't see it.
///
/// Its drawing is parsed once and cloned from then on: a list has dozens, and each would otherwise be a dozen attributes.
#[component]
pub(crate) fn Icon(icon: Icons) -> impl IntoView {
    InertElement::new(drawing(icon))
}

fn drawing(icon: Icons) -> String {
    let mut html = String::from(r#"<span class="icon" aria-hidden="true"><svg width="100%" height="100%""#);
    for (name, value) in [
        ("viewBox", icon.view_box),
        ("stroke-linecap", icon.stroke_linecap),
        ("stroke-linejoin", icon.stroke_linejoin),
        ("stroke-width", icon.stroke_width),
        ("stroke", icon.stroke),
        ("fill", Some(icon.fill.unwrap_or("currentColor"))),
    ] {
        for text in value.map(|value| [" ", name, "=\"", value, "\""]).into_iter().flatten() {
            html.push_str(text);
        }
    }
    for text in [">", icon.data, "</svg></span>"] {
        html.push_str(text);
    }
    html
}

/// What a colour says. Always with an icon and a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Tone {
    /// Nothing to say.
    #[default]
    Plain,
    /// A promise runs.
    Wait,
    /// A promise has passed.
    Late,
    /// Done.
    Done,
    /// Mine.
    Mine,
}

impl Tone {
    /// The class that the style sheets know.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Wait => "wait",
            Self::Late => "late",
            Self::Done => "done",
            Self::Mine => "mine",
        }
    }
}

/// A tone, an icon and a word.
#[component]
pub(crate) fn Tag(
    tone: Tone,
    #[prop(optional)] icon: Option<Icons>,
    #[prop(into)] text: String,
) -> impl IntoView {
    view! {
        <span class=format!("tag {}", tone.class())>
            {icon.map(|icon| view! { <Icon icon /> })}
            <span>{text}</span>
        </span>
    }
}

/// A surface with an edge.
#[component]
pub(crate) fn Card(#[prop(optional)] pad: bool, children: Children) -> impl IntoView {
    view! { <div class=if pad { "card pad" } else { "card" }>{children()}</div> }
}

/// A heading with a remark at its end, and what belongs under it.
#[component]
pub(crate) fn Group(
    #[prop(into)] title: String,
    #[prop(optional, into)] remark: Option<String>,
    children: Children,
) -> impl IntoView {
    let id = uid("group");
    let labelled_by = id.clone();
    let remark = remark.filter(|remark| !remark.is_empty());
    view! {
        <section class="section" aria-labelledby=labelled_by>
            <div class="group">
                <h2 id=id>{title}</h2>
                {remark.map(|remark| view! { <span class="small">{remark}</span> })}
            </div>
            {children()}
        </section>
    }
}

/// Nothing here, and what to do about it.
#[component]
pub(crate) fn Empty(
    icon: Icons,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon icon />
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// A line across the top that asks for something.
#[component]
pub(crate) fn Banner(
    tone: Tone,
    icon: Icons,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("banner {}", tone.class())>
            <p>
                <Icon icon />
                <span>{text}</span>
            </p>
            {children.map(|children| view! { <div class="buttons">{children()}</div> })}
        </div>
    }
}
