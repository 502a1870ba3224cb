//! A mapping of kind `requests`: an event log, one row per update.

use super::{Dates, Target, Template, Within, is_unknown};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What the columns of an event log mean.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestsMapping {
    /// Read before; named here so that it is no unknown field.
    kind: serde::de::IgnoredAny,
    /// The import's name, part of every identity: a second import of the same name adds nothing twice.
    pub name: String,
    /// Marks that mean "nobody knows"; an empty cell always does.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// How moments are written.
    pub dates: Dates,
    /// Which column is what.
    pub columns: Columns,
    /// Texts made of columns.
    pub texts: Texts,
    /// Columns whose changes become remarks in the timeline.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// What each value of the state column means.
    pub states: BTreeMap<String, Target>,
    /// The team that asks on behalf of the customers.
    pub asker: Asker,
    /// The teams that are asked.
    pub provider: Provider,
    /// What is said of the services that are learned from the log.
    pub service: ServiceRule,
    /// Promises by the value of the column `promise`.
    #[serde(default)]
    pub promises: BTreeMap<String, PromiseRule>,
}

/// Which column is what.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Rows that agree in it are one request.
    pub request: String,
    /// When the update happened.
    pub at: String,
    /// The state after it.
    pub state: String,
    /// The team that has it.
    pub provider: String,
    /// A number that orders updates of the same minute.
    pub order: Option<String>,
    /// When it was asked; without it, the first update's time.
    pub asked_at: Option<String>,
    /// Who wrote the ask.
    pub asked_by: Option<String>,
    /// Who has taken it.
    pub owner: Option<String>,
    /// Who made the update.
    pub author: Option<String>,
    /// The customer who waits.
    pub customer: Option<String>,
    /// Which of the promises holds.
    pub promise: Option<String>,
}

/// Texts made of columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The ask in one line: parts joined by " · ".
    pub title: Template,
    /// What the provider should know: parts joined by line breaks.
    #[serde(default)]
    pub details: Template,
    /// Number by which it is known.
    #[serde(default)]
    pub reference: Template,
    /// Why it was handed on.
    pub handed_on: String,
    /// Why it was reopened.
    pub reopened: String,
}

/// The team that asks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// Its name.
    pub name: String,
    /// The paying-customer party that it serves.
    pub customers: String,
    /// With what.
    pub service: String,
}

/// The teams that are asked.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// The team that stands for "no row names one".
    pub unknown: String,
}

/// What is said of learned services.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRule {
    /// A service is named after the commonest values of this column.
    pub named_after: Option<String>,
    /// How many of them at most.
    #[serde(default = "three")]
    pub most: usize,
    /// The name where the column says nothing.
    pub name: String,
    /// Reply promise.
    pub reply_within: Option<Within>,
    /// Delivery promise.
    pub deliver_within: Option<Within>,
}

fn three() -> usize {
    3
}

/// A promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PromiseRule {
    /// From the ask to the first answer.
    pub reply_within: Option<Within>,
    /// From acceptance to delivery.
    pub deliver_within: Option<Within>,
}

impl RequestsMapping {
    pub(super) fn check(&self) -> Result<(), String> {
        let named = [
            ("name", &self.name),
            ("asker.name", &self.asker.name),
            ("asker.customers", &self.asker.customers),
            ("asker.service", &self.asker.service),
            ("provider.unknown", &self.provider.unknown),
            ("service.name", &self.service.name),
            ("texts.handed_on", &self.texts.handed_on),
            ("texts.reopened", &self.texts.reopened),
        ];
        if let Some((key, _)) = named.iter().find(|(_, text)| text.trim().is_empty()) {
            return Err(format!("{key} is empty"));
        }
        if self.states.is_empty() {
            return Err("states: no state is mapped".to_owned());
        }
        if let Some(state) = self.states.keys().find(|state| is_unknown(&self.unknown, state)) {
            return Err(format!("states: \"{state}\" is also a mark for unknown"));
        }
        if !self.promises.is_empty() && self.columns.promise.is_none() {
            return Err(
                "promises are given, but columns.promise doesn't say which column chooses one".to_owned()
            );
        }
        Ok(())
    }
}
