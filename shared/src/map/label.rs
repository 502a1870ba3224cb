//! What stands in a node's box, and how large the box is.

use super::Node;

/// The height of a node's box.
pub const NODE_HEIGHT: f64 = 26.0;
/// Characters of a label that are drawn; the rest is an ellipsis, the full name stands in the list beside the picture.
pub const LABEL_CHARS_MAX: usize = 24;
/// Text is about this wide per character, wide scripts twice.
const CHAR_WIDTH: f64 = 6.8;
/// Beside the text, both sides together.
const PADDING: f64 = 22.0;
/// Boxes are as wide as a multiple of this, so that a changed letter seldom changes one.
const WIDTH_STEP: f64 = 8.0;

pub(super) fn label(node: &Node) -> String {
    let mut label = cut(&node.name);
    if node.group > 0 {
        label.push_str(&format!(" · {}", node.group));
    }
    label
}

fn cut(name: &str) -> String {
    if name.chars().count() <= LABEL_CHARS_MAX {
        return name.to_owned();
    }
    let mut label: String = name.chars().take(LABEL_CHARS_MAX - 1).collect();
    label.truncate(label.trim_end().len());
    label.push('…');
    label
}

/// A label in three: what is seen of this name, what is cut off, and what stands for that. Whole names have only the first.
pub fn label_parts<'a>(label: &'a str, name: &'a str) -> (&'a str, &'a str, &'a str) {
    let cut = label.split_once('…').filter(|_| label != name);
    let parts = cut.and_then(|(seen, _)| Some((seen, name.strip_prefix(seen)?, label.strip_prefix(seen)?)));
    parts.unwrap_or((label, "", ""))
}

/// The width of a label's box.
pub(super) fn width(label: &str) -> f64 {
    let units: f64 = label.chars().map(|letter| if letter >= '\u{1100}' { 1.8 } else { 1.0 }).sum();
    ((units * CHAR_WIDTH + PADDING).max(40.0) / WIDTH_STEP).ceil() * WIDTH_STEP
}
