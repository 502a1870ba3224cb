//! YAML as a tree of texts, lists and tables: every value with its place, within limits on size, depth and aliases.

use super::entry::BadFile;
use crate::limits::{YAML_DEPTH_MAX, YAML_NODES_MAX};
use granit_parser::{BufferedInput, Event, Options, Parser, ScalarStyle, Span};
use std::collections::BTreeMap;

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// From 1.
    pub(super) line: u64,
    /// From 1.
    pub(super) column: u64,
    pub(super) body: Body,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Body {
    /// Nothing is said.
    Nothing,
    /// A text, whatever YAML takes it for: "yes" and "0123" stay as they were written.
    Text(String),
    List(Vec<Node>),
    Fields(Vec<(Node, Node)>),
}

impl Node {
    /// The text, if it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.body {
            Body::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of a field, if it has fields and this one.
    pub(super) fn field(&self, name: &str) -> Option<&Node> {
        let Body::Fields(fields) = &self.body else { return None };
        fields.iter().find(|(key, _)| key.text() == Some(name)).map(|(_, value)| value)
    }

    /// The text at the end of a path of fields, trimmed; none if there is none, or an empty one.
    pub(super) fn text_at(&self, path: &[&str]) -> Option<&str> {
        let end = path.iter().try_fold(self, |node, name| node.field(name))?;
        end.text().map(str::trim).filter(|text| !text.is_empty())
    }

    /// How many values it is made of, and how deep it goes.
    fn measure(&self) -> (usize, usize) {
        let sum = |parts: &mut dyn Iterator<Item = &Node>| {
            parts.fold((1, 1), |(count, depth), part| {
                let (own, below) = part.measure();
                (count + own, depth.max(below + 1))
            })
        };
        match &self.body {
            Body::Nothing | Body::Text(_) => (1, 1),
            Body::List(items) => sum(&mut items.iter()),
            Body::Fields(fields) => sum(&mut fields.iter().flat_map(|(key, value)| [key, value])),
        }
    }
}

/// The characters of a text that it owns: the parser lives as long as the reading.
struct Characters {
    text: String,
    at: usize,
}

impl Iterator for Characters {
    type Item = char;
    fn next(&mut self) -> Option<char> {
        let next = self.text.get(self.at..)?.chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }
}

/// A list or a table that isn't closed yet.
struct Begun {
    node: Node,
    /// The key whose value comes next.
    key: Option<Node>,
    anchor: usize,
}

/// YAML that is being read.
pub(super) struct YamlReading {
    parser: Parser<'static, BufferedInput<Characters>>,
    begun: Vec<Begun>,
    anchors: BTreeMap<usize, (Node, usize, usize)>,
    nodes: usize,
    documents: Vec<Node>,
    /// Tables that were whole directly in a list of the outermost table.
    entries: usize,
}

impl YamlReading {
    pub(super) fn new(text: String) -> Self {
        let mut options = Options::default();
        options.disallow_directives = true;
        options.flow_nesting_limit = YAML_DEPTH_MAX * 2;
        options.block_nesting_limit = YAML_DEPTH_MAX * 2;
        options.set_emit_comments(false);
        let parser = Parser::new_from_iter_with_options(Characters { text, at: 0 }, options);
        Self {
            parser,
            begun: Vec::new(),
            anchors: BTreeMap::new(),
            nodes: 0,
            documents: Vec::new(),
            entries: 0,
        }
    }

    /// Reads up to so many values more; says whether some are left.
    pub(super) fn go_on(&mut self, events_max: usize) -> Result<bool, BadFile> {
        for _ in 0..events_max {
            match self.parser.next() {
                Some(Ok((event, span))) => self.take(event, &span)?,
                Some(Err(error)) => {
                    let (line, column) = place(error.marker().line(), error.marker().col());
                    let read = self.entries.max(self.documents.len());
                    return Err(BadFile::Syntax { line, column, read });
                }
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// All documents of the file.
    pub(super) fn done(self) -> Vec<Node> {
        self.documents
    }

    fn take(&mut self, event: Event<'_>, span: &Span) -> Result<(), BadFile> {
        let (line, column) = place(span.start.line(), span.start.col());
        let node = |body| Node { line, column, body };
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let nothing = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let body = if nothing { Body::Nothing } else { Body::Text(text.into_owned()) };
                self.put(node(body), anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.begin(node(Body::List(Vec::new())), anchor),
            Event::MappingStart(_, anchor, _) => self.begin(node(Body::Fields(Vec::new())), anchor),
            Event::SequenceEnd | Event::MappingEnd => match self.begun.pop() {
                Some(Begun { node, anchor, .. }) => {
                    let is_entry = self.begun.len() == 2 && matches!(node.body, Body::Fields(_));
                    self.entries += usize::from(is_entry);
                    self.put(node, anchor)
                }
                None => Ok(()),
            },
            Event::Alias(anchor) => self.repeat(anchor, line),
            _ => Ok(()),
        }
    }

    fn count(&mut self, nodes: usize, depth: usize, line: u64) -> Result<(), BadFile> {
        self.nodes += nodes;
        if self.nodes > YAML_NODES_MAX {
            return Err(BadFile::TooMuch { line });
        }
        if self.begun.len() + depth > YAML_DEPTH_MAX {
            return Err(BadFile::TooDeep { line });
        }
        Ok(())
    }

    fn begin(&mut self, node: Node, anchor: usize) -> Result<(), BadFile> {
        self.count(1, 1, node.line)?;
        self.begun.push(Begun { node, key: None, anchor });
        Ok(())
    }

    /// What an alias stands for counts as if it stood there: that is what it costs.
    fn repeat(&mut self, anchor: usize, line: u64) -> Result<(), BadFile> {
        let Some((_, count, depth)) = self.anchors.get(&anchor) else {
            self.give(Node { line, column: 1, body: Body::Nothing });
            return Ok(());
        };
        self.count(*count, *depth, line)?;
        if let Some((node, ..)) = self.anchors.get(&anchor) {
            let node = node.clone();
            self.give(node);
        }
        Ok(())
    }

    /// A whole value.
    fn put(&mut self, node: Node, anchor: usize) -> Result<(), BadFile> {
        if matches!(node.body, Body::Nothing | Body::Text(_)) {
            self.count(1, 1, node.line)?;
        }
        if anchor != 0 {
            let (count, depth) = node.measure();
            // A copy is kept for its aliases, and counts like one of them.
            self.count(count, 0, node.line)?;
            self.anchors.insert(anchor, (node.clone(), count, depth));
        }
        self.give(node);
        Ok(())
    }

    fn give(&mut self, node: Node) {
        let Some(begun) = self.begun.last_mut() else {
            self.documents.push(node);
            return;
        };
        match &mut begun.node.body {
            Body::List(items) => items.push(node),
            Body::Fields(fields) => match begun.key.take() {
                Some(key) => fields.push((key, node)),
                None => begun.key = Some(node),
            },
            Body::Nothing | Body::Text(_) => {}
        }
    }
}

/// The parser counts columns from 0.
fn place(line: usize, column: usize) -> (u64, u64) {
    (line as u64, column as u64 + 1)
}
