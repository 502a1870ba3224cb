//! The start: who is this device, and what does it have? Then the session begins, or joining does.

use crate::act::JoinError;
use crate::port::idb::{Event, Idb, IdbError, Joining, NAME, Stored, page};
use crate::port::marks::{self, Marks};
use crate::port::{api, clock, clock_watch, entropy::Entropy, key, platform, remark};
use crate::runtime::Runtime;
use crate::sign_in::{self, NotSignedIn};
use crate::store::{Phase, Stage, Trouble};
use sightline_shared::api::{Join, Me};
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::{DocId, DocKind, Incarnation, Millis, Span};
use sightline_shared::model::PartyKind;
use sightline_shared::session::{Boot, Input, Notice, Place, Session};
use std::collections::HashSet;

/// Rows that the session is given at once when it begins.
const ROWS_PER_STEP: usize = 128;

/// From the page's start to a session, or to the screen that says why not.
pub(crate) async fn start(runtime: Runtime) {
    let token = platform::take_fragment().and_then(|fragment| token_in(&fragment));
    listen(&runtime);
    match open(&runtime).await {
        Ok(stored) => go(&runtime, stored, token).await,
        Err(error) => runtime.written().set_phase(Phase::Broken(trouble(error))),
    }
}

async fn open(runtime: &Runtime) -> Result<Stored, IdbError> {
    let written = runtime.written();
    let idb = Idb::open(NAME, move |event| match event {
        Event::Slow if written.phase_now() == Phase::Starting => {
            written.set_phase(Phase::Broken(Trouble::OtherTab))
        }
        Event::Slow => {}
        Event::TakenOver => written.set_phase(Phase::Broken(Trouble::TakenOver)),
    })
    .await?;
    runtime.set_idb(idb).boot().await
}

async fn go(runtime: &Runtime, stored: Stored, token: Option<String>) {
    let me = match stored.me.clone() {
        Some(me) => Ok(me),
        None => {
            // Nothing is here, and something was: the browser has cleared it.
            runtime.written().set_lost(remark::kept());
            known(runtime).await
        }
    };
    match (me, token) {
        (Ok(me), token) => {
            token.into_iter().for_each(|token| runtime.keep_link(token));
            begin(runtime, me, stored).await;
        }
        (Err(NotSignedIn::Refused), Some(token)) => open_link(runtime, token).await,
        (Err(NotSignedIn::Refused), None) => runtime.written().set_phase(Phase::NotJoined(None)),
        (Err(NotSignedIn::NoAnswer(error)), token) => {
            runtime.set_token(token);
            runtime.written().set_phase(Phase::NotJoined(Some(error)));
        }
        (Err(NotSignedIn::Storage(error)), _) => runtime.written().set_phase(Phase::Broken(trouble(error))),
    }
}

/// Who the relay says this device is: by its cookie, which outlives a storage that was cleared; or else by its key, which outlives a
/// cookie that was never written and the answer to a join that was never heard. Kept: the next start needs no relay.
async fn known(runtime: &Runtime) -> Result<Me, NotSignedIn> {
    let idb = runtime.idb().ok_or(IdbError::Failed)?;
    let me = match api::me().await? {
        Some(me) => me,
        None => sign_in::by_key(&idb).await?,
    };
    idb.set_me(&me).await?;
    Ok(me)
}

