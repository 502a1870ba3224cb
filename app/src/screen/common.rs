//! What several screens show alike: a request in a list, pickers for teams and customers.

use super::acting::{Subject, answer_with, begin};
use super::question;
use crate::part::{Button, Choice, Icon, Kind, LinkButton, Picker, SightLine, Tag, Tone};
use crate::ui::{PickBox, Ui, format, route::Route, tell, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::id::{DocId, Millis};
use sightline_shared::view::{self, Card, NextAct, Side};

/// An act that somebody chose for a request; the sheet for it is open.
pub(crate) type Chosen = RwSignal<Option<(NextAct, Subject)>>;

/// How much of a card a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// With the line of sight.
    Full,
    /// Title and state.
    Short,
}

/// A request in a list. `chosen` takes the quick actions; none shows none.
pub(crate) fn card_row(
    card: &Card,
    shape: Shape,
    route: &Route,
    now: Millis,
    chosen: Option<Chosen>,
) -> AnyView {
    card_row_with(card, shape, route, now, chosen, Beside::default())
}

/// What a list knows of a request beside its card.
#[derive(Default)]
pub(crate) struct Beside {
    /// Its title, with what was found marked.
    pub(crate) title: Option<AnyView>,
    /// What else is known of it.
    pub(crate) beyond: Option<AnyView>,
}

/// The same, with what else is known of it.
pub(crate) fn card_row_with(
    card: &Card,
    shape: Shape,
    route: &Route,
    now: Millis,
    chosen: Option<Chosen>,
    beside: Beside,
) -> AnyView {
    let (who, how) = tell::waits(&card.sight, now);
    let customer_work = card.sight.is_customer_work();
    let here = route.open() == Some(card.id);
    let href = route.with_open(Some(card.id)).href();
    let (tone, icon, text) = tell::clock(&card.clock, card.state, now);
    let people = match card.side {
        Side::Asker => tell::team_and(&card.provider, card.owner.as_ref()),
        _ => t!("card-asked-by", who = tell::team_and(&card.asker, Some(&card.asked_by))),
    };
    let acts = chosen.map(|chosen| quick_acts(card, chosen, href.clone()));
    let full = shape == Shape::Full && customer_work;
    view! {
        <li data-row="">
            <article class="row" class:current=here data-request=card.id.to_string()>
                <PickBox id=card.id title=card.title.clone() />
                {full.then(|| view! { <SightLine who=who.clone() how stops=tell::stops(&card.sight) /> })}
                <p class="title">
                    <a href=href data-open="" aria-current=here.then_some("true")>
                        {beside.title.unwrap_or_else(|| card.title.clone().into_any())}
                    </a>
                </p>
                {(!full && customer_work).then(|| view! { <p class="small">{t!("card-for", customer = who)}</p> })}
                <div class="meta">
                    <span>{people}</span>
                    <Tag tone icon text />
                    {tell::below(card.below, card.state).map(|(tone, icon, text)| view! { <Tag tone icon text /> })}
                    {card.voice.is_some().then(|| view! { <Tag tone=Tone::Plain icon=lu::LuQuote text=t!("voice-title") /> })}
                    {card.risk.map(|risk| view! { <Tag tone=Tone::Wait icon=lu::LuTriangleAlert text=t!("risk-tag", time = format::moment(risk.due, now)) /> })}
                    {card.owner_gone.as_ref().and_then(|gone| tell::presence(gone, now)).map(|text| view! { <Tag tone=Tone::Late icon=lu::LuUserX text=t!("card-owner-gone", presence = text) /> })}
                    {card.mine.then(|| view! { <Tag tone=Tone::Mine icon=lu::LuUser text=t!("card-mine") /> })}
                    {(card.hops > 0).then(|| view! { <span>{t!("card-hops", count = card.hops)}</span> })}
                    {card.disputed.then(|| view! { <Tag tone=Tone::Wait icon=lu::LuGitFork text=t!("card-disputed") /> })}
                </div>
                {(card.state == view::State::Waiting && !card.last_words.is_empty()).then(|| view! { <p class="small">{card.last_words.clone()}</p> })}
                {beside.beyond.map(|beyond| view! { <div class="meta">{beyond}</div> })}
                {acts}
            </article>
        </li>
    }
    .into_any()
}

