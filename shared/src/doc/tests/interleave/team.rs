//! The four devices: what each knows, and what its person may do with it.

use super::*;
use crate::fold::{Folded, NextAct, Outcome, Side, fold, is_possible, offered};

/// What a device wrote, to be found again in the end.
pub(super) struct Act {
    pub(super) event: EventId,
    pub(super) kind: EventKind,
    pub(super) by: DocId,
}

pub(super) struct Team {
    pub(super) devices: Vec<Phone>,
    /// Everything that anybody did, the ask included.
    pub(super) acts: Vec<Act>,
    /// Offers that the asker agreed to.
    pub(super) agreed: usize,
}

pub(super) struct Phone {
    pub(super) doc: Doc,
    who: u8,
    incarnation: u8,
    /// Minutes by its own clock.
    clock: i64,
}

impl Team {
    /// Everybody has the request as it was asked; then this happens.
    pub(super) fn after(steps: &[Step]) -> Self {
        let asked = with(&asking());
        let devices = (1..)
            .zip([0, 7, -90, 2_000])
            .map(|(who, clock)| Phone { doc: asked.clone(), who, incarnation: 1, clock })
            .collect();
        let ask = Act {
            event: stamp(1).event,
            kind: EventKind::Asked { reply_by: super::super::ask().reply_by },
            by: person(1),
        };
        let mut team = Self { devices, acts: vec![ask], agreed: 0 };
        steps.iter().for_each(|step| team.step(step));
        team
    }

    fn step(&mut self, step: &Step) {
        match *step {
            Step::Act { device, which, as_offered, other } => self.act(device, which, as_offered, other),
            Step::Pull { to, from, percent, seed } => self.pull(to, from, percent, seed),
            Step::Restart(device) => {
                let phone = &mut self.devices[device];
                phone.doc = Doc::load(REQUEST, [&phone.doc.save()[..]]).expect("its own bytes");
                phone.incarnation += 1;
            }
            Step::Jump(device, minutes) => self.devices[device].clock += minutes,
        }
    }

    fn act(&mut self, device: usize, which: Index, as_offered: bool, other: u8) {
        let number = u64::from(other) << 16 | u64::try_from(self.acts.len()).expect("few");
        let phone = &mut self.devices[device];
        let before = fold(&request_of(&phone.doc));
        let kinds: Vec<(Kind, bool)> = if as_offered {
            let acts = offered(&before, phone.side(&before));
            acts.iter().map(|act| (act.kind(), *act == NextAct::AgreeToOffer)).collect()
        } else {
            let possible = Kind::ALL.into_iter().filter(|kind| is_possible(&before, *kind));
            possible.map(|kind| (kind, false)).collect()
        };
        let (kind, agrees) = *which.get(&kinds);
        let kind = match before.offer {
            Some(offer) if agrees => {
                self.agreed += 1;
                EventKind::Accepted { owner: offer.owner, promised: offer.promised }
            }
            _ => some_event(kind, phone.who, other),
        };
        let event = phone.write(&kind, number);
        // Whoever acts sees at once what they did: only others' acts can overrule it, later.
        let after = fold(&request_of(&phone.doc));
        let own = after.events.iter().find(|effect| effect.id == event).expect("what was just written");
        let remark = Kind::from(&kind).is_remark();
        assert_eq!(own.outcome, if remark { Outcome::Remark } else { Outcome::Effective }, "{kind:?}");
        self.acts.push(Act { event, kind, by: person(phone.who) });
    }

    fn pull(&mut self, to: usize, from: usize, percent: u64, mut seed: u64) {
        if to == from {
            return;
        }
        let mut changes = self.devices[from].doc.changes();
        converge::shuffle(&mut changes, seed);
        for (_, bytes) in changes {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            if (seed >> 33) % 100 < percent {
                self.devices[to].doc.apply(&bytes).expect("a change of an honest device");
            }
        }
    }

    /// Everybody has heard of everything.
    pub(super) fn exchanged(mut self, seed: u64) -> Self {
        for to in 0..DEVICES {
            for from in 0..DEVICES {
                self.pull(to, from, 100, seed.wrapping_add(u64::try_from(to).expect("few")));
            }
        }
        self
    }
}

impl Phone {
    /// The first works where it was asked, the next two where it was asked of, the last in the team that it is handed on to.
    fn side(&self, folded: &Folded) -> Side {
        let own = team([1, 2, 2, 3][usize::from(self.who) - 1]);
        match own {
            own if own == folded.provider => Side::Provider,
            own if own == team(1) => Side::Asker,
            _ => Side::Other,
        }
    }

    fn write(&mut self, kind: &EventKind, number: u64) -> EventId {
        self.clock += 1;
        let actor =
            Actor { device: device(self.who), incarnation: Incarnation::from_bytes([self.incarnation; 8]) };
        // Random at its beginning, as ids are: it must not follow the order of writing or the person.
        let event = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let stamp = Stamp {
            by: person(self.who),
            event: EventId::from_bytes(event.to_be_bytes()),
            device_time: Millis(1_700_000_000_000 + self.clock * 60_000),
            offset: Span(i64::from(self.who) * 250),
        };
        write(&mut self.doc, actor, &[(&act(kind.clone()), stamp)]).expect("it was possible in what it saw");
        stamp.event
    }
}
