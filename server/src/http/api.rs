//! The JSON endpoints: joining, invites, devices, health. Their bodies are `sightline_shared::api`.

use super::App;
use super::peer::ClientAddress;
use super::problem::Problem;
use super::sign_in::holds_key;
use crate::auth::cookie;
use crate::auth::token::{Token, public_key};
use crate::clock;
use crate::limits::{INVITE_DAYS_MAX, INVITE_USES_MAX, WELCOME_TEAMS_MAX};
use crate::project;
use crate::store::{AccessStore, By, DeviceRecord, InviteRecord, Joining, Opens, TokenHash};
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use sightline_shared::api::{Device, Invite, InviteAsk, Join, Me, Revoked, TeamName, Welcome, WelcomeAsk};
use sightline_shared::id::{DeviceId, DocId, DocKind, Millis, Span};
use sightline_shared::limits::{LINE_CHARS_MAX, REVOKED_KEPT_MAX};

pub(super) type Answer<T> = Result<Json<T>, Problem>;
pub(super) type Body<T> = Result<Json<T>, JsonRejection>;

/// Said of a public key that isn't a P-256 point.
pub(super) const BAD_KEY: &str = "the public key can't be read";

/// A request that carries a valid session.
#[derive(Debug, Clone)]
pub struct Member(pub DeviceRecord);

impl FromRequestParts<App> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let token = cookie::session(&parts.headers).ok_or(Problem::SignedOut)?;
        let device = app.access(move |store| store.session(token, clock::now())).await?;
        device.map(Self).ok_or(Problem::SignedOut)
    }
}

/// A session whose device belongs to an admin.
#[derive(Debug, Clone)]
pub struct Admin(pub DeviceRecord);

impl FromRequestParts<App> for Admin {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let Member(device) = Member::from_request_parts(parts, app).await?;
        if device.admin { Ok(Self(device)) } else { Err(Problem::NotAllowed) }
    }
}

pub(super) fn body<T>(body: Body<T>) -> Result<T, Problem> {
    body.map(|Json(value)| value).map_err(|_| Problem::BadRequest("the body can't be read"))
}

/// What a token opens, counting wrong ones (AU5).
async fn opens(app: &App, address: ClientAddress, token: TokenHash) -> Result<Opens, Problem> {
    let now = clock::now();
    if !app.tries().may_try(address.0, now) {
        return Err(Problem::TooManyTries);
    }
    let opens = app.access(move |store| store.opens(token, now)).await?;
    if !matches!(opens, Opens::SetUp | Opens::Invite(_)) {
        app.tries().failed(address.0, now);
    }
    Ok(opens)
}

/// `POST /api/welcome`.
///
/// # Errors
/// The invite's state, or too many tries.
pub async fn welcome(
    State(app): State<App>,
    address: ClientAddress,
    ask: Body<WelcomeAsk>,
) -> Answer<Welcome> {
    let token = TokenHash::of(&body(ask)?.token);
    let invite = match opens(&app, address, token).await? {
        Opens::SetUp => None,
        Opens::Invite(invite) => Some(invite),
        other => return Err(other.into()),
    };
    let (workspace, teams) =
        app.read(|store| Ok((project::workspace_name(store)?, project::teams(store)?))).await?;
    let team = invite.as_ref().and_then(|invite| invite.team);
    let named = team.map(|id| teams.iter().find(|team| team.id == id).cloned());
    Ok(Json(Welcome {
        workspace,
        setup: invite.is_none(),
        team: named
            .map(|found| found.unwrap_or(TeamName { id: team.unwrap_or_default(), name: String::new() })),
        teams: if team.is_some() { Vec::new() } else { teams.into_iter().take(WELCOME_TEAMS_MAX).collect() },
    }))
}

