//! Time passes: signs of life, lines that count as dead, and when to try again.

use super::{Action, Client, FromDevice, Phase, send};
use crate::id::{Millis, Span};
use crate::limits::{CONNECT_MS_MAX, DEAD_MS_MAX, QUIET_MS_MAX, RETRY_LONGEST_MS, SIGN_IN_MS_MAX};
use rand_core::Rng;

impl Client {
    /// Try at once: the network is back, or a person looks.
    pub fn nudge(&mut self, now: Millis) -> Vec<Action> {
        match self.phase {
            Phase::Offline { .. } => self.connect(now),
            Phase::CatchingUp(_) | Phase::Live if (now - self.heard_at).0 > 1_000 => self.ask(now),
            _ => Vec::new(),
        }
    }

    /// Time has passed.
    pub fn tick(&mut self, now: Millis, rng: &mut dyn Rng) -> Vec<Action> {
        self.mistrust_clock(now);
        match self.phase {
            Phase::Offline { retry_at } if now >= retry_at => self.connect(now),
            Phase::Connecting { since } if (now - since).0 >= CONNECT_MS_MAX => self.give_up(now, rng),
            Phase::SigningIn { since } if (now - since).0 >= SIGN_IN_MS_MAX => self.sign_in_later(now, rng),
            Phase::Greeting | Phase::CatchingUp(_) | Phase::Live => {
                if (now - self.heard_at).0 >= DEAD_MS_MAX {
                    self.give_up(now, rng)
                } else if (now - self.heard_at).0 >= QUIET_MS_MAX && (now - self.asked_at).0 >= QUIET_MS_MAX {
                    self.ask(now)
                } else {
                    Vec::new()
                }
            }
            _ => Vec::new(),
        }
    }

    /// When to tick next; `None` when nothing is waited for.
    pub fn wake_at(&self) -> Option<Millis> {
        match self.phase {
            Phase::Idle | Phase::Shut(_) => None,
            Phase::Offline { retry_at } => Some(retry_at),
            Phase::Connecting { since } => Some(since + Span(CONNECT_MS_MAX)),
            Phase::SigningIn { since } => Some(since + Span(SIGN_IN_MS_MAX)),
            Phase::Greeting | Phase::CatchingUp(_) | Phase::Live => {
                let quiet = self.heard_at.max(self.asked_at) + Span(QUIET_MS_MAX);
                Some(quiet.min(self.heard_at + Span(DEAD_MS_MAX)))
            }
        }
    }

    fn ask(&mut self, now: Millis) -> Vec<Action> {
        self.asked_at = now;
        vec![send(&FromDevice::Ping)]
    }

    /// A clock that was set back would make every wait endless: then the waits start over (fault 8).
    pub fn mistrust_clock(&mut self, now: Millis) {
        self.heard_at = self.heard_at.min(now);
        self.asked_at = self.asked_at.min(now);
        match &mut self.phase {
            Phase::Connecting { since } | Phase::SigningIn { since } => *since = (*since).min(now),
            Phase::Offline { retry_at } => *retry_at = (*retry_at).min(now + Span(RETRY_LONGEST_MS)),
            _ => {}
        }
    }
}
