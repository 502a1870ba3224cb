//! How the map is drawn: part of its address, so that a link shows others the same picture.

use sightline_shared::map::Style;

/// How the map is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Rings or layers.
    pub(crate) style: Style,
    /// Only who is this many links or fewer from the party in focus; everybody when none.
    pub(crate) hops: Option<Hops>,
    /// Teams of one place are drawn as one.
    pub(crate) rolled: Option<RollUp>,
}

/// How far is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hops {
    /// Who serves it and whom it serves.
    One,
    /// And theirs.
    Two,
}

/// What teams are drawn as one by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RollUp {
    /// Where they are.
    Site,
    /// What they belong to.
    Department,
}

impl Look {
    /// Reads the query of an address; what it doesn't know is as if it weren't there.
    pub(crate) fn read(query: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            style: style_of(query("style").as_deref().unwrap_or_default()),
            hops: hops_of(query("links").as_deref().unwrap_or_default()),
            rolled: roll_up_of(query("by").as_deref().unwrap_or_default()),
        }
    }

    /// Writes it behind an address: nothing when the map is drawn as it always is.
    pub(crate) fn query(self) -> String {
        let parts = [
            (self.style != Style::default()).then(|| format!("style={}", style_key(self.style))),
            self.hops.map(|hops| format!("links={}", hops_key(Some(hops)))),
            self.rolled.map(|rolled| format!("by={}", roll_up_key(Some(rolled)))),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }
}

/// The word for a style in addresses and fields.
pub(crate) fn style_key(style: Style) -> &'static str {
    match style {
        Style::Rings => "rings",
        Style::Layers => "layers",
    }
}

/// The style of a word.
pub(crate) fn style_of(key: &str) -> Style {
    if key == "layers" { Style::Layers } else { Style::Rings }
}

/// The word for how far is looked.
pub(crate) fn hops_key(hops: Option<Hops>) -> &'static str {
    match hops {
        None => "all",
        Some(Hops::One) => "1",
        Some(Hops::Two) => "2",
    }
}

/// How far a word says.
pub(crate) fn hops_of(key: &str) -> Option<Hops> {
    match key {
        "1" => Some(Hops::One),
        "2" => Some(Hops::Two),
        _ => None,
    }
}

/// The word for what teams are drawn as one by.
pub(crate) fn roll_up_key(rolled: Option<RollUp>) -> &'static str {
    match rolled {
        None => "none",
        Some(RollUp::Site) => "site",
        Some(RollUp::Department) => "department",
    }
}

/// What a word says that teams are drawn as one by.
pub(crate) fn roll_up_of(key: &str) -> Option<RollUp> {
    match key {
        "site" => Some(RollUp::Site),
        "department" => Some(RollUp::Department),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    /// MA64.
    #[wasm_bindgen_test]
    fn a_link_shows_the_same_picture() {
        for style in [Style::Rings, Style::Layers] {
            for hops in [None, Some(Hops::One), Some(Hops::Two)] {
                for rolled in [None, Some(RollUp::Site), Some(RollUp::Department)] {
                    let look = Look { style, hops, rolled };
                    let query = look.query();
                    let value = |name: &str| {
                        let pairs = query.trim_start_matches('?').split('&');
                        pairs
                            .filter_map(|pair| pair.split_once('='))
                            .find(|pair| pair.0 == name)
                            .map(|pair| pair.1.to_owned())
                    };
                    assert_eq!(Look::read(value), look, "{query}");
                }
            }
        }
        assert_eq!(Look::default().query(), "");
        assert_eq!(Look::read(|_| Some("7".to_owned())), Look::default());
    }
}
