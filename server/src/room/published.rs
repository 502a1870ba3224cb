//! What everybody may hear of: the log's end, and its last ranges, encoded for those who are up to date.

use crate::limits::{PACKED_FROM_BYTES, PIECE_BYTES_MIN, RECENT_BYTES_MAX, RECENT_COMMITS_MAX};
use sightline_shared::id::Seq;
use sightline_shared::wire::{self, Cursor, FromRelay, Packing, Range};
use std::collections::VecDeque;
use std::sync::Arc;

/// A frame for devices that read large ones folded.
pub(super) fn packed(frame: &FromRelay) -> Vec<u8> {
    let bytes = wire::encode(frame);
    if bytes.len() < PACKED_FROM_BYTES { bytes } else { Packing::Folded.pack(bytes) }
}

/// A range that was appended just now, encoded once for all readers.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The range.
    pub range: Arc<Range>,
    /// The same as a `FromRelay::Range` frame.
    pub frame: Arc<[u8]>,
}

impl Recent {
    /// Encodes a range.
    pub fn new(range: Range) -> Self {
        let frame = wire::encode(&FromRelay::Range(range.clone())).into();
        Self { range: Arc::new(range), frame }
    }

    /// Ranges that follow each other as one.
    fn joined<'a>(ranges: impl IntoIterator<Item = &'a Self>) -> Option<Self> {
        let mut ranges = ranges.into_iter().map(|recent| recent.range.as_ref());
        let first = ranges.next()?.clone();
        Some(Self::new(ranges.fold(first, |mut all, next| {
            (all.to, all.chain) = (next.to, next.chain);
            all.entries.extend_from_slice(&next.entries);
            all
        })))
    }

    fn len(&self) -> usize {
        self.frame.len()
    }
}

/// What one commit brought.
#[derive(Debug)]
struct Commit {
    /// At least one.
    ranges: Vec<Recent>,
    /// All of them as one frame, when they are several and small: most readers want just that.
    joined: Option<Recent>,
    /// Of the ranges' frames.
    bytes: usize,
}

impl Commit {
    fn new(ranges: Vec<Recent>) -> Self {
        let bytes = ranges.iter().map(Recent::len).sum();
        let joins = ranges.len() > 1 && bytes <= PIECE_BYTES_MIN;
        Self { joined: if joins { Recent::joined(&ranges) } else { None }, ranges, bytes }
    }

    fn to(&self) -> u64 {
        self.ranges.last().map_or(0, |recent| recent.range.to.0)
    }

    /// The frame that holds just these ranges, if there is one.
    fn joins(&self, run: &[&Recent]) -> Option<&Recent> {
        let of = |recent: &Recent, other: &Recent| Arc::ptr_eq(&recent.range, &other.range);
        let same = run.len() == self.ranges.len() && of(self.ranges.first()?, run.first()?);
        self.joined.as_ref().filter(|_| same)
    }
}

/// The log's end, and the last ranges as frames.
#[derive(Debug, Clone)]
pub struct Published {
    /// The log as it stands, durably.
    pub head: Cursor,
    /// Shared, for everybody is given a new list with every commit.
    recent: VecDeque<Arc<Commit>>,
}

impl Published {
    /// A log of which nothing is kept as frames yet.
    pub fn new(head: Cursor) -> Self {
        Self { head, recent: VecDeque::new() }
    }

    /// A frame that begins right after this place and doesn't go beyond `upto`, with its last place. Several ranges go together as long as
    /// they are small.
    pub fn frame(&self, after: Seq, upto: Seq) -> Option<(Seq, Arc<[u8]>)> {
        let at = self.recent.partition_point(|commit| commit.to() <= after.0);
        let behind = self.recent.range(at..).flat_map(|commit| &commit.ranges);
        let mut ranges = behind.skip_while(|recent| recent.range.from.0 <= after.0);
        let first =
            ranges.next().filter(|recent| recent.range.from.0 == after.0 + 1 && recent.range.to <= upto)?;
        let (mut bytes, mut last) = (first.len(), first.range.to.0);
        // After a step that failed and was written all the same, what it wrote is missing here: only the store has it.
        let fits = |recent: &&Recent| {
            let adjoins = recent.range.from.0 == last + 1;
            bytes += recent.len();
            last = recent.range.to.0;
            adjoins && recent.range.to <= upto && bytes <= PIECE_BYTES_MIN
        };
        let run: Vec<&Recent> = std::iter::once(first).chain(ranges.take_while(fits)).collect();
        let last = run.last()?.range.to;
        let known = match &run[..] {
            [only] => Some(*only),
            _ => self.recent.get(at).and_then(|commit| commit.joins(&run)),
        };
        let frame = match known {
            Some(recent) => Arc::clone(&recent.frame),
            None => Recent::joined(run)?.frame,
        };
        Some((last, frame))
    }

