//! A person's devices as an admin sees them: when each was heard, and the way to lock one out that is lost.

use crate::part::{Button, Check, Kind, Sheet, Tag, Tone};
use crate::screen::join::join_problem;
use crate::ui::{Ui, format, words::t};
use icondata_lu as lu;
use leptos::prelude::*;
use sightline_shared::api::Device;
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::Millis;
use sightline_shared::view::{self, Viewer};

/// The device that an admin is about to lock out.
pub(super) type Revoking = RwSignal<Option<Device>>;

/// What is said of a device beside its name.
pub(super) fn heard(device: &Device, now: Millis) -> String {
    match device.seen {
        Some(seen) => {
            t!("people-device-seen", device = device.name.clone(), time = format::moment(seen, now))
        }
        None => device.name.clone(),
    }
}

/// A device with its button; its own device an admin doesn't lock out by a slip.
pub(super) fn device_line(ui: Ui, device: &Device, now: Millis, revoking: Revoking) -> AnyView {
    let own = ui.store.me().with(|me| me.as_ref().is_some_and(|me| me.device == device.id));
    let asked = device.clone();
    let ask = Callback::new(move |()| revoking.set(Some(asked.clone())));
    let label = t!("device-revoke-label", device = device.name.clone());
    view! {
        <li class="group">
            <span>{heard(device, now)}</span>
            {match device.revoked {
                Some(at) => view! {
                    <Tag tone=Tone::Late icon=lu::LuBan text=t!("device-revoked", time = format::moment(at, now)) />
                }.into_any(),
                None => (!own).then(|| view! { <Button kind=Kind::Warn label on_press=ask>{t!("device-revoke")}</Button> }).into_any(),
            }}
        </li>
    }
    .into_any()
}

/// Asks once more, with what it means; says what came of it.
#[component]
pub(super) fn Revoke(
    /// The device.
    device: Device,
    /// They have no other that isn't locked out.
    last: bool,
    /// Emptied when this is over.
    revoking: Revoking,
    /// After the relay has done it.
    on_done: Callback<()>,
) -> impl IntoView {
    let ui = Ui::here();
    let busy = RwSignal::new(false);
    let close = Callback::new(move |()| revoking.set(None));
    let (id, person) = (device.id, device.person);
    let of_them = Viewer { person, team: None };
    // Whoever said so already isn't asked.
    let asks =
        last && ui.look(|rows| rows.person(person).is_some_and(|one| one.left.is_none())) == Some(true);
    let owns = ui.look(|rows| view::owned_count(rows, &of_them)).unwrap_or_default();
    let has_left = RwSignal::new(false);
    let sure = Callback::new(move |()| {
        busy.set(true);
        // What was ticked when it was pressed holds, also where the sheet is closed before the relay answers.
        let also_left = has_left.get_untracked();
        leptos::task::spawn_local(async move {
            match ui.act.revoke_device(id).await {
                Ok(()) => {
                    ui.say(t!("device-revoked-now"));
                    if also_left {
                        let field = PersonField::Left(Some(ui.now_once()));
                        ui.edit(vec![Edit::ChangePerson { id: person, field }], t!("device-left-now"));
                    }
                }
                Err(error) => ui.complain(join_problem(&error)),
            }
            let _ = revoking.try_set(None);
            // The screen behind it may be gone as well.
            let _ = on_done.try_run(());
        });
    });
    view! {
        <Sheet title=t!("device-revoke-label", device = device.name) close=t!("close") on_close=close>
            <p>{t!("device-sure")}</p>
            {asks.then(|| view! {
                <p>{t!("device-last", count = owns)}</p>
                <Check label=t!("device-left-too") hint=t!("device-left-too-hint") value=has_left />
            })}
            <div class="buttons end">
                <Button kind=Kind::Quiet on_press=close>{t!("device-keep")}</Button>
                <Button kind=Kind::Warn icon=lu::LuBan busy on_press=sure>{t!("device-revoke")}</Button>
            </div>
        </Sheet>
    }
}
