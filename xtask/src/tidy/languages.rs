//! Every language says everything: the keys of app/locales/*.ftl are the same.

use super::Text;
use std::collections::BTreeSet;

/// Keys that one language has and another lacks, and keys that stand twice.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let languages: Vec<(&str, Vec<&str>)> = texts
        .iter()
        .filter(|text| text.path.starts_with("app/locales/") && text.path.ends_with(".ftl"))
        .map(|text| (text.path.as_str(), keys(&text.text)))
        .collect();
    let mut found = Vec::new();
    if languages.len() < 2 {
        found.push(format!("{} language files under app/locales; two or more are expected", languages.len()));
    }
    let all: BTreeSet<&str> = languages.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
    for (path, keys) in &languages {
        let set: BTreeSet<&str> = keys.iter().copied().collect();
        found.extend(all.difference(&set).map(|key| format!("{path} lacks {key}")));
        let mut seen = BTreeSet::new();
        found.extend(
            keys.iter().filter(|key| !seen.insert(**key)).map(|key| format!("{path} has {key} twice")),
        );
    }
    found
}

/// `key = text` at the begin of a line; attributes and continuations are indented.
fn keys(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-'))
        .filter_map(|line| line.split_once('=').map(|(key, _)| key.trim()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_and_a_double_key_are_found() {
        let file = |path: &str, text: &str| Text { path: path.into(), text: text.into() };
        let en = file("app/locales/en.ftl", "# x = y\na = A\nb = { $n ->\n  [one] x = 1\n *[other] y\n}\n");
        let es = file("app/locales/es.ftl", "a = A\na = B\n");
        assert_eq!(check(&[en, es]), ["app/locales/es.ftl lacks b", "app/locales/es.ftl has a twice"]);
    }
}
