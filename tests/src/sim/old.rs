//! A device whose app is older: the same core, over a wire that knows only what version 1 knew.

use sightline_shared::wire::{self, FromDevice, FromRelay, VERSION_MIN};

/// What such a device says.
pub fn from_device(frame: Vec<u8>) -> Vec<u8> {
    match wire::decode(&frame) {
        Ok(FromDevice::Hello(mut hello)) => {
            hello.version = VERSION_MIN;
            hello.compare = false;
            hello.keeps = None;
            hello.statistics = None;
            wire::encode(&FromDevice::Hello(hello))
        }
        _ => frame,
    }
}

/// What such a device understands of what it is told: it ignores the fields that came later.
pub fn from_relay(frame: Vec<u8>) -> Vec<u8> {
    let Ok(mut frame) = wire::decode::<FromRelay>(&frame) else { return frame };
    match &mut frame {
        FromRelay::Welcome(welcome) => welcome.version = VERSION_MIN,
        FromRelay::Range(range) => range.entries.iter_mut().for_each(|entry| entry.seal = None),
        FromRelay::Acked(acked) => acked.seals.clear(),
        FromRelay::Chunk(chunk) => chunk.docs.iter_mut().for_each(|doc| doc.seals.clear()),
        FromRelay::Docs(docs) => docs.iter_mut().for_each(|doc| doc.seals.clear()),
        _ => {}
    }
    wire::encode(&frame)
}
