//! FO26: the asker answers what is waited for while somebody else does something, through documents.

use super::*;

fn waiting_on_the_asker() -> EventKind {
    let (on, why) = (String::new(), "Which colour?".to_owned());
    EventKind::Waiting { on, on_asker: true, until: None, why }
}

fn answer() -> Side {
    let act = EventKind::Commented { text: "Red".to_owned(), mentions: Vec::new(), answers: true };
    Side { first: None, act }
}

/// Everything that can be done meanwhile: each kind, also what something else has to be done for first.
fn meanwhile(folded: &Folded) -> Vec<(String, Side)> {
    let later = [
        (Kind::Delivered, Kind::Confirmed),
        (Kind::Delivered, Kind::Kept),
        (Kind::Declined, Kind::Reopened),
        (Kind::CounterOffered, Kind::Refused),
    ];
    let later = later.map(|(first, act)| Side { first: Some(sample(first)), act: sample(act) });
    let sides = possible(folded).into_iter().chain(later);
    let name = |side: &Side| match &side.act {
        EventKind::HandedOver { to: None, .. } => "handed over to the team".to_owned(),
        EventKind::Waiting { on_asker: true, .. } => "waiting on the asker anew".to_owned(),
        act => match &side.first {
            Some(first) => format!("{}, then {}", words(Kind::from(first)), words(Kind::from(act))),
            None => words(Kind::from(act)),
        },
    };
    sides.map(|side| (name(&side), side)).collect()
}

fn state_words(state: crate::view::State) -> String {
    format!("{state:?}")
        .to_lowercase()
        .replace("counteroffered", "counter offered")
        .replace("handedon", "handed on")
}

/// FO26, FO16: an answer beside each kind, with actors, counters and ids swapped: it overrules nobody, and where the request moved on it
/// changes nothing. The page shows what comes of it.
#[test]
fn fo26_an_answer_never_wins_against_what_moved_on() {
    let mut before = with(&asking());
    edit(&mut before, 1, 10, &act(sample(Kind::Accepted)));
    edit(&mut before, 1, 11, &act(waiting_on_the_asker()));
    let folded = fold(&request_of(&before));
    let mut table = "| meanwhile | with an answer |\n|---|---|\n".to_owned();
    for (name, side) in meanwhile(&folded) {
        let remark = Side { first: None, act: sample(Kind::Commented) };
        let mut states = BTreeSet::new();
        for how in circumstances() {
            let (with, without) =
                (together(&before, [&answer(), &side], how), together(&before, [&remark, &side], how));
            let waits = (without.state, without.last_event) == (folded.state, folded.last_event)
                || (without.state == crate::view::State::Waiting
                    && matches!(side.act, EventKind::HandedOver { .. }));
            let expected = if waits { crate::view::State::Working } else { without.state };
            assert_eq!(with.state, expected, "{name}: {how:?}");
            let outcomes = |folded: &Folded| {
                let each = folded.events.iter().map(|one| (one.id, format!("{:?}", one.outcome)));
                each.collect::<BTreeSet<_>>()
            };
            assert_eq!(outcomes(&with), outcomes(&without), "{name}: it overrules nobody");
            states.insert(state_words(with.state));
        }
        assert_eq!(states.len(), 1, "{name}: {states:?}");
        table.push_str(&format!("| {name} | {} |\n", states.into_iter().next().expect("one")));
    }
    assert!(
        include_str!("../../../../../docs/STATUS.md").contains(&table),
        "docs/STATUS.md should hold:\n\n{table}"
    );
}
