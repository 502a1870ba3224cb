//! How much a line carries: what large pieces may be sent, and when the next one may (RE31).
//!
//! The driver sends a ping with a number right behind each large piece. A pong with that number says that the piece, and all before it,
//! went through. Only this can tell: what the system takes from us may still lie in its buffers, minutes from the device.

use crate::limits::{
    PIECE_BYTES_MAX, PIECE_BYTES_MIN, PIECE_TIME_GROWS, PIECE_TIME_SHRINKS, PIECES_IN_FLIGHT_MAX,
};
use std::collections::VecDeque;
use std::time::Duration;

/// One line. Time is what has passed since anything that stays the same.
#[derive(Debug)]
pub struct Line {
    bytes: usize,
    under_way: VecDeque<(u64, Duration)>,
    next: u64,
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

    /// A frame was handed to the system. Answers the number for the ping behind it, if it is large enough to tell anything.
    pub fn sent(&mut self, bytes: usize, now: Duration) -> Option<u64> {
        if bytes < PIECE_BYTES_MIN / 2 {
            return None;
        }
        self.next += 1;
        self.under_way.push_back((self.next, now));
        Some(self.next)
    }

    /// The device has answered the ping with this number.
    pub fn arrived(&mut self, number: u64, now: Duration) {
        while let Some((at, sent)) = self.under_way.pop_front_if(|(at, _)| *at <= number) {
            let took = now.saturating_sub(sent);
            // An answer may stand for several: the last one tells how the line is.
            if at == number && took <= PIECE_TIME_GROWS {
                self.bytes = (self.bytes * 2).min(PIECE_BYTES_MAX);
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
        let mut line = Line::default();
        let (mut now, mut free_at, mut longest) = (0.0_f64, 0.0_f64, 0.0_f64);
        let mut arrivals = VecDeque::new();
        for _ in 0..pieces {
            while line.is_full() {
                let (number, at, size): (u64, f64, usize) = arrivals.pop_front().unwrap();
                now = now.max(at);
                longest = longest.max(size as f64 / bytes_per_s);
                line.arrived(number, Duration::from_secs_f64(now));
            }
            let size = line.bytes();
            free_at = free_at.max(now) + size as f64 / bytes_per_s;
            let number = line.sent(size, Duration::from_secs_f64(now)).unwrap();
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

    /// RE31: a pong for the last ping stands for those before it, and one that nobody asked for changes nothing.
    #[test]
    fn an_answer_may_stand_for_several() {
        let mut line = Line::default();
        let first = line.sent(PIECE_BYTES_MIN, Duration::ZERO).unwrap();
        let second = line.sent(PIECE_BYTES_MIN, Duration::ZERO).unwrap();
        assert!(line.is_full() && line.sent(10, Duration::ZERO).is_none(), "a small frame tells nothing");
        line.arrived(second, Duration::from_millis(10));
        assert!(!line.is_full());
        assert_eq!(line.bytes(), PIECE_BYTES_MIN * 2);
        line.arrived(first, Duration::from_secs(60));
        line.arrived(99, Duration::from_secs(60));
        assert_eq!(line.bytes(), PIECE_BYTES_MIN * 2);
    }
}
