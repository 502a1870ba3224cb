//! What is read again after each change is what a fresh reading says, whatever was written into.

use super::*;
use automerge::transaction::Transactable;
use automerge::{ActorId, ObjType, ROOT, ReadDoc};
use proptest::prelude::*;

/// Writes a text under a key of one of the events, deletes that event, or puts another map in its place: nothing of ours does, and a hostile
/// device may.
fn meddle(doc: &mut Doc, incarnation: u8, event: usize, how: u8) -> Option<Vec<u8>> {
    let actor = Actor { device: device(9), incarnation: Incarnation::from_bytes([incarnation; 8]) };
    let (_, events) = doc.automerge.get(ROOT, "events").ok()??;
    let keys: Vec<String> = doc.automerge.keys(&events).collect();
    let key = keys.get(event % keys.len().max(1))?;
    let (_, map) = doc.automerge.get(&events, key.as_str()).ok()??;
    doc.automerge.set_actor(ActorId::from(&actor.to_bytes()[..]));
    let mut tx = doc.automerge.transaction();
    match how % 4 {
        0 => tx.delete(&events, key.as_str()).expect("it is there"),
        1 => drop(tx.put_object(&events, key.as_str(), ObjType::Map).expect("a map")),
        2 => tx.put(&map, "text", format!("meddled with {how}")).expect("a map"),
        _ => tx.put(&map, "kind", "something else").expect("a map"),
    }
    let (hash, _) = tx.commit();
    doc.forget();
    Some(doc.automerge.get_change_by_hash(&hash?)?.raw_bytes().to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn do12_what_is_read_again_is_what_is_there(
        steps in converge::steps(),
        meddling in proptest::collection::vec((any::<bool>(), 0..20_usize, any::<u8>()), 0..12),
    ) {
        let mut docs = converge::run(&steps);
        let mut device = docs.swap_remove(0);
        let mut relay = Doc::empty(REQUEST);
        let mut changes: Vec<Vec<u8>> = device.changes().into_iter().map(|(_, bytes)| bytes).collect();
        for (number, (honest, event, how)) in (1_u8..).zip(meddling) {
            changes.extend(match honest {
                // What can't be read any more can't be written to either.
                true => {
                    let stamp = stamp_of(8, u64::from(number) + 500);
                    write(&mut device, actor(8), &[(&commenting("in between"), stamp)]).ok().map(|written| written.bytes)
                }
                false => meddle(&mut device, number, event, how),
            });
        }
        for bytes in changes {
            let (meta, opened) = open(&bytes).expect("sound bytes");
            prop_assert_eq!(relay.apply_opened(&meta, opened), Ok(Applied::New(meta.hash)));
            prop_assert_eq!(relay.read_again(), relay.read());
            prop_assert_eq!(relay.read_again(), relay.read(), "from what is known");
        }
        prop_assert_eq!(relay.heads(), device.heads());
    }
}
