//! Texts made of columns: a list of parts such as `"{category}"` or `"Location: {location}"`. A part that names an unknown cell is
//! left out, the rest are joined.

use serde::Deserialize;

/// A text made of columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(try_from = "Vec<String>")]
pub struct Template {
    parts: Vec<Vec<Piece>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Column(String),
}

impl TryFrom<Vec<String>> for Template {
    type Error = String;

    fn try_from(parts: Vec<String>) -> Result<Self, String> {
        Ok(Self { parts: parts.iter().map(|part| pieces(part)).collect::<Result<_, _>>()? })
    }
}

fn pieces(mut text: &str) -> Result<Vec<Piece>, String> {
    let whole = text;
    let mut pieces = Vec::new();
    while let Some((before, after)) = text.split_once('{') {
        let (column, rest) =
            after.split_once('}').ok_or_else(|| format!("\"{whole}\" opens a {{ that it never closes"))?;
        if !before.is_empty() {
            pieces.push(Piece::Text(before.to_owned()));
        }
        pieces.push(Piece::Column(column.to_owned()));
        text = rest;
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Ok(pieces)
}

impl Template {
    /// The columns that it names.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flatten().filter_map(|piece| match piece {
            Piece::Column(column) => Some(column.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text for a row. `cell` answers a column's value, or none when it is unknown.
    pub fn fill<'a>(&self, join: &str, cell: impl Fn(&str) -> Option<&'a str>) -> String {
        let part = |pieces: &Vec<Piece>| {
            pieces
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) => Some(text.clone()),
                    Piece::Column(column) => cell(column).map(str::to_owned),
                })
                .collect::<Option<String>>()
        };
        self.parts.iter().filter_map(part).collect::<Vec<_>>().join(join)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_with_unknown_cells_are_left_out() {
        let template = Template::try_from(vec!["{a}".into(), "at {b}, {a}".into(), "always".into()]).unwrap();
        assert_eq!(template.columns().collect::<Vec<_>>(), ["a", "b", "a"]);
        let fill = |b| template.fill(" · ", |column| if column == "a" { Some("A") } else { b });
        assert_eq!(fill(Some("B")), "A · at B, A · always");
        assert_eq!(fill(None), "A · always");
    }
}
