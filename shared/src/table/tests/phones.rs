//! CU10: telephone numbers in files.

use super::*;
use crate::limits::PHONE_CHARS_MAX;
use crate::view::have_same_phone;

#[test]
fn cu10_telephone_numbers_come_with_a_file_and_change_only_where_somebody_says_so() {
    let mut rows = world();
    rows.apply(Row::Customer(CustomerRow { phone: "600 123 456".into(), ..customer(1, "Mrs Ito", "C-88") }));
    let long = "6".repeat(PHONE_CHARS_MAX + 1);
    let text = format!(
        "name,number,phone\nMrs Ito,C-88,+34600123456\nBaker & Sons,,'+34 700 222 333\nA,C-1,0600 123 456\nB,C-2,n/a\nC,C-3,{long}\n\
         Mrs Ito,C-90,700 111 111\nD,C-4,600 555 555\nMaria,C-89,7001112222\n"
    );
    let steps = planned(&rows, text.as_bytes());
    let whats: Vec<_> = steps.iter().map(|step| step.what.clone()).collect();
    let new = |like| What::New { like };
    assert_eq!(
        whats,
        [
            What::Known,
            What::Known,
            new(Like::Phone("Mrs Ito".into())),
            new(Like::Nobody),
            What::Told(Problem::LongPhone),
            What::OtherPhone { id: customer_id(1), is: "600 123 456".into(), by_name: false },
            new(Like::Nobody),
            new(Like::Nobody),
        ]
    );
    let gains: Vec<_> = steps.iter().map(|step| step.gains).collect();
    assert_eq!((gains[1], gains.iter().flatten().count()), (Some(customer_id(2)), 1));
    let mut id = new_ids();
    let mut written = |takes: bool| edits(&steps, |_| takes.then_some(Says::File), &mut id);
    let phone = |id: u32, phone: &str| Edit::ChangeCustomer {
        id: customer_id(id),
        field: CustomerField::Phone(phone.into()),
    };
    let plain = written(false);
    assert_eq!(plain.len(), 5);
    assert_eq!(plain[0], [phone(2, "+34 700 222 333")]);
    assert_eq!(plain[1][1], phone(11, "0600 123 456"));
    assert_eq!(plain[2].len(), 1, "a cell without a number is none");
    assert!(written(true).contains(&vec![phone(1, "700 111 111")]));
    // Once more: nothing is new, and what nobody decided stands there again.
    let rows = after(rows, &plain.concat());
    let again = planned(&rows, text.as_bytes());
    assert_eq!(edits(&again, |_| None, || customer_id(50)), Vec::<Vec<Edit>>::new());
    assert_eq!(again.iter().filter(|step| matches!(step.what, What::OtherPhone { .. })).count(), 1);
}

#[test]
fn cu10_a_request_says_by_which_numbers_its_customer_is_reached() {
    let mut rows = asked("Where is it?", "20117");
    rows.apply(Row::Customer(CustomerRow {
        phone: "+34 600 123 456".into(),
        ..customer(1, "Mrs Ito", "C-88")
    }));
    assert_eq!(exported(&rows, &[ID])[1].get(15).map(String::as_str), Some("'+34 600 123 456"));
}

#[test]
fn cu12_people_of_one_name_are_told_apart_by_their_telephone_numbers() {
    let mut rows = world();
    for (number, phone) in [(21, "0170 111 111"), (22, "0170 222 222")] {
        rows.apply(Row::Customer(CustomerRow {
            phone: phone.into(), ..customer(number, "Anna Müller", "")
        }));
    }
    rows.apply(Row::Customer(CustomerRow { phone: "0171 5555".into(), ..customer(23, "Bo Li", "") }));
    rows.apply(Row::Customer(CustomerRow { phone: "0171 7777".into(), ..customer(24, "Old Ltd", "C-7") }));
    let text = "name,number,phone\nAnna Müller,,0170 222 222\nAnna Müller,,0170 333 333\nBo Li,,0171 6666\n\
                New Ltd,C-7,0171 8888\nCy,,0172 1111\nCy,,0172 2222\nCy,,+49172 2222\nCy,,\n";
    let steps = planned(&rows, text.as_bytes());
    let whats: Vec<_> = steps.iter().map(|step| step.what.clone()).collect();
    let new = || What::New { like: Like::Nobody };
    let twice = |line| What::Told(Problem::Twice { line });
    assert_eq!(
        whats,
        [
            What::Known,
            What::Namesake,
            What::OtherPhone { id: customer_id(23), is: "0171 5555".into(), by_name: true },
            What::Renamed { id: customer_id(24), is: "Old Ltd".into(), phone: Some("0171 7777".into()) },
            new(),
            new(),
            twice(7),
            twice(8),
        ]
    );
    assert_eq!(edits(&steps, |_| None, new_ids()).len(), 2, "nothing is decided for anybody");
    let says = |line| Some(if line == 5 { Says::File } else { Says::SomebodyElse });
    let made = edits(&steps, says, new_ids());
    assert_eq!(made.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2, 2, 2, 2]);
    let of_old = |field| Edit::ChangeCustomer { id: customer_id(24), field };
    let renamed =
        [CustomerField::Name("New Ltd".into()), CustomerField::Phone("0171 8888".into())].map(of_old);
    assert_eq!(made[2], renamed);
    // Once more: all of them are here.
    let again = planned(&after(rows, &made.concat()), text.as_bytes());
    assert_eq!(edits(&again, |_| None, new_ids()), Vec::<Vec<Edit>>::new());
    let known = again.iter().filter(|step| step.what == What::Known).count();
    assert_eq!(known, 6);
}

/// A telephone number as people write it, so short that many are alike, or none.
fn a_phone() -> impl Strategy<Value = String> {
    let number = "(\\+49|0049 |0|)(1|)[12]{0,3} ?(11|12|21){0,2}[1-2]{0,3}";
    prop_oneof![1 => Just(String::new()), 6 => number, 1 => "[12]{4,6} / [12]{4,7}"]
}

proptest! {
    /// CU12: whoever stands above on a file full of one name is found as by looking at each line.
    #[test]
    fn cu12_a_line_is_told_by_the_last_one_above_that_may_be_the_same(phones in proptest::collection::vec(a_phone(), 1..24)) {
        let text: String = phones.iter().map(|phone| format!("Cy,,{phone}\n")).collect();
        let steps = planned(&world(), format!("name,number,phone\n{text}").as_bytes());
        for (at, step) in steps.iter().enumerate() {
            let is_same = |other: &&Step| {
                step.phone.is_empty() || other.phone.is_empty() || have_same_phone(&other.phone, &step.phone)
            };
            let above = steps[..at].iter().rev().find(is_same).map(|one| one.line);
            let told = match &step.what {
                What::Told(Problem::Twice { line }) => Some(*line),
                _ => None,
            };
            prop_assert_eq!(told, above, "{:?}", step);
        }
    }
}
