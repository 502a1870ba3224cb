//! Mistakes that are made on purpose stay out of what ships.

use super::Text;

/// The feature that compiles them (shared/src/mutant.rs).
const FEATURE: &str = "mutants";
/// Who may ask for it: the core, which has it, and the tests, which pass it on when they are asked to themselves.
const MAY: [&str; 2] = ["shared/Cargo.toml", "tests/Cargo.toml"];

/// Manifests that ask for the mistakes, or make them a default.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let manifests = texts.iter().filter(|text| text.path.ends_with("Cargo.toml"));
    let named = manifests.flat_map(|text| {
        let lines = text.text.lines().filter(|line| line.contains(FEATURE) && !line.starts_with('#'));
        lines
            .filter(|line| !(MAY.contains(&text.path.as_str()) && is_harmless(line)))
            .map(|line| format!("{}: {line:?} compiles mistakes that are made on purpose", text.path))
    });
    named.collect()
}

/// The feature itself, and tests that are built only with it.
fn is_harmless(line: &str) -> bool {
    [
        "mutants = []",
        "mutants = [\"sightline-shared/mutants\"]",
        "name = \"mutants\"",
        "required-features = [\"mutants\"]",
    ]
    .contains(&line.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_ships_asks_for_mistakes() {
        let text = |path: &str, text: &str| Text { path: path.into(), text: text.into() };
        let good = text("shared/Cargo.toml", "[features]\n# The mutants.\nmutants = []\n");
        let default = text("shared/Cargo.toml", "default = [\"mutants\"]\n");
        let asked = text("server/Cargo.toml", "s = { features = [\"mutants\"] }\n");
        let tests = text("tests/Cargo.toml", "s = { path = \"../shared\", features = [\"mutants\"] }\n");
        assert_eq!(check(&[good]), Vec::<String>::new());
        assert_eq!(check(&[default, asked, tests]).len(), 3);
    }
}
