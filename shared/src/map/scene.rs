//! The picture as somebody sees it: the drawing, with what the map says about each of its parts. Both the screen and the files that
//! leave the app are made from it, so they show the same.

use super::{Drawing, DrawnNode, Layer, NodeKind, Ring};
use crate::id::DocId;
use crate::view::{MapPage, Severity};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is drawn, and how.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Boxes.
    pub nodes: Vec<SceneNode>,
    /// Lines, gathered by how they look: hundreds of them are a handful of paths.
    pub lines: BTreeMap<LineLook, Vec<Vec<(f64, f64)>>>,
    /// Rings around the centre; none in layers.
    pub rings: Vec<Ring>,
    /// Layers from the customers down; none in rings.
    pub layers: Vec<Layer>,
    /// Smallest x and y, then width and height.
    pub bounds: (f64, f64, f64, f64),
}

/// A party, or several that stand for each other.
#[derive(Debug, Clone, PartialEq)]
pub struct SceneNode {
    /// Its box and name.
    pub drawn: DrawnNode,
    /// It is looked at.
    pub is_focus: bool,
    /// It is the viewer's team.
    pub is_mine: bool,
    /// Something that waits on it is silent or late.
    pub is_late: bool,
    /// It neither is looked at nor serves or is served by who is.
    pub is_far: bool,
}

/// How a line looks.
///
/// In the order in which lines are drawn: far ones below those of who is looked at, and the wider (worse) below the narrower, so that
/// where several share a way all of them are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineLook {
    /// How the worst of its services goes.
    pub severity: Severity,
    /// It doesn't touch who is looked at.
    pub is_far: bool,
    /// It doesn't lead one ring inwards.
    pub is_sideways: bool,
    /// All of its services are stale (MA31): it fades.
    pub is_stale: bool,
}

impl LineLook {
    fn rank(self) -> (bool, u8, bool, bool) {
        let wide_first = match self.severity {
            Severity::Late => 0,
            Severity::Wait => 1,
            Severity::Done => 2,
            Severity::Calm => 3,
        };
        (!self.is_far, wide_first, self.is_sideways, self.is_stale)
    }
}

impl Ord for LineLook {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for LineLook {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Scene {
    /// What is seen of a map by somebody of the team `mine`, who looks at `focus`. `members` says who is drawn as one: see
    /// [`super::RolledUp`].
    pub fn of(
        drawing: &Drawing,
        members: &BTreeMap<DocId, Vec<DocId>>,
        page: &MapPage,
        focus: Option<DocId>,
        mine: Option<DocId>,
    ) -> Self {
        let groups = members.iter().flat_map(|(group, ids)| ids.iter().map(move |id| (*id, *group)));
        let groups: BTreeMap<DocId, DocId> = groups.collect();
        let stands_for = |id: DocId| groups.get(&id).copied().unwrap_or(id);
        // Whoever isn't in the picture is nobody's focus: else everybody would be far.
        let focus = focus.map(stands_for).filter(|focus| drawing.node(*focus).is_some());
        let mine = mine.map(stands_for);
        let touches = |one: DocId, other: DocId| focus.is_none_or(|focus| one == focus || other == focus);
        let near: BTreeSet<DocId> = drawing
            .edges
            .iter()
            .filter(|edge| touches(edge.provider, edge.served))
            .flat_map(|edge| [edge.provider, edge.served])
            .chain(focus)
            .collect();
        let services: BTreeMap<DocId, (Severity, bool)> =
            page.services.iter().map(|one| (one.id, (one.flow.severity(), one.is_stale()))).collect();
        let mut lines: BTreeMap<LineLook, Vec<Vec<(f64, f64)>>> = BTreeMap::new();
        for edge in &drawing.edges {
            let known = || edge.services.iter().filter_map(|service| services.get(service));
            let look = LineLook {
                severity: known().map(|(severity, _)| *severity).max().unwrap_or(Severity::Calm),
                is_stale: known().next().is_some() && known().all(|(_, stale)| *stale),
                is_far: !touches(edge.provider, edge.served),
                is_sideways: !edge.inward,
            };
            lines.entry(look).or_default().push(edge.points.clone());
        }
        let late = page.parties.iter().filter(|party| party.silent + party.late > 0);
        let late: BTreeSet<DocId> = late.map(|party| stands_for(party.id)).collect();
        let node = |drawn: &DrawnNode| SceneNode {
            is_focus: focus == Some(drawn.id),
            is_mine: mine == Some(drawn.id),
            is_late: late.contains(&drawn.id),
            is_far: focus.is_some() && !near.contains(&drawn.id),
            drawn: drawn.clone(),
        };
        let nodes = drawing.nodes.iter().map(node).collect();
        let (rings, layers) = (drawing.rings.clone(), drawing.layers.clone());
        let bounds = with_lines(drawing.bounds, drawing.edges.iter().flat_map(|edge| &edge.points));
        Self { nodes, lines, rings, layers, bounds }
    }
}

impl SceneNode {
    /// Whether it has a path to a paying customer.
    pub fn has_path(&self) -> bool {
        self.drawn.ring.is_some()
    }

