//! Sightline's front end. The session (in shared) knows everything and does nothing; the runtime carries out what it wants through the
//! ports; screens read the store and act through one door.

mod act;
mod boot;
mod export;
mod part;
mod port;
mod runtime;
mod screen;
mod sign_in;
mod store;
mod ui;

use leptos::prelude::*;

fn main() {
    port::platform::measure("sightline:loaded", 0.0);
    port::platform::show_panics();
    let Some(root) = port::platform::app_root() else { return };
    // Not leptos's: it has no executor before it mounts something. Making the module, reading a language's file, the browser's
    // formats and the first screen are a task each.
    wasm_bindgen_futures::spawn_local(async move {
        port::clock::breathe().await;
        ui::words::Language::preferred().speak();
        port::clock::breathe().await;
        ui::format::prepare();
        port::clock::breathe().await;
        mount(root);
    });
}

fn mount(root: web_sys::HtmlElement) {
    leptos::mount::mount_to(root, || {
        let session = store::SharedSession::default();
        let (store, written) = store::Store::new(session.clone(), port::clock::now());
        let runtime = runtime::Runtime::new(session, written);
        provide_context(store);
        provide_context(act::Act::new(runtime.clone()));
        Effect::new(move || {
            if !matches!(
                store.phase().get(),
                store::Phase::Starting | store::Phase::Opening(store::Stage::Frame)
            ) {
                port::platform::take_skeleton_away();
            }
        });
        leptos::task::spawn_local(boot::start(runtime));
        view! { <screen::App /> }
    })
    .forget();
}