/// `POST /api/join`.
///
/// # Errors
/// The invite's state, too many tries, or a body that makes no sense; nothing is redeemed then.
pub async fn join(
    State(app): State<App>,
    address: ClientAddress,
    join: Body<Join>,
) -> Result<Response, Problem> {
    let join = body(join)?;
    let session = Token::fresh(&mut clock::rng());
    let returning = returning(&app, &join, clock::now())?;
    let joining = Joining {
        token: TokenHash::of(&join.token),
        session: session.hash(),
        device: DeviceId::random(&mut clock::rng()),
        person: DocId::random(DocKind::Person, &mut clock::rng()),
        name: line(&join.device_name)?,
        public_key: public_key(&join.public_key).ok_or(Problem::BadRequest(BAD_KEY))?,
        now: clock::now(),
        returning,
    };
    line(&join.person_name)?;
    match opens(&app, address, joining.token).await? {
        Opens::SetUp | Opens::Invite(_) => {}
        other => return Err(other.into()),
    }
    let device = app.access(move |store| store.join(&joining)).await??;
    tracing::info!(device = %device.id, admin = device.admin, "a device joined");
    let_in(&app, &device, &session).await
}

/// Who the device was before this relay lost it (RE26): its papers are the relay's own, for the key that joins, and the device has that key.
fn returning(app: &App, join: &Join, now: Millis) -> Result<Option<DeviceRecord>, Problem> {
    let Some(shown) = &join.returning else { return Ok(None) };
    let was = app.room().sealer().read_papers(&shown.papers).ok_or(Problem::PapersUnknown)?;
    let key = public_key(&join.public_key).filter(|key| *key == was.public_key);
    let key = key.ok_or(Problem::PapersUnknown)?;
    holds_key(app, (&shown.challenge, &shown.signature), &key, now, Problem::PapersUnknown)?;
    Ok(Some(was))
}

/// The answer to a device that has a new session.
pub(super) async fn let_in(app: &App, device: &DeviceRecord, session: &Token) -> Result<Response, Problem> {
    let me = me_of(app, device).await?;
    Ok(([(header::SET_COOKIE, cookie::set(session))], Json(me)).into_response())
}

/// A line of text that somebody typed.
fn line(text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > LINE_CHARS_MAX || text.chars().any(char::is_control) {
        return Err(Problem::BadRequest("a name is empty, too long or not one line"));
    }
    Ok(text.to_owned())
}

async fn me_of(app: &App, device: &DeviceRecord) -> Result<Me, Problem> {
    let sealer = app.room().sealer();
    let devices = app.access(|store| store.devices()).await?;
    let mut revoked: Vec<_> =
        devices.iter().filter_map(|device| Some((device.revoked?, device.id))).collect();
    revoked.sort_unstable_by(|one, other| other.cmp(one));
    Ok(Me {
        workspace: app.workspace(),
        device: device.id,
        person: device.person,
        team: device.team,
        admin: device.admin,
        papers: sealer.papers(device),
        revoked: revoked.iter().take(REVOKED_KEPT_MAX).map(|(at, id)| sealer.revoked(*id, *at)).collect(),
    })
}

/// `GET /api/me`.
///
/// # Errors
/// Without a session.
pub async fn me(State(app): State<App>, Member(device): Member) -> Answer<Me> {
    Ok(Json(me_of(&app, &device).await?))
}

/// `POST /api/revoked`: a device gives back revocations that this relay may have lost (RE27).
///
/// # Errors
/// Without a session, and when one of them isn't this relay's word: nothing is taken then.
pub async fn give_back_revoked(
    State(app): State<App>,
    Member(by): Member,
    shown: Body<Vec<Revoked>>,
) -> Result<StatusCode, Problem> {
    let shown = body(shown)?;
    let sealer = app.room().sealer();
    if shown.len() > REVOKED_KEPT_MAX || !shown.iter().all(|revoked| sealer.knows_revoked(revoked)) {
        return Err(Problem::BadRequest("these are not revocations of this workspace"));
    }
    let shown: Vec<_> = shown.iter().map(|revoked| (revoked.device, revoked.at)).collect();
    let news = app.access(move |store| store.take_revocations(&shown)).await?;
    app.sockets().revoke(&news);
    for device in news {
        tracing::warn!(%device, by = %by.id, "a revocation that was lost came back");
    }
    Ok(StatusCode::NO_CONTENT)
}

