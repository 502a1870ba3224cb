//! MA18: parties of one name.

use super::*;

#[test]
fn teams_of_one_name_are_told_apart_and_pointed_out() {
    // MA18
    let mut rows = company();
    assert_eq!(apart(&rows, team_id(3)), None);
    for one in [team(5, " wárehouse"), service(9, 5, 4)] {
        rows.apply(one);
    }
    let serves = |number: u32| Apart { serves: Some(rows.named(team_id(number))), ..Apart::default() };
    assert_eq!(apart(&rows, team_id(3)), Some(serves(2)));
    assert_eq!(apart(&rows, team_id(5)), Some(serves(4)));
    let gap = Gap::SameName {
        name: "Warehouse".into(),
        parties: [3, 5].map(|one| rows.named(team_id(one))).into(),
    };
    assert!(map_page(&rows, &tom(), NOW).gaps.contains(&gap));
    let Some(Row::Party(row)) = rows.get(team_id(5)) else { unreachable!("a party") };
    rows.apply(Row::Party(PartyRow { site: "Lyon".into(), ..row.clone() }));
    assert_eq!(apart(&rows, team_id(5)).map(|apart| apart.site).as_deref(), Some("Lyon"));
    // One of them off the map, or merged into the other: nothing is left to tell apart.
    rows.apply(Row::Party(PartyRow { retired: true, ..row.clone() }));
    assert_eq!(apart(&rows, team_id(3)), None);
    rows.apply(Row::Party(PartyRow { merged_into: Some(team_id(3)), ..row }));
    assert_eq!(apart(&rows, team_id(3)), None);
    assert!(!map_page(&rows, &tom(), NOW).gaps.contains(&gap));
}
