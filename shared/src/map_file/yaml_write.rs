//! Entries as YAML that people read and change by hand. Any YAML parser reads it back to the same texts.

use super::entry::{Entry, Sort};
use super::field::Field;

/// A whole file.
pub(super) fn write(entries: &[Entry]) -> String {
    let mut out = "sightline: map 1\n".to_owned();
    for (sort, title) in [(Sort::Party, "parties"), (Sort::Service, "services")] {
        let mut of_sort = entries.iter().filter(|entry| entry.sort == sort).peekable();
        if of_sort.peek().is_none() {
            continue;
        }
        out.push_str(title);
        out.push_str(":\n");
        for entry in of_sort {
            item(&mut out, entry);
        }
    }
    out
}

/// One item of a list; what is empty is left out.
fn item(out: &mut String, entry: &Entry) {
    let mut mark = "  - ";
    if !entry.key.is_empty() {
        field(out, mark, "key", &scalar(&entry.key));
        mark = "    ";
    }
    for (name, text) in Field::of(entry.sort).iter().filter_map(|field| Some((field, entry.said.get(field)?)))
    {
        if text.is_empty() {
            continue;
        }
        if name.is_list() {
            out.push_str(&format!("{mark}{}:\n", name.key()));
            for line in text.split('\n') {
                out.push_str(&format!("      - {}\n", scalar(line)));
            }
        } else {
            field(out, mark, name.key(), &value(text));
        }
        mark = "    ";
    }
}

fn field(out: &mut String, mark: &str, name: &str, value: &str) {
    out.push_str(&format!("{mark}{name}: {value}\n"));
}

/// A value: on several lines where that reads well.
fn value(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let reads_well =
        |line: &&str| !line.is_empty() && line.trim() == *line && line.chars().all(|one| !is_hidden(one));
    if lines.len() > 1 && lines.iter().all(reads_well) {
        return format!("|-\n      {}", lines.join("\n      "));
    }
    scalar(text)
}

/// A text on one line: plain where nothing could take it for anything else, between quotation marks otherwise.
pub(super) fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Letters, digits and a few signs that mean nothing to YAML, beginning with a letter; no word that YAML or somebody's parser of it
/// takes for a truth or for nothing.
fn is_plain(text: &str) -> bool {
    const TAKEN: [&str; 9] = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"];
    let fits = |one: char| one.is_alphanumeric() || matches!(one, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    text.starts_with(char::is_alphabetic)
        && text.trim() == text
        && text.chars().all(fits)
        && !TAKEN.contains(&text.to_lowercase().as_str())
}

/// Characters that stay unseen, or that YAML takes for the end of a line.
fn is_hidden(one: char) -> bool {
    let turns = matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    one.is_control() || turns || matches!(one, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn quoted(text: &str) -> String {
    let mut out = "\"".to_owned();
    for one in text.chars() {
        match one {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            one if is_hidden(one) => {
                out.push_str(&format!("\\U{:08x}", u32::from(one)));
            }
            one => out.push(one),
        }
    }
    out.push('"');
    out
}
