//! See `sightline_tests::fuzz::Target::Document`.
#![no_main]

// A death that is caught where it must be caught is no finding: without this libFuzzer would end at the panic itself.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| sightline_tests::fuzz::run(sightline_tests::fuzz::Target::Document, bytes)
);