/// The token of a link, or of its part after `#`. `None` when there is none.
pub(crate) fn token_in(link: &str) -> Option<String> {
    let (_, fragment) = link.trim().rsplit_once('#')?;
    let token = fragment.strip_prefix("join=").or_else(|| fragment.strip_prefix("setup="))?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// Asks the relay what a link opens. A device that has joined says so, and keeps the link for when it starts over.
pub(crate) async fn open_link(runtime: &Runtime, token: String) {
    if runtime.has_begun() {
        return runtime.keep_link(token);
    }
    let phase = match api::welcome(&token).await {
        Ok(welcome) => Phase::Joining(welcome),
        Err(error) => Phase::NotJoined(Some(error)),
    };
    runtime.set_token(Some(token));
    runtime.written().set_phase(phase);
}

/// Redeems the link that was opened, and begins.
///
/// # Errors
/// See [`JoinError`].
pub(crate) async fn join(runtime: &Runtime, joining: Joining) -> Result<(), JoinError> {
    let token = runtime.token().filter(|_| !runtime.has_begun()).ok_or(JoinError::NoLink)?;
    let idb = runtime.idb().ok_or(IdbError::Failed)?;
    let me = match joined_before(&idb, &joining).await? {
        Some(me) => me,
        None => redeem(&idb, token, &joining).await?,
    };
    idb.set_me(&me).await?;
    runtime.set_token(None);
    let stored = idb.boot().await?;
    begin(runtime, me, stored).await;
    Ok(())
}

/// An earlier try may have been redeemed without this device hearing of it: then the relay knows its key, and the link is used up.
async fn joined_before(idb: &Idb, joining: &Joining) -> Result<Option<Me>, JoinError> {
    let Some(pair) = idb.keys().await? else { return Ok(None) };
    match sign_in::with(&pair).await {
        Ok(me) => {
            idb.begin_join(&pair, joining).await?;
            Ok(Some(me))
        }
        Err(NotSignedIn::Refused) => Ok(None),
        Err(NotSignedIn::NoAnswer(error)) => Err(error.into()),
        Err(NotSignedIn::Storage(error)) => Err(error.into()),
    }
}

async fn redeem(idb: &Idb, token: String, joining: &Joining) -> Result<Me, JoinError> {
    let pair = key::generate().await.map_err(|_| JoinError::NoKeys)?;
    let public_key = key::public_half(&pair).await.map_err(|_| JoinError::NoKeys)?;
    // Before the relay is asked: a link that was redeemed by a device which then forgot its key would be lost.
    idb.begin_join(&pair, joining).await?;
    let (device_name, person_name) = (joining.device.clone(), joining.person.clone());
    Ok(api::join(&Join { token, public_key, device_name, person_name, returning: None }).await?)
}

/// A device that the relay has lost comes back by the link that was opened, as who it was: what is here stays and is sent.
///
/// # Errors
/// See [`JoinError`]; then nothing has changed.
pub(crate) async fn come_back(runtime: &Runtime) -> Result<(), JoinError> {
    let token = runtime.token().ok_or(JoinError::NoLink)?;
    let idb = runtime.idb().ok_or(IdbError::Failed)?;
    let me = idb.me().await?.filter(|me| !me.papers.is_empty()).ok_or(JoinError::NoPapers)?;
    let pair = idb.keys().await?.ok_or(JoinError::NoPapers)?;
    let ask = sign_in::returning(&pair, token, me.papers).await.map_err(|why| match why {
        NotSignedIn::Refused => JoinError::NoPapers,
        NotSignedIn::NoAnswer(error) => error.into(),
        NotSignedIn::Storage(error) => error.into(),
    })?;
    let me = api::join(&ask).await?;
    idb.set_me(&me).await?;
    Ok(())
}

async fn begin(runtime: &Runtime, me: Me, stored: Stored) {
    if runtime.has_begun() {
        // Two ways led here at once, say a link and the network's return.
        return;
    }
    let place = if stored.damaged { fetch_again(&stored.place) } else { stored.place };
    let place = clock_watch::newest(place);
    runtime.written().set_refused(stored.refused.clone());
    let incarnation = Incarnation::random(&mut Entropy);
    let strikes = marks::count(&platform::build()).await;
    let (mut session, rows) = Session::without_rows(Boot {
        me: me.clone(),
        incarnation,
        place,
        rows: stored.rows,
        waiting: stored.waiting,
        refused: stored.refused,
        lead: stored.lead,
        statistics: stored.statistics,
    });
    let mut slices = clock::Slices::begin();
    let mut rows = rows.into_iter();
    while rows.len() > 0 {
        session.restore(rows.by_ref().take(ROWS_PER_STEP));
        slices.step().await;
    }
    // The first screen is a task of its own.
    clock::breathe().await;
    if runtime.has_begun() {
        return;
    }
    runtime.leave_alone(strikes.quarantined());
    let quarantined: Vec<DocId> = strikes.quarantined().collect();
    session.guard(Box::new(Marks::new(incarnation, strikes)), quarantined);
    tell_loss(runtime);
    runtime.begin(session, me.clone(), stored.overriding.len());
    clock::breathe().await;
    // Before the first screen is there: nothing on it moves because this came later.
    runtime.hear().await;
    clock::breathe().await;
    // How many is known once their pages are counted; until then search must not take what it has for all.
    runtime.written().set_cold(1);
    runtime.open();
    for next in [Phase::Opening(Stage::Head), Phase::Opening(Stage::Window), Phase::Ready] {
        clock::breathe().await;
        if matches!(runtime.written().phase_now(), Phase::Opening(_)) {
            runtime.written().set_phase(next);
        }
    }
    clock::painted().await;
    platform::measure("sightline:boot", 0.0);
    if let Some(joining) = stored.joining {
        introduce(runtime, &me, joining);
    }
    keep_minutes(runtime.clone());
    runtime.stand_for_leader();
    // A device that has just joined is writing it.
    if runtime.knows_person(me.person) {
        rehearse(runtime, me.person);
    }
    refresh(runtime, me);
    feed_cold_rows(runtime, &stored.overriding).await;
}

/// Reads a small document that every device has, though no screen shows it: the browser makes ready what reads documents (25 to 30 ms) once
/// it has been idle, and not when a person opens their first request.
fn rehearse(runtime: &Runtime, small: DocId) {
    let runtime = runtime.clone();
    leptos::task::spawn_local(async move {
        clock::idle().await;
        runtime.show(small);
        runtime.hide(small);
    });
}

/// Keeps what the relay says of this device, in the background: without contact the last answer stays.
fn refresh(runtime: &Runtime, me: Me) {
    if let Some(idb) = runtime.idb() {
        leptos::task::spawn_local(async move {
            clock::idle().await;
            sign_in::refresh(&idb, &me).await;
        });
    }
}

/// What went with a storage that was cleared is said once this device works again.
fn tell_loss(runtime: &Runtime) {
    let edits = runtime.written().take_lost();
    if edits > 0 {
        runtime.written().post(Notice::Cleared { edits });
    }
}

/// The place of a device whose rows can't all be read: it keeps what it knows of the clock and takes the workspace again.
fn fetch_again(place: &Place) -> Place {
    Place { suspect: false, ..place.anew() }
}

/// The rows that the first screen did not need, a page at a time while the browser is idle.
async fn feed_cold_rows(runtime: &Runtime, overriding: &HashSet<DocId>) {
    let Some(idb) = runtime.idb() else { return };
    let keys = runtime.until_read(async || idb.cold_pages().await).await;
    let mut left = keys.len();
    for key in keys {
        runtime.written().set_cold(left * page::ROWS_MAX);
        left -= 1;
        clock::idle().await;
        let (rows, readable) = runtime.until_read(async || idb.cold_page(&key, overriding).await).await;
        if !readable {
            // The next start fetches the workspace again; if this mark can't be stored, the page is found again instead.
            idb.mark_damaged().await.ok();
        }
        runtime.push(Input::Rows { rows, last: false });
    }
    runtime.push(Input::Rows { rows: Vec::new(), last: true });
    runtime.written().set_cold(0);
}

/// What the person said when joining becomes edits; kept until these are stored.
fn introduce(runtime: &Runtime, me: &Me, joining: Joining) {
    let done = {
        let runtime = runtime.clone();
        move || {
            leptos::task::spawn_local(async move {
                if let (true, Some(idb)) = (runtime.saved().await, runtime.idb()) {
                    idb.end_join().await.ok();
                }
            });
        }
    };
    if runtime.knows_person(me.person) {
        done();
        return;
    }
    runtime.edit(
        first_edits(me, joining),
        Box::new(move |settled| match settled {
            Ok(()) => done(),
            Err(refused) => web_sys::console::error_2(&"joining:".into(), &refused.to_string().into()),
        }),
    );
}

fn first_edits(me: &Me, joining: Joining) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some(name) = joining.workspace.filter(|_| me.admin) {
        edits.push(Edit::NameWorkspace { name });
    }
    let mut team = me.team.or(joining.team);
    if let (None, Some(name)) = (team, joining.new_team) {
        let id = DocId::random(DocKind::Party, &mut Entropy);
        edits.push(Edit::AddParty { id, kind: PartyKind::Team, name });
        team = Some(id);
    }
    edits.push(Edit::AddPerson { id: me.person, name: joining.person, team });
    if !joining.device.is_empty() {
        let field = PersonField::Device(me.device, joining.device);
        edits.push(Edit::ChangePerson { id: me.person, field });
    }
    edits
}

