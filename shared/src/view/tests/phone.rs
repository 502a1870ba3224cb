//! CU8, CU9: customers are found by their telephone numbers, however these are written and typed.

use super::*;
use crate::view::{PhoneNumber, phone_numbers};
use proptest::prelude::*;

fn calls(number: u32, name: &str, phone: &str) -> Row {
    let Row::Customer(row) = customer(number, name, "") else { unreachable!("it makes customers") };
    Row::Customer(CustomerRow { phone: phone.into(), ..row })
}

fn found(rows: &Rows, typed: &str) -> Vec<String> {
    let found = find(rows, &tom(), typed, NOW, None, 20);
    found.customers.items.into_iter().map(|answer| answer.customer.name).collect()
}

fn one(phone: &str) -> Rows {
    let mut rows = company();
    rows.apply(calls(7, "Mr Silva", phone));
    rows
}

#[test]
fn cu8_a_number_is_found_in_whatever_way_it_is_written_and_typed() {
    let ways = [
        "+34 600 12 34 56",
        "0034600123456",
        "600 123 456",
        "600-123-456",
        "(600) 123 456",
        "600.123.456",
        "600\u{a0}123\u{202f}456",
        "٦٠٠ ١٢٣ ٤٥٦",
        "６００１２３４５６",
        "\u{202d}+34 600 123 456\u{202c}",
        "0600 123 456",
    ];
    for written in ways {
        let mut rows = one(written);
        for prepared in [false, true] {
            for typed in ways.into_iter().chain(["3456", "23456", "123 456", "silva 3456", "3456 silva"]) {
                assert_eq!(
                    found(&rows, typed),
                    ["Mr Silva"],
                    "{written:?} by {typed:?}, prepared: {prepared}"
                );
            }
            for typed in ["456", "3457", "1234", "600 123 457", "ito 3456", "7600123456789"] {
                assert_eq!(found(&rows, typed), [""; 0], "{written:?} by {typed:?}, prepared: {prepared}");
            }
            assert!(!rows.prepare_search(1_000));
        }
    }
    let german = ["+49 (0)89 123456", "+49 89 123456", "089/123456", "0049 89 12 34 56", "89123456"];
    for (written, typed) in german.iter().flat_map(|one| german.iter().map(move |other| (one, other))) {
        assert_eq!(found(&one(written), typed), ["Mr Silva"], "{written:?} by {typed:?}");
    }
    assert_eq!(found(&one("Tel. 600 123 456"), "600123456"), ["Mr Silva"]);
    assert_eq!(found(&one("123456"), "+49 89 123456"), ["Mr Silva"], "written down without the area's code");
    assert_eq!(found(&one("8 912 345 67 89"), "+7 912 345-67-89"), ["Mr Silva"], "another trunk prefix");
    // Other areas and networks, with the same number in them.
    for (written, typed) in [
        ("212-555-0123", "312-555-0123"),
        ("0151 23456789", "0171 23456789"),
        ("138 1234 5678", "158 1234 5678"),
    ] {
        assert_eq!(found(&one(written), typed), [""; 0], "{written:?} by {typed:?}");
    }
}

#[test]
fn cu8_a_text_may_have_several_numbers_and_words() {
    let rows = one("Home 600 123 456, mobile: +34 700 222 333 ext. 12; 4471");
    for typed in ["600123456", "700 222 333", "4471"] {
        assert_eq!(found(&rows, typed), ["Mr Silva"], "{typed}");
    }
    let number = |written: &str, dial: &str| PhoneNumber { written: written.into(), dial: dial.into() };
    assert_eq!(
        phone_numbers("Home 600 123 456, mobile: +34 (0)700-222 ext. 12\n(44) 71"),
        [number("600 123 456", "600123456"), number("+34 (0)700-222", "+34700222"), number("44) 71", "4471")]
    );
    let both = [number("600 123 456", "600123456"), number("700 222 333", "700222333")];
    assert_eq!(phone_numbers("600 123 456 / 700 222 333"), both);
    assert_eq!(phone_numbers("089/123456"), [number("089/123456", "089123456")]);
    for text in ["", "none", "123", "+", "1,2,3,4", "(0)"] {
        assert_eq!(phone_numbers(text), [], "{text:?}");
    }
}

#[test]
fn cu8_who_shares_a_number_shows_beside_the_other_and_what_is_changed_is_found_no_more() {
    let mut rows = one("600 123 456");
    rows.apply(calls(8, "Mrs Silva", "+34600123456"));
    rows.apply(row(RequestRow { customer: Some(customer_id(7)), ..request(1, 1, 2) }));
    assert_eq!(found(&rows, "3456"), ["Mr Silva", "Mrs Silva"], "who waits for something stands first");
    assert_eq!(customers(&rows, "123456", 10).0, 2, "so does the list of customers");
    rows.apply(calls(7, "Mr Silva", "600 999 888"));
    assert_eq!(found(&rows, "3456"), ["Mrs Silva"]);
    assert_eq!(found(&rows, "9888"), ["Mr Silva"]);
    rows.remove(customer_id(8));
    assert_eq!(found(&rows, "3456"), [""; 0]);
}

