//! Counting crossings: pairs that stand in one order at one end and in the other at the other.

/// How many pairs of lines change their order, strictly: lines that share an end don't cross there.
pub(super) fn inversions(mut lines: Vec<(f64, f64)>) -> usize {
    lines.sort_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.total_cmp(&other.1)));
    let mut ends: Vec<f64> = lines.iter().map(|(_, end)| *end).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    let mut before = Counts::new(ends.len());
    let mut crossings = 0;
    for (seen, (_, end)) in lines.iter().enumerate() {
        let rank = ends.partition_point(|other| other < end);
        // Whoever began earlier and ends later.
        crossings += seen - before.up_to(rank);
        before.add(rank);
    }
    crossings
}

/// A Fenwick tree: sums of beginnings in logarithmic time.
struct Counts(Vec<usize>);

impl Counts {
    fn new(len: usize) -> Self {
        Self(vec![0; len + 1])
    }

    fn add(&mut self, place: usize) {
        let mut at = place + 1;
        while let Some(count) = self.0.get_mut(at) {
            *count += 1;
            at += at & at.wrapping_neg();
        }
    }

    /// How many were added at this place and before it.
    fn up_to(&self, place: usize) -> usize {
        let mut at = place + 1;
        let mut sum = 0;
        while at > 0 {
            sum += self.0.get(at).copied().unwrap_or(0);
            at &= at - 1;
        }
        sum
    }
}
