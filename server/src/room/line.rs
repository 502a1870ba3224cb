//! How much a line carries: what large pieces may be sent, and when the next one may (RE31).
//!
//! The driver sends a ping with a number right behind each large piece. A pong with that number says that the piece, and all before it,
//! went through. Only this can tell: what the system takes from us may still lie in its buffers, minutes from the device.
//!
//! A piece is counted by what it holds, not by what deflate makes of it: it is read from the store before anybody knows how far it shrinks.

use crate::limits::{
    PIECE_BYTES_MAX, PIECE_BYTES_MIN, PIECE_TIME_GROWS, PIECE_TIME_PLAIN_MAX, PIECE_TIME_SHRINKS,
    PIECES_IN_FLIGHT_MAX,
};
use std::collections::VecDeque;
use std::time::Duration;

/// One line. Time is what has passed since anything that stays the same.
#[derive(Debug)]
pub struct Line {
    bytes: usize,
    under_way: VecDeque<Piece>,
    next: u64,
}

/// A piece that the device hasn't answered for.
#[derive(Debug)]
struct Piece {
    number: u64,
    sent: Duration,
    holds: usize,
    /// How many times its bytes on the line what it holds is.
    shrunk: f64,
}

impl Default for Line {
    fn default() -> Self {
        Self { bytes: PIECE_BYTES_MIN, under_way: VecDeque::new(), next: 0 }
    }
}

impl Line {
    /// Bytes that the next piece may have.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Whether so much is under way that the next piece has to wait.
    pub fn is_full(&self) -> bool {
        self.under_way.len() >= PIECES_IN_FLIGHT_MAX
    }

    /// A frame that holds so many bytes, and is so many on the line, was handed to the system. Answers the number for the ping behind it,
    /// if it is large enough to tell anything.
    pub fn sent(&mut self, holds: usize, bytes: usize, now: Duration) -> Option<u64> {
        if holds < PIECE_BYTES_MIN / 2 {
            return None;
        }
        self.next += 1;
        let shrunk = holds.max(1) as f64 / bytes.max(1) as f64;
        self.under_way.push_back(Piece { number: self.next, sent: now, holds, shrunk });
        Some(self.next)
    }

    /// The device has answered the ping with this number.
    pub fn arrived(&mut self, number: u64, now: Duration) {
        while let Some(piece) = self.under_way.pop_front_if(|piece| piece.number <= number) {
            let took = now.saturating_sub(piece.sent);
            // What comes next may not shrink at all.
            let plain = took.as_secs_f64() * piece.shrunk;
            let is_quick = took <= PIECE_TIME_GROWS && plain <= PIECE_TIME_PLAIN_MAX.as_secs_f64();
            // An answer may stand for several: the last one tells how the line is, and only for a piece of its own size.
            if piece.number == number && is_quick {
                self.bytes = self.bytes.max((piece.holds * 2).min(PIECE_BYTES_MAX));
            } else if took >= PIECE_TIME_SHRINKS {
                self.bytes = (self.bytes / 2).max(PIECE_BYTES_MIN);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends pieces over a line of so many bytes a second for a while; answers the size at its end and the longest that a piece took.
    fn run(bytes_per_s: f64, round_trip: f64, pieces: usize) -> (usize, f64) {
        run_shrunk(bytes_per_s, round_trip, pieces, |_| 1)
    }

    /// The same with pieces that shrink to a part of what they hold, which depends on the piece's number.
    fn run_shrunk(
        bytes_per_s: f64,
        round_trip: f64,
        pieces: usize,
        shrunk: impl Fn(usize) -> usize,
    ) -> (usize, f64) {
        let mut line = Line::default();
        let (mut now, mut free_at, mut longest) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut arrivals = VecDeque::new();
        for piece in 0..pieces {
            while line.is_full() {
                let (number, at, size): (u64, f64, usize) = arrivals.pop_front().unwrap();
                now = now.max(at);
                longest = longest.max(size as f64 / bytes_per_s);
                line.arrived(number, Duration::from_secs_f64(now));
            }
            let holds = line.bytes();
            let size = holds / shrunk(piece);
            free_at = free_at.max(now) + size as f64 / bytes_per_s;
            let number = line.sent(holds, size, Duration::from_secs_f64(now)).unwrap();
            arrivals.push_back((number, free_at + round_trip, size));
        }
        (line.bytes(), longest)
    }

    /// RE31: small on a slow line, large on a fast one, and never so large that it takes as long as silence.
    #[test]
    fn pieces_follow_the_line() {
        assert_eq!(run(6_250.0, 1.0, 50).0, PIECE_BYTES_MIN, "50 kbit/s");
        assert_eq!(run(1e9, 0.001, 50).0, PIECE_BYTES_MAX);
        assert_eq!(run(1e9, 0.5, 50).0, PIECE_BYTES_MAX, "far away and fast");
        for kbit_per_s in [10, 50, 100, 300, 1_000, 10_000] {
            let (_, longest) = run(f64::from(kbit_per_s) * 125.0, 0.3, 200);
            assert!(longest < 15.0, "{kbit_per_s} kbit/s: {longest} s for one piece");
        }
    }

    /// RE31: pieces that deflate makes small grow like others; and when the next ones don't shrink, none takes as long as silence.
    #[test]
    fn pieces_that_shrink_grow_and_are_not_relied_upon() {
        assert_eq!(run_shrunk(1e9, 0.001, 50, |_| 4).0, PIECE_BYTES_MAX);
        assert_eq!(run_shrunk(1e9, 0.5, 50, |_| 4).0, PIECE_BYTES_MAX, "far away and fast");
        for kbit_per_s in [10, 50, 100, 300, 1_000, 10_000] {
            for shrunk in [2, 4, 8, 100] {
                let bytes_per_s = f64::from(kbit_per_s) * 125.0;
                let (_, longest) =
                    run_shrunk(bytes_per_s, 0.3, 200, |piece| if piece < 100 { shrunk } else { 1 });
                assert!(longest < 17.0, "{kbit_per_s} kbit/s, {shrunk}: {longest} s for one piece");
            }
        }
    }

    /// RE31: a pong for the last ping stands for those before it, and one that nobody asked for changes nothing.
    #[test]
    fn an_answer_may_stand_for_several() {
        let mut line = Line::default();
        let first = line.sent(PIECE_BYTES_MIN, PIECE_BYTES_MIN, Duration::ZERO).unwrap();
        let second = line.sent(PIECE_BYTES_MIN, PIECE_BYTES_MIN, Duration::ZERO).unwrap();
        assert!(line.is_full() && line.sent(10, 10, Duration::ZERO).is_none(), "a small frame tells nothing");
        line.arrived(second, Duration::from_millis(10));
        assert!(!line.is_full());
        assert_eq!(line.bytes(), PIECE_BYTES_MIN * 2);
        line.arrived(first, Duration::from_secs(60));
        line.arrived(99, Duration::from_secs(60));
        assert_eq!(line.bytes(), PIECE_BYTES_MIN * 2);
    }
}
