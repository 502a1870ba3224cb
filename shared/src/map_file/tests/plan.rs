//! MA52, MA53: what would become of each entry.

use super::*;
use crate::edit::{PartyField, ServiceField};
use crate::model::PartyKind;

/// Stores serve the shop, who serves shoppers; there are two teams called Desk.
fn world() -> Rows {
    after(&[
        add(1, PartyKind::Team, "Stores"),
        add(2, PartyKind::Team, "Shop"),
        add(3, PartyKind::PayingCustomer, "Shoppers"),
        add(4, PartyKind::Team, "Desk"),
        add(5, PartyKind::Team, "Desk"),
        add(6, PartyKind::Team, "Old yard"),
        Edit::ChangeParty { id: party(6), field: PartyField::Retired(true) },
        serve(1, 1, 2, "Picks and packs"),
    ])
}

fn new() -> Outcome {
    Outcome::New { implied: false }
}

fn change(field: Field, old: &str, new: &str) -> Outcome {
    Outcome::Changed(vec![Change { field, old: old.to_owned(), new: new.to_owned() }])
}

#[test]
fn ma52_parties_are_known_by_id_and_else_by_name() {
    let text = format!(
        "parties:\n  - name: STORES\n  - key: {}\n    name: Warehouse\n  - name: Desk\n  - {{key: x, name: Yard}}\n  - {{key: x, name: Other}}\n\
         \x20 - name: yard\n  - key: {}\n  - name: stores\n",
        party(2),
        party(6)
    );
    let several = Outcome::Refused(Refusal::Several { name: "Desk".to_owned() });
    let found = outcomes(&world(), &text);
    assert_eq!(found[0], ("STORES".to_owned(), change(Field::Name, "Stores", "STORES")));
    assert_eq!(found[1], ("Warehouse".to_owned(), change(Field::Name, "Shop", "Warehouse")));
    assert_eq!(found[2], ("Desk".to_owned(), several));
    assert_eq!(found[3], ("Yard".to_owned(), new()));
    assert_eq!(found[4].1, Outcome::Refused(Refusal::Twice { line: 6 }));
    assert_eq!(found[5], ("yard".to_owned(), new()), "another key, another team: names may be the same");
    assert_eq!(found[6], ("Old yard".to_owned(), change(Field::OnMap, "", "on map")));
    assert_eq!(found[7].1, Outcome::Refused(Refusal::Twice { line: 2 }));
}

#[test]
fn ma53_of_services_it_is_said_whom_they_tie() {
    let text = "kind,name,provider,serves,reply,questions\n\
        service,picks and packs,Stores,Shop,1h,Which order?\n\
        service,Sells,Shop,Shoppers,2 hours,\n\
        service,Sells,shop,shoppers,,\n\
        service,Counts,Stores,Stores,,\n\
        service,Drives,Carrier,Shop,,\n\
        service,Loads,carrier,Stores,,\n\
        service,Answers,Desk,Shop,,\n\
        service,Nothing,,Shop,,\n\
        service,Late,Stores,Desk two,soon,\n";
    let steps = dry(&world(), text);
    let found: Vec<_> = steps.iter().map(|step| (step.name.as_str(), &step.outcome)).collect();
    assert_eq!(
        found[0],
        ("Carrier", &Outcome::New { implied: true }),
        "a team that only services name comes first"
    );
    let Outcome::Changed(changes) = found[1].1 else { panic!("{:?}", found[1]) };
    let fields: Vec<_> = changes.iter().map(|one| (one.field, one.old.as_str(), one.new.as_str())).collect();
    assert_eq!(
        fields,
        [
            (Field::Name, "Picks and packs", "picks and packs"),
            (Field::Reply, "30m", "1h"),
            (Field::Questions, "", "Which order?"),
        ]
    );
    assert_eq!(found[2], ("Sells", &new()));
    assert_eq!(found[3].1, &Outcome::Refused(Refusal::Twice { line: 3 }));
    assert_eq!(found[4].1, &Outcome::Refused(Refusal::ItsOwn));
    assert_eq!((found[5].1, found[6].1), (&new(), &new()));
    assert_eq!(found[7].1, &Outcome::Refused(Refusal::Several { name: "Desk".to_owned() }));
    assert_eq!(found[8].1, &Outcome::Refused(Refusal::NoEnd(Field::Provider)));
    assert_eq!(found[9].1, &Outcome::Refused(Refusal::Value(Field::Reply, Problem::Span)));
    assert_eq!(steps.len(), 10, "nobody called Desk two is made for a service that isn't");
    assert_eq!((steps[6].provider.as_str(), steps[6].served.as_str()), ("Carrier", "Stores"));
}

