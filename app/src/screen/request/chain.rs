//! The chain: from a flat list in tree order to a tree with words.

use super::group;
use crate::part::{ChainNode as Node, ChainTree, Tone};
use crate::ui::{Ui, format, tell, words::t};
use leptos::prelude::*;
use sightline_shared::id::Millis;
use sightline_shared::view::{ChainNode, RequestPage, Severity, State};

/// The chain with each link's state and time; nothing when the request stands alone.
pub(super) fn chain(ui: Ui, page: &RequestPage) -> AnyView {
    if page.chain.total < 2 {
        return ().into_any();
    }
    let now = ui.now();
    let route = ui.route.get();
    let href = |node: &ChainNode| route.with_open(Some(node.id)).href();
    let mut rest = page.chain.items.iter().peekable();
    let nodes = branch(&mut rest, 0, &|node| worded(node, now, href(node)));
    let contact = ui.store.status().get().contact;
    group(t!("request-chain"), Some(tell::as_of(contact, now)), view! { <ChainTree nodes /> }.into_any())
}

/// Takes the nodes of this depth with all that hangs under them.
fn branch<'a>(
    rest: &mut std::iter::Peekable<impl Iterator<Item = &'a ChainNode>>,
    depth: usize,
    word: &dyn Fn(&ChainNode) -> Node,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    while let Some(node) = rest.next_if(|node| node.depth >= depth) {
        let mut worded = word(node);
        worded.under = branch(rest, node.depth + 1, word);
        nodes.push(worded);
    }
    nodes
}

fn worded(node: &ChainNode, now: Millis, href: String) -> Node {
    let (tone, _, clock) = tell::clock(&node.clock, node.state, now);
    let answered = matches!(node.state, State::Delivered | State::Confirmed);
    let span = format::span(node.took);
    let took = if node.ended { t!("chain-took", span = span) } else { t!("chain-takes", span = span) };
    let mut state = format!("{clock} · {took}");
    if let Some(held) = node.held {
        state = format!("{state} · {}", t!("chain-held", span = format::span(held)));
    }
    if let Some(worked) = node.worked {
        state = format!("{state} · {}", t!("chain-worked", span = format::span(worked)));
    }
    if let Some(gone) = node.owner_gone.as_ref().and_then(|gone| tell::presence(gone, now)) {
        state = format!("{state} · {}", t!("card-owner-gone", presence = gone));
    }
    if node.is_waited_for {
        state = format!("{state} · {}", t!("chain-waited-for"));
    }
    if node.parent_ignored {
        state = format!("{state} · {}", t!("chain-circle"));
    }
    if node.parent_missing {
        state = format!("{state} · {}", t!("chain-parent-missing"));
    }
    let what = if answered && !node.last_words.is_empty() {
        t!("chain-answer", title = node.title.clone(), answer = node.last_words.clone())
    } else {
        node.title.clone()
    };
    Node {
        who: tell::team_and(&node.team, node.owner.as_ref()),
        what,
        state,
        tone: if answered && node.clock.severity != Severity::Late { Tone::Done } else { tone },
        used: Some(percent(node.share)),
        href: Some(href),
        holds_up: node.holds_up,
        here: node.is_this,
        under: Vec::new(),
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=100 before")]
fn percent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::id::{DocId, Span};
    use sightline_shared::view::{Clock, ClockKind, Named};
    use wasm_bindgen_test::wasm_bindgen_test;

    fn node(depth: usize, title: &str) -> ChainNode {
        let named = Named { id: DocId::default(), name: String::new() };
        ChainNode {
            id: DocId::default(),
            depth,
            title: title.to_owned(),
            asker: named.clone(),
            team: named,
            owner: None,
            owner_gone: None,
            state: State::Asked,
            state_since: Millis(0),
            clock: Clock { kind: ClockKind::None, severity: Severity::Calm },
            asked_at: Millis(0),
            took: Span::ZERO,
            ended: false,
            own: Span::ZERO,
            held: None,
            worked: None,
            share: 0.5,
            last_words: String::new(),
            is_this: false,
            holds_up: false,
            is_waited_for: false,
            parent_ignored: false,
            parent_missing: false,
        }
    }

    fn drawn(nodes: &[Node]) -> String {
        nodes
            .iter()
            .map(|node| {
                if node.under.is_empty() {
                    node.what.clone()
                } else {
                    format!("{}({})", node.what, drawn(&node.under))
                }
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[wasm_bindgen_test]
    fn a_flat_list_in_tree_order_becomes_a_tree() {
        let flat = [node(0, "a"), node(1, "b"), node(2, "c"), node(1, "d"), node(0, "e")];
        let word = |node: &ChainNode| Node {
            who: String::new(),
            what: node.title.clone(),
            state: String::new(),
            tone: Tone::Plain,
            used: None,
            href: None,
            holds_up: false,
            here: false,
            under: Vec::new(),
        };
        assert_eq!(drawn(&branch(&mut flat.iter().peekable(), 0, &word)), "a(b(c) d) e");
    }

    #[wasm_bindgen_test]
    fn shares_become_percents() {
        assert_eq!(
            [percent(0.0), percent(0.336), percent(1.0), percent(7.0), percent(f64::NAN)],
            [0, 34, 100, 100, 0]
        );
    }
}