/// Says each minute as it begins, and at once when the app comes back to the foreground.
fn keep_minutes(runtime: Runtime) {
    leptos::task::spawn_local(async move {
        loop {
            let Millis(now) = runtime.now();
            clock::sleep(Span(60_000 - now.rem_euclid(60_000))).await;
            runtime.follow_clock();
        }
    });
}

fn listen(runtime: &Runtime) {
    let runtime = runtime.clone();
    platform::listen(move |event| match event {
        platform::Event::Online => nudge(&runtime),
        platform::Event::Foreground => {
            runtime.follow_clock();
            nudge(&runtime);
        }
        platform::Event::UpdateReady => runtime.written().set_update_ready(),
        platform::Event::Installable(can) => runtime.written().set_can_install(can),
        platform::Event::Link => follow_link(&runtime),
    });
}

/// A joining link was put into the address bar of a page that is open: the browser doesn't load it anew.
fn follow_link(runtime: &Runtime) {
    if let Some(token) = platform::take_fragment().and_then(|fragment| token_in(&fragment)) {
        let runtime = runtime.clone();
        leptos::task::spawn_local(async move { open_link(&runtime, token).await });
    }
}

/// The network is back, or the app: try the relay at once. A device that could not ask who it is for want of a relay, or what its link
/// opens, asks again.
fn nudge(runtime: &Runtime) {
    if runtime.has_begun() {
        return runtime.push(Input::Nudge);
    }
    if let (Phase::NotJoined(Some(api::ApiError::NoRelay)), Some(idb)) =
        (runtime.written().phase_now(), runtime.idb())
    {
        let runtime = runtime.clone();
        leptos::task::spawn_local(async move {
            if let Ok(stored) = idb.boot().await {
                go(&runtime, stored, runtime.token()).await;
            }
        });
    }
}

fn trouble(error: IdbError) -> Trouble {
    match error {
        IdbError::Absent => Trouble::NoStorage,
        IdbError::TooNew => Trouble::NewerData,
        IdbError::TakenOver => Trouble::TakenOver,
        IdbError::Full
        | IdbError::Moved
        | IdbError::Fenced
        | IdbError::Lost
        | IdbError::Corrupt
        | IdbError::Failed => Trouble::StorageFailed,
    }
}
