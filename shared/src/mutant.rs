//! Mistakes of our own making, one expression each, to prove that the simulator finds such mistakes. Which one is made is switched at run
//! time, per thread. They are compiled only with the feature `mutants`, which nothing that ships enables: `cargo xtask tidy` checks it.

#[cfg(feature = "mutants")]
mod switch {
    use std::cell::Cell;

    /// A mistake.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub enum Mutant {
        /// The relay acknowledges what its store didn't take.
        AckBeforeCommit,
        /// A device sends what its storage doesn't have yet.
        SentBeforeStored,
        /// A place is stored ahead of what it covers.
        CursorBeforeEntries,
        /// Every tab and every start of a device write as the same actor.
        ActorReused,
        /// A place is taken for one of this log's history by its number alone.
        ChainIgnored,
        /// What waits to be sent is forgotten when the relay's log is another one.
        OutboxCleared,
        /// Everybody is sent what only some may read.
        GateOpen,
    }

    impl Mutant {
        /// All of them.
        pub const ALL: [Self; 7] = [
            Self::AckBeforeCommit,
            Self::SentBeforeStored,
            Self::CursorBeforeEntries,
            Self::ActorReused,
            Self::ChainIgnored,
            Self::OutboxCleared,
            Self::GateOpen,
        ];
    }

    thread_local! {
        static MADE: Cell<Option<Mutant>> = const { Cell::new(None) };
    }

    /// Whether this thread makes this mistake.
    pub fn is_made(mutant: Mutant) -> bool {
        MADE.get() == Some(mutant)
    }

    /// From now on this thread makes this mistake, or none.
    pub fn make(mutant: Option<Mutant>) {
        MADE.set(mutant);
    }
}

#[cfg(feature = "mutants")]
pub use switch::{Mutant, is_made, make};

/// `mutant!(Name, wrong, right)`: the right expression, or nothing where there is none; with the feature, and while that mistake is made, the wrong one.
#[cfg(feature = "mutants")]
#[macro_export]
macro_rules! mutant {
    ($name:ident, $wrong:expr, $right:expr) => {
        if $crate::mutant::is_made($crate::mutant::Mutant::$name) { $wrong } else { $right }
    };
    ($name:ident, $wrong:expr) => {
        if $crate::mutant::is_made($crate::mutant::Mutant::$name) {
            $wrong
        }
    };
}

/// `mutant!(Name, wrong, right)`: the right expression, or nothing where there is none. The wrong one is not compiled.
#[cfg(not(feature = "mutants"))]
#[macro_export]
macro_rules! mutant {
    ($name:ident, $wrong:expr, $right:expr) => {
        $right
    };
    ($name:ident, $wrong:expr) => {};
}

#[cfg(all(test, not(feature = "mutants")))]
mod tests {
    #[test]
    fn without_the_feature_the_mistake_is_not_even_compiled() {
        let right = mutant!(NoSuchMistake, compile_error!("a mistake was compiled"), true);
        assert!(right);
    }
}
