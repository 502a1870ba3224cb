//! The relay knows no session of this device: the platform signs it in by its key (SY17).

use super::{Action, Client, CloseReason, Phase};
use crate::id::Millis;
use crate::sync::SignInOutcome;
use rand_core::Rng;

impl Client {
    /// The relay said so. Right after a sign-in that went well, the platform keeps no session (it blocks cookies): signing in once more
    /// would never end.
    pub(super) fn signed_out(&mut self, now: Millis) -> Vec<Action> {
        self.lost();
        if self.fresh_session {
            self.phase = Phase::Shut(CloseReason::SignedOut);
            return vec![Action::Hangup];
        }
        self.phase = Phase::SigningIn { since: now };
        vec![Action::Hangup, Action::SignIn]
    }

    /// The platform's answer to [`Action::SignIn`]. One that nobody waits for any more changes nothing.
    pub fn signed_in(&mut self, outcome: SignInOutcome, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        if !matches!(self.phase, Phase::SigningIn { .. }) {
            return Vec::new();
        }
        match outcome {
            SignInOutcome::Done => {
                self.fresh_session = true;
                self.connect(now)
            }
            SignInOutcome::Refused => {
                self.phase = Phase::Shut(CloseReason::SignedOut);
                Vec::new()
            }
            SignInOutcome::NoAnswer => self.sign_in_later(now, rng),
        }
    }

    /// Nobody answered: the next try begins with the socket, for the session may be known again.
    pub(super) fn sign_in_later(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.phase = Phase::Offline { retry_at: now + self.backoff.failed(rng) };
        Vec::new()
    }
}
