//! A mapping of kind `map`: teams, and who serves whom.

use super::{Template, Within};
use serde::Deserialize;
use sightline_shared::model::PartyKind;

/// What the columns of a map mean.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapMapping {
    /// Read before; named here so that it is no unknown field.
    kind: serde::de::IgnoredAny,
    /// The import's name, part of every identity. Two mappings of one name speak of the same parties.
    pub name: String,
    /// Marks that mean "nobody knows"; an empty cell always does.
    #[serde(default)]
    pub unknown: Vec<String>,
    /// Cut from the beginning of every team's name.
    #[serde(default)]
    pub strip: String,
    /// Only rows like this count; the others are left out on request.
    #[serde(default)]
    pub only: Vec<Only>,
    /// Columns that name teams: each becomes a party, whether or not an edge touches it.
    pub teams: Vec<String>,
    /// Parties that no row names.
    #[serde(default, rename = "party")]
    pub parties: Vec<MapParty>,
    /// Who serves whom, for each row.
    #[serde(default, rename = "edge")]
    pub edges: Vec<EdgeRule>,
}

/// A condition on a column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// The column.
    pub column: String,
    /// The values that count.
    pub is: Vec<String>,
}

/// A party that no row names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapParty {
    /// Its name.
    pub name: String,
    /// What it is.
    pub is: MapPartyKind,
    /// What is good to know about it.
    #[serde(default)]
    pub note: String,
}

/// What a party is, in a mapping file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MapPartyKind {
    /// Its people use Sightline.
    Team,
    /// Those who pay.
    PayingCustomer,
    /// Works with us.
    Partner,
    /// Sells to us.
    Vendor,
}

impl From<MapPartyKind> for PartyKind {
    fn from(kind: MapPartyKind) -> Self {
        match kind {
            MapPartyKind::Team => Self::Team,
            MapPartyKind::PayingCustomer => Self::PayingCustomer,
            MapPartyKind::Partner => Self::Partner,
            MapPartyKind::Vendor => Self::Vendor,
        }
    }
}

/// Who serves whom with what. Rows that give the same pair become one service, named after all of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeRule {
    /// The column of the team that provides.
    pub provider: String,
    /// The column of the team that is served…
    pub served: Option<String>,
    /// …or the party of this file that is served.
    pub served_party: Option<String>,
    /// What is provided, for one row.
    pub what: Template,
    /// Only rows like this make such an edge.
    #[serde(default)]
    pub only: Vec<Only>,
    /// Reply promise.
    pub reply_within: Option<Within>,
    /// Delivery promise.
    pub deliver_within: Option<Within>,
}

impl MapMapping {
    pub(super) fn check(&self) -> Result<(), String> {
        if self.name.trim().is_empty() {
            return Err("name is empty".to_owned());
        }
        if self.teams.is_empty() {
            return Err("teams: no column names a team".to_owned());
        }
        for edge in &self.edges {
            match (&edge.served, &edge.served_party) {
                (Some(_), None) => {}
                (None, Some(party)) if self.parties.iter().any(|known| known.name == *party) => {}
                (None, Some(party)) => return Err(format!("edge: no [[party]] is called \"{party}\"")),
                _ => return Err("edge: name either served (a column) or served_party (a party)".to_owned()),
            }
            for column in [Some(&edge.provider), edge.served.as_ref()].into_iter().flatten() {
                if !self.teams.contains(column) {
                    return Err(format!("edge: the column \"{column}\" is not among teams"));
                }
            }
        }
        Ok(())
    }
}
