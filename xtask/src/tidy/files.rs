//! How files begin, and how long they and their functions are.

use super::{Text, rust};

/// A file that is longer has more than one responsibility.
const FILE_LINES_MAX: usize = 400;
/// A function that is longer is pointed out; not an error.
const FUNCTION_LINES_MAX: usize = 60;

/// Files without a first line that says what they are, or too long.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    for text in rust(texts) {
        if !text.text.starts_with("//!") {
            found.push(format!("{} doesn't open with a //! line", text.path));
        }
        let lines = text.text.lines().count();
        if lines > FILE_LINES_MAX {
            found.push(format!("{} has {lines} lines", text.path));
        }
    }
    found
}

/// Functions that are longer than they should be, by rustfmt's indentation: from `fn` to the `}` in the same column.
pub(super) fn long_functions(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    for text in rust(texts) {
        let lines: Vec<&str> = text.text.lines().collect();
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
            let indent = line.len() - line.trim_start().len();
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines.iter().skip(at).position(|line| **line == end).map_or(0, |length| length + 1);
            if length > FUNCTION_LINES_MAX {
                found.push(format!("{}:{} is a function of {length} lines", text.path, at + 1));
            }
        }
    }
    found
}

fn is_function(line: &str) -> bool {
    let words = line.trim_start();
    let one_line = words.ends_with('}') || words.ends_with(';');
    !one_line
        && [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "async fn ",
            "pub async fn ",
            "pub(crate) async fn ",
        ]
        .iter()
        .any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_function_is_pointed_out() {
        let long = format!("//! x\nfn f() {{\n{}}}\n", "    go();\n".repeat(60));
        let short = "//! x\nfn f() {\n}\nfn g() {\n}\n".to_owned();
        let texts = [Text { path: "a.rs".into(), text: long }, Text { path: "b.rs".into(), text: short }];
        assert_eq!(long_functions(&texts), ["a.rs:2 is a function of 62 lines"]);
        assert_eq!(check(&texts), Vec::<String>::new());
    }
}
