//! Power cuts: what a disk may hold when the power goes, made out of what a process wrote and what it synced (`unsynced.c`).
//!
//! Of what was written and not synced, each sector may be there or not. Names (made, renamed, removed) become durable with a sync of their
//! folder; of those that are not, a beginning is there.

use crate::relay::Start;
use rand::RngExt;
use rand::rngs::StdRng;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What a disk writes as a whole.
const SECTOR_BYTES: usize = 512;

/// Compiles the file layer, once. None where that can't be done; then the test says "skipped: " and this reason.
pub fn layer() -> Result<&'static Path, &'static str> {
    static LAYER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let built = LAYER.get_or_init(|| {
        if !cfg!(target_os = "linux") {
            return None;
        }
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/unsynced.c");
        let library = std::env::temp_dir().join(format!("sightline-unsynced-{}.so", std::process::id()));
        let mut cc = Command::new("cc");
        cc.args(["-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o"]).arg(&library).arg(source).arg("-ldl");
        match cc.status() {
            Ok(status) => assert!(status.success(), "the file layer compiles"),
            Err(_) => return None,
        }
        Some(library)
    });
    built.as_deref().ok_or("the layer below files needs Linux and a C compiler")
}

/// A way to start a relay over this data folder, whose writes are noted in this file.
pub fn noted(layer: &Path, data: &Path, log: &Path) -> Start {
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    Start {
        env: vec![
            ("LD_PRELOAD".to_owned(), text(layer)),
            ("UNSYNCED_DIR".to_owned(), text(data)),
            ("UNSYNCED_LOG".to_owned(), text(log)),
        ],
        ..Start::default()
    }
}

/// One thing that a process did to a file.
#[derive(Debug, Clone)]
enum Op {
    Make(PathBuf),
    Write(PathBuf, usize, Vec<u8>),
    Truncate(PathBuf, usize),
    Sync(PathBuf),
    Remove(PathBuf),
    Rename(PathBuf, PathBuf),
}

/// What a process did to a folder that held something before.
#[derive(Debug)]
pub struct Trace {
    folder: PathBuf,
    before: BTreeMap<PathBuf, Vec<u8>>,
    ops: Vec<Op>,
}

/// The files of a folder, but for those that no crash outlives.
pub fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_file() && !path.to_string_lossy().ends_with("-shm") {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

impl Trace {
    /// Reads what was noted since the folder held these files.
    pub fn read(folder: &Path, before: BTreeMap<PathBuf, Vec<u8>>, log: &Path) -> Self {
        let bytes = fs::read(log).unwrap();
        let (mut rest, mut ops) = (bytes.as_slice(), Vec::new());
        // A record that was being written when the process was killed is not there.
        while let Some((op, after)) = record(rest) {
            ops.push(op);
            rest = after;
        }
        Self { folder: folder.to_owned(), before, ops }
    }

    /// How many operations there are.
    pub fn len(&self) -> usize {
        self.ops.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ops.is_empty()
    }

    /// What the disk may hold when the power goes after the first `n` operations.
    pub fn cut_after(&self, n: usize, rng: &mut StdRng) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut disk = Disk::new(&self.before);
        for op in &self.ops[..n] {
            disk.apply(op, &self.folder);
        }
        disk.after_power_cut(rng)
    }

    /// Puts this into the folder, in the place of everything that is there.
    pub fn put(&self, files: &BTreeMap<PathBuf, Vec<u8>>) {
        fs::remove_dir_all(&self.folder).unwrap();
        fs::create_dir_all(&self.folder).unwrap();
        for (path, bytes) in files {
            fs::write(path, bytes).unwrap();
        }
    }
}

fn record(bytes: &[u8]) -> Option<(Op, &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let (path_len, rest) = rest.split_first_chunk::<2>()?;
    let (more_len, rest) = rest.split_first_chunk::<4>()?;
    let (offset, rest) = rest.split_first_chunk::<8>()?;
    let (path, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes(*path_len)))?;
    let (more, rest) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*more_len)).unwrap())?;
    let path = PathBuf::from(std::str::from_utf8(path).unwrap());
    let offset = usize::try_from(u64::from_le_bytes(*offset)).unwrap();
    let op = match kind {
        b'c' => Op::Make(path),
        b'w' => Op::Write(path, offset, more.to_vec()),
        b't' => Op::Truncate(path, offset),
        b's' => Op::Sync(path),
        b'u' => Op::Remove(path),
        b'r' => Op::Rename(path, PathBuf::from(std::str::from_utf8(more).unwrap())),
        other => panic!("no such record: {other}"),
    };
    Some((op, rest))
}

