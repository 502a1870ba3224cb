//! What a running relay looks after by itself, beside what it is asked.

use crate::http::App;
use crate::keep::head::HeadKeeper;
use crate::limits::{HEAD_ROUNDS, ROUND_EVERY};
use crate::store::AccessStore;
use sightline_shared::wire::Cursor;

/// Goes its rounds until the relay stops, and gives the keeper back.
pub async fn go(app: App, mut heads: HeadKeeper) -> HeadKeeper {
    let mut stopping = app.stopping();
    let published = app.room().published();
    let mut since_kept = HEAD_ROUNDS;
    loop {
        let stopped = async { drop(stopping.wait_for(|stopping| *stopping).await) };
        if tokio::time::timeout(ROUND_EVERY, stopped).await.is_ok() {
            return heads;
        }
        look(&app).await;
        app.room().tidy();
        let head = published.borrow().head;
        since_kept += 1;
        if since_kept >= HEAD_ROUNDS && !heads.has(head) {
            heads = keep(heads, head).await;
            since_kept = 0;
        }
    }
}

/// Writes down how far the log has come (RE18). What is published is durable.
pub async fn keep(heads: HeadKeeper, head: Cursor) -> HeadKeeper {
    let folder = heads.clone();
    let written = tokio::task::spawn_blocking(move || {
        let mut heads = heads;
        let result = heads.keep(head);
        (heads, result)
    });
    match written.await {
        Ok((heads, Ok(()))) => heads,
        Ok((heads, Err(error))) => {
            tracing::warn!(%error, "can't write down how far the log has come");
            heads
        }
        Err(_) => folder,
    }
}

/// Devices are revoked by `sightline revoke` too, in a process of its own: their sockets are closed here (AU12).
async fn look(app: &App) {
    if app.sockets().count() == 0 {
        return;
    }
    match app.access(|store| store.devices()).await {
        Ok(devices) => {
            let revoked = devices.iter().filter(|device| device.revoked.is_some());
            app.sockets().revoke(revoked.map(|device| &device.id));
        }
        Err(error) => tracing::warn!(%error, "can't look who was revoked"),
    }
}
