//! Files hold nothing of the machine that they were written on.

use super::Text;

/// Split, so that this file doesn't hold them itself.
const NOT_HERE: [(&str, &str); 9] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/tm", "p/"),
    ("registry.npm", "js.org"),
    ("static.crates", ".io"),
    ("index.crates", ".io"),
    ("files.python", "hosted"),
    ("deb.deb", "ian.org"),
];

/// Lines that name such a thing.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    // Cargo.lock names its registry by an index address that is the same for everybody.
    for text in texts.iter().filter(|text| text.path != "Cargo.lock") {
        for (number, line) in text.text.lines().enumerate() {
            for (begin, end) in NOT_HERE {
                let word = format!("{begin}{end}");
                if line.match_indices(&word).any(|(at, _)| stands_alone(line, at)) {
                    found.push(format!("{}:{} names {word}", text.path, number + 1));
                }
            }
        }
    }
    found
}

/// A path begins here: `network/` and `../work/` are something else.
fn stands_alone(line: &str, at: usize) -> bool {
    let before = line.get(..at).and_then(|before| before.chars().next_back());
    before.is_none_or(|c| !c.is_alphanumeric() && c != '.' && c != '_' && c != '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_and_words_are_not() {
        let check = |line: &str| check(&[Text { path: "x".into(), text: line.into() }]).len();
        assert_eq!(check(&format!("see /wo{}main", "rk/")), 1);
        assert_eq!(check("the net/work/of"), 0);
    }
}
