//! *Request*: who waits, what is asked, the next action, the chain, what happened.

mod chain;
mod comment;
mod edit;
mod facts;
mod hang;
mod kept;
mod moments;
mod risk;

use crate::part::{
    Button, Empty, Group, Icon, Kind, LinkButton, Menu, MenuItem, Sheet, SightLine, Tag, Tone,
};
use crate::screen::acting::{ActSheet, Subject, begin, noted};
use crate::screen::common::Chosen;
use crate::screen::me::see_all_of;
use crate::screen::voices::{LinkSheet, Linking, may_be_linked, of_voice, said_of};
use crate::store::Opened;
use crate::ui::{Heading, Ui, route::Route, tell, words::t};
pub(crate) use facts::two_versions;

use comment::CommentBox;
use edit::EditSheet;
use hang::HangSheet;
use icondata_lu as lu;
use kept::KeepSheet;
use leptos::prelude::*;
use sightline_shared::id::DocId;
use sightline_shared::view::{self, MayKeep, Moment, NextAct, RequestPage};
use wasm_bindgen::JsCast;

/// One request, loaded for as long as it is shown.
#[component]
pub(crate) fn RequestPane(id: DocId) -> impl IntoView {
    let ui = Ui::here();
    let opened = ui.store.opened(id);
    ui.act.show(id);
    on_cleanup(move || {
        ui.act.hide(id);
        // What was wanted of a request that never came is wanted of no other.
        if ui.wanted.try_get_untracked().flatten().is_some_and(|(wanted, _)| wanted == id) {
            let _ = ui.wanted.try_set(None);
        }
        request_animation_frame(move || focus_row(id));
    });
    let page = ui.query(move |rows, viewer, now| match opened.get() {
        Opened::Here(request) => Some(view::request_page(rows, &request, viewer, now)),
        Opened::Loading | Opened::Missing | Opened::SetAside => None,
    });
    // Most often somebody says something: then only the timeline changes.
    let moments = Memo::new(move |_| {
        page.with(|page| page.as_ref().map(|page| page.moments.clone()).unwrap_or_default())
    });
    let page = Memo::new(move |_| {
        page.with(|page| page.as_ref().map(|page| RequestPage { moments: Vec::new(), ..page.clone() }))
    });
    see_all_of(ui, id);
    let title = Memo::new(move |_| page.with(|page| page.as_ref().map(|page| page.title.value.clone())));
    let has_page = Memo::new(move |_| title.with(Option::is_some));
    let back = move || ui.route.with(|route| route.with_open(None).href());
    view! {
        <div class="top">
            <a class="button quiet icon-only back" href=back aria-label=t!("back")><Icon icon=lu::LuChevronLeft /></a>
            <span class="grow"></span>
            {move || page.with(|page| page.as_ref().map(head_tags))}
        </div>
        {move || if has_page.get() {
            view! { <Body id page moments /> }.into_any()
        } else if opened.get() == Opened::SetAside {
            set_aside(ui, id)
        } else if opened.get() == Opened::Missing {
            view! { <Empty icon=lu::LuCloudDownload title=t!("request-missing") text=t!("request-missing-text") /> }.into_any()
        } else {
            ().into_any()
        }}
    }
}

/// A document that stopped the app before: what is known, and its bytes.
fn set_aside(ui: Ui, id: DocId) -> AnyView {
    let save = Callback::new(move |()| ui.export(id));
    view! {
        <Empty icon=lu::LuTriangleAlert title=t!("request-aside") text=t!("request-aside-text")>
            <Button icon=lu::LuDownload on_press=save>{t!("request-export")}</Button>
        </Empty>
    }
    .into_any()
}

/// Whoever closes a request stands at its row again.
fn focus_row(id: DocId) {
    let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
    let row = document().query_selector(&format!(".pane.list a[data-open][href$='{id}']")).ok().flatten();
    if let Some(row) =
        row.filter(|_| lost).and_then(|row| row.dyn_into::<leptos::web_sys::HtmlElement>().ok())
    {
        let _ = row.focus();
    }
}

fn head_tags(page: &RequestPage) -> AnyView {
    view! {
        {page.private.then(|| {
            let text = if page.out_of_sight { t!("request-out-of-sight") } else { t!("request-private") };
            view! { <Tag tone=Tone::Plain icon=lu::LuLock text /> }
        })}
        {page.mine.then(|| view! { <Tag tone=Tone::Mine icon=lu::LuUser text=t!("card-mine") /> })}
    }
    .into_any()
}

