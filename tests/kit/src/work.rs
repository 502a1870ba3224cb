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

/// Words that people at work use; texts are made of them, so that no two documents are alike.
const WORDS: &str = "left right third door hinge bent cabinet order customer waits news tomorrow morning afternoon pallet truck ramp driver \
    label scanner battery charger missing broken late early twice checked counted packed sealed opened returned invoice paid refund \
    address street floor kitchen ward bed pump filter valve pressure leak noise smell heat cold frost oven fridge shelf aisle box crate \
    screw bolt panel glass paint blue white grey small large heavy light spare part supplier factory stock none seven twelve forty \
    hundred phone called wrote asked promised again nobody somebody manager shift night weekend Monday Tuesday Friday route ferry depot \
    customs papers signed photo attached found lost under behind beside before after because please thanks urgent whenever possible";

/// So many characters of words, or a few less.
fn text(rng: &mut StdRng, chars: usize) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut text = String::with_capacity(chars);
    while text.len() < chars {
        text.push_str(words[rng.random_range(0..words.len())]);
        text.push(' ');
    }
    text.truncate(chars);
    text
}

/// A request with a title, five short fields and 110 characters of details.
pub fn ask(id: DocId, n: u64) -> Edit {
    let mut rng = StdRng::seed_from_u64(n);
    Edit::Ask(Box::new(Ask {
        id,
        title: text(&mut rng, 30),
        details: text(&mut rng, 110),
        asker: doc(DocKind::Party, 1, n % 7),
        provider: doc(DocKind::Party, 1, n % 5),
        service: None,
        customer: Some(doc(DocKind::Customer, 1, n % 100)),
        words: text(&mut rng, 20),
        reference: format!("SO-{:06}", rng.random_range(0..1_000_000)),
        parent: None,
        due: None,
        reply_by: Some(Millis(1_764_000_600_000)),
        private: false,
        voice: None,
    }))
}

/// The `n`th thing that happens to a request.
pub fn event(request: DocId, n: u64) -> Edit {
    let seed =
        request.to_bytes().iter().fold(n, |seed, byte| seed.wrapping_mul(257).wrapping_add(u64::from(*byte)));
    let text = text(&mut StdRng::seed_from_u64(seed), 38);
    Edit::Act {
        request,
        event: EventKind::Commented { text, mentions: Vec::new(), answers: false },
        on_behalf_of: String::new(),
    }
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
