//! Why each dependency is there, and under which licence.

use super::Text;
use crate::step::{ask, cargo, ok};
use crate::test::Tally;
use crate::trouble::Done;
use std::collections::BTreeSet;

const REASONS: &str = "docs/DEPENDENCIES.md";

/// Direct dependencies without a line in docs/DEPENDENCIES.md, and lines without a dependency.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let used: BTreeSet<String> = texts
        .iter()
        .flat_map(|text| if text.path.ends_with("Cargo.toml") { of_cargo(&text.text) } else { of_npm(text) })
        .collect();
    let reasons = texts.iter().find(|text| text.path == REASONS).map_or("", |text| &text.text);
    let explained: BTreeSet<String> = reasons
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next().map(str::to_owned))
        .collect();
    let silent = used.difference(&explained).map(|name| format!("{REASONS} doesn't say why {name} is there"));
    let stale =
        explained.difference(&used).map(|name| format!("{REASONS} explains {name}, which nothing uses"));
    silent.chain(stale).collect()
}

fn of_cargo(manifest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut inside = false;
    let mut depth = 0_i32;
    for line in manifest.lines() {
        if let Some(section) =
            line.strip_prefix('[').and_then(|line| line.split(']').next()).filter(|_| depth == 0)
        {
            let (kind, name) = section.rsplit_once('.').unwrap_or((section, ""));
            inside = section.ends_with("dependencies") && section != "workspace.dependencies";
            if !inside && kind.ends_with("dependencies") {
                names.push(name.to_owned());
            }
            continue;
        }
        if inside && depth == 0 {
            let name = line.split(['=', '.', '#']).next().unwrap_or_default().trim();
            names.extend((!name.is_empty()).then(|| name.to_owned()));
        }
        depth += i32::try_from(line.matches('[').count()).unwrap_or(0)
            - i32::try_from(line.matches(']').count()).unwrap_or(0);
    }
    names.retain(|name| !name.starts_with("sightline"));
    names
}

/// The keys of "dependencies" and "devDependencies" of a package.json that has one entry per line.
fn of_npm(text: &Text) -> Vec<String> {
    if !text.path.ends_with("package.json") {
        return Vec::new();
    }
    let mut names = Vec::new();
    let mut inside = false;
    for line in text.text.lines().map(str::trim) {
        if line.ends_with("ependencies\": {") {
            inside = true;
        } else if line.starts_with('}') {
            inside = false;
        } else if inside {
            names.extend(line.split('"').nth(1).map(str::to_owned));
        }
    }
    names
}

/// Licences and sources of all packages, where cargo-deny is installed. Advisories need the network, so they are asked for apart.
pub(super) fn licences(tally: &mut Tally) -> Done {
    if ask(cargo().args(["deny", "--version"])).is_none() {
        tally.skip("licences: cargo-deny isn't installed (`cargo install --locked cargo-deny`)");
        return Ok(());
    }
    let held = ok(
        "cargo deny",
        cargo().args(["deny", "--log-level", "error", "check", "bans", "licenses", "sources"]),
    )?;
    tally.check("cargo deny check bans licenses sources", held);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_dependency_is_read() {
        let manifest = "[package]\nname = \"x\"\n[dependencies]\na = \"1\"\nb.workspace = true\nsightline-shared = { path = \"y\" }\n\
                        c = { version = \"1\", features = [\n  \"d\",\n] }\n\n[dependencies.e]\nfeatures = [\n  \"F\", \"G\",\n]\n\
                        [dev-dependencies]\nh = \"1\"\n[target.'cfg(unix)'.dependencies]\ni = \"1\"\n[workspace.dependencies]\nj = \"1\"\n";
        assert_eq!(of_cargo(manifest), ["a", "b", "c", "e", "h", "i"]);
    }

    #[test]
    fn package_json_is_read_too() {
        let text = Text {
            path: "tests/e2e/package.json".into(),
            text: "{\n  \"name\": \"x\",\n  \"devDependencies\": {\n    \"@a/b\": \"1\",\n    \"c\": \"2\"\n  }\n}\n".into(),
        };
        assert_eq!(of_npm(&text), ["@a/b", "c"]);
    }
}
