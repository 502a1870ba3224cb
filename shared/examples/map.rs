//! What the map's pictures take and how they are, for `cargo xtask bench map`: made maps of 150 teams with 600 services and of 1,000
//! with 4,000. Prints figures, and the same as JSON lines.

#![expect(clippy::disallowed_methods, reason = "a measurement needs a real clock")]

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use sightline_shared::id::{DocId, DocKind};
use sightline_shared::map::{Drawing, Graph, Layout, Node, NodeKind, Places, Style, layout};
use std::time::Instant;

/// Runs of each.
const RUNS: usize = 15;

fn main() {
    for (teams, services) in [(150, 600), (1_000, 4_000)] {
        for (shape, map) in [("departments", departments as fn(_, _) -> _), ("random", random)] {
            for (style, name) in [(Style::Rings, "rings"), (Style::Layers, "layers")] {
                figures(&format!("{teams}/{services} {shape}, {name}"), &map(teams, services), style);
            }
        }
    }
}

fn id(kind: DocKind, number: usize) -> DocId {
    let mut bytes = [0; DocId::LEN];
    bytes[0] = kind.into();
    bytes[8..].copy_from_slice(&(number as u64).to_be_bytes());
    DocId::from_bytes(bytes)
}

fn graph(teams: usize, services: Vec<(usize, usize)>) -> Graph {
    let node = |number| {
        let kind = if number < 2 { NodeKind::Customer } else { NodeKind::Team };
        let name = format!("{} {number}", ["Desk", "Workshop", "Second line support", "Yard"][number % 4]);
        (id(DocKind::Party, number), Node { name, kind, group: 0 })
    };
    let services = services.into_iter().enumerate().map(|(number, (provider, served))| {
        (id(DocKind::Party, provider), id(DocKind::Party, served), id(DocKind::Service, number))
    });
    Graph::from_parts((0..teams + 2).map(node), services)
}

/// As organisations are: most serve somebody nearby, a few central teams serve many, a few services go anywhere.
fn departments(teams: usize, services: usize) -> Graph {
    let mut rng = StdRng::seed_from_u64(7);
    let mut edges: Vec<(usize, usize)> =
        (2..teams + 2).map(|team| (team, (team / 4).max(team % 2))).collect();
    while edges.len() < services {
        let team = rng.random_range(2..teams + 2);
        let served = match rng.random_range(0..10) {
            0 => rng.random_range(0..teams + 2),
            1..4 => team / 4,
            _ => (team / 4 + rng.random_range(0..8)).min(teams + 1),
        };
        edges.push((team, served));
    }
    graph(teams, edges)
}

/// Anybody serves anybody.
fn random(teams: usize, services: usize) -> Graph {
    let mut rng = StdRng::seed_from_u64(7);
    let mut any = || rng.random_range(0..teams + 2);
    graph(teams, (0..services).map(|_| (any(), any())).collect())
}

fn figures(name: &str, graph: &Graph, style: Style) {
    let mut times = Vec::new();
    let mut longest = f64::INFINITY;
    let mut drawing = Drawing::default();
    for _ in 0..RUNS {
        let start = Instant::now();
        let mut work = Layout::new(graph, style, &Places::new());
        let mut slowest = ms(start);
        loop {
            let step = Instant::now();
            let done = work.step();
            slowest = slowest.max(ms(step));
            if let Some(done) = done {
                drawing = done;
                break;
            }
        }
        times.push(ms(start));
        longest = longest.min(slowest);
    }
    times.sort_by(f64::total_cmp);
    say(name, "layout, median", times[RUNS / 2], "ms");
    say(name, "layout, the quickest", times[0], "ms");
    say(name, "longest step, in the quickest run of it", longest, "ms");
    say(name, "crossings", drawing.crossings() as f64, "");
    say(name, "width", drawing.bounds.2, "units");
    say(name, "height", drawing.bounds.3, "units");
    let (moved, far) = moved_by_one_more(graph, style, &drawing);
    say(name, "others that one more team moves", moved, "%");
    say(name, "others that it moves by more than a box", far, "%");
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

fn say(name: &str, metric: &str, value: f64, unit: &str) {
    println!("map: {name}: {metric} {value:.1} {unit}");
    println!(r#"{{"bench":"map","metric":"{name}: {metric}","value":{value:.1},"unit":"{unit}"}}"#);
}

/// The share of the others that move, and move far, when a team joins; the mean of ten joinings.
fn moved_by_one_more(graph: &Graph, style: Style, before: &Drawing) -> (f64, f64) {
    let all: Vec<(DocId, Node)> = graph.nodes().map(|(id, node)| (id, node.clone())).collect();
    let services = |graph: &Graph| {
        let edges = graph.edges().map(|(provider, served, services)| (provider, served, services.to_vec()));
        let flat = edges.flat_map(|(one, other, ids)| ids.into_iter().map(move |id| (one, other, id)));
        flat.collect::<Vec<_>>()
    };
    let (mut moved, mut far) = (0, 0);
    for round in 0..10 {
        let new = id(DocKind::Party, 500_000 + round);
        let served = all[(round * 31 + 5) % all.len()].0;
        let node = Node { name: "New team".into(), kind: NodeKind::Team, group: 0 };
        let mut edges = services(graph);
        edges.push((new, served, id(DocKind::Service, 500_000)));
        let more = Graph::from_parts(all.iter().cloned().chain([(new, node)]), edges);
        let after = layout(&more, style, &Places::new());
        for node in &before.nodes {
            let (dx, dy) = after.node(node.id).map_or((0.0, 0.0), |now| (now.x - node.x, now.y - node.y));
            moved += usize::from(dx != 0.0 || dy != 0.0);
            far += usize::from(dx.abs() > node.w || dy.abs() > node.w);
        }
    }
    let share = |count: usize| count as f64 * 10.0 / before.nodes.len() as f64;
    (share(moved), share(far))
}
