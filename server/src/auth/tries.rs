//! How often wrong tokens may be tried: by one address, and by all together.

use crate::limits::{TRIES_ADDRESSES_MAX, TRIES_IN_ALL_MAX, TRIES_PER_ADDRESS_MAX, TRIES_WINDOW};
use sightline_shared::id::Millis;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

/// Counts wrong tries in windows of time.
#[derive(Debug, Default)]
pub struct Tries(Mutex<Window>);

#[derive(Debug, Default)]
struct Window {
    began: Millis,
    in_all: u32,
    by_address: HashMap<IpAddr, u32>,
}

impl Tries {
    /// Whether this address may try a token now.
    pub fn may_try(&self, address: IpAddr, now: Millis) -> bool {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        window.turn(now);
        window.in_all < TRIES_IN_ALL_MAX
            && window.by_address.get(&network(address)).copied().unwrap_or(0) < TRIES_PER_ADDRESS_MAX
    }

    /// Notes a token that opened nothing.
    pub fn failed(&self, address: IpAddr, now: Millis) {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        window.turn(now);
        window.in_all += 1;
        if window.by_address.len() < TRIES_ADDRESSES_MAX {
            *window.by_address.entry(network(address)).or_default() += 1;
        }
    }
}

impl Window {
    fn turn(&mut self, now: Millis) {
        let length = i64::try_from(TRIES_WINDOW.as_millis()).unwrap_or(i64::MAX);
        // A clock that was set back begins a new window too, or nobody could try for as long as it was set back.
        if !(0..length).contains(&(now - self.began).0) {
            *self = Self { began: now, ..Self::default() };
        }
    }
}

/// An IPv6 customer has at least a /64: addresses in it count as one.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
    }
}
