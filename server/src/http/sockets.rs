//! Who is connected, and how many may be.

use crate::limits::{SOCKETS_MAX, SOCKETS_PER_ADDRESS_MAX, SOCKETS_PER_DEVICE_MAX};
use sightline_shared::id::DeviceId;
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open sockets.
#[derive(Debug, Clone, Default)]
pub struct Sockets(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    in_all: usize,
    by_device: HashMap<DeviceId, usize>,
    by_address: HashMap<IpAddr, usize>,
}

/// One socket's place; given back when dropped.
#[derive(Debug)]
pub struct Place {
    sockets: Sockets,
    device: DeviceId,
    address: IpAddr,
}

impl Sockets {
    /// Takes a place; none when there are too many.
    pub fn enter(&self, device: DeviceId, address: IpAddr) -> Option<Place> {
        let mut counts = self.counts();
        let of_device = counts.by_device.get(&device).copied().unwrap_or(0);
        let of_address = counts.by_address.get(&address).copied().unwrap_or(0);
        if counts.in_all >= SOCKETS_MAX
            || of_device >= SOCKETS_PER_DEVICE_MAX
            || of_address >= SOCKETS_PER_ADDRESS_MAX
        {
            return None;
        }
        counts.in_all += 1;
        *counts.by_device.entry(device).or_default() += 1;
        *counts.by_address.entry(address).or_default() += 1;
        Some(Place { sockets: self.clone(), device, address })
    }

    /// Whether this device is connected.
    pub fn is_open(&self, device: DeviceId) -> bool {
        self.counts().by_device.contains_key(&device)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.counts().in_all
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn give_back<K: std::hash::Hash + Eq>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.sockets.counts();
        counts.in_all -= 1;
        give_back(&mut counts.by_device, &self.device);
        give_back(&mut counts.by_address, &self.address);
    }
}
