//! The chain as a tree: each link with its team, its state and its time.

use super::basics::Tone;
use leptos::prelude::*;

/// One link of the chain with what hangs under it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChainNode {
    /// Team and person.
    pub(crate) who: String,
    /// What is asked.
    pub(crate) what: String,
    /// State and time in words.
    pub(crate) state: String,
    /// How it does.
    pub(crate) tone: Tone,
    /// How much of its time is used, in percent; none when nothing is promised.
    pub(crate) used: Option<u32>,
    /// Where it opens; none when it can't be opened.
    pub(crate) href: Option<String>,
    /// It decides when the whole chain is done.
    pub(crate) holds_up: bool,
    /// The request that is being looked at.
    pub(crate) here: bool,
    /// Those who serve it.
    pub(crate) under: Vec<ChainNode>,
}

/// The whole tree.
#[component]
pub(crate) fn ChainTree(nodes: Vec<ChainNode>) -> impl IntoView {
    branch(nodes)
}

fn branch(nodes: Vec<ChainNode>) -> AnyView {
    view! { <ol class="chain">{nodes.into_iter().map(leaf).collect_view()}</ol> }.into_any()
}

fn leaf(node: ChainNode) -> AnyView {
    let tone = node.tone.class();
    let here = if node.here { " here mine" } else { "" };
    let holds_up = if node.holds_up { " holds-up" } else { "" };
    let class = format!("{tone}{here}{holds_up}");
    let inner = view! {
        <span>
            <span class="who">{node.who}</span>
            ": "
            <span class="what">{node.what}</span>
        </span>
        <span class="small">{node.state}</span>
        {node.used.map(|used| view! { <span class="meter" aria-hidden="true"><i style:--part=used.min(100).to_string()></i></span> })}
    };
    let line = match node.href.filter(|_| !node.here) {
        Some(href) => view! { <a class="node" href=href>{inner}</a> }.into_any(),
        None => view! { <div class="node" aria-current=node.here.then_some("true")>{inner}</div> }.into_any(),
    };
    let under = (!node.under.is_empty()).then(|| branch(node.under));
    view! { <li class=class>{line} {under}</li> }.into_any()
}
