//! Snippets: short texts that a team writes again and again. They are in the row of the team, so that "/" finds them without a network.

use super::derive::others;
use super::{Rows, Viewer, plain};
use crate::in_order::InOrder as _;
use crate::limits::{SNIPPET_CHARS_MAX, SNIPPET_NAME_CHARS_MAX, SNIPPETS_MAX};
use crate::model::Snippet;
use minicbor::{Decode, Encode};

/// A team's snippet.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct SnippetRow {
    /// The tag of its language.
    #[n(0)]
    pub language: String,
    /// What the team calls it.
    #[n(1)]
    pub name: String,
    /// What it says; empty when it was taken away, and somebody at the same time said otherwise.
    #[n(2)]
    pub text: String,
    /// What others wrote at the same time; empty: that it is gone.
    #[n(3)]
    #[cbor(default, skip_if = "Vec::is_empty")]
    pub other_texts: Vec<String>,
}

/// The snippets that there are; those that are gone are left out.
pub(super) fn snippet_rows(snippets: &[Snippet]) -> Vec<SnippetRow> {
    let told = snippets.iter().filter(|one| one.is_told());
    let row = |one: &Snippet| SnippetRow {
        language: one.language.clone(),
        name: one.name.chars().take(SNIPPET_NAME_CHARS_MAX).collect(),
        text: cut(&one.text.value),
        other_texts: others(&one.text).iter().map(|text| cut(text)).collect(),
    };
    told.map(row).take(SNIPPETS_MAX * 2).collect()
}

fn cut(text: &str) -> String {
    text.chars().take(SNIPPET_CHARS_MAX).collect()
}

/// What is being typed of a snippet's name: what stands between a "/" at the beginning of a word and the place where one types. None when no
/// name is being typed.
pub fn typed_snippet(before: &str) -> Option<&str> {
    let at = before.rfind('/')?;
    let (text, typed) = (before.get(..at)?, before.get(at + 1..)?);
    let begins = text.chars().next_back().is_none_or(char::is_whitespace);
    let fits = typed.chars().count() <= SNIPPET_NAME_CHARS_MAX;
    (begins && fits && !typed.contains('\n') && !typed.starts_with(' ')).then_some(typed)
}

/// The snippets of the viewer's team that have every word typed: those in their language first, then those whose name has the words.
pub fn snippet_choices(
    rows: &Rows,
    viewer: &Viewer,
    typed: &str,
    language: &str,
    limit: usize,
) -> Vec<SnippetRow> {
    let Some(team) = viewer.team.and_then(|team| rows.party(team)) else { return Vec::new() };
    let wanted = plain::query_words(typed);
    let has = |text: &str| {
        let own = plain::words(text);
        wanted.iter().all(|word| own.iter().any(|own| own.starts_with(word)))
    };
    let said = team.snippets.iter().filter(|one| !one.text.is_empty());
    let mut found: Vec<_> = said
        .map(|one| (!is_in(&one.language, language), !has(&one.name), one))
        .filter(|(_, unnamed, one)| !unnamed || has(&format!("{} {}", one.name, one.text)))
        .collect();
    found.put_in_order_by_cached_key(|(foreign, unnamed, one)| {
        (*foreign, *unnamed, plain::sort_key(&one.name), one.name.clone(), one.language.clone())
    });
    found.into_iter().take(limit).map(|(_, _, one)| one.clone()).collect()
}

/// Whether whoever speaks one language reads the other as their own: `pt-br` is Portuguese.
pub(super) fn is_in(tag: &str, language: &str) -> bool {
    let first = |tag: &str| tag.split('-').next().map(str::to_owned);
    first(tag) == first(language)
}
