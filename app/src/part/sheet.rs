//! Sheets: a native modal dialog. Mounted is open; what had the focus before gets it back.

use super::basics::{Icon, Icons, uid};
use super::button::{Button, Kind};
use leptos::{html::Dialog, prelude::*};
use wasm_bindgen::JsCast;

/// A modal sheet. Escape, the close button and a tap beside it call `on_close`.
#[component]
pub(crate) fn Sheet(
    #[prop(into)] title: String,
    /// The word for "close".
    #[prop(into)]
    close: String,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let id = uid("sheet");
    let labelled_by = id.clone();
    let opener = document()
        .active_element()
        .and_then(|element| element.dyn_into::<leptos::web_sys::HtmlElement>().ok());
    let opener = StoredValue::new_local(opener);
    Effect::new(move || {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only when it is not in the page any more: then there is nothing to show.
            let _ = dialog.show_modal();
        }
    });
    on_cleanup(move || {
        let opener = opener.try_with_value(Clone::clone).flatten();
        request_animation_frame(move || {
            let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
            if let Some(opener) = opener.filter(|_| lost) {
                let _ = opener.focus();
            }
        });
    });
    let beside = move |event: leptos::ev::MouseEvent| {
        let on_itself = event.target().zip(dialog.get_untracked()).is_some_and(|(target, dialog)| {
            &target == AsRef::<leptos::web_sys::EventTarget>::as_ref(&*dialog)
        });
        if on_itself {
            on_close.run(());
        }
    };
    view! {
        <dialog
            class="sheet"
            node_ref=dialog
            aria-labelledby=labelled_by
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:click=beside
        >
            <div class="inner">
                <div class="head">
                    <h2 id=id>{title}</h2>
                    <Button kind=Kind::Quiet icon=icondata_lu::LuX label=close on_press=on_close />
                </div>
                {children()}
            </div>
        </dialog>
    }
}

/// One line of a [`Menu`].
#[derive(Clone)]
pub(crate) struct MenuItem {
    /// Beside the words.
    pub(crate) icon: Icons,
    /// A verb.
    pub(crate) text: String,
    /// What it does.
    pub(crate) on_press: Callback<()>,
}

/// Actions one below the other.
#[component]
pub(crate) fn Menu(items: Vec<MenuItem>) -> impl IntoView {
    view! {
        <menu class="menu">
            {items
                .into_iter()
                .map(|item| {
                    view! {
                        <li>
                            <button class="button" type="button" on:click=move |_| item.on_press.run(())>
                                <Icon icon=item.icon />
                                {item.text}
                            </button>
                        </li>
                    }
                })
                .collect_view()}
        </menu>
    }
}
