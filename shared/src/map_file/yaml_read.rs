//! Our own YAML: a table with the lists `parties` and `services`.

use super::entry::{BadFile, Entry, Remark, Sort, Wants, What};
use super::field::Field;
use super::yaml::{Body, Node};

/// The lists of a file, in its order, with what each is of. None: it isn't a map of ours.
pub(super) fn lists(document: Node, remarks: &mut Vec<Remark>) -> Result<Option<Vec<(Sort, Node)>>, BadFile> {
    let Body::Fields(fields) = document.body else { return Ok(None) };
    let sort = |key: &Node| match key.text() {
        Some("parties") => Some(Sort::Party),
        Some("services") => Some(Sort::Service),
        _ => None,
    };
    if !fields.iter().any(|(key, _)| sort(key).is_some()) {
        return Ok(None);
    }
    let mut items = Vec::new();
    for (key, value) in fields {
        match (sort(&key), value.body) {
            (Some(sort), Body::List(list)) => items.extend(list.into_iter().map(|item| (sort, item))),
            (Some(_), Body::Nothing) => {}
            (Some(_), _) => return Err(wants(Wants::List, value.line, value.column)),
            // What kind of file it is, and of which version: later ones may need to look.
            (None, _) if key.text() == Some("sightline") => {}
            (None, _) => remarks.push(unknown(&key)),
        }
    }
    Ok(Some(items))
}

/// What one item of a list says.
pub(super) fn entry(sort: Sort, item: Node, remarks: &mut Vec<Remark>) -> Result<Entry, BadFile> {
    let mut entry = Entry::new(sort, item.line);
    let Body::Fields(fields) = item.body else { return Err(wants(Wants::Fields, item.line, item.column)) };
    for (key, value) in fields {
        let name = key.text().unwrap_or_default();
        if name == "key" {
            entry.key = text(value)?.unwrap_or_default().trim().to_owned();
        } else if let Some(field) = Field::of_key(sort, name) {
            if let Some(text) = if field.is_list() { listed(value)? } else { text(value)? } {
                entry.said.insert(field, text);
            }
        } else {
            remarks.push(unknown(&key));
        }
    }
    Ok(entry)
}

fn unknown(key: &Node) -> Remark {
    let name = key.text().unwrap_or("?").chars().take(40).collect();
    Remark { line: key.line, name, what: What::Unknown }
}

fn wants(wants: Wants, line: u64, column: u64) -> BadFile {
    BadFile::Shape { line, column, wants }
}

fn text(value: Node) -> Result<Option<String>, BadFile> {
    match value.body {
        Body::Nothing => Ok(None),
        Body::Text(text) => Ok(Some(text)),
        _ => Err(wants(Wants::Text, value.line, value.column)),
    }
}

/// A list of texts, or one text of several lines.
fn listed(value: Node) -> Result<Option<String>, BadFile> {
    let Body::List(items) = value.body else { return text(value) };
    let mut lines = Vec::with_capacity(items.len());
    for item in items {
        lines.push(text(item)?.unwrap_or_default());
    }
    Ok(Some(lines.join("\n")))
}
