//! Devices, sessions and invites in SQLite.

use super::super::{
    AccessStore, By, DeviceRecord, InviteRecord, Joining, NotJoined, NotRevoked, NotSignedIn, Opens,
    StoreError, Stored, TokenHash,
};
use super::{SqliteStore, doc_id};
use crate::limits::{INVITES_MAX, SESSIONS_PER_DEVICE_MAX};
use rusqlite::{Connection, Row, TransactionBehavior, params};
use sightline_shared::id::{DeviceId, DocId, LogId, Millis, WorkspaceId};

const DEVICE: &str = "id, person, team, name, public_key, admin, joined, seen, revoked";
const INVITE: &str = "id, token, team, admin, expires, uses_left";

fn damaged<T>(_: T) -> StoreError {
    StoreError::Damaged("a column holds something else than was written")
}

fn team(bytes: Option<Vec<u8>>) -> Stored<Option<DocId>> {
    bytes.map(|bytes| doc_id(&bytes)).transpose()
}

fn device(row: &Row<'_>) -> Stored<DeviceRecord> {
    Ok(DeviceRecord {
        id: DeviceId::from_slice(&row.get::<_, Vec<u8>>(0)?).map_err(damaged)?,
        person: doc_id(&row.get::<_, Vec<u8>>(1)?)?,
        team: team(row.get(2)?)?,
        name: row.get(3)?,
        public_key: row.get(4)?,
        admin: row.get(5)?,
        joined: Millis(row.get(6)?),
        seen: row.get::<_, Option<i64>>(7)?.map(Millis),
        revoked: row.get::<_, Option<i64>>(8)?.map(Millis),
    })
}

fn invite(row: &Row<'_>) -> Stored<InviteRecord> {
    Ok(InviteRecord {
        id: row.get(0)?,
        token: TokenHash(row.get(1)?),
        team: team(row.get(2)?)?,
        admin: row.get(3)?,
        expires: Millis(row.get(4)?),
        uses_left: row.get(5)?,
    })
}

fn opens(db: &Connection, ws: i64, token: TokenHash, now: Millis) -> Stored<Opens> {
    let set_up: Option<Vec<u8>> =
        db.prepare_cached("SELECT set_up FROM workspace WHERE id = ?")?.query_row([ws], |row| row.get(0))?;
    if set_up.is_some_and(|hash| hash == token.0) {
        return Ok(Opens::SetUp);
    }
    let mut query = db.prepare_cached(&format!("SELECT {INVITE} FROM invite WHERE ws = ? AND token = ?"))?;
    let mut rows = query.query(params![ws, token.0])?;
    let Some(row) = rows.next()? else { return Ok(Opens::Nothing) };
    let invite = invite(row)?;
    Ok(match () {
        () if invite.expires <= now => Opens::Expired,
        () if invite.uses_left == 0 => Opens::UsedUp,
        () => Opens::Invite(invite),
    })
}

/// The device that has a key. There are as many devices as people have phones and laptops: no index is worth its upkeep.
fn with_key(db: &Connection, ws: i64, public_key: &[u8]) -> Stored<Option<DeviceRecord>> {
    let mut query = db.prepare_cached(&format!(
        "SELECT {DEVICE} FROM device WHERE ws = ? AND public_key = ? ORDER BY number LIMIT 1"
    ))?;
    let mut rows = query.query(params![ws, public_key])?;
    rows.next()?.map(device).transpose()
}

fn is_known(db: &Connection, ws: i64, device: DeviceId) -> Stored<bool> {
    let mut query = db.prepare_cached("SELECT EXISTS (SELECT 1 FROM device WHERE ws = ? AND id = ?)")?;
    Ok(query.query_row(params![ws, device.as_bytes()], |row| row.get(0))?)
}

fn add_session(db: &Connection, ws: i64, device: DeviceId, session: TokenHash) -> Stored<()> {
    db.execute(
        "INSERT INTO session (token, ws, device) VALUES (?, ?, ?)",
        params![session.0, ws, device.as_bytes()],
    )?;
    Ok(())
}

fn add_device(db: &Connection, ws: i64, device: &DeviceRecord) -> Stored<()> {
    db.execute(
        "INSERT INTO device (ws, id, number, person, team, name, public_key, admin, joined, revoked)
         VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM device WHERE ws = ?1), ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        params![
            ws,
            device.id.as_bytes(),
            device.person.to_bytes(),
            device.team.map(|team| team.to_bytes().to_vec()),
            device.name,
            device.public_key,
            device.admin,
            device.joined.0,
            device.revoked.map(|at| at.0)
        ],
    )?;
    Ok(())
}