#[test]
fn ma53_what_a_file_does_not_say_stays_and_what_it_empties_goes() {
    let rows = after(&[
        add(1, PartyKind::Team, "Stores"),
        Edit::ChangeParty { id: party(1), field: PartyField::Note("Gate 3".to_owned()) },
        Edit::ChangeParty { id: party(1), field: PartyField::Hours("mo-fr 08:00-17:00".to_owned()) },
        add(2, PartyKind::PayingCustomer, "Shoppers"),
        serve(1, 1, 2, "Picks"),
    ]);
    assert_eq!(outcomes(&rows, "parties: [{name: Stores}]")[0].1, Outcome::Same);
    assert_eq!(outcomes(&rows, "parties: [{name: Stores, note: }]")[0].1, Outcome::Same);
    let emptied = outcomes(&rows, "parties: [{name: Stores, note: ''}]");
    assert_eq!(emptied[0].1, change(Field::Note, "Gate 3", ""));
    assert_eq!(
        outcomes(&rows, "name,hours\nStores,Mo-Fr 8-17\n")[0].1,
        Outcome::Same,
        "the same hours, written otherwise"
    );
    assert_eq!(outcomes(&rows, "name,hours\nStores,\n")[0].1, change(Field::Hours, "mo-fr 08:00-17:00", ""));
    let kind = outcomes(&rows, "parties: [{name: Stores, kind: vendor}]");
    assert_eq!(kind[0].1, Outcome::Refused(Refusal::Fixed(Field::Kind)));
    let end = format!("services: [{{key: {}, provider: Shoppers}}]", service(1));
    assert_eq!(outcomes(&rows, &end)[0].1, Outcome::Refused(Refusal::Fixed(Field::Provider)));
}

#[test]
fn ma53_edits_make_new_things_always_and_changes_where_they_are_taken() {
    let text = "parties: [{name: Shop, note: Blue door}, {key: c, name: Carrier, holidays: [2026-12-25 Christmas], silence: [15m owner]}]\n\
        services: [{provider: c, serves: Shop, name: Drives, deliver: 2d, reconfirm: 2027-01-31, questions: [Where to?]}]\n";
    let steps = dry(&world(), text);
    assert!(steps.iter().all(|step| !matches!(step.outcome, Outcome::Refused(_))), "{steps:?}");
    let mut next = 100;
    let made = edits(
        &steps,
        |_| false,
        |kind| {
            next += 1;
            id(kind, next)
        },
    );
    let (carrier, drives) = (party(101), service(102));
    let silence = vec![crate::model::Step { after: Span::minutes(15), tells: crate::model::Tells::Owner }];
    assert_eq!(made.len(), 2, "what is here stays as it is");
    assert_eq!(
        made[0],
        [
            Edit::AddParty { id: carrier, kind: PartyKind::Team, name: "Carrier".to_owned() },
            Edit::ChangeParty {
                id: carrier,
                field: PartyField::Holiday("2026-12-25".to_owned(), "Christmas".to_owned())
            },
            Edit::ChangeParty { id: carrier, field: PartyField::Steps(silence) },
        ]
    );
    assert_eq!(
        made[1],
        [
            Edit::AddService {
                id: drives,
                provider: carrier,
                served: party(2),
                name: "Drives".to_owned(),
                reply_within: None,
                deliver_within: Some(Span::days(2)),
            },
            Edit::ChangeService {
                id: drives,
                field: ServiceField::ReconfirmBy(Some(Millis(1_801_353_600_000)))
            },
            Edit::ChangeService { id: drives, field: ServiceField::Questions("Where to?".to_owned()) },
        ]
    );
    let taken = edits(&steps, |at| at == 0, |kind| id(kind, 7)).concat();
    assert_eq!(taken[0], Edit::ChangeParty { id: party(2), field: PartyField::Note("Blue door".to_owned()) });
}