/// A disk with a cache in front of it.
#[derive(Debug, Default)]
struct Disk {
    /// Contents, named by number: a file keeps its content when it is renamed.
    contents: Vec<Content>,
    /// Names as the process sees them.
    names: BTreeMap<PathBuf, usize>,
    /// Names that outlive a power cut.
    durable_names: BTreeMap<PathBuf, usize>,
    /// What happened to names since, in order.
    name_ops: Vec<(PathBuf, Option<usize>)>,
}

#[derive(Debug, Default)]
struct Content {
    durable: Vec<u8>,
    pending: Vec<Op>,
}

impl Disk {
    fn new(before: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let mut disk = Self::default();
        for (path, bytes) in before {
            disk.names.insert(path.clone(), disk.contents.len());
            disk.contents.push(Content { durable: bytes.clone(), pending: Vec::new() });
        }
        disk.durable_names = disk.names.clone();
        disk
    }

    fn apply(&mut self, op: &Op, folder: &Path) {
        match op {
            Op::Make(path) => {
                self.content_of(path);
            }
            Op::Write(path, ..) | Op::Truncate(path, _) => {
                let n = self.content_of(path);
                self.contents[n].pending.push(op.clone());
            }
            Op::Sync(path) if path == folder => {
                for (path, content) in std::mem::take(&mut self.name_ops) {
                    set(&mut self.durable_names, path, content);
                }
            }
            Op::Sync(path) => {
                let n = self.content_of(path);
                let content = &mut self.contents[n];
                for op in std::mem::take(&mut content.pending) {
                    write(&mut content.durable, &op, |_| true);
                }
            }
            Op::Remove(path) => self.name(path.clone(), None),
            Op::Rename(from, to) => {
                let n = self.content_of(from);
                self.name(to.clone(), Some(n));
                self.name(from.clone(), None);
            }
        }
    }

    fn content_of(&mut self, path: &Path) -> usize {
        if let Some(n) = self.names.get(path) {
            return *n;
        }
        self.contents.push(Content::default());
        let n = self.contents.len() - 1;
        self.name(path.to_owned(), Some(n));
        n
    }

    fn name(&mut self, path: PathBuf, content: Option<usize>) {
        set(&mut self.names, path.clone(), content);
        self.name_ops.push((path, content));
    }

    fn after_power_cut(mut self, rng: &mut StdRng) -> BTreeMap<PathBuf, Vec<u8>> {
        let kept = rng.random_range(0..=self.name_ops.len());
        for (path, content) in self.name_ops.drain(..kept) {
            set(&mut self.durable_names, path, content);
        }
        // Sometimes nothing of it is there, sometimes nearly all.
        let share = rng.random_range(0..=4_u32);
        for content in &mut self.contents {
            for op in std::mem::take(&mut content.pending) {
                write(&mut content.durable, &op, |_| rng.random_range(0..4) < share);
            }
        }
        self.durable_names.iter().map(|(path, n)| (path.clone(), self.contents[*n].durable.clone())).collect()
    }
}

fn set(names: &mut BTreeMap<PathBuf, usize>, path: PathBuf, content: Option<usize>) {
    match content {
        Some(n) => names.insert(path, n),
        None => names.remove(&path),
    };
}

/// Writes those sectors of an operation that are chosen.
fn write(bytes: &mut Vec<u8>, op: &Op, mut chosen: impl FnMut(usize) -> bool) {
    match op {
        Op::Truncate(_, len) if chosen(0) => bytes.resize(*len, 0),
        Op::Write(_, at, data) => {
            let mut from = 0;
            while from < data.len() {
                let to = (from + SECTOR_BYTES - (at + from) % SECTOR_BYTES).min(data.len());
                if chosen(from) {
                    bytes.resize(bytes.len().max(at + to), 0);
                    bytes[at + from..at + to].copy_from_slice(&data[from..to]);
                }
                from = to;
            }
        }
        _ => {}
    }
}