/// Ends a device for good. When it was ended before, the earlier moment stays.
fn end_device(db: &Connection, ws: i64, device: DeviceId, at: Millis) -> Stored<()> {
    let id = device.as_bytes();
    db.execute(
        "UPDATE device SET revoked = coalesce(revoked, ?) WHERE ws = ? AND id = ?",
        params![at.0, ws, id],
    )?;
    db.execute("DELETE FROM session WHERE ws = ? AND device = ?", params![ws, id])?;
    Ok(())
}

fn devices(db: &Connection, ws: i64) -> Stored<Vec<DeviceRecord>> {
    let mut query =
        db.prepare_cached(&format!("SELECT {DEVICE} FROM device WHERE ws = ? ORDER BY number"))?;
    let mut rows = query.query([ws])?;
    let mut devices = Vec::new();
    while let Some(row) = rows.next()? {
        devices.push(device(row)?);
    }
    Ok(devices)
}

impl AccessStore for SqliteStore {
    fn workspace(&self) -> Stored<WorkspaceId> {
        Ok(self.workspace)
    }

    fn offer_set_up(&mut self, token: TokenHash) -> Stored<()> {
        self.db.execute("UPDATE workspace SET set_up = ? WHERE id = ?", params![token.0, self.ws])?;
        Ok(())
    }

    fn opens(&self, token: TokenHash, now: Millis) -> Stored<Opens> {
        opens(&self.db, self.ws, token, now)
    }

    fn join(&mut self, joining: &Joining) -> Stored<Result<DeviceRecord, NotJoined>> {
        let ws = self.ws;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let device = match opens(&step, ws, joining.token, joining.now)? {
            Opens::SetUp => {
                step.execute("UPDATE workspace SET set_up = NULL WHERE id = ?", [ws])?;
                joining.device(None, true)
            }
            Opens::Invite(invite) => {
                step.execute(
                    "UPDATE invite SET uses_left = uses_left - 1 WHERE ws = ? AND id = ?",
                    params![ws, invite.id],
                )?;
                joining.device(invite.team, invite.admin)
            }
            other => return Ok(Err(NotJoined::Token(other))),
        };
        // What was written above is undone when the step is dropped.
        if with_key(&step, ws, &device.public_key)?.is_some() || is_known(&step, ws, device.id)? {
            return Ok(Err(NotJoined::KeyTaken));
        }
        add_device(&step, ws, &device)?;
        add_session(&step, ws, device.id, joining.session)?;
        step.commit()?;
        Ok(Ok(device))
    }

    fn sign_in(
        &mut self,
        public_key: &[u8],
        session: TokenHash,
        now: Millis,
    ) -> Stored<Result<DeviceRecord, NotSignedIn>> {
        let ws = self.ws;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = with_key(&step, ws, public_key)?.filter(|device| device.revoked.is_none());
        let Some(known) = known else { return Ok(Err(NotSignedIn::Unknown)) };
        if !known.session_lasts(now) {
            return Ok(Err(NotSignedIn::Lapsed));
        }
        let id = known.id.as_bytes();
        step.execute("UPDATE device SET seen = ? WHERE ws = ? AND id = ?", params![now.0, ws, id])?;
        let sessions: i64 = step.query_row(
            "SELECT count(*) FROM session WHERE ws = ? AND device = ?",
            params![ws, id],
            |row| row.get(0),
        )?;
        if usize::try_from(sessions).unwrap_or(usize::MAX) >= SESSIONS_PER_DEVICE_MAX {
            step.execute("DELETE FROM session WHERE ws = ? AND device = ?", params![ws, id])?;
        }
        add_session(&step, ws, known.id, session)?;
        step.commit()?;
        Ok(Ok(DeviceRecord { seen: Some(now), ..known }))
    }

