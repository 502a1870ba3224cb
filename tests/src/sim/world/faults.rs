//! Breaking things.

use super::{Fault, World};
use crate::sim::relay::ToDevice;
use rand::RngExt;
use sightline_shared::id::{ChangeHash, DocId, Span};
use sightline_shared::session::{Input, WriteFailure};
use sightline_shared::wire::{self, FromDevice, FromRelay};

/// Tabs of a device, at most.
const TABS_MAX: usize = 4;

impl World {
    /// Breaks something; `false` when there was nothing to break.
    pub(super) fn inject(&mut self, fault: Fault, device: usize) -> bool {
        match fault {
            Fault::Cut
            | Fault::Straggler
            | Fault::Truncated
            | Fault::Dropped
            | Fault::Duplicated
            | Fault::Reordered
            | Fault::Delayed
            | Fault::HalfOpen
            | Fault::Partitioned => self.break_the_line(fault, device),
            Fault::KilledTab
            | Fault::CrashAtEffect
            | Fault::Frozen
            | Fault::TabOpened
            | Fault::LeaderMoved => self.break_a_tab(fault, device),
            Fault::PowerCut => {
                self.with(device, |device, _, _| device.power_cut());
                self.forget_what_nobody_has();
                true
            }
            Fault::DiskFull => self.storage(device, Some(WriteFailure::Full)),
            Fault::Cleared => self.clear(device),
            Fault::ClockJump => {
                let years = self.rng.random_range(-10_i64..=10);
                self.devices[device].skew =
                    Span(years * 365 * 86_400_000 + self.rng.random_range(-60_000..60_000));
                true
            }
            Fault::SessionLost => std::mem::replace(&mut self.net.sessions[device], false),
            Fault::Revoked => self.revoke(device),
            Fault::RelayRestart => {
                self.relay.restart();
                self.everybody_is_cut();
                true
            }
            Fault::RelayDied => {
                let had = self.relay.room().head().seq;
                self.deliver_up(device);
                let stored = self.relay.room().head().seq > had;
                self.relay.restart();
                self.everybody_is_cut();
                stored
            }
            Fault::RelayDiskFull => {
                self.relay.disk_is_full();
                true
            }
            Fault::Restored => self.restore(true),
            Fault::RolledBack => self.restore(false),
            // Counted with every connection that it makes.
            Fault::OldClient => false,
        }
    }

    fn break_the_line(&mut self, fault: Fault, device: usize) -> bool {
        if fault == Fault::Straggler {
            let left = self.net.leave_behind(device, self.now);
            if left {
                self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
            }
            return left;
        }
        if fault == Fault::Partitioned {
            return self.part();
        }
        let until = self.now + Span(self.rng.random_range(1_000..20_000));
        let up = self.rng.random();
        let Some(line) = self.net.lines[device].as_mut() else { return false };
        match fault {
            Fault::HalfOpen => return !std::mem::replace(&mut line.half_open, true),
            Fault::Delayed => {
                line.stalled_until = Some(until);
                return true;
            }
            Fault::Cut => {
                self.cut(device);
                return true;
            }
            _ => {}
        }
        let done = if up {
            damage(&mut line.up, fault, may_be_lost_up)
        } else {
            damage(&mut line.down, fault, may_be_lost_down)
        };
        line.lossy |= done;
        if done && fault == Fault::Truncated {
            self.truncate(device, up);
        }
        done
    }

    /// The first frame arrives in part, and then the line is cut.
    fn truncate(&mut self, device: usize, up: bool) {
        let Some(line) = self.net.lines[device].as_mut() else { return };
        if up {
            if let Some(frame) = line.up.front_mut() {
                frame.truncate(self.rng.random_range(0..frame.len()));
            }
            self.deliver_up(device);
        } else {
            if let Some(ToDevice::Frame(frame)) = line.down.front_mut() {
                frame.truncate(self.rng.random_range(0..frame.len()));
            }
            self.deliver_down(device);
        }
        self.cut(device);
    }

