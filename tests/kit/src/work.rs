//! Work as people do it: a request is asked, and then things happen to it.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sightline_shared::edit::{Ask, Edit};
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::model::EventKind;

/// The ids of documents are told apart by two numbers, so that tests can name them.
pub fn doc(kind: DocKind, device: u64, n: u64) -> DocId {
    let mut bytes = [0; 16];
    bytes[0] = kind.into();
    bytes[1..8].copy_from_slice(&device.to_be_bytes()[1..]);
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    DocId::from_bytes(bytes)
}

/// A request with a title, five short fields and 110 characters of details.
pub fn ask(id: DocId, n: u64) -> Edit {
    let details = format!(
        "Order {n:06}: the left hinge of the third door came bent, the customer can't open the cabinet and waits for news."
    );
    Edit::Ask(Box::new(Ask {
        id,
        title: format!("Hinge bent, order {n:06}"),
        details: details.chars().take(110).collect(),
        asker: doc(DocKind::Party, 1, n % 7),
        provider: doc(DocKind::Party, 1, n % 5),
        service: None,
        customer: Some(doc(DocKind::Customer, 1, n % 100)),
        words: "It doesn't open.".to_owned(),
        reference: format!("SO-{n:06}"),
        parent: None,
        due: None,
        reply_by: Some(Millis(1_764_000_600_000)),
        private: false,
    }))
}

/// The `n`th thing that happens to a request.
pub fn event(request: DocId, n: u64) -> Edit {
    let text = format!("Step {n}: looked into it, more tomorrow.");
    Edit::Act { request, event: EventKind::Commented { text }, on_behalf_of: String::new() }
}

/// A request whose details are 4,000 characters that can't be made shorter.
pub fn large_ask(id: DocId, n: u64) -> Edit {
    let mut rng = StdRng::seed_from_u64(n);
    let details = (0..4_000).map(|_| char::from(rng.random_range(b'!'..=b'~'))).collect();
    match ask(id, n) {
        Edit::Ask(ask) => Edit::Ask(Box::new(Ask { details, ..*ask })),
        other => other,
    }
}
