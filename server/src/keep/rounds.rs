//! What a running relay looks after by itself, beside what it is asked.

use crate::http::App;
use crate::limits::ROUND_EVERY;
use crate::store::AccessStore;

/// Goes its rounds until the relay stops.
pub async fn go(app: App) {
    let mut stopping = app.stopping();
    loop {
        let stopped = async { drop(stopping.wait_for(|stopping| *stopping).await) };
        if tokio::time::timeout(ROUND_EVERY, stopped).await.is_ok() {
            return;
        }
        look(&app).await;
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
