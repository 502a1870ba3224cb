//! Which part may know which: ARCHITECTURE.md's code map as tables.

use super::{Text, rust};

/// Modules of `shared` and the modules of `shared` that they may name. `session` may name all.
const SHARED: [(&str, &[&str]); 15] = [
    ("id", &[]),
    ("limits", &["id"]),
    ("calendar", &["id", "limits"]),
    ("api", &["id"]),
    ("model", &["id", "limits"]),
    ("edit", &["id", "model"]),
    ("wire", &["id", "limits", "view"]),
    ("fold", &["id", "limits", "model", "view"]),
    ("doc", &["id", "limits", "calendar", "model", "edit", "fold", "wire"]),
    ("map", &["id", "limits", "model", "view"]),
    ("view", &["id", "limits", "calendar", "model", "doc", "fold", "map"]),
    ("table", &["id", "limits", "edit", "view"]),
    ("undo", &["id", "model", "edit", "view"]),
    ("settle", &["id", "limits", "model", "edit", "view"]),
    ("sync", &["id", "limits", "wire", "view", "session"]),
];

/// Folders and what is not named in them.
const ABSENT: [(&str, &[&str]); 14] = [
    ("shared/src/", &["leptos", "web_sys", "tokio", "rusqlite", "axum"]),
    ("shared/src/sync/", &["crate::doc", "automerge"]),
    (
        "app/src/port/",
        &[
            "leptos",
            "crate::screen",
            "crate::ui",
            "crate::part",
            "crate::store",
            "crate::act",
            "crate::runtime",
        ],
    ),
    (
        "app/src/part/",
        &["crate::screen", "crate::store", "crate::act", "crate::runtime", "crate::port", "crate::boot"],
    ),
    ("app/src/store/", &["crate::screen", "crate::ui", "crate::part"]),
    ("app/src/screen/", &["crate::port", "crate::runtime", "crate::boot", "sightline_shared::doc"]),
    ("app/src/ui/", &["crate::port", "crate::runtime", "crate::boot", "sightline_shared::doc"]),
    ("app/src/runtime", &["leptos_router", "crate::screen", "crate::ui", "crate::part"]),
    ("server/src/room/", &["crate::http", "rusqlite", "axum"]),
    ("server/src/store/", &["crate::http", "crate::room", "axum"]),
    ("server/src/http/", &["rusqlite", "sightline_shared::doc"]),
    ("server/src/auth/", &["crate::http", "crate::room", "sightline_shared::doc", "rusqlite"]),
    ("server/src/load/", &["crate::http", "crate::room", "axum"]),
    ("server/src/project/", &["crate::http", "axum"]),
];

/// The only folder that names automerge, and the only one that names SQLite.
const ONLY: [(&str, &str); 2] = [("automerge", "shared/src/doc"), ("rusqlite", "server/src/store")];

/// Every import that isn't allowed.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    for text in rust(texts).filter(|text| !is_test(&text.path)) {
        let named = named(code(&text.text));
        found.extend(shared(text, &named));
        for (_, absent) in ABSENT.iter().filter(|(folder, _)| text.path.starts_with(folder)) {
            let broken = absent.iter().filter(|name| named.iter().any(|path| begins(path, name)));
            found.extend(broken.map(|name| format!("{} names {name}", text.path)));
        }
        for (name, home) in ONLY {
            let ours = ["shared/", "app/", "server/"].iter().any(|crate_| text.path.starts_with(crate_));
            if ours && !text.path.starts_with(home) && named.iter().any(|path| begins(path, name)) {
                found.push(format!("{} names {name}, which only {home} does", text.path));
            }
        }
    }
    found
}

fn shared(text: &Text, named: &[String]) -> Vec<String> {
    let Some(inside) = text.path.strip_prefix("shared/src/") else { return Vec::new() };
    let module = inside.split(['/', '.']).next().unwrap_or_default();
    let Some((_, allowed)) = SHARED.iter().find(|(name, _)| *name == module) else { return Vec::new() };
    let others = named
        .iter()
        .filter_map(|path| path.strip_prefix("crate::"))
        .filter_map(|path| path.split("::").next());
    let mut broken: Vec<String> = others
        .filter(|other| {
            *other != module && SHARED.iter().any(|(name, _)| name == other) || *other == "session"
        })
        .filter(|other| !allowed.contains(other) && *other != module)
        .map(|other| format!("{}: {module} may not know {other}", text.path))
        .collect();
    broken.dedup();
    broken
}

/// Tests may look at everything.
fn is_test(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs")
}

/// The part of a file before its unit tests.
fn code(text: &str) -> &str {
    text.split_once("#[cfg(test)]\nmod tests {").map_or(text, |(code, _)| code)
}

fn begins(path: &str, name: &str) -> bool {
    path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with("::"))
}

/// Every path that the code names, with `use` groups opened one level: `a::{b, c::d}` gives `a::b` and `a::c::d`.
fn named(code: &str) -> Vec<String> {
    let mut paths = Vec::new();
    let lines = code.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    let code = lines.collect::<Vec<_>>().join(" ");
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    let mut rest = code.as_str();
    while let Some(start) = rest.find(is_path) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
        let (path, after) = rest.split_at(end);
        rest = after;
        if !path.contains("::") {
            continue;
        }
        match (path.strip_suffix("::"), after.strip_prefix('{')) {
            (Some(stem), Some(group)) => {
                let inside = group.split('}').next().unwrap_or_default();
                paths.extend(inside.split(',').map(|name| format!("{stem}::{}", name.trim())));
            }
            _ => paths.push(path.to_owned()),
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(path: &str, text: &str) -> Vec<String> {
        check(&[Text { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn a_model_knows_no_rows() {
        assert_eq!(at("shared/src/model/map.rs", "use crate::id::DocId;"), Vec::<String>::new());
        assert_eq!(at("shared/src/model/map.rs", "use crate::{id::DocId, view::Row};").len(), 1);
        assert_eq!(at("shared/src/sync/client.rs", "fn f() { crate::doc::Doc::empty() }").len(), 2);
    }

    #[test]
    fn comments_and_tests_may_name_anything() {
        assert!(at("shared/src/id.rs", "// see crate::session::Session").is_empty());
        assert!(at("shared/src/sync/tests.rs", "use crate::doc::Doc;").is_empty());
        assert!(at("shared/src/id.rs", "#[cfg(test)]\nmod tests {\n use crate::doc::Doc; }").is_empty());
    }

    #[test]
    fn automerge_has_one_home() {
        assert!(at("shared/src/doc/read.rs", "use automerge::ReadDoc;").is_empty());
        assert_eq!(at("server/src/room/core.rs", "use automerge::ReadDoc;").len(), 1);
    }
}
