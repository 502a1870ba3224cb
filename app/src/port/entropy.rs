//! Randomness from `crypto.getRandomValues`.

use rand_core::{TryRng, utils};
use std::convert::Infallible;

/// The browser's random numbers, as the core takes them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entropy;

impl TryRng for Entropy {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        utils::next_word_via_fill(self)
    }

    fn try_fill_bytes(&mut self, into: &mut [u8]) -> Result<(), Infallible> {
        if getrandom::fill(into).is_err() {
            // Every browser that runs WebAssembly has it. Identities without randomness would collide for ever: stop instead.
            wasm_bindgen::throw_str("this browser has no source of randomness");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Entropy;
    use rand_core::Rng;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn two_draws_differ() {
        let (mut a, mut b) = ([0; 32], [0; 32]);
        Entropy.fill_bytes(&mut a);
        Entropy.fill_bytes(&mut b);
        assert_ne!(a, b);
        assert_ne!(Entropy.next_u64(), Entropy.next_u64());
    }
}