    /// Whether it pays.
    pub fn pays(&self) -> bool {
        self.drawn.kind == NodeKind::Customer
    }
}

/// Free space around a line that bends out of the boxes' bounds.
const AIR: f64 = 8.0;

/// Bounds that hold these points, too: lines bend around boxes, and may bend out.
fn with_lines<'a>(
    (x, y, w, h): (f64, f64, f64, f64),
    points: impl Iterator<Item = &'a (f64, f64)>,
) -> (f64, f64, f64, f64) {
    let corners = points.fold((x, y, x + w, y + h), |(left, top, right, bottom), (x, y)| {
        (left.min(x - AIR), top.min(y - AIR), right.max(x + AIR), bottom.max(y + AIR))
    });
    (corners.0, corners.1, corners.2 - corners.0, corners.3 - corners.1)
}

/// Lines as the data of one SVG path.
pub fn path_data(lines: &[Vec<(f64, f64)>]) -> String {
    use std::fmt::Write;
    let mut data = String::new();
    for points in lines {
        for (place, (x, y)) in points.iter().enumerate() {
            let letter = if place == 0 { 'M' } else { 'L' };
            // Writing to a string can't fail.
            let _ = write!(data, "{letter}{x:.1} {y:.1}");
        }
    }
    data
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::DocKind;
    use crate::map::{DrawnEdge, Style};

    fn id(number: u8) -> DocId {
        let mut bytes = [number; DocId::LEN];
        bytes[0] = DocKind::Party.into();
        DocId::from_bytes(bytes)
    }

    fn drawn(number: u8, label: &str) -> DrawnNode {
        let (label, kind) = (label.to_owned(), NodeKind::Team);
        DrawnNode {
            id: id(number),
            label,
            x: 0.0,
            y: 0.0,
            w: 80.0,
            h: 26.0,
            ring: Some(1),
            kind,
            group: 0,
            placed: false,
        }
    }

    fn edge(provider: u8, served: u8) -> DrawnEdge {
        let points = vec![(0.0, 0.0), (10.0, 5.0)];
        DrawnEdge { provider: id(provider), served: id(served), services: Vec::new(), points, inward: true }
    }

    fn page() -> MapPage {
        MapPage {
            parties: Vec::new(),
            services: Vec::new(),
            gaps: Vec::new(),
            retired: Vec::new(),
            single_points: Vec::new(),
        }
    }

    fn drawing() -> Drawing {
        Drawing {
            nodes: vec![drawn(1, "One"), drawn(2, "<Two> & co"), drawn(3, "Three")],
            edges: vec![edge(1, 2), edge(2, 3)],
            bounds: (-50.0, -20.0, 100.0, 40.0),
            ..crate::map::layout(&crate::map::Graph::default(), Style::Rings, &BTreeMap::new())
        }
    }

    #[test]
    fn who_is_looked_at_stands_out_with_its_neighbours() {
        let scene = Scene::of(&drawing(), &BTreeMap::new(), &page(), Some(id(1)), Some(id(3)));
        let looks: Vec<_> =
            scene.nodes.iter().map(|node| (node.is_focus, node.is_mine, node.is_far)).collect();
        assert_eq!(looks, [(true, false, false), (false, false, false), (false, true, true)]);
        let far: Vec<_> = scene.lines.iter().map(|(look, lines)| (look.is_far, lines.len())).collect();
        assert_eq!(far, [(true, 1), (false, 1)], "below the others");
        // Nobody in focus: nobody is far.
        let all = Scene::of(&drawing(), &BTreeMap::new(), &page(), None, None);
        assert!(all.nodes.iter().all(|node| !node.is_far) && all.lines.len() == 1);
    }

    #[test]
    fn who_is_not_in_the_picture_is_nobodys_focus() {
        let scene = Scene::of(&drawing(), &BTreeMap::new(), &page(), Some(id(9)), None);
        assert!(scene.nodes.iter().all(|node| !node.is_far));
    }

    #[test]
    fn a_line_that_bends_out_is_inside_the_bounds() {
        let mut drawing = drawing();
        drawing.edges[0].points.push((70.0, -90.0));
        let (x, y, w, h) = Scene::of(&drawing, &BTreeMap::new(), &page(), None, None).bounds;
        assert_eq!((x, y, x + w, y + h), (-50.0, -98.0, 78.0, 20.0));
    }

    #[test]
    fn who_is_drawn_as_one_of_a_group_shows_as_that_group() {
        let members = BTreeMap::from([(id(2), vec![id(7), id(8)])]);
        let scene = Scene::of(&drawing(), &members, &page(), Some(id(7)), Some(id(8)));
        assert!(scene.nodes[1].is_focus && scene.nodes[1].is_mine);
    }

    /// MA63.
    #[test]
    fn the_file_has_every_box_and_line_and_names_are_text() {
        let scene = Scene::of(&drawing(), &BTreeMap::new(), &page(), None, None);
        let svg = scene.svg("Who serves whom <today>");
        assert_eq!(svg.matches("<rect").count(), 1 + 3);
        assert!(svg.contains("M0.0 0.0L10.0 5.0M0.0 0.0L10.0 5.0"), "{svg}");
        assert!(svg.contains("&lt;Two&gt; &amp; co") && svg.contains("Who serves whom &lt;today&gt;"));
        assert!(!svg.contains("<Two>") && !svg.contains("NaN"));
    }
}