/// What is shown of a request that is here. Each part follows the page by itself.
#[component]
fn Body(id: DocId, page: Memo<Option<RequestPage>>, moments: Memo<Vec<Moment>>) -> impl IntoView {
    let ui = Ui::here();
    let chosen: Chosen = RwSignal::new(None);
    let more = RwSignal::new(false);
    let editing = RwSignal::new(false);
    let keeping = RwSignal::new(false);
    let linking = RwSignal::new(None::<Linking>);
    let hanging = RwSignal::new(false);
    // What the palette wants done.
    Effect::new(move || {
        if let Some((_, act)) = ui.wanted.get().filter(|(wanted, _)| *wanted == id) {
            ui.wanted.set(None);
            let may = |page: &RequestPage| page.acts.contains(&act).then(|| Subject::of_page(page));
            if let Some(subject) = page.with_untracked(|page| page.as_ref().and_then(may)) {
                begin(ui, act, subject, chosen);
            }
        }
    });
    let title = Signal::derive(move || {
        page.with(|page| page.as_ref().map(|page| page.title.value.clone()).unwrap_or_default())
    });
    let part = move |draw: fn(Ui, &RequestPage) -> AnyView| {
        move || page.with(|page| page.as_ref().map(|page| draw(ui, page)))
    };
    let out_of_sight =
        Memo::new(move |_| page.with(|page| page.as_ref().is_some_and(|page| page.out_of_sight)));
    let waits_on_me = Memo::new(move |_| {
        page.with(|page| page.as_ref().is_some_and(|page| page.acts.contains(&NextAct::AnswerWait)))
    });
    // Whoever types a tag must not lose it because a minute passed.
    let voice = Memo::new(move |_| page.with(|page| page.as_ref().and_then(|page| page.voice.clone())));
    view! {
        {part(sight)}
        <div class="section">
            <Heading title />
            {part(facts::meta)}
        </div>
        {move || page.with(|page| page.as_ref().and_then(|page| risk::banner(ui, page, chosen)))}
        {part(facts::disputes)}
        {part(facts::words)}
        {move || page.with(|page| page.as_ref().and_then(|page| kept::kept(ui, page, keeping)))}
        {move || voice.with(|voice| voice.as_ref().map(|voice| of_voice(ui, id, voice, linking)))}
        {part(chain::chain)}
        {said_of(ui, id, linking)}
        {crate::screen::tasks::aside_for(ui, id)}
        {moments::happened(ui, moments)}
        {move || (!out_of_sight.get()).then(|| view! { <CommentBox id waits_on_me /> })}
        {moments::history(ui, moments)}
        {move || page.with(|page| page.as_ref().map(|page| thumb(ui, page, chosen, more)))}
        {move || chosen.get().map(|(act, subject)| view! { <ActSheet act subject on_close=Callback::new(move |()| chosen.set(None)) /> })}
        {move || more.get().then(|| page.with_untracked(|page| page.as_ref().map(|page| more_sheet(ui, page, chosen, more, [editing, keeping, hanging], linking))))}
        {move || keeping.get().then(|| page.get_untracked().map(|page| view! { <KeepSheet page on_close=Callback::new(move |()| keeping.set(false)) /> }))}
        {move || linking.get().map(|from| view! { <LinkSheet from on_close=Callback::new(move |()| linking.set(None)) /> })}
        {move || hanging.get().then(|| page.get_untracked().map(|page| view! { <HangSheet id title=page.title.value on_close=Callback::new(move |()| hanging.set(false)) /> }))}
        {move || editing.get().then(|| page.get_untracked().map(|page| view! { <EditSheet page on_close=Callback::new(move |()| editing.set(false)) /> }))}
    }
}

fn sight(ui: Ui, page: &RequestPage) -> AnyView {
    let (who, how) = tell::waits(&page.sight, ui.now());
    view! { <div class="card pad"><SightLine who how stops=tell::stops(&page.sight) /></div> }.into_any()
}

/// The one large next action at the thumb; everything else behind "more".
fn thumb(ui: Ui, page: &RequestPage, chosen: Chosen, more: RwSignal<bool>) -> AnyView {
    let subject = Subject::of_page(page);
    let is_voice = subject.is_voice;
    let first = page.acts.first().copied().filter(|act| *act != NextAct::Comment);
    let second =
        page.acts.iter().copied().skip(1).filter(|act| !subject.records(*act)).find(|act| {
            matches!(act, NextAct::Deliver | NextAct::Refuse | NextAct::HandOn | NextAct::Reopen)
        });
    let press = move |act: NextAct| {
        let subject = subject.clone();
        Callback::new(move |()| begin(ui, act, subject.clone(), chosen))
    };
    let ask = asks_under(ui, page.id);
    // Closing is one tap; whoever has something to say with it says it first.
    let thanks = (first == Some(NextAct::Confirm)).then(|| {
        let subject = Subject::of_page(page);
        Callback::new(move |()| chosen.set(Some((NextAct::Confirm, subject.clone()))))
    });
    view! {
        <div class="thumb">
            <Button icon=lu::LuEllipsis label=t!("more") on_press=Callback::new(move |()| more.set(true)) />
            {thanks.map(|on_press| view! { <Button icon=lu::LuHeart label=t!("confirm-with-words") on_press /> })}
            {match first {
                None if page.out_of_sight => ().into_any(),
                Some(act) => view! {
                    {second.map(|act| view! { <Button second=true icon=tell::act_icon(act) on_press=press(act)>{tell::act_short_of(act, is_voice)}</Button> })}
                    <Button kind=Kind::Main icon=tell::act_icon(act) on_press=press(act)>{tell::act_of(act, is_voice)}</Button>
                }.into_any(),
                None => ask.map(|ask| view! { <LinkButton icon=lu::LuPlus href=ask.href()>{t!("request-ask-under")}</LinkButton> }).into_any(),
            }}
        </div>
    }
    .into_any()
}

