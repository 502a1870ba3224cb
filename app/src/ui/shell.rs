//! The shell around all screens: the bar with the status, the tabs, the list and what is open beside it.

use super::{Ui, keys::Keys, notices::Notices, route::Route, status::StatusLine, words::t};
use crate::act::Act;
use crate::part::{Banner, Button, Icon, Icons, Kind, Tone};
use crate::screen;
use crate::store::{Stage, Store};
use icondata_lu as lu;
use leptos::{html::H1, prelude::*};

/// Decides between joining and working.
#[component]
pub(super) fn Shell() -> impl IntoView {
    let ui = Ui::new(expect_context::<Store>(), expect_context::<Act>());
    provide_context(ui);
    let phase = ui.store.phase();
    let ready = Memo::new(move |_| phase.get().has(Stage::Frame));
    move || {
        if ready.get() { view! { <Work /> }.into_any() } else { view! { <screen::join::Gate /> }.into_any() }
    }
}

#[component]
fn Work() -> impl IntoView {
    let ui = Ui::here();
    let place =
        ui.query(|rows, _, _| rows.settings().map(|settings| settings.name.clone()).unwrap_or_default());
    let list = Memo::new(move |_| ui.route.with(Route::list));
    let open = Memo::new(move |_| ui.route.with(Route::open));
    let split = Memo::new(move |_| ui.route.with(Route::is_split));
    let link_opened = ui.store.link_opened();
    // At a start the frame and the screen in it are a task each.
    let phase = ui.store.phase();
    let filled = Memo::new(move |_| phase.get().has(Stage::Head));
    Effect::new(move || {
        if link_opened.get() {
            ui.act.link_shown();
            ui.go(&Route::Join);
        }
    });
    view! {
        <a class="skip" href="#main" rel="external">{t!("skip")}</a>
        <div class="shell" data-open=move || if open.get().is_some() { "true" } else { "false" }>
            <header class="bar">
                <span class="place">{move || place.get()}</span>
                <StatusLine />
            </header>
            <div class="banners"><Banners /></div>
            <main id="main" tabindex="-1" class:split=move || split.get()>
                {move || filled.get().then(|| pane(&list.get()))}
                {move || (filled.get() && split.get()).then(|| detail(open))}
            </main>
            <Tabs />
            <Notices />
            <Keys />
        </div>
    }
}

/// The list, or the one screen that fills the place.
fn pane(list: &Route) -> AnyView {
    match list {
        Route::Now(_) => view! { <screen::now::Now /> }.into_any(),
        Route::Find(_) => view! { <screen::find::Find /> }.into_any(),
        Route::Radar(_) => view! { <screen::radar::Radar /> }.into_any(),
        Route::Customer(id, _) => view! { <screen::customer::CustomerPage id=*id /> }.into_any(),
        Route::Ask(of) => view! { <screen::ask::Ask of=*of /> }.into_any(),
        Route::Team(id) => view! { <screen::team::Team id=*id /> }.into_any(),
        Route::Split(id) => view! { <screen::ask::Split request=*id /> }.into_any(),
        Route::Map(..) => view! { <screen::map::Map /> }.into_any(),
        Route::MapList => view! { <screen::map::MapList /> }.into_any(),
        Route::MapFile => view! { <screen::map::MapFile /> }.into_any(),
        Route::Me => view! { <screen::me::Me /> }.into_any(),
        Route::People => view! { <screen::me::People /> }.into_any(),
        Route::Invites => view! { <screen::me::Invites /> }.into_any(),
        Route::Refused => view! { <screen::me::Refused /> }.into_any(),
        Route::HandOver => view! { <screen::me::HandOver /> }.into_any(),
        Route::Customers => view! { <screen::customers::Customers /> }.into_any(),
        Route::ImportCustomers => view! { <screen::customers::ImportCustomers /> }.into_any(),
        Route::Echo => view! { <screen::me::Echoes /> }.into_any(),
        Route::Notices => view! { <screen::me::Notices /> }.into_any(),
        Route::Tasks(request) => view! { <screen::tasks::Tasks request=*request /> }.into_any(),
        Route::Voices(_) => view! { <screen::voices::Voices /> }.into_any(),
        Route::Hear { about, customer } => {
            view! { <screen::voices::Hear about=*about customer=*customer /> }.into_any()
        }
        Route::Join => view! { <screen::join::Joined /> }.into_any(),
        Route::Lost => view! { <screen::join::Lost /> }.into_any(),
    }
}

fn detail(open: Memo<Option<sightline_shared::id::DocId>>) -> impl IntoView {
    view! {
        <section class="pane detail" aria-label=t!("open-request")>
            {move || match open.get() {
                Some(id) => view! { <screen::request::RequestPane id /> }.into_any(),
                None => view! { <crate::part::Empty icon=lu::LuPanelRightOpen title=t!("open-none") text=t!("open-none-text") /> }.into_any(),
            }}
        </section>
    }
}