#[test]
fn ma53_a_holiday_that_is_gone_is_taken_back_and_the_others_stay() {
    let holiday = |date: &str, name: &str| Edit::ChangeParty {
        id: party(1),
        field: PartyField::Holiday(date.to_owned(), name.to_owned()),
    };
    let rows = after(&[
        add(1, PartyKind::Team, "Stores"),
        holiday("2026-12-24", "Eve"),
        holiday("2026-12-25", "Christmas"),
    ]);
    let steps = dry(&rows, "parties: [{name: Stores, holidays: ['2026-12-25 Christmas', '2026-12-26']}]");
    assert_eq!(all_edits(&steps, 0), [holiday("2026-12-24", ""), holiday("2026-12-26", "2026-12-26")]);
}

#[test]
fn ma53_cycles_are_taken_as_they_are() {
    let text = "provider,serves,name\nA,B,one\nB,C,two\nC,A,three\nB,A,four\n";
    let steps = dry(&Rows::default(), text);
    assert_eq!(steps.len(), 7);
    assert!(steps.iter().all(|step| matches!(step.outcome, Outcome::New { .. })));
    let rows = after(&all_edits(&steps, 0));
    assert_eq!((rows.parties().count(), rows.services().count()), (3, 4));
    assert!(
        dry(&rows, text).iter().all(|step| step.outcome == Outcome::Same),
        "and again there is nothing to do"
    );
}

#[test]
fn ma53_a_whole_import_is_taken_back_in_one_step() {
    let text = "parties: [{name: Shop, note: Blue door}, {name: Carrier, note: By the gate}]\n\
        services: [{provider: Carrier, serves: Shop, name: Drives, questions: [Where to?]}]\n";
    let made = all_edits(&dry(&world(), text), 100);
    let undo = crate::undo::undo_of(&world(), &made, id(DocKind::Person, 1), "undone", Millis(0))
        .expect("a way back");
    assert_eq!(
        undo,
        [
            Edit::ChangeService { id: service(102), field: ServiceField::Retired(true) },
            Edit::ChangeParty { id: party(101), field: PartyField::Retired(true) },
            Edit::ChangeParty { id: party(2), field: PartyField::Note(String::new()) },
        ]
    );
}

#[test]
fn ma57_every_template_is_a_whole_map_with_a_line_of_sight_for_everybody() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../app/templates");
    for trade in ["warehouse", "field-service", "clinic", "software"] {
        let mut shapes = Vec::new();
        for language in ["en", "es"] {
            let path = format!("{folder}/{trade}.{language}.yaml");
            let file = read(&std::fs::read(&path).expect("the template")).expect("a map");
            assert_eq!(file.remarks, [], "{path}");
            let steps = planned(&Rows::default(), file);
            assert!(steps.iter().all(|step| step.outcome == new()), "{path}: {steps:?}");
            let rows = after(&all_edits(&steps, 0));
            assert!((5..=8).contains(&rows.parties().count()), "{path}");
            assert!(rows.parties().all(|row| rows.sights().ring(row.id).is_some()), "{path}");
            assert!(rows.services().all(|row| row.reply_within.is_some()
                && row.deliver_within.is_some()
                && !row.questions.is_empty()));
            shapes.push((rows.parties().count(), rows.services().count()));
        }
        assert_eq!(shapes[0], shapes[1], "{trade} says the same in both languages");
    }
}

#[test]
fn ma58_who_serves_nobody_is_asked_whom_they_serve() {
    let asked = |rows: &Rows, team| {
        let viewer = view::Viewer { person: id(DocKind::Person, 1), team: Some(party(team)) };
        view::whom_to_serve(rows, &viewer)
            .map(|parties| parties.into_iter().map(|one| one.name).collect::<Vec<_>>())
    };
    let rows = world();
    assert_eq!(asked(&rows, 2), Some(["Shoppers", "Desk", "Desk", "Stores"].map(str::to_owned).to_vec()));
    assert_eq!(asked(&rows, 1), None, "it serves the shop");
    assert_eq!(asked(&rows, 6), None, "it is off the map");
}
