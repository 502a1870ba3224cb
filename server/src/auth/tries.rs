//! How often wrong tokens and keys may be tried: by one address, and by all together.

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

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::id::Span;

    /// AU5: an address has its own count, a network of IPv6 shares one, and all addresses together have an end.
    #[test]
    fn tries_are_counted_by_address_and_in_all() {
        let tries = Tries::default();
        let now = Millis(1_000_000);
        let address = |n: u32| IpAddr::V4(n.into());
        let six = |last: u16| IpAddr::V6([0x2001, 0xdb8, 0, 1, 0, 0, 0, last].into());
        for _ in 0..TRIES_PER_ADDRESS_MAX {
            assert!(tries.may_try(address(1), now) && tries.may_try(six(1), now));
            tries.failed(address(1), now);
            tries.failed(six(1), now);
        }
        assert!(!tries.may_try(address(1), now) && !tries.may_try(six(2), now));
        assert!(tries.may_try(address(2), now));
        for n in 0..TRIES_IN_ALL_MAX {
            tries.failed(address(10 + n), now);
        }
        assert!(!tries.may_try(address(2), now));
        assert!(tries.may_try(address(1), now + Span::minutes(1)), "a window has an end");
        assert!(tries.may_try(address(1), now - Span::hours(1)), "a clock that is set back locks nobody out");
    }
}
