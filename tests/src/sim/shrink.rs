//! Makes a failing script shorter, as long as it fails in the same way.

use super::{Failure, Outcome, perform};
use crate::sim::script::{Script, Step};

/// So many runs at most.
const RUNS_MAX: usize = 4_000;

/// The shortest script that was found, and how it fails. `None`: this one doesn't fail.
pub fn shortest(script: &Script) -> Option<(Script, Failure)> {
    let Outcome { failure: Some(mut failure), useful, .. } = perform(script, None) else { return None };
    let mut best = script.clone();
    let mut search = Search { rule: failure.rule, runs: 0 };
    let steps = best.steps.iter().zip(useful).filter(|(_, useful)| *useful).map(|(step, _)| *step).collect();
    search.accept(&mut best, &mut failure, steps);
    let mut parts = 2;
    while search.runs < RUNS_MAX && !best.steps.is_empty() {
        let size = best.steps.len().div_ceil(parts);
        let shorter = (0..parts).any(|part| {
            let (from, to) = (part * size, ((part + 1) * size).min(best.steps.len()));
            if from >= to {
                return false;
            }
            let rest = best.steps[..from].iter().chain(&best.steps[to..]).copied().collect();
            search.accept(&mut best, &mut failure, rest)
        });
        if shorter {
            parts = (parts - 1).max(2);
        } else if size == 1 {
            break;
        } else {
            parts = (parts * 2).min(best.steps.len());
        }
    }
    Some((best, failure))
}

struct Search {
    rule: &'static str,
    runs: usize,
}

impl Search {
    /// Takes these steps if they fail in the same way.
    fn accept(&mut self, best: &mut Script, failure: &mut Failure, steps: Vec<Step>) -> bool {
        self.runs += 1;
        let shorter = Script { steps, ..best.clone() };
        match perform(&shorter, None).failure {
            Some(found) if found.rule == self.rule => {
                (*best, *failure) = (shorter, found);
                true
            }
            _ => false,
        }
    }
}