/// Where a further team is asked for what this request is about, if the viewer may.
fn asks_under(ui: Ui, id: DocId) -> Option<Route> {
    let viewer = ui.viewer();
    ui.look(|rows| view::asks_under(rows, &viewer, id)).flatten().map(Route::ask_under)
}

fn more_sheet(
    ui: Ui,
    page: &RequestPage,
    chosen: Chosen,
    more: RwSignal<bool>,
    [editing, keeping, hanging]: [RwSignal<bool>; 3],
    linking: RwSignal<Option<Linking>>,
) -> AnyView {
    let close = Callback::new(move |()| more.set(false));
    let subject = Subject::of_page(page);
    let (id, is_voice) = (page.id, subject.is_voice);
    let act_item = |act: NextAct| {
        let text = if subject.records(act) { noted(act) } else { tell::act_of(act, is_voice) };
        let subject = subject.clone();
        let on_press = Callback::new(move |()| {
            more.set(false);
            // Its sheet, also where no words are needed: here every act can be recorded for somebody without the app.
            chosen.set(Some((act, subject.clone())));
        });
        MenuItem { icon: tell::act_icon(act), text, on_press }
    };
    let (recorded, own): (Vec<NextAct>, Vec<NextAct>) =
        page.acts.iter().copied().partition(|act| subject.records(*act));
    let recorded: Vec<MenuItem> = recorded.into_iter().map(act_item).collect();
    let acts: Vec<MenuItem> = own.into_iter().map(act_item).collect();
    let item = |icon, text, press: Box<dyn Fn() + Send + Sync>| MenuItem {
        icon,
        text,
        on_press: Callback::new(move |()| {
            more.set(false);
            press();
        }),
    };
    let follows = page.follows;
    let follow_text = if follows { t!("request-unfollow") } else { t!("request-follow") };
    let follow =
        item(if follows { lu::LuBellOff } else { lu::LuBell }, follow_text, Box::new(move || ui.follow(id)));
    let ask = |to: Route| item(lu::LuPlus, t!("request-ask-under"), Box::new(move || ui.go(&to)));
    let ask = asks_under(ui, id).map(ask);
    let here = [
        item(lu::LuCalendarClock, t!("task-put-off-here"), Box::new(move || ui.go(&Route::Tasks(Some(id))))),
        item(
            lu::LuQuote,
            t!("voice-add"),
            Box::new(move || ui.go(&Route::Hear { about: Some(id), customer: None })),
        ),
    ];
    let split = || item(lu::LuSplit, t!("split-title"), Box::new(move || ui.go(&Route::Split(id))));
    let change = || item(lu::LuPencil, t!("request-edit"), Box::new(move || editing.set(true)));
    let ways = [
        item(
            lu::LuLink,
            t!("request-copy-link"),
            Box::new(move || ui.copy_link(&Route::Now(Some(id)).href())),
        ),
        item(lu::LuDownload, t!("request-export"), Box::new(move || ui.export(id))),
    ];
    let keep = || item(lu::LuBookmarkPlus, t!("kept-keep"), Box::new(move || keeping.set(true)));
    let keep = (page.kept.may != MayKeep::No).then(keep);
    let open = !page.state.is_closed();
    let hang = || item(lu::LuLink2, t!("hang-title"), Box::new(move || hanging.set(true)));
    let free = || item(lu::LuUnlink, t!("hang-free"), Box::new(move || hang::free(ui, id)));
    let hung = open && page.parent.value.is_some();
    let link =
        || item(lu::LuQuote, t!("voice-link"), Box::new(move || linking.set(Some(Linking::Request(id)))));
    let link = ui.look(|rows| may_be_linked(rows, id)).unwrap_or_default().then(link);
    let links = open.then(hang).into_iter().chain(hung.then(free));
    // Of what only two other teams may read nothing more is to be done here.
    let here = [follow]
        .into_iter()
        .chain(ask)
        .chain(here)
        .chain(page.may_split.then(split))
        .chain(page.may_change.then(change));
    let here = keep.into_iter().chain(links).chain(here).filter(|_| !page.out_of_sight);
    let items = here.chain(ways).chain(link).collect();
    view! {
        <Sheet title=t!("request-more") close=t!("close") on_close=close>
            <Menu items=acts />
            {what_they_said(recorded)}
            <Menu items />
        </Sheet>
    }
    .into_any()
}

/// What whoever asked writes down for somebody without the app.
fn what_they_said(items: Vec<MenuItem>) -> Option<AnyView> {
    (!items.is_empty()).then(|| group(t!("act-note-group"), None, view! { <Menu items /> }.into_any()))
}

/// A heading with a remark, for the parts of this screen.
fn group(title: String, remark: Option<String>, inner: AnyView) -> AnyView {
    view! { <Group title remark=remark.unwrap_or_default()>{inner}</Group> }.into_any()
}
