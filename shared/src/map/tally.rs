//! Sorting by lengths, and counting crossings: pairs that stand in one order at one end and in the other at the other.

/// Sorts by the length, then by the number. All of the layout sorts here: each kind of list that is sorted adds kilobytes to the
/// download.
pub(super) fn sort(list: &mut [(f64, usize)]) {
    list.sort_unstable_by(|one, other| one.0.total_cmp(&other.0).then_with(|| one.1.cmp(&other.1)));
}

/// How many pairs of lines change their order, strictly: lines that share an end don't cross there.
pub(super) fn inversions(lines: &[(f64, f64)]) -> usize {
    let mut ends: Vec<(f64, usize)> = lines.iter().enumerate().map(|(line, ends)| (ends.1, line)).collect();
    sort(&mut ends);
    let mut sorted = Vec::with_capacity(lines.len());
    let mut rank = 0;
    for (place, (end, line)) in ends.iter().enumerate() {
        let is_next =
            place.checked_sub(1).and_then(|before| ends.get(before)).is_some_and(|before| before.0 < *end);
        rank += usize::from(is_next);
        sorted.extend(lines.get(*line).map(|(start, _)| (*start, rank)));
    }
    sort(&mut sorted);
    let mut before = Counts::new(rank + 1);
    let mut crossings = 0;
    for (seen, (_, rank)) in sorted.iter().enumerate() {
        // Whoever began earlier and ends later.
        crossings += seen - before.up_to(*rank);
        before.add(*rank);
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
