//! MA55: catalogs of Backstage.

use super::*;

const CATALOG: &str = "
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: payments, description: Takes money}
spec: {type: team, profile: {displayName: Payments}, children: []}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, title: The ledger}
spec: {type: service, lifecycle: production, owner: group:default/Payments, providesApis: [ledger-api]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
spec:
  owner: web
  dependsOn:
    - component:default/ledger
    - resource:queue
    - component:missing
    - component:basket
  consumesApis: [ledger-api]
---
kind: Component
metadata: {name: basket}
spec: {owner: web}
---
kind: Resource
metadata: {name: queue}
spec: {owner: platform, dependencyOf: ['component:ledger']}
---
kind: User
metadata: {name: ito}
---
kind: Component
metadata: {name: lonely}
spec: {owner: user:ito}
";

#[test]
fn ma55_who_owns_what_another_needs_serves_them() {
    let file = read(CATALOG.as_bytes()).expect("a catalog");
    assert_eq!(file.dependencies, 4);
    let remarks: Vec<_> = file.remarks.iter().map(|remark| (remark.name.as_str(), remark.what)).collect();
    assert_eq!(
        remarks,
        [
            ("user:ito", What::Kind),
            ("lonely", What::NoOwner),
            ("missing", What::NoProvider),
            ("basket", What::Within),
        ]
    );
    let steps = planned(&Rows::default(), file);
    let parties: Vec<_> =
        steps.iter().filter(|step| step.sort == Sort::Party).map(|step| step.name.as_str()).collect();
    assert_eq!(parties, ["Payments", "web", "platform"]);
    let services: Vec<_> = steps
        .iter()
        .filter(|step| step.sort == Sort::Service)
        .map(|step| (step.provider.as_str(), step.served.as_str(), step.name.as_str()))
        .collect();
    assert_eq!(
        services,
        [
            ("Payments", "web", "The ledger (shop)"),
            ("platform", "web", "queue (shop)"),
            ("Payments", "web", "ledger-api (shop)"),
            ("platform", "Payments", "queue (The ledger)"),
        ]
    );
    assert!(steps.iter().all(|step| matches!(step.outcome, Outcome::New { .. })));
}

#[test]
fn ma55_a_catalog_again_is_nothing_to_do() {
    let steps = planned(&Rows::default(), read(CATALOG.as_bytes()).expect("a catalog"));
    let rows = after(&all_edits(&steps, 0));
    let again = planned(&rows, read(CATALOG.as_bytes()).expect("a catalog"));
    assert!(again.iter().all(|step| step.outcome == Outcome::Same), "{again:?}");
}

#[test]
fn ma55_what_goes_to_backstage_is_drawn_there() {
    let steps = planned(&Rows::default(), read(CATALOG.as_bytes()).expect("a catalog"));
    let rows = after(&all_edits(&steps, 0));
    let text = String::from_utf8(write(Format::Backstage, &entries_of(&rows))).expect("text");
    assert!(text.contains("  name: work-of-web\n"), "{text}");
    assert!(text.contains("    - component:default/the-ledger-shop\n"), "{text}");
    assert!(text.contains("  owner: group:default/payments\n"), "{text}");
}
