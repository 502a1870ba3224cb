//! The rules of the house that no compiler checks.

mod files;
mod imports;
mod languages;
mod links;
mod mutants;
mod packages;
mod rules;
mod sorts;
mod words;

use crate::place;
use crate::test::Tally;
use crate::trouble::{About, Done};
use std::fs;

/// A file of the repository, as text.
struct Text {
    /// Its path below the root, with slashes.
    path: String,
    /// Its content.
    text: String,
}

/// Checks all rules; each is one check, and prints what it found.
pub(crate) fn check(tally: &mut Tally) -> Done {
    let texts = texts()?;
    let mut rule = |what: &str, found: Vec<String>| {
        for one in &found {
            println!("  {one}");
        }
        tally.check(what, found.is_empty());
    };
    rule("imports follow ARCHITECTURE.md", imports::check(&texts));
    rule("every Rust file opens with a //! line and has at most 400 lines", files::check(&texts));
    rule("every rule of SPEC.md is quoted by a test, and every quoted rule exists", rules::check(&texts));
    rule("all languages have the same keys", languages::check(&texts));
    rule("every direct dependency is explained in docs/DEPENDENCIES.md", packages::check(&texts));
    rule("no build that ships has mistakes made on purpose", mutants::check(&texts));
    rule("the project speaks of itself alone", words::check(&texts));
    rule("lists in the browser are put in order by one sort", sorts::check(&texts));
    rule("links between documents lead somewhere", links::check(&texts));
    for long in files::long_functions(&texts) {
        println!("  note: {long}");
    }
    packages::licences(tally)
}

/// Every text file that the repository holds.
fn texts() -> Done<Vec<Text>> {
    let root = place::root();
    let mut texts = Vec::new();
    for path in place::listed()? {
        let bytes = fs::read(root.join(&path)).about("read", &path)?;
        if let Ok(text) = String::from_utf8(bytes) {
            texts.push(Text { path: path.to_string_lossy().replace('\\', "/"), text });
        }
    }
    Ok(texts)
}

/// The Rust files among them.
fn rust(texts: &[Text]) -> impl Iterator<Item = &Text> {
    texts.iter().filter(|text| text.path.ends_with(".rs"))
}