/// The next act, and the one after it, without opening the request.
fn quick_acts(card: &Card, chosen: Chosen, href: String) -> AnyView {
    // Nobody agrees to an offer before reading it.
    if card.acts.first() == Some(&NextAct::AgreeToOffer) {
        return view! { <div class="buttons"><LinkButton href>{t!("card-see-offer")}</LinkButton></div> }
            .into_any();
    }
    let is_voice = card.voice.is_some();
    let open =
        |act| matches!(act, NextAct::AgreeToOffer | NextAct::Comment | NextAct::Withdraw | NextAct::Merge);
    let subject = Subject::of_card(card);
    // What somebody else has to answer is not the viewer's to answer: writing it down for them is done on the request itself.
    let shown = |act: &NextAct| !open(*act) && !subject.records(*act);
    let acts: Vec<_> = card.acts.iter().copied().filter(shown).take(1).collect();
    let hand_on = card
        .acts
        .iter()
        .copied()
        .find(|act| *act == NextAct::HandOn && card.side != Side::Asker && !acts.contains(act));
    // A question is answered from the list, without taking it first: where a word is enough, with that.
    let answers = card.side != Side::Asker && !is_voice && card.acts.contains(&NextAct::Deliver);
    let kind = answers.then(|| question::answers(&card.title)).flatten();
    let answer = kind.map(|_| NextAct::Deliver).filter(|act| !acts.contains(act));
    let words = if kind.is_some() && card.below.unanswered() == 0 {
        question::short_answers(&card.title)
    } else {
        Vec::new()
    };
    let ui = Ui::here();
    if acts.is_empty() {
        return ().into_any();
    }
    let id = card.id;
    let busy = Signal::derive(move || ui.pressing.is_busy(id));
    let row = RowButtons { ui, subject: StoredValue::new(subject), is_voice, busy, chosen };
    view! {
        <div class="buttons">
            {words.into_iter().map(|word| row.say(word)).collect_view()}
            {acts.into_iter().chain(answer).map(|act| row.act(act)).collect_view()}
            {hand_on.map(|act| row.quiet(act))}
        </div>
    }
    .into_any()
}

/// The buttons of one row. Many rows have the same ones: each is named by its request, too.
#[derive(Clone, Copy)]
struct RowButtons {
    ui: Ui,
    subject: StoredValue<Subject>,
    is_voice: bool,
    /// Something is being done to it.
    busy: Signal<bool>,
    chosen: Chosen,
}

impl RowButtons {
    /// Answers with this word, at once.
    fn say(self, word: String) -> AnyView {
        let (ui, said) = (self.ui, word.clone());
        let on_press = self.press(move |subject| answer_with(ui, &subject, said.clone()));
        let label = t!("answer-with", word = word.clone(), title = self.title());
        view! { <Button busy=self.busy label on_press>{word}</Button> }.into_any()
    }

    fn act(self, act: NextAct) -> AnyView {
        let (text, label) = self.words(act);
        view! { <Button busy=self.busy label on_press=self.begin(act)>{text}</Button> }.into_any()
    }

    fn quiet(self, act: NextAct) -> AnyView {
        let ((text, label), icon) = (self.words(act), tell::act_icon(act));
        view! { <Button kind=Kind::Quiet icon busy=self.busy label on_press=self.begin(act)>{text}</Button> }
            .into_any()
    }

    fn begin(self, act: NextAct) -> Callback<()> {
        self.press(move |subject| begin(self.ui, act, subject, self.chosen))
    }

    fn press(self, then: impl Fn(Subject) + Send + Sync + 'static) -> Callback<()> {
        Callback::new(move |()| {
            if let Some(subject) = self.subject.try_get_value().filter(|_| self.ui.pressing.is_meant()) {
                then(subject);
            }
        })
    }

    /// What stands on the button of an act, and its name.
    fn words(self, act: NextAct) -> (String, String) {
        let text = tell::act_short_of(act, self.is_voice);
        (text.clone(), t!("card-act-of", act = text, title = self.title()))
    }

    fn title(self) -> String {
        self.subject.with_value(|subject| subject.title.clone())
    }
}

/// A list that shows more on demand.
#[component]
pub(crate) fn ShowMore(left: usize, on_press: Callback<()>) -> impl IntoView {
    (left > 0).then(|| {
        view! {
            <Button kind=Kind::Quiet on_press>
                <Icon icon=lu::LuChevronDown />
                {t!("show-more", count = left)}
            </Button>
        }
    })
}

/// Finds a team by its name.
#[component]
pub(crate) fn TeamPicker(
    #[prop(into)] label: String,
    chosen: RwSignal<Option<Choice>>,
    #[prop(optional)] except: Vec<DocId>,
    /// Also the viewer's own team.
    #[prop(optional)]
    with_own: bool,
    #[prop(optional, into)] optional: Option<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let except = StoredValue::new(except);
    let choices = ui.query(move |rows, viewer, now| {
        let text = query.get();
        let viewer = view::Viewer { team: viewer.team.filter(|_| !with_own), ..*viewer };
        let found = view::whom_to_ask(rows, &viewer, &text, now);
        let choice = |team: &view::TeamToAsk| Choice {
            key: team.team.id.to_string(),
            name: tell::name(&team.team),
            note: tell::apart(rows, team.team.id).unwrap_or_else(|| team.note.clone()),
        };
        let all = found.serving.iter().chain(&found.others);
        let fits = all.filter(|team| except.with_value(|except| !except.contains(&team.team.id)));
        fits.take(CHOICES_MAX).map(choice).collect::<Vec<_>>()
    });
    view! { <Picker label query choices chosen change=t!("change") placeholder=t!("type-to-find") optional=optional.unwrap_or_default() error /> }
}