    fn session(&self, token: TokenHash, now: Millis) -> Stored<Option<DeviceRecord>> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {DEVICE} FROM device WHERE ws = ?1 AND id = (SELECT device FROM session WHERE token = ?2 AND ws = ?1)
             AND revoked IS NULL"
        ))?;
        let mut rows = query.query(params![self.ws, token.0])?;
        let found = rows.next()?.map(device).transpose()?;
        Ok(found.filter(|device| device.session_lasts(now)))
    }

    fn note_seen(&mut self, device: DeviceId, now: Millis) -> Stored<bool> {
        let noted = self.db.execute(
            "UPDATE device SET seen = ? WHERE ws = ? AND id = ? AND revoked IS NULL",
            params![now.0, self.ws, device.as_bytes()],
        )?;
        Ok(noted > 0)
    }

    fn devices(&self) -> Stored<Vec<DeviceRecord>> {
        devices(&self.db, self.ws)
    }

    fn revoke(&mut self, device: DeviceId, by: By, now: Millis) -> Stored<Result<DeviceRecord, NotRevoked>> {
        let ws = self.ws;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let known = match by.may_revoke(&devices(&step, ws)?, device, now) {
            Ok(known) => known,
            Err(why) => return Ok(Err(why)),
        };
        end_device(&step, ws, device, now)?;
        step.commit()?;
        Ok(Ok(DeviceRecord { revoked: known.revoked.or(Some(now)), ..known }))
    }

    fn take_revocations(&mut self, revoked: &[(DeviceId, Millis)]) -> Stored<Vec<DeviceId>> {
        let ws = self.ws;
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut news = Vec::new();
        for (device, at) in revoked {
            if !is_known(&step, ws, *device)? {
                add_device(&step, ws, &DeviceRecord::revoked_before(*device, *at))?;
                continue;
            }
            let mut query =
                step.prepare_cached("SELECT revoked IS NULL FROM device WHERE ws = ? AND id = ?")?;
            if query.query_row(params![ws, device.as_bytes()], |row| row.get(0))? {
                end_device(&step, ws, *device, *at)?;
                news.push(*device);
            }
        }
        step.commit()?;
        Ok(news)
    }

    fn restored(&mut self, log: LogId, now: Millis) -> Stored<()> {
        self.db.execute(
            "UPDATE workspace SET log = ?, suspended = ?, set_up = NULL WHERE id = ?",
            params![log.as_bytes(), now.0, self.ws],
        )?;
        self.log_id = log;
        Ok(())
    }

    fn suspended(&self) -> Stored<Option<Millis>> {
        let mut query = self.db.prepare_cached("SELECT suspended FROM workspace WHERE id = ?")?;
        Ok(query.query_row([self.ws], |row| row.get::<_, Option<i64>>(0))?.map(Millis))
    }

    fn resume(&mut self) -> Stored<()> {
        self.db.execute("UPDATE workspace SET suspended = NULL WHERE id = ?", [self.ws])?;
        Ok(())
    }

    fn add_invite(&mut self, invite: &InviteRecord, now: Millis) -> Stored<bool> {
        let step = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        step.execute("DELETE FROM invite WHERE ws = ? AND expires < ?", params![self.ws, forgotten(now).0])?;
        let open: i64 = step.query_row(
            "SELECT count(*) FROM invite WHERE ws = ? AND expires > ? AND uses_left > 0",
            params![self.ws, now.0],
            |row| row.get(0),
        )?;
        if usize::try_from(open).unwrap_or(usize::MAX) >= INVITES_MAX {
            return Ok(false);
        }
        step.execute(
            &format!("INSERT INTO invite (ws, {INVITE}) VALUES (?, ?, ?, ?, ?, ?, ?)"),
            params![
                self.ws,
                invite.id,
                invite.token.0,
                invite.team.map(|team| team.to_bytes().to_vec()),
                invite.admin,
                invite.expires.0,
                invite.uses_left
            ],
        )?;
        step.commit()?;
        Ok(true)
    }

    fn invites(&self, now: Millis) -> Stored<Vec<InviteRecord>> {
        let mut query = self.db.prepare_cached(&format!(
            "SELECT {INVITE} FROM invite WHERE ws = ? AND expires > ? AND uses_left > 0 ORDER BY expires, id"
        ))?;
        let mut rows = query.query(params![self.ws, now.0])?;
        let mut invites = Vec::new();
        while let Some(row) = rows.next()? {
            invites.push(invite(row)?);
        }
        Ok(invites)
    }

    fn revoke_invite(&mut self, id: &str) -> Stored<bool> {
        let gone = self.db.execute("DELETE FROM invite WHERE ws = ? AND id = ?", params![self.ws, id])?;
        Ok(gone > 0)
    }
}

/// Expired invites are told apart from unknown ones for 90 days.
fn forgotten(now: Millis) -> Millis {
    now - sightline_shared::id::Span::days(90)
}