    /// With what a commit brought.
    pub fn grown(&self, head: Cursor, ranges: Vec<Recent>) -> Self {
        let mut recent = self.recent.clone();
        if !ranges.is_empty() {
            recent.push_back(Arc::new(Commit::new(ranges)));
        }
        let mut bytes: usize = recent.iter().map(|commit| commit.bytes).sum();
        // The last one stays, however large: everybody wants it.
        while recent.len() > RECENT_COMMITS_MAX || (bytes > RECENT_BYTES_MAX && recent.len() > 1) {
            let Some(oldest) = recent.pop_front() else { break };
            bytes -= oldest.bytes;
        }
        Self { head, recent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sightline_shared::id::{ChainToken, DocId, LogId};
    use sightline_shared::wire::Entry;

    fn range(from: u64, to: u64, bytes: usize) -> Recent {
        let entry = Entry { doc: DocId::default(), bytes: vec![7; bytes].into(), seal: None };
        let chain = ChainToken::from_bytes([u8::try_from(to).unwrap(); 16]);
        let entries = (from..=to).map(|_| entry.clone()).collect();
        Recent::new(Range { from: Seq(from), to: Seq(to), chain, entries })
    }

    fn head(seq: u64) -> Cursor {
        Cursor { log: LogId::default(), seq: Seq(seq), chain: ChainToken::default() }
    }

    fn read(published: &Published, after: u64, upto: u64) -> Option<Range> {
        let (last, frame) = published.frame(Seq(after), Seq(upto))?;
        match wire::decode(&frame).unwrap() {
            FromRelay::Range(range) => {
                assert_eq!(range.to, last);
                Some(range)
            }
            other => panic!("{other:?}"),
        }
    }

    /// RE4: small ranges go together, never past what was asked for, and end at a token of the chain.
    #[test]
    fn ranges_that_follow_each_other_go_as_one() {
        let ranges = [range(1, 2, 100), range(3, 3, 100), range(4, 6, 100)];
        let published = Published::new(head(0)).grown(head(6), ranges.to_vec());
        let all = read(&published, 0, 6).unwrap();
        assert_eq!(
            (all.from, all.to, all.entries.len(), all.chain),
            (Seq(1), Seq(6), 6, ranges[2].range.chain)
        );
        let two = read(&published, 0, 5).unwrap();
        assert_eq!((two.to, two.entries.len(), two.chain), (Seq(3), 3, ranges[1].range.chain));
        assert_eq!(read(&published, 3, 9).unwrap().from, Seq(4));
        assert_eq!(read(&published, 1, 6), None, "no range begins there: the store is asked");
        assert_eq!(read(&published, 3, 5), None, "the next range goes beyond");
        assert_eq!(read(&published, 6, 6), None);
    }

    /// RE31: large ranges go one by one.
    #[test]
    fn large_ranges_go_one_by_one() {
        let ranges = [range(1, 1, PIECE_BYTES_MIN * 3), range(2, 2, 10), range(3, 3, PIECE_BYTES_MIN - 10)];
        let published = Published::new(head(0)).grown(head(3), ranges.to_vec());
        for n in 0..3 {
            assert_eq!(read(&published, n, 3).unwrap().to, Seq(n + 1));
        }
    }

    /// RE4: a reader who was busy for some commits is served from memory, across them, and a commit as a whole is one frame for all.
    #[test]
    fn commits_are_kept_for_those_who_were_busy() {
        let mut published = Published::new(head(0));
        for n in 0..10 {
            let ranges = vec![range(3 * n + 1, 3 * n + 1, 50), range(3 * n + 2, 3 * n + 3, 50)];
            published = published.grown(head(3 * n + 3), ranges);
        }
        let all = read(&published, 3, 30).unwrap();
        assert_eq!((all.from, all.to, all.entries.len()), (Seq(4), Seq(30), 27));
        let (_, one) = published.frame(Seq(27), Seq(30)).unwrap();
        let (_, same) = published.frame(Seq(27), Seq(30)).unwrap();
        assert!(Arc::ptr_eq(&one, &same), "encoded once");
        assert_eq!(read(&published, 28, 30).unwrap().from, Seq(29), "a part of the last commit");
        assert_eq!(read(&published, 28, 29), None, "its range goes beyond");
        for n in 10..10 + RECENT_COMMITS_MAX as u64 {
            published = published.grown(head(n + 21), vec![range(n + 21, n + 21, 10)]);
        }
        assert_eq!(read(&published, 3, 30), None, "no longer kept: the store is asked");
    }

    /// RE4: what a failed step has written after all is in the store only, and nobody is sent a range that leaves it out.
    #[test]
    fn a_hole_is_never_bridged() {
        let published = Published::new(head(0)).grown(head(1), vec![range(1, 1, 50)]);
        let published = published.grown(head(3), Vec::new()).grown(head(5), vec![range(4, 5, 50)]);
        let first = read(&published, 0, 5).unwrap();
        assert_eq!((first.to, first.entries.len()), (Seq(1), 1));
        assert_eq!(read(&published, 1, 5), None, "the store is asked");
        assert_eq!(read(&published, 3, 5).unwrap().to, Seq(5));
    }

    /// RE4: a commit larger than all that is kept otherwise is kept.
    #[test]
    fn the_last_commit_is_always_at_hand() {
        let large = (1..=5).map(|n| range(n, n, RECENT_BYTES_MAX / 4)).collect();
        let published = Published::new(head(0)).grown(head(5), large);
        assert_eq!(read(&published, 0, 5).unwrap().to, Seq(1));
        let published = published.grown(head(6), vec![range(6, 6, 10)]);
        assert_eq!((read(&published, 0, 6), read(&published, 5, 6).is_some()), (None, true));
    }
}