/// Finds a colleague who goes on with a team's request. Nobody: it goes back to the team.
#[component]
pub(crate) fn ColleaguePicker(
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    team: DocId,
    chosen: RwSignal<Option<Choice>>,
    /// Also the viewer.
    #[prop(optional)]
    with_me: bool,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, viewer, now| {
        let text = query.get();
        let nobody = view::Viewer { person: DocId::default(), ..*viewer };
        let found = view::colleagues(rows, if with_me { &nobody } else { viewer }, team, &text, now);
        let note = |person: &view::PersonItem| {
            let owns = t!("people-owns", count = person.owns);
            let here = tell::presence(&person.presence, now);
            here.map_or_else(|| owns.clone(), |here| format!("{here} · {owns}"))
        };
        let choice = |person: view::PersonItem| Choice {
            key: person.id.to_string(),
            note: note(&person),
            name: person.name,
        };
        found.into_iter().take(CHOICES_MAX).map(choice).collect::<Vec<_>>()
    });
    view! {
        <Picker
            label
            hint
            query
            choices
            chosen
            change=t!("change")
            placeholder=t!("type-to-find")
            optional=t!("optional")
        />
    }
}

/// Requests that fit this one and what was typed, so many at most.
pub(crate) type Candidates = fn(&view::Rows, DocId, &str, usize) -> Vec<DocId>;

/// Finds another request that has to do with this one: what is open for the same customer first.
#[component]
pub(crate) fn OtherPicker(
    label: String,
    hint: String,
    request: DocId,
    candidates: Candidates,
    chosen: RwSignal<Option<Choice>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, _, _| {
        let found = candidates(rows, request, &query.get(), CHOICES_MAX);
        let choice = |id: DocId| {
            let row = rows.request(id)?;
            let customer = view::customer_of(rows, row).map(|customer| tell::name(&rows.named(customer)));
            let note = [Some(tell::name(&rows.named(row.provider))), customer, Some(tell::state(row.state))];
            let note = note.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Some(Choice { key: id.to_string(), name: row.title.clone(), note })
        };
        found.into_iter().filter_map(choice).collect::<Vec<_>>()
    });
    view! { <Picker label hint query choices chosen change=t!("change") placeholder=t!("type-to-find") error /> }
}

/// Finds an open request: those of the viewer's team before anything is typed.
#[component]
pub(crate) fn OpenRequestPicker(
    #[prop(into)] label: String,
    chosen: RwSignal<Option<Choice>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let choices = ui.query(move |rows, viewer, now| {
        let found = query.with(|typed| view::open_requests(rows, viewer, typed, now, CHOICES_MAX));
        let choice = |(request, who): (view::Named, Option<view::Named>)| Choice {
            key: request.id.to_string(),
            name: tell::name(&request),
            note: who.map(|who| t!("card-for", customer = tell::name(&who))).unwrap_or_default(),
        };
        found.into_iter().map(choice).collect::<Vec<_>>()
    });
    view! { <Picker label query choices chosen change=t!("change") placeholder=t!("type-to-find") error /> }
}

/// Customers who stand for themselves and match what was typed.
pub(crate) fn customer_choices(rows: &view::Rows, typed: &str) -> Vec<Choice> {
    let (_, found) = view::customers(rows, typed, CHOICES_MAX);
    let choice = |item: view::CustomerItem| Choice {
        key: item.customer.id.to_string(),
        name: item.customer.name,
        note: [item.reference]
            .into_iter()
            .chain(item.phones)
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
    };
    found.into_iter().map(choice).collect()
}

/// Finds a customer who is written down already.
#[component]
pub(crate) fn KnownCustomerPicker(
    #[prop(into)] label: String,
    chosen: RwSignal<Option<Choice>>,
    except: DocId,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let ui = Ui::here();
    let query = RwSignal::new(String::new());
    let except = except.to_string();
    let choices = ui.query(move |rows, _, _| {
        let mut choices = customer_choices(rows, &query.get());
        choices.retain(|choice| choice.key != except);
        choices
    });
    view! { <Picker label query choices chosen change=t!("change") placeholder=t!("customer-type") error /> }
}

/// How many choices a picker shows: more than anybody reads.
pub(crate) const CHOICES_MAX: usize = 30;
