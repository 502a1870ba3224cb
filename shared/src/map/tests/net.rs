//! MA27: what petgraph says of the map, against brute force.

use super::*;

/// How many pieces a map has in whatever direction, without one party.
fn pieces(count: u32, edges: &[(u32, u32)], without: Option<u32>) -> usize {
    let is_in = |number: &u32| Some(*number) != without;
    let mut piece: Vec<u32> = (0..count).collect();
    for _ in 0..count {
        for (one, other) in edges.iter().filter(|(one, other)| is_in(one) && is_in(other)) {
            let least = piece[*one as usize].min(piece[*other as usize]);
            (piece[*one as usize], piece[*other as usize]) = (least, least);
        }
    }
    (0..count).filter(is_in).map(|number| piece[number as usize]).collect::<BTreeSet<_>>().len()
}

/// Who is reached along the services, any number of them.
fn reached(count: u32, edges: &[(u32, u32)], from: u32) -> BTreeSet<u32> {
    let mut seen = BTreeSet::from([from]);
    for _ in 0..count {
        let next: Vec<u32> =
            edges.iter().filter(|(one, _)| seen.contains(one)).map(|(_, other)| *other).collect();
        seen.extend(next);
    }
    seen
}

proptest! {
    /// MA27
    #[test]
    fn cut_points_are_those_without_whom_there_are_more_pieces((customers, names, edges) in any_map(16)) {
        let count = names.len() as u32;
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let found: BTreeSet<DocId> = cut_points(&graph(customers, &names, &edges)).into_iter().collect();
        let whole = pieces(count, &edges, None);
        let plain = (0..count).filter(|number| pieces(count, &edges, Some(*number)) > whole);
        prop_assert_eq!(found, plain.map(party_id).collect::<BTreeSet<_>>());
    }

    /// MA27
    #[test]
    fn circles_and_who_stands_behind_whom_are_what_walking_finds((customers, names, edges) in any_map(16)) {
        let count = names.len() as u32;
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let graph = graph(customers, &names, &edges);
        let all: Vec<_> = (0..count).map(|number| reached(count, &edges, number)).collect();
        let reaches = |one: u32, other: u32| all[one as usize].contains(&other);
        let mut plain = BTreeSet::new();
        for number in 0..count {
            let circle: Vec<_> =
                (0..count).filter(|other| reaches(number, *other) && reaches(*other, number)).map(party_id).collect();
            if circle.len() > 1 {
                plain.insert(circle);
            }
            let others = |is: &dyn Fn(u32) -> bool| (0..count).filter(|other| *other != number && is(*other)).map(party_id).collect::<BTreeSet<_>>();
            prop_assert_eq!(providers_behind(&graph, party_id(number)), others(&|other| reaches(other, number)));
            prop_assert_eq!(served_behind(&graph, party_id(number)), others(&|other| reaches(number, other)));
        }
        prop_assert_eq!(circles(&graph), plain.into_iter().collect::<Vec<_>>());
    }
}

/// Found by reading: an algorithm that calls itself once a link ends the app on a line of thousands.
#[test]
fn a_line_of_thousands_needs_no_deep_stack() {
    let count = 20_000;
    let names = vec![""; count as usize];
    let mut edges: Vec<(u32, u32)> = (1..count).map(|number| (number, number - 1)).collect();
    // The whole line is a circle.
    edges.push((0, count - 1));
    let line = graph(1, &names, &edges);
    let small_stack = std::thread::Builder::new().stack_size(256 * 1024);
    let work = small_stack.spawn(move || {
        let plan = crate::map::plan::Plan::of(&line);
        let depths = crate::map::depth::Depths::of(&plan);
        (circles(&line).len(), cut_points(&line).len(), depths.count())
    });
    let found = work.map(|work| work.join());
    assert_eq!(found.unwrap().unwrap(), (1, 0, count as usize));
}
