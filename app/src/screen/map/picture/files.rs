//! The picture leaves the app: as a drawing, as pixels, on paper. All three are the same file.

use crate::ui::{Ui, format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::map::Scene;

/// Saves it as a drawing.
pub(super) fn svg(ui: Ui, scene: &Scene) {
    ui.act.save_file(&name(ui, "svg"), "image/svg+xml", &[scene.svg(&title(ui)).into_bytes()]);
}

/// Saves it as pixels, as fine as browsers can.
pub(super) fn png(ui: Ui, scene: &Scene) {
    let title = title(ui);
    let (drawing, size, name) = (scene.svg(&title), scene.svg_size(&title), name(ui, "png"));
    leptos::task::spawn_local(async move {
        if !ui.act.save_picture(&name, &drawing, size).await {
            ui.complain(t!("map-png-failed"));
        }
    });
}

/// Prints it on one page.
pub(super) fn print(ui: Ui, scene: &Scene) {
    let drawing = scene.svg(&title(ui));
    // The sheet that asked for it is gone with the next frame.
    request_animation_frame(move || ui.act.print(&drawing));
}

/// What the file says above the picture: as of when it is.
fn title(ui: Ui) -> String {
    let contact = ui.store.status().with_untracked(|status| status.contact);
    let now = ui.now_once();
    t!("map-file-title", date = format::date(now), freshness = tell::as_of(contact, now))
}

fn name(ui: Ui, kind: &str) -> String {
    let day: String = format::iso(ui.now_once()).chars().take(10).collect();
    format!("sightline-map-{day}.{kind}")
}
