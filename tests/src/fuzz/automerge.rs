//! automerge 0.12 dies of some bytes whose checksum is right. Whole documents come from the relay or from storage only, never from another
//! device, and a tab that dies of one finds it at its next start: such a death is no finding here, any other is.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static AUTOMERGES: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// What `f` says; `None` if automerge, or the columns below it, died in it.
///
/// # Panics
/// When anything else died in it.
pub(super) fn unless_it_dies<T>(f: impl FnOnce() -> T) -> Option<T> {
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |died| {
            let file = died.location().map_or("", |place| place.file());
            AUTOMERGES.set(["/automerge-", "/hexane-"].iter().any(|name| file.contains(name)));
            if !AUTOMERGES.get() {
                before(died);
            }
        }));
    });
    match catch_unwind(AssertUnwindSafe(f)) {
        Ok(said) => Some(said),
        Err(_) if AUTOMERGES.get() => None,
        Err(death) => resume_unwind(death),
    }
}
