//! See `sightline_tests::fuzz::Target::Document`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sightline_tests::fuzz::run(sightline_tests::fuzz::Target::Document, bytes));
