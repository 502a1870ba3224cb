//! Who is connected, and how many may be.

use crate::limits::{SOCKETS_MAX, SOCKETS_PER_ADDRESS_MAX, SOCKETS_PER_DEVICE_MAX};
use sightline_shared::id::DeviceId;
use std::collections::hash_map::{Entry, HashMap};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The open sockets.
#[derive(Debug, Clone, Default)]
pub struct Sockets(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    in_all: usize,
    by_device: HashMap<DeviceId, OfDevice>,
    by_address: HashMap<IpAddr, usize>,
}

/// The sockets of one device: there is an entry while there is one.
#[derive(Debug)]
struct OfDevice {
    count: usize,
    /// Turns true when the device is revoked, once.
    revoked: watch::Sender<bool>,
}

/// One socket's place; given back when dropped.
#[derive(Debug)]
pub struct Place {
    sockets: Sockets,
    device: DeviceId,
    address: IpAddr,
    revoked: watch::Receiver<bool>,
}

impl Sockets {
    /// Takes a place; none when there are too many. Who was let in must be asked for once more after this: only what happens to the device
    /// from now on reaches its place.
    pub fn enter(&self, device: DeviceId, address: IpAddr) -> Option<Place> {
        let mut counts = self.counts();
        let of_device = counts.by_device.get(&device).map_or(0, |of| of.count);
        let of_address = counts.by_address.get(&address).copied().unwrap_or(0);
        if counts.in_all >= SOCKETS_MAX
            || of_device >= SOCKETS_PER_DEVICE_MAX
            || of_address >= SOCKETS_PER_ADDRESS_MAX
        {
            return None;
        }
        counts.in_all += 1;
        let of_device = counts
            .by_device
            .entry(device)
            .or_insert_with(|| OfDevice { count: 0, revoked: watch::Sender::new(false) });
        of_device.count += 1;
        let revoked = of_device.revoked.subscribe();
        *counts.by_address.entry(address).or_default() += 1;
        Some(Place { sockets: self.clone(), device, address, revoked })
    }

    /// Closes what these devices have open (AU11).
    pub fn revoke<'a>(&self, devices: impl IntoIterator<Item = &'a DeviceId>) {
        let counts = self.counts();
        for of_device in devices.into_iter().filter_map(|device| counts.by_device.get(device)) {
            of_device.revoked.send_replace(true);
        }
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

impl Place {
    /// Ends when the device is revoked.
    pub async fn revoked(&mut self) {
        if self.revoked.wait_for(|revoked| *revoked).await.is_err() {
            // The sender lives as long as this place does.
            std::future::pending().await
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.sockets.counts();
        counts.in_all -= 1;
        if let Entry::Occupied(mut of_device) = counts.by_device.entry(self.device) {
            of_device.get_mut().count -= 1;
            if of_device.get().count == 0 {
                of_device.remove();
            }
        }
        if let Entry::Occupied(mut of_address) = counts.by_address.entry(self.address) {
            *of_address.get_mut() -= 1;
            if *of_address.get() == 0 {
                of_address.remove();
            }
        }
    }
}