/// `POST /api/invites`.
///
/// # Errors
/// For those who aren't admins, and for numbers out of bounds.
pub async fn make_invite(State(app): State<App>, _: Admin, ask: Body<InviteAsk>) -> Answer<Invite> {
    let ask = body(ask)?;
    let (invite, token) = new_invite(ask.team, ask.days, ask.uses, false)?;
    let record = invite.clone();
    if !app.access(move |store| store.add_invite(&record, clock::now())).await? {
        return Err(Problem::TooManyInvites);
    }
    Ok(Json(Invite { token: Some(token.reveal().to_owned()), ..listed(&invite) }))
}

/// An invite and its secret.
///
/// # Errors
/// When the numbers are out of bounds.
pub fn new_invite(
    team: Option<DocId>,
    days: u32,
    uses: u32,
    admin: bool,
) -> Result<(InviteRecord, Token), Problem> {
    if !(1..=INVITE_DAYS_MAX).contains(&days) || !(1..=INVITE_USES_MAX).contains(&uses) {
        return Err(Problem::BadRequest("an invite lasts 1 to 30 days and admits 1 to 100 devices"));
    }
    let token = Token::fresh(&mut clock::rng());
    let id = DeviceId::random(&mut clock::rng()).to_string();
    let expires = clock::now() + Span::days(i64::from(days));
    Ok((InviteRecord { id, token: token.hash(), team, admin, expires, uses_left: uses }, token))
}

fn listed(invite: &InviteRecord) -> Invite {
    Invite {
        id: invite.id.clone(),
        token: None,
        team: invite.team,
        expires: invite.expires,
        uses_left: invite.uses_left,
    }
}

/// `GET /api/invites`.
///
/// # Errors
/// For those who aren't admins.
pub async fn invites(State(app): State<App>, _: Admin) -> Answer<Vec<Invite>> {
    let invites = app.access(|store| store.invites(clock::now())).await?;
    Ok(Json(invites.iter().map(listed).collect()))
}

/// `DELETE /api/invites/{id}`.
///
/// # Errors
/// For those who aren't admins, and when there is no such invite.
pub async fn revoke_invite(
    State(app): State<App>,
    _: Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let found = app.access(move |store| store.revoke_invite(&id)).await?;
    if found { Ok(StatusCode::NO_CONTENT) } else { Err(Problem::NotFound) }
}

/// `GET /api/devices`.
///
/// # Errors
/// Without a session.
pub async fn devices(State(app): State<App>, _: Member) -> Answer<Vec<Device>> {
    let records = app.access(|store| store.devices()).await?;
    let now = clock::now();
    let device = |record: DeviceRecord| {
        let seen = if app.sockets().is_open(record.id) { Some(now) } else { record.seen };
        Device {
            id: record.id,
            name: record.name,
            person: record.person,
            joined: record.joined,
            seen: seen.map(|at| at - Span(at.0.rem_euclid(60_000))),
            admin: record.admin,
            revoked: record.revoked,
        }
    };
    Ok(Json(records.into_iter().map(device).collect()))
}

/// `DELETE /api/devices/{id}`: the device is out for good. Once more changes nothing.
///
/// # Errors
/// For those who aren't admins, when there is no such device, and for the last one of an admin.
pub async fn revoke_device(
    State(app): State<App>,
    Admin(admin): Admin,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let device: DeviceId = id.parse().map_err(|_| Problem::NotFound)?;
    app.access(move |store| store.revoke(device, By::Admin(admin.id), clock::now())).await??;
    app.sockets().revoke([&device]);
    tracing::info!(device = %device, by = %admin.id, "a device was revoked");
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /healthz`: whether the relay can read its store.
pub async fn health(State(app): State<App>) -> Response {
    let readable = app.read(|store| crate::store::LogStore::head(store).map(|_| ())).await.is_ok();
    let status = if readable { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let uptime = (clock::now() - app.started()).0 / 1_000;
    let word = if readable { "ok" } else { "failing" };
    (status, Json(json!({ "status": word, "version": env!("CARGO_PKG_VERSION"), "uptime_s": uptime })))
        .into_response()
}
