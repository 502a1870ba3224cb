//! Pictures of made maps: two devices must draw the same (MA4), in a browser as natively.

use crate::id::{DocId, DocKind};
use crate::map::{Drawing, Graph, Node, NodeKind, Places, Style, layout};
use sha2::{Digest, Sha256};

/// What [`pictures`] answers, natively and in wasm.
pub const PICTURES: &str = "bb18d17388feae7b48354ed591d42f720e37c6d4fb514d2c0dec681996b6f582";

/// How large the maps are.
const SIZES: [u32; 4] = [1, 7, 60, 240];

/// A digest of the pictures of a few maps in both styles, with some parties put somewhere.
pub fn pictures() -> String {
    let mut digest = Sha256::new();
    for size in SIZES {
        let map = made(size);
        let places = (0..size)
            .step_by(9)
            .map(|number| (party(number), (number as i32 * 31 - 400, 90 - number as i32)));
        let places: Places = places.collect();
        for style in [Style::Rings, Style::Layers] {
            feed(&mut digest, &layout(&map, style, &Places::new()));
            feed(&mut digest, &layout(&map, style, &places));
        }
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn id(kind: DocKind, number: u32) -> DocId {
    DocId::numbered(kind, number)
}

fn party(number: u32) -> DocId {
    id(DocKind::Party, number)
}

/// Branches, side lines, lines back, and some who see nobody.
fn made(size: u32) -> Graph {
    let node = |number: u32| {
        let kind = if number < 2 { NodeKind::Customer } else { NodeKind::Team };
        let name =
            ["Büro", "倉庫", "Second line support", "Werkstatt für alles, was fährt"][number as usize % 4];
        (party(number), Node { name: format!("{name} {number}"), kind, group: 0 })
    };
    let mut services = Vec::new();
    for number in (2..size).filter(|number| number % 17 != 5) {
        let hop = number.wrapping_mul(2_654_435_761) >> 7;
        services.extend([(number, number / 3), (number, hop % size), (hop % number, number)]);
    }
    let services = (0..)
        .zip(services)
        .map(|(number, (provider, served))| (party(provider), party(served), id(DocKind::Service, number)));
    Graph::from_parts((0..size).map(node), services)
}

fn feed(digest: &mut Sha256, drawing: &Drawing) {
    let nodes = drawing.nodes.iter().flat_map(|node| [node.x, node.y, node.w, node.h]);
    let lines = drawing.edges.iter().flat_map(|edge| &edge.points).flat_map(|(x, y)| [*x, *y]);
    let rings = drawing.rings.iter().flat_map(|ring| [ring.radius, ring.width]);
    let layers = drawing.layers.iter().flat_map(|layer| [layer.top, layer.bottom]);
    for length in nodes.chain(lines).chain(rings).chain(layers) {
        digest.update(length.to_bits().to_be_bytes());
    }
}
