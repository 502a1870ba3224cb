//! Scripts of the simulator that once failed, each a test of its own. `cargo xtask sim --seeds N` prints the shortest script of a seed
//! that fails; it is stored below `scripts/`, with a comment that says what was wrong, and named here.

use sightline_tests::sim::perform;
use sightline_tests::sim::script::Script;

macro_rules! scripts {
    ($($name:ident),* $(,)?) => {
        const NAMES: &[&str] = &[$(stringify!($name)),*];
        $(#[test]
        fn $name() {
            let script: Script = include_str!(concat!("scripts/", stringify!($name), ".txt")).parse().unwrap();
            assert_eq!(perform(&script, None).failure, None);
        })*
    };
}

scripts!(
    a_batch_that_another_tab_has_just_stored_is_given_back,
    a_clock_set_back_makes_no_wait_endless,
    a_late_word_sends_no_settled_batch_again,
    a_new_leader_goes_on_from_the_stored_place,
    a_row_moved_during_a_first_copy_is_shown_in_the_end,
    a_row_that_a_tab_made_over_a_first_copy_is_its_documents,
    a_row_that_another_tab_took_out_is_shown_no_longer,
    a_row_that_came_in_bulk_is_not_replaced_by_an_older_one,
    an_older_row_does_not_replace_one_on_its_way,
    an_older_state_is_not_put_back_when_a_request_is_let_go_of,
    batches_of_two_tabs_are_sent_again_in_their_order,
    rows_that_a_tab_had_not_stored_when_it_lost_the_lead_follow_storage,
    two_tabs_put_back_what_each_has_of_a_request_that_was_let_go_of,
    what_is_acknowledged_at_once_is_not_taken_for_lost,
);

#[test]
fn every_stored_script_is_run() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scripts")).unwrap();
    let mut stored: Vec<String> = folder
        .map(|file| file.unwrap().file_name().into_string().unwrap().trim_end_matches(".txt").to_owned())
        .collect();
    stored.sort_unstable();
    let mut named = NAMES.to_vec();
    named.sort_unstable();
    assert_eq!(stored, named);
}
