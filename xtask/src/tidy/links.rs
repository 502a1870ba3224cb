//! Relative links in Markdown files lead to files that exist.

use super::Text;
use crate::place;
use std::path::Path;

/// Links that lead nowhere.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| text.path.ends_with(".md")) {
        let folder = place::root().join(Path::new(&text.path).parent().unwrap_or(Path::new("")));
        for target in targets(&text.text) {
            let file = target.split('#').next().unwrap_or_default();
            if !file.is_empty() && !folder.join(file).exists() {
                found.push(format!("{} links to {target}, which isn't there", text.path));
            }
        }
    }
    found
}

fn targets(text: &str) -> impl Iterator<Item = &str> {
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    links.map(|link| link.split(' ').next().unwrap_or_default()).filter(|link| !link.contains(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_relative_links_are_followed() {
        let text = "[a](SPEC.md) [b](https://example.org) ![c](docs/x.png \"title\") [d](#here)";
        assert_eq!(targets(text).collect::<Vec<_>>(), ["SPEC.md", "docs/x.png", "#here"]);
    }
}
