//! Words that are spelt nearly as what was typed.

/// Letters from which on one edit is forgiven, and from which on two.
const ONE_EDIT_FROM: usize = 4;
const TWO_EDITS_FROM: usize = 8;

/// A word as a bag of letters, one bit each: what a word lacks of what was typed can be told without reading either.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Bag(u32);

/// Stands for digits: a number that is nearly the same is another number.
const DIGIT: u32 = 1 << 31;

impl Bag {
    pub(super) fn of(word: &str) -> Self {
        let bit = |letter: char| match letter {
            'a'..='z' => 1 << (u32::from(letter) - u32::from('a')),
            _ if letter.is_numeric() => DIGIT,
            // Letters of other scripts share five bits.
            _ => 1 << (26 + u32::from(letter) % 5),
        };
        Self(word.chars().fold(0, |bag, letter| bag | bit(letter)))
    }
}

/// A word that was typed, ready to be compared with many.
pub(super) struct Typed {
    letters: Vec<char>,
    bag: Bag,
    edits_max: usize,
}

impl Typed {
    pub(super) fn of(word: &str) -> Self {
        let letters: Vec<char> = word.chars().collect();
        let bag = Bag::of(word);
        let edits_max = match letters.len() {
            _ if bag.0 & DIGIT != 0 => 0,
            ..ONE_EDIT_FROM => 0,
            ONE_EDIT_FROM..TWO_EDITS_FROM => 1,
            _ => 2,
        };
        Self { letters, bag, edits_max }
    }

    /// Whether anything but itself is looked for.
    pub(super) fn forgives(&self) -> bool {
        self.edits_max > 0
    }

    /// Whether a word with these letters may be near: each edit makes up for one letter that the word lacks.
    pub(super) fn may_be(&self, bag: Bag) -> bool {
        bag.0 & DIGIT == 0 && (self.bag.0 & !bag.0).count_ones() as usize <= self.edits_max
    }

    /// How many edits the nearest beginning of a word is away, if not too many. An edit is a letter more, less or other, or two that
    /// changed places.
    pub(super) fn distance(&self, word: &str) -> Option<usize> {
        let typed = self.letters.len();
        let mut before: Vec<usize> = Vec::new();
        let mut last: Vec<usize> = (0..=typed).collect();
        let mut nearest = last.last().copied()?;
        let mut previous = None;
        for (row, letter) in word.chars().take(typed + self.edits_max).enumerate() {
            let mut next = vec![row + 1];
            for (at, own) in self.letters.iter().enumerate() {
                let cell = |line: &[usize], at: usize| line.get(at).copied().unwrap_or(usize::MAX / 2);
                let other = cell(&last, at) + usize::from(*own != letter);
                let mut best = other.min(cell(&last, at + 1) + 1).min(cell(&next, at) + 1);
                let swapped = at > 0 && previous == Some(*own) && self.letters.get(at - 1) == Some(&letter);
                if swapped && !before.is_empty() {
                    best = best.min(cell(&before, at - 1) + 1);
                }
                next.push(best);
            }
            nearest = nearest.min(next.last().copied().unwrap_or(usize::MAX));
            if next.iter().all(|edits| *edits > self.edits_max) {
                break;
            }
            previous = Some(letter);
            before = std::mem::replace(&mut last, next);
        }
        (nearest <= self.edits_max).then_some(nearest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// VI41: one edit from 4 letters, two from 8, at a word's beginning; none in numbers.
    #[test]
    fn vi41_edits_are_forgiven_by_the_length_of_what_is_typed() {
        let near = |typed: &str, word: &str| {
            let typed = Typed::of(typed);
            let distance = if typed.forgives() { typed.distance(word) } else { None };
            assert!(distance.is_none() || typed.may_be(Bag::of(word)), "{word} was left out unread");
            distance
        };
        assert_eq!(near("palet", "pallet"), Some(1), "a letter less");
        assert_eq!(near("palllet", "pallets"), Some(1), "a letter more");
        assert_eq!(near("invoise", "invoices"), Some(1), "another letter, and the word goes on");
        assert_eq!(near("lable", "label"), Some(1), "two that changed places");
        assert_eq!(near("adres", "address"), Some(1));
        assert_eq!(near("delviery", "delivery"), Some(1));
        assert_eq!(near("dleviery", "delivery"), Some(2), "two edits from eight letters");
        assert_eq!(near("dlevier", "delivery"), None, "one below");
        assert_eq!(near("lot", "slot"), None, "short words are meant");
        assert_eq!(near("inc0012345", "inc0012346"), None, "another number");
        assert_eq!(near("pallett", "pal1et"), None);
        assert_eq!(near("кладь", "клад"), Some(1));
        assert_eq!(near("slot", ""), None);
    }
}
