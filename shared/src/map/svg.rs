//! The picture as a file that stands by itself: plain SVG 1.1, with colours and sizes written at each part, so that every program
//! that opens it shows the same. <https://www.w3.org/TR/SVG11/>

use super::NodeKind;
use super::scene::{LineLook, Scene, SceneNode, path_data};
use crate::view::Severity;
use std::fmt::Write;

/// Free space above the picture for its title, in units of the drawing.
const HEAD: f64 = 40.0;
/// From the paper's left to its title.
const MARGIN: f64 = 16.0;
/// How wide a letter of the title is at most, on average.
const TITLE_LETTER: f64 = 9.6;
/// Paper: files are printed and pasted on white.
const PAPER: &str = "#fffefb";
const INK: &str = "#1d1c1a";
const EDGE: &str = "#8b8577";
const RING: &str = "#dcd7cc";
const SUNK: &str = "#eeebe4";
const ACCENT: &str = "#084c4a";
const WAIT: &str = "#644000";
const LATE: &str = "#bb3a16";
const DONE: &str = "#2f8a4c";

impl Scene {
    /// Width and height of the file with this title, in units of the drawing: a small map's paper is as wide as its title.
    pub fn svg_size(&self, title: &str) -> (f64, f64) {
        let (_, _, w, h) = self.bounds;
        let letters: f64 = title.chars().map(|letter| if letter >= '\u{1100}' { 1.8 } else { 1.0 }).sum();
        (w.max(letters * TITLE_LETTER + 2.0 * MARGIN), h + HEAD)
    }

    /// The file. `title` stands above the picture: what it shows, and as of when.
    pub fn svg(&self, title: &str) -> String {
        let (left, y, drawn, h) = self.bounds;
        let (w, _) = self.svg_size(title);
        let x = left - (w - drawn) / 2.0;
        let mut out = String::new();
        // Writing to a string can't fail, here and below.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x:.1} {:.1} {w:.1} {:.1}\" width=\"{w:.0}\" height=\"{:.0}\" \
             font-family=\"system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif\">\n\
             <title>{title}</title>\n\
             <rect x=\"{x:.1}\" y=\"{:.1}\" width=\"{w:.1}\" height=\"{:.1}\" fill=\"{PAPER}\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"16\" font-weight=\"600\" fill=\"{INK}\">{title}</text>\n",
            y - HEAD,
            h + HEAD,
            h + HEAD,
            y - HEAD,
            h + HEAD,
            x + MARGIN,
            y - HEAD + 26.0,
            title = escaped(title),
        );
        for ring in &self.rings {
            let (stroke, dash) = if ring.dashed { (WAIT, "6 6") } else { (RING, "2 5") };
            let _ = writeln!(
                out,
                "<circle r=\"{:.1}\" fill=\"none\" stroke=\"{stroke}\" stroke-dasharray=\"{dash}\"/>",
                ring.radius
            );
        }
        for layer in &self.layers {
            let (stroke, dash) = if layer.dashed { (WAIT, "6 6") } else { (RING, "2 5") };
            let middle = (layer.top + layer.bottom) / 2.0;
            let _ = writeln!(
                out,
                "<path d=\"M{:.1} {middle:.1}L{:.1} {middle:.1}\" stroke=\"{stroke}\" stroke-dasharray=\"{dash}\"/>",
                x,
                x + w
            );
        }
        for (look, lines) in &self.lines {
            let _ = writeln!(out, "<path d=\"{}\" {}/>", path_data(lines), line_style(*look));
        }
        for node in &self.nodes {
            push_node(&mut out, node);
        }
        out.push_str("</svg>\n");
        out
    }
}

fn line_style(look: LineLook) -> String {
    let (stroke, width, dash) = match look.severity {
        Severity::Late => (LATE, 3.4, " stroke-dasharray=\"7 5\""),
        Severity::Wait => (WAIT, 2.6, " stroke-dasharray=\"0.1 5\""),
        Severity::Done => (DONE, 1.9, ""),
        Severity::Calm => (EDGE, 1.3, ""),
    };
    let opacity = match look {
        LineLook { is_far: true, .. } => 0.4,
        LineLook { is_stale: true, .. } => 0.45,
        LineLook { is_sideways: true, .. } => 0.6,
        LineLook { .. } => 1.0,
    };
    format!(
        "fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width}\" stroke-linejoin=\"round\" stroke-linecap=\"round\" \
         opacity=\"{opacity}\"{dash}"
    )
}

fn push_node(out: &mut String, node: &SceneNode) {
    let drawn = &node.drawn;
    let (fill, text) = match (drawn.kind, node.is_mine) {
        (NodeKind::Customer, _) => (INK, PAPER),
        (_, true) => (ACCENT, "#ffffff"),
        (NodeKind::Team, false) => (PAPER, INK),
        (_, false) => (SUNK, INK),
    };
    let (stroke, width, dash) = if node.is_late {
        (LATE, 2.0, "")
    } else if !node.has_path() {
        (WAIT, 2.0, " stroke-dasharray=\"5 4\"")
    } else if node.is_focus {
        (ACCENT, 3.5, "")
    } else {
        (EDGE, 1.3, "")
    };
    let _ = writeln!(
        out,
        "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{:.1}\" fill=\"{fill}\" stroke=\"{stroke}\" \
         stroke-width=\"{width}\"{dash}/><text x=\"{:.1}\" y=\"{:.1}\" font-size=\"12\" font-weight=\"600\" \
         text-anchor=\"middle\" fill=\"{text}\">{}</text>",
        drawn.x - drawn.w / 2.0,
        drawn.y - drawn.h / 2.0,
        drawn.w,
        drawn.h,
        drawn.h / 2.0,
        drawn.x,
        // Not every program knows `dominant-baseline`: the baseline of text of 12 units around the middle.
        drawn.y + 4.2,
        escaped(&drawn.label),
    );
}

/// Text for XML 1.0: what it takes for markup is written as entities, and control characters, which it doesn't know, are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_never_markup() {
        assert_eq!(escaped("<b>R&D</b> \"x\"\u{0}\n\u{ffff}"), "&lt;b&gt;R&amp;D&lt;/b&gt; &quot;x&quot; ");
        assert_eq!(escaped("שירות · 倉庫"), "שירות · 倉庫");
    }
}
