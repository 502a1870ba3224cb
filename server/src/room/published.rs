//! What everybody may hear of: the log's end, and its last ranges, encoded for those who are up to date.

use crate::limits::{PIECE_BYTES_MIN, RECENT_BYTES_MAX, RECENT_RANGES_MAX};
use sightline_shared::id::Seq;
use sightline_shared::wire::{self, Cursor, FromRelay, Range};
use std::collections::VecDeque;
use std::sync::Arc;

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
    fn joined<'a>(ranges: impl Iterator<Item = &'a Self>) -> Option<Self> {
        let mut ranges = ranges.map(|recent| recent.range.as_ref());
        let first = ranges.next()?.clone();
        Some(Self::new(ranges.fold(first, |mut all, next| {
            (all.to, all.chain) = (next.to, next.chain);
            all.entries.extend_from_slice(&next.entries);
            all
        })))
    }
}

/// The log's end, and the last ranges as frames.
#[derive(Debug, Clone)]
pub struct Published {
    /// The log as it stands, durably.
    pub head: Cursor,
    recent: VecDeque<Recent>,
    /// What the last commit brought as one frame, when it was several ranges: most readers want just that.
    latest: Option<Recent>,
}

impl Published {
    /// A log of which nothing is kept as frames yet.
    pub fn new(head: Cursor) -> Self {
        Self { head, recent: VecDeque::new(), latest: None }
    }

    /// A frame that begins right after this place and doesn't go beyond `upto`, with its last place. Several ranges go together as long as
    /// they are small.
    pub fn frame(&self, after: Seq, upto: Seq) -> Option<(Seq, Arc<[u8]>)> {
        let at = self.recent.partition_point(|recent| recent.range.from.0 <= after.0);
        let first = self.recent.get(at).filter(|recent| recent.range.from.0 == after.0 + 1)?;
        let mut bytes = 0;
        let fits = |recent: &&Recent| {
            bytes += recent.frame.len();
            recent.range.to <= upto && (bytes <= PIECE_BYTES_MIN || recent.range.from == first.range.from)
        };
        let run = self.recent.range(at..).take_while(fits).count();
        if run == 0 {
            return None;
        }
        let last = self.recent.get(at + run - 1)?.range.to;
        let is_latest = |joined: &&Recent| joined.range.from == first.range.from && joined.range.to == last;
        let frame = match (run, self.latest.as_ref().filter(is_latest)) {
            (1, _) => Arc::clone(&first.frame),
            (_, Some(joined)) => Arc::clone(&joined.frame),
            _ => Recent::joined(self.recent.range(at..at + run))?.frame,
        };
        Some((last, frame))
    }

    /// With what a commit brought.
    pub fn grown<'a>(&self, head: Cursor, ranges: impl Iterator<Item = &'a Recent> + Clone) -> Self {
        let mut recent = self.recent.clone();
        recent.extend(ranges.clone().cloned());
        let mut bytes: usize = recent.iter().map(|range| range.frame.len()).sum();
        while recent.len() > RECENT_RANGES_MAX || bytes > RECENT_BYTES_MAX {
            let Some(oldest) = recent.pop_front() else { break };
            bytes -= oldest.frame.len();
        }
        let small = ranges.clone().map(|range| range.frame.len()).sum::<usize>() <= PIECE_BYTES_MIN;
        let several = ranges.clone().nth(1).is_some();
        let latest = if several && small { Recent::joined(ranges) } else { None };
        Self { head, recent, latest }
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
        let published = Published::new(head(0)).grown(head(6), ranges.iter());
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
        let published = Published::new(head(0)).grown(head(3), ranges.iter());
        for n in 0..3 {
            assert_eq!(read(&published, n, 3).unwrap().to, Seq(n + 1));
        }
    }
}
