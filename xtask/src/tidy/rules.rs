//! SPEC.md and the tests name the same rules.

use super::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Rules that no test quotes, and quotes of rules that SPEC.md doesn't have.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let Some(spec) = texts.iter().find(|text| text.path == "SPEC.md") else {
        return vec!["SPEC.md is missing".into()];
    };
    let rules: BTreeSet<&str> = spec.text.lines().filter_map(rule_of).collect();
    let kinds: BTreeSet<&str> = rules.iter().map(|rule| kind(rule)).collect();
    let mut quoted: BTreeMap<String, &str> = BTreeMap::new();
    for text in texts {
        let tests = tests_in(text);
        for id in ids(tests).map(str::to_owned).chain(named(tests)).filter(|id| kinds.contains(kind(id))) {
            quoted.entry(id).or_insert(&text.path);
        }
    }
    let silent =
        rules.iter().filter(|rule| !quoted.contains_key(**rule)).map(|rule| format!("no test quotes {rule}"));
    let wrong = quoted.iter().filter(|(id, _)| !rules.contains(id.as_str()));
    silent.chain(wrong.map(|(id, path)| format!("{path} quotes {id}, which SPEC.md doesn't have"))).collect()
}

/// The id of a line `| SY1 | … |`. A rule that was dropped is struck through and no longer counts.
fn rule_of(line: &str) -> Option<&str> {
    let id = line.strip_prefix("| ")?.split(" |").next()?;
    ids(id).next().filter(|found| *found == id)
}

fn kind(id: &str) -> &str {
    id.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// What is test code in a file.
fn tests_in(text: &Text) -> &str {
    let path = &text.path;
    if path.starts_with("xtask/") {
        return "";
    }
    let whole = path.starts_with("tests/")
        || path.contains("/tests/")
        || path.contains("test")
        || path.contains("contract");
    match (path.ends_with(".rs"), whole) {
        (true, false) => text.text.split_once("#[cfg(test)]").map_or("", |(_, tests)| tests),
        (true, true) => &text.text,
        (false, _) => {
            if path.starts_with("tests/")
                && (path.ends_with(".mjs") || path.ends_with(".js") || path.ends_with(".ts"))
            {
                &text.text
            } else {
                ""
            }
        }
    }
}

/// Words of two capitals and a number: `SY12`.
fn ids(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').filter(|word| {
        let (letters, digits) = word.split_at(word.len().min(2));
        letters.len() == 2
            && letters.bytes().all(|byte| byte.is_ascii_uppercase())
            && (1..=3).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Rules that tests are named after: `fn sy12_waits_double()`.
fn named(text: &str) -> impl Iterator<Item = String> {
    text.split("fn ").skip(1).filter_map(|rest| {
        let id = rest.split('_').next()?.to_ascii_uppercase();
        let is_rule = ids(&id).any(|found| found == id);
        is_rule.then_some(id)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_may_be_named_after_its_rule() {
        assert_eq!(named("fn sy12_waits() {} fn other() {} fn sy() {}").collect::<Vec<_>>(), ["SY12"]);
    }

    #[test]
    fn both_directions_are_checked() {
        let spec = Text {
            path: "SPEC.md".into(),
            text: "| id | rule |\n|---|---|\n| SY1 | a |\n| SY2 | b |\n| ~~SY3~~ | c |\n".into(),
        };
        let code = Text {
            path: "a/src/x.rs".into(),
            text: "// SY2\n#[cfg(test)]\nmod tests { /* SY1, SY9, UTF8 */ }".into(),
        };
        assert_eq!(
            check(&[spec, code]),
            ["no test quotes SY2", "a/src/x.rs quotes SY9, which SPEC.md doesn't have"]
        );
    }
}