    /// Some devices are apart from the relay for a time.
    fn part(&mut self) -> bool {
        let until = self.now + Span(self.rng.random_range(1_000..60_000));
        let mut any = false;
        for device in 0..self.devices.len() {
            if self.rng.random() {
                self.net.away_until.insert(device, until);
                self.net.lines[device].as_mut().into_iter().for_each(|line| line.half_open = true);
                any = true;
            }
        }
        any
    }

    fn break_a_tab(&mut self, fault: Fault, device: usize) -> bool {
        let tabs = self.devices[device].tabs.len();
        let another = tabs < TABS_MAX;
        if fault == Fault::TabOpened && another {
            self.with(device, |device, now, rng| device.open_tab(now, rng));
            return true;
        }
        if tabs == 0 || (fault == Fault::LeaderMoved && tabs < 2) {
            return false;
        }
        let tab = self.rng.random_range(0..tabs);
        match fault {
            Fault::KilledTab => self.with(device, |device, now, rng| device.kill_tab(tab, now, rng)),
            Fault::CrashAtEffect => self.devices[device].dies_after = Some(self.rng.random_range(0..5)),
            Fault::Frozen => {
                let until = self.now + Span(self.rng.random_range(1_000..60_000));
                self.devices[device].tabs[tab].frozen_until = Some(until);
            }
            Fault::LeaderMoved => {
                let to = self.rng.random_range(1..tabs);
                if !self.devices[device].runs(0, self.now) {
                    // What the frozen leader had sent still arrives.
                    self.net.leave_behind(device, self.now);
                }
                self.with(device, |device, now, rng| device.move_lead(to, now, rng));
            }
            _ => return false,
        }
        true
    }

    /// Everything is gone, with the tabs. What was not sent is lost, and only that.
    fn clear(&mut self, device: usize) -> bool {
        let log = self.relay.log();
        self.saved[device].retain(|change: &(DocId, ChangeHash)| log.contains(change));
        self.with(device, |device, _, _| {
            let wishes = device.power_cut();
            device.disk.clear();
            wishes
        });
        self.forget_what_nobody_has();
        true
    }

    /// An admin revokes a device. The first one stays: somebody has to.
    fn revoke(&mut self, device: usize) -> bool {
        if device == 0 || self.devices.len() < 3 || self.revoked.is_some() {
            return false;
        }
        self.revoked = Some(device);
        self.net.sessions[device] = false;
        let conns = self.relay.revoke(self.devices[device].me.device);
        self.net.closed(&conns);
        self.forget_what_nobody_has();
        true
    }

    pub(super) fn everybody_is_cut(&mut self) {
        for device in self.net.all_gone() {
            self.with(device, |device, now, rng| device.tell(0, Input::Disconnected, now, rng));
        }
    }
}

/// Damages what is under way; `false` when nothing is, or nothing that a broken line may lose.
fn damage<T: Clone>(
    frames: &mut std::collections::VecDeque<T>,
    fault: Fault,
    may_be_lost: impl Fn(&T) -> bool,
) -> bool {
    match fault {
        Fault::Truncated => !frames.is_empty(),
        Fault::Dropped => {
            let Some(at) = frames.iter().position(may_be_lost) else { return false };
            frames.remove(at).is_some()
        }
        Fault::Duplicated => {
            let Some(frame) = frames.front().cloned() else { return false };
            frames.push_front(frame);
            true
        }
        Fault::Reordered => {
            let all = frames.len() > 1 && frames.iter().take(2).all(may_be_lost);
            if all {
                frames.swap(0, 1);
            }
            all
        }
        _ => false,
    }
}

/// Everything but a frame that can't be read.
#[allow(clippy::ptr_arg, reason = "called with what the queue holds")]
fn may_be_lost_up(frame: &Vec<u8>) -> bool {
    wire::decode::<FromDevice>(frame).is_ok()
}

/// Pieces of a bootstrap and pages of heads carry no number: a device relies on the socket for their order.
fn may_be_lost_down(what: &ToDevice) -> bool {
    let ToDevice::Frame(frame) = what else { return false };
    !matches!(wire::decode(frame), Err(_) | Ok(FromRelay::Chunk(_) | FromRelay::Heads(_)))
}
