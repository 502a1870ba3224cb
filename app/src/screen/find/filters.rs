//! Narrowing what is found: by state, clock, people, customer and age. The filter is the address; kept ones have names.

use crate::part::{Button, Check, Chip, Chips, Choice, Field, Icon, Kind, Picker, Sheet};
use crate::screen::common::{CHOICES_MAX, KnownCustomerPicker, TeamPicker};
use crate::ui::{Draft, Ui, has_voice, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::DocId;
use sightline_shared::limits::{FILTER_NAME_CHARS_MAX, FILTERS_MAX};
use sightline_shared::view::{ClockIs, Filter, SavedFilter, StateIs, plain_words};

const ANY: &str = "any";
/// Ages that can be chosen, in days.
const DAYS: [(&str, u32); 3] = [("1", 1), ("7", 7), ("30", 30)];

/// What is chosen, and what is typed. Copy.
#[derive(Clone, Copy)]
pub(crate) struct Choices {
    pub(super) typed: RwSignal<String>,
    state: RwSignal<&'static str>,
    clock: RwSignal<&'static str>,
    days: RwSignal<&'static str>,
    mine: RwSignal<bool>,
    team: RwSignal<Option<Choice>>,
    owner: RwSignal<Option<Choice>>,
    customer: RwSignal<Option<Choice>>,
}

impl Choices {
    pub(super) fn new() -> Self {
        let (any, none) = (|| RwSignal::new(ANY), || RwSignal::new(None));
        Self {
            typed: RwSignal::new(String::new()),
            state: any(),
            clock: any(),
            days: any(),
            mine: RwSignal::new(false),
            team: none(),
            owner: none(),
            customer: none(),
        }
    }

    /// Takes over what an address says.
    pub(super) fn take(self, ui: Ui, filter: &Filter) {
        let choice = |id: Option<DocId>| {
            let named = ui.look(|rows| rows.named(id?).into());
            let name = named.flatten().map_or_else(String::new, |named| tell::name(&named));
            id.map(|id| Choice { key: id.to_string(), name, note: String::new() })
        };
        self.typed.set(filter.text.clone());
        self.state.set(key(&StateIs::ALL, filter.state));
        self.clock.set(key(&ClockIs::ALL, filter.clock));
        self.days.set(
            filter
                .days_min
                .and_then(|days| DAYS.iter().find(|(_, own)| *own == days))
                .map_or(ANY, |one| one.0),
        );
        self.mine.set(filter.mine);
        self.team.set(choice(filter.team));
        self.owner.set(choice(filter.owner));
        self.customer.set(choice(filter.customer));
    }

    /// What they come to.
    pub(super) fn filter(self) -> Filter {
        let id = |choice: RwSignal<Option<Choice>>| choice.with(|choice| choice.as_ref()?.key.parse().ok());
        Filter {
            text: self.typed.get(),
            state: value(&StateIs::ALL, self.state.get()),
            team: id(self.team),
            owner: id(self.owner),
            customer: id(self.customer),
            clock: value(&ClockIs::ALL, self.clock.get()),
            days_min: value(&DAYS.map(|(key, days)| (days, key)), self.days.get()),
            mine: self.mine.get(),
        }
    }
}

fn key<T: PartialEq + Copy>(all: &[(T, &'static str)], value: Option<T>) -> &'static str {
    all.iter().find(|(own, _)| Some(*own) == value).map_or(ANY, |(_, key)| *key)
}

fn value<T: Copy>(all: &[(T, &'static str)], key: &str) -> Option<T> {
    all.iter().find(|(_, own)| *own == key).map(|(value, _)| *value)
}

/// The query of a filter's address.
pub(crate) fn query_of(filter: &Filter) -> String {
    let pair = |(name, value): (&str, String)| {
        let value: String = js_sys::encode_uri_component(&value).into();
        format!("{name}={value}")
    };
    filter.pairs().into_iter().map(pair).collect::<Vec<_>>().join("&")
}

/// What the query of an address says of a name.
fn value_of(query: &str, name: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let value = pairs.into_iter().find_map(|(own, value)| (own == name).then_some(value))?;
    js_sys::decode_uri_component(value).ok().map(String::from)
}

/// The fields, behind one button; and keeping what is chosen under a name.
#[component]
pub(super) fn FilterFields(choices: Choices) -> impl IntoView {
    let ui = Ui::here();
    let chip = |key, text| Chip { key, text };
    let any = || chip(ANY, t!("filter-any"));
    let states = vec![
        any(),
        chip("open", t!("filter-open")),
        chip("unanswered", t!("filter-unanswered")),
        chip("underway", t!("filter-underway")),
        chip("with-asker", t!("filter-with-asker")),
        chip("closed", t!("filter-closed")),
    ];
    let clocks = vec![any(), chip("silent", t!("filter-silent")), chip("late", t!("filter-late"))];
    let ages = DAYS.map(|(key, days)| chip(key, t!("filter-days", count = days)));
    let ages: Vec<Chip> = std::iter::once(any()).chain(ages).collect();
    let narrows = Memo::new(move |_| choices.filter().narrows());
    let opened = narrows.get_untracked();
    let naming = RwSignal::new(false);
    let never = Signal::derive(|| None::<String>);
    view! {
        <details class="more" open=opened>
            <summary class="button quiet"><Icon icon=lu::LuListFilter />{t!("filter-title")}</summary>
            <div class="form tight">
                <Chips label=t!("filter-state") chips=states value=choices.state />
                <Chips label=t!("filter-clock") chips=clocks value=choices.clock />
                <Chips label=t!("filter-age") chips=ages value=choices.days />
                <Check label=t!("filter-mine") value=choices.mine />
                <TeamPicker label=t!("filter-team") chosen=choices.team with_own=true optional=t!("optional") />
                <OwnerPicker chosen=choices.owner />
                <KnownCustomerPicker label=t!("filter-customer") chosen=choices.customer except=DocId::default() error=never />
            </div>
        </details>
        <Show when=move || narrows.get()>
            <div class="buttons">
                <Button icon=lu::LuBookmark on_press=Callback::new(move |()| naming.set(true))>{t!("filter-keep")}</Button>
                <Button icon=lu::LuLink on_press=Callback::new(move |()| {
                    let address = format!("{}?{}", Route::Find(None).href(), query_of(&untrack(|| choices.filter())));
                    ui.copy_link(&address);
                })>{t!("request-copy-link")}</Button>
                <Button kind=Kind::Quiet icon=lu::LuX on_press=Callback::new(move |()| {
                    choices.take(ui, &Filter { text: choices.typed.get_untracked(), ..Filter::default() });
                })>{t!("filter-clear")}</Button>
            </div>
        </Show>
        {move || naming.get().then(|| view! { <NameFilter choices on_close=Callback::new(move |()| naming.set(false)) /> })}
    }
}

#[component]
fn OwnerPicker(chosen: RwSignal<Option<Choice>>) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let typed = plain_words(&query.get());
        let fits = rows.people().filter(|person| plain_words(&person.name).contains(&typed));
        let note = |team: Option<DocId>| team.map(|team| rows.named(team).name).unwrap_or_default();
        let choice = fits.map(|person| Choice {
            key: person.id.to_string(),
            name: person.name.clone(),
            note: note(person.team),
        });
        choice.take(CHOICES_MAX).collect::<Vec<_>>()
    });
    view! { <Picker label=t!("filter-owner") query choices chosen change=t!("change") placeholder=t!("type-to-find") optional=t!("optional") /> }
}

#[component]
fn NameFilter(choices: Choices, on_close: Callback<()>) -> impl IntoView {
    let ui = Ui::here();
    let name = RwSignal::new(String::new());
    let draft = Draft::begin("filter-name").with("filter-name", name).keep(ui);
    let note = draft.note(ui);
    let tried = RwSignal::new(false);
    let error = Signal::derive(move || {
        let lacks = tried.get() && name.with(|name| !has_voice(name));
        lacks.then(|| t!("field-empty"))
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let called = name.get_untracked().trim().to_owned();
        if has_voice(&called) && called.chars().count() <= FILTER_NAME_CHARS_MAX {
            let address = query_of(&untrack(|| choices.filter()));
            let field = PersonField::Filter(called, Some(address));
            let keep = Edit::ChangePerson { id: ui.viewer().person, field };
            draft.save(ui, vec![keep], t!("filter-kept"), on_close);
        }
    };
    view! {
        <Sheet title=t!("filter-keep") close=t!("close") on_close>
            <form class="form tight" novalidate on:submit=submit>
                {note}
                <Field label=t!("filter-name") hint=t!("filter-name-hint", max = FILTERS_MAX) value=name max=FILTER_NAME_CHARS_MAX error autofocus=true />
                <div class="wide"><Button kind=Kind::Main icon=lu::LuBookmark>{t!("filter-keep")}</Button></div>
            </form>
        </Sheet>
    }
}

/// The filters that I keep, on all my devices. With `edit`, they can be let go of.
#[component]
pub(crate) fn KeptFilters(
    #[prop(optional)] edit: bool,
    /// What a press chooses: its address may be the one that is known already, since what is typed is kept in it past the router.
    #[prop(optional_no_strip)]
    choices: Option<Choices>,
) -> impl IntoView {
    let ui = Ui::here();
    let kept = ui.query(|rows, viewer, _| {
        rows.person(viewer.person).map(|person| person.filters.clone()).unwrap_or_default()
    });
    let one = move |filter: SavedFilter| {
        let name = filter.name.clone();
        let away = Callback::new(move |()| {
            let field = PersonField::Filter(name.clone(), None);
            ui.edit(vec![Edit::ChangePerson { id: ui.viewer().person, field }], t!("filter-gone"));
        });
        let label = t!("filter-let-go", name = filter.name.clone());
        let address = filter.address.clone();
        let choose = move |_| {
            if let Some(choices) = choices {
                choices.take(ui, &Filter::read(|name| value_of(&address, name)));
            }
        };
        view! {
            <li>
                <a class="button" on:click=choose href=format!("{}?{}", Route::Find(None).href(), filter.address)>{filter.name}</a>
                {edit.then(|| view! { <Button kind=Kind::Quiet icon=lu::LuX label on_press=away /> })}
            </li>
        }
    };
    move || {
        let kept = kept.get();
        (!kept.is_empty()).then(|| view! {
            <nav aria-label=t!("filter-mine-kept")><ul class="buttons">{kept.into_iter().map(one).collect_view()}</ul></nav>
        })
    }
}