#[test]
fn cu8_order_numbers_are_found_as_before_and_a_callers_request_by_its_words() {
    let mut rows = one("600 120 117");
    rows.apply(row(RequestRow { reference: "20117".into(), ..request(1, 1, 2) }));
    rows.apply(row(RequestRow {
        title: "A charger".into(),
        customer: Some(customer_id(7)),
        ..request(2, 1, 2)
    }));
    let hits = |typed: &str| find(&rows, &tom(), typed, NOW, None, 20).requests.total;
    assert_eq!((hits("20117"), &*found(&rows, "20117")[0]), (1, "Mr Silva"));
    assert_eq!(hits("20117 charger"), 1, "by its own word and its customer's number");
    assert_eq!(hits("600120117"), 0);
}

#[test]
fn cu9_customers_of_one_number_are_offered_as_the_same_until_they_are_merged() {
    let mut rows = one("600 123 456, 4471");
    rows.apply(calls(8, "M. Silva", "0034 600 123 456"));
    rows.apply(calls(9, "Café", "99 4471"));
    let same = |rows: &Rows, number| -> Vec<String> {
        rows.same_phone(customer_id(number)).into_iter().map(|one| one.name).collect()
    };
    assert_eq!((same(&rows, 7), same(&rows, 8)), (vec!["M. Silva".to_owned()], vec!["Mr Silva".to_owned()]));
    assert_eq!(same(&rows, 9), [""; 0], "a few digits alone are nobody's own");
    assert_eq!(customers(&rows, "mr silva", 1).1[0].same_phone.len(), 1);
    // Merged, they are reached by the numbers of both.
    let Row::Customer(other) = calls(8, "M. Silva", "700 222 333") else { unreachable!("a customer") };
    rows.apply(Row::Customer(CustomerRow { merged_into: Some(customer_id(7)), ..other }));
    assert_eq!(same(&rows, 7), [""; 0]);
    for typed in ["600123456", "222333"] {
        assert_eq!(found(&rows, typed), ["Mr Silva"], "{typed}");
    }
    rows.apply(calls(10, "Mrs Cruz", "700222333"));
    assert_eq!(same(&rows, 7), ["Mrs Cruz"], "also by the number of who shows under them");
}

/// Digits with something between them, as somebody might write them.
fn written(digits: &str, between: &[usize], script: usize) -> String {
    const BETWEEN: [&str; 10] = ["", "", " ", "-", ".", "/", "\u{a0}", "\u{2009}", " (", "\u{2011}"];
    let zero = ['0', '٠', '۰', '０', '०'][script % 5];
    let digit = |digit: char| char::from_u32(zero as u32 + digit.to_digit(10).unwrap_or_default());
    let parts = digits
        .chars()
        .zip(between)
        .map(|(one, at)| format!("{}{}", digit(one).unwrap_or(one), BETWEEN[at % BETWEEN.len()]));
    parts.collect()
}

proptest! {
    /// CU8: any writing of a number finds it, with its country's code or a trunk zero before either; so do its last digits.
    #[test]
    fn any_writing_of_a_number_finds_it(
        own in "[1-9][0-9]{8}",
        before in (0_usize..5, 0_usize..5),
        between in proptest::collection::vec(0_usize..10, 2 * 16),
        scripts in (0_usize..5, 0_usize..5),
        last in 4_usize..=9,
    ) {
        let prefix = ["", "0", "+34", "0034", "(00) 34 "];
        let way = |before: usize, between: &[usize], script: usize| {
            format!("{}{}", prefix[before], written(&own, between, script))
        };
        let rows = one(&way(before.0, &between, scripts.0));
        let typed = way(before.1, &between[16..], scripts.1);
        prop_assert_eq!(found(&rows, &typed), ["Mr Silva"], "{:?}", typed);
        let end = written(&own[own.len() - last..], &between[16..], scripts.1);
        prop_assert_eq!(found(&rows, &end), ["Mr Silva"], "{:?}", end);
    }

    /// CU8: any text is read, each number on bytes of the text.
    #[test]
    fn any_text_has_numbers_or_none(text in "[0-9+() \u{a0}٣a-c,;/.-]{0,40}") {
        for number in phone_numbers(&text) {
            prop_assert!(text.contains(&number.written) && !number.written.is_empty());
            prop_assert!(number.dial.trim_start_matches('+').len() >= 4);
            let again = phone_numbers(&number.written);
            prop_assert_eq!(again.iter().map(|one| &one.dial).collect::<Vec<_>>(), [&number.dial]);
        }
    }
}