/// The head of a screen: the way back, its title, and what else belongs there.
#[component]
pub(crate) fn Top(
    #[prop(into)] title: Signal<String>,
    /// Where back goes; none on the five main places.
    #[prop(optional, into)]
    back: Option<String>,
    /// Don't take the focus or the document's title: it is beside another.
    #[prop(optional)]
    quiet: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="top">
            {back.map(|back| view! { <a class="button quiet icon-only back" href=back aria-label=t!("back")><Icon icon=lu::LuChevronLeft /></a> })}
            <Heading title quiet />
            {children.map(|children| children())}
        </div>
    }
}

/// A screen's title: takes the focus when somebody comes to the screen, and names the document.
#[component]
pub(crate) fn Heading(
    #[prop(into)] title: Signal<String>,
    /// Don't take the focus or the document's title: it is beside another.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let heading = NodeRef::<H1>::new();
    let first = StoredValue::new(true);
    if !quiet {
        let before = document().title();
        Effect::new(move || document().set_title(&t!("document-title", title = title.get())));
        // What is beside it has its title back when this goes.
        on_cleanup(move || document().set_title(&before));
        Effect::new(move || {
            if let Some(heading) = heading.get()
                && first.try_update_value(|first| std::mem::replace(first, false)) == Some(true)
            {
                // With the next frame, which lays the screen out anyway: at once, the task that built it would do that too.
                request_animation_frame(move || {
                    if had_place() {
                        let _ = heading.focus();
                    }
                });
            }
        });
    }
    view! { <h1 node_ref=heading tabindex="-1">{move || title.get()}</h1> }
}

/// Whether somebody moves about: on the very first screen the focus stays at the page's start, and a field that was focused on
/// purpose keeps it.
fn had_place() -> bool {
    let Some(active) = document().active_element() else { return false };
    let moved =
        window().history().ok().and_then(|history| history.length().ok()).is_some_and(|length| length > 1);
    let in_field = matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA");
    moved && !in_field
}

#[component]
fn Tabs() -> impl IntoView {
    let ui = Ui::here();
    let waiting = ui.store.silent();
    let unseen = screen::me::unseen_count(ui);
    let tab = move |icon: Icons, text: String, to: Route, is: fn(&Route) -> bool| {
        view! {
            <a href=to.href() aria-current=move || ui.route.with(is).then_some("page")>
                <Icon icon />
                {text}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=t!("nav-label")>
            <a href="/now" aria-current=move || ui.route.with(|route| matches!(route, Route::Now(_) | Route::Radar(_) | Route::Tasks(_) | Route::Voices(_) | Route::Hear { .. })).then_some("page")>
                <Icon icon=lu::LuClock />
                {t!("nav-now")}
                {move || (waiting.get() > 0).then(|| view! { <span class="badge">{waiting.get().min(99)}<span class="out">{t!("nav-silent")}</span></span> })}
            </a>
            {tab(lu::LuPlus, t!("nav-ask"), Route::ASK, |route| matches!(route, Route::Ask(_) | Route::Split(_)))}
            {tab(lu::LuSearch, t!("nav-find"), Route::Find(None), |route| matches!(route, Route::Find(_) | Route::Customer(..)))}
            {tab(lu::LuOrbit, t!("nav-map"), Route::map(None), |route| matches!(route, Route::Map(..) | Route::MapList | Route::MapFile | Route::Team(_)))}
            <a href="/me" aria-current=move || ui.route.with(is_mine).then_some("page")>
                <Icon icon=lu::LuUser />
                {t!("nav-me")}
                {move || (unseen.get() > 0).then(|| view! { <span class="badge">{unseen.get().min(99)}<span class="out">{t!("nav-notices")}</span></span> })}
            </a>
        </nav>
    }
}

/// Whether it is behind *Me*.
fn is_mine(route: &Route) -> bool {
    matches!(
        route,
        Route::Me
            | Route::People
            | Route::Invites
            | Route::Refused
            | Route::HandOver
            | Route::Echo
            | Route::Notices
            | Route::Customers
            | Route::ImportCustomers
    )
}

/// What asks for a decision across all screens.
#[component]
fn Banners() -> impl IntoView {
    let ui = Ui::here();
    let later = RwSignal::new(false);
    let update = ui.store.update_ready();
    view! {
        <Show when=move || update.get() && !later.get()>
            <Banner tone=Tone::Plain icon=lu::LuSparkles text=t!("update-ready")>
                <Button kind=Kind::Quiet on_press=Callback::new(move |()| later.set(true))>{t!("later")}</Button>
                <Button on_press=Callback::new(move |()| ui.act.accept_update())>{t!("update-take")}</Button>
            </Banner>
        </Show>
    }
}
