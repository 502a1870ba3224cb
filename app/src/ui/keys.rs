//! The keyboard: Ctrl or Cmd and `K` for the palette, `j`/`k` through the list, `g` and a letter to a place, `/` to search, `?` for this list.

use super::{Ui, palette::Palette, route::Route, words::t};
use crate::part::Sheet;
use leptos::web_sys::{HtmlElement, KeyboardEvent};
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

/// Listens while the shell is there. Draws nothing but the help.
#[component]
pub(super) fn Keys() -> impl IntoView {
    let ui = Ui::here();
    let after_g = RwSignal::new(false);
    let help = RwSignal::new(false);
    let palette = RwSignal::new(false);
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
        if command && event.key().eq_ignore_ascii_case("k") && !in_dialog() {
            palette.set(true);
            event.prevent_default();
            return;
        }
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) || in_dialog() {
            return;
        }
        let key = event.key();
        let went = if after_g.get_untracked() { place(&key) } else { None };
        after_g.set(key == "g");
        if let Some(to) = went {
            ui.go(&to);
        } else {
            match key.as_str() {
                "j" => step(1),
                "k" => step(-1),
                "ArrowDown" if on_list() => step(1),
                "ArrowUp" if on_list() => step(-1),
                "c" => ui.go(&Route::ASK),
                "/" => ui.go(&Route::Find(None)),
                "x" => ui.picking.toggle_focused(),
                "?" => help.set(true),
                "Escape" => {
                    let route = ui.route.get_untracked();
                    if route.open().is_some() {
                        ui.go(&route.with_open(None));
                    }
                }
                _ => return,
            }
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
    let help = move || {
        help.get().then(|| {
            let line = |keys: &'static str, text: String| view! { <div><dt>{text}</dt><dd><kbd>{keys}</kbd></dd></div> };
            view! {
                <Sheet title=t!("keys-title") close=t!("close") on_close=Callback::new(move |()| help.set(false))>
                    <dl class="lines">
                        {line("j / k", t!("keys-move"))} {line("Enter", t!("keys-open"))} {line("x", t!("keys-pick"))} {line("Esc", t!("keys-close"))}
                        {line("c", t!("keys-ask"))} {line("/", t!("keys-find"))} {line("g n", t!("keys-now"))}
                        {line("g m", t!("keys-map"))} {line("g p", t!("keys-me"))} {line("Ctrl K", t!("keys-palette"))} {line("?", t!("keys-help"))}
                    </dl>
                </Sheet>
            }
        })
    };
    let palette = move || {
        palette.get().then(|| view! { <Palette on_close=Callback::new(move |()| palette.set(false)) /> })
    };
    view! { {help} {palette} }
}

fn place(key: &str) -> Option<Route> {
    match key {
        "n" => Some(Route::Now(None)),
        "a" => Some(Route::ASK),
        "f" => Some(Route::Find(None)),
        "m" => Some(Route::map(None)),
        "p" => Some(Route::Me),
        _ => None,
    }
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") || target.is_content_editable()
    })
}

fn in_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn on_list() -> bool {
    document().active_element().is_some_and(|element| element.closest("[data-row]").ok().flatten().is_some())
}

/// Moves the focus through the rows of the list.
fn step(by: i32) {
    let Ok(rows) = document().query_selector_all(".pane.list [data-row] a[data-open]") else { return };
    let count = i32::try_from(rows.length()).unwrap_or(i32::MAX);
    let active = document().active_element();
    let at = (0..count).find(|at| {
        let row = u32::try_from(*at).ok().and_then(|at| rows.get(at));
        row.is_some() && row.as_ref() == active.as_ref().map(AsRef::as_ref)
    });
    let next = at.map_or(if by > 0 { 0 } else { count - 1 }, |at| at + by).clamp(0, (count - 1).max(0));
    let row = u32::try_from(next)
        .ok()
        .and_then(|next| rows.get(next))
        .and_then(|row| row.dyn_into::<HtmlElement>().ok());
    if let Some(row) = row {
        let _ = row.focus();
        row.scroll_into_view_with_bool(false);
    }
}
