//! The demo's texts as they are written down: TOML files beside this one.

use super::BadDemo;
use serde::Deserialize;
use sightline_shared::id::Span;
use sightline_shared::model::Channel;

/// The company.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Company {
    pub(super) workspace: String,
    /// Where everybody works.
    pub(super) zone: String,
    pub(super) party: Vec<Party>,
    pub(super) service: Vec<Service>,
    pub(super) person: Vec<Person>,
    pub(super) customer: Vec<Customer>,
    /// What teams write again and again.
    pub(super) snippet: Vec<Snippet>,
}

/// A party of the map.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Party {
    pub(super) name: String,
    pub(super) is: crate::load::mapping::MapPartyKind,
    pub(super) note: String,
    /// When it works; nothing: always.
    #[serde(default)]
    pub(super) hours: String,
}

/// A snippet of a team.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Snippet {
    pub(super) team: String,
    pub(super) language: String,
    pub(super) name: String,
    pub(super) text: String,
}

/// Who serves whom.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub(super) by: String,
    pub(super) r#for: String,
    pub(super) name: String,
    pub(super) reply: Moment,
    pub(super) deliver: Moment,
    #[serde(default)]
    pub(super) questions: String,
}

/// Somebody who works there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) team: String,
    pub(super) device: String,
}

/// Somebody who buys there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Customer {
    pub(super) name: String,
    pub(super) reference: String,
    #[serde(default)]
    pub(super) phone: Option<String>,
}

/// A file of requests.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Requests {
    pub(super) request: Vec<Request>,
}

/// One request with everything that happened to it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Request {
    /// Its name within these files.
    pub(super) key: String,
    /// Who asks; their team is the asker.
    pub(super) by: String,
    /// The team that is asked.
    pub(super) to: String,
    pub(super) ask: String,
    #[serde(default)]
    pub(super) details: String,
    #[serde(default)]
    pub(super) words: String,
    #[serde(default)]
    pub(super) reference: String,
    pub(super) customer: Option<String>,
    pub(super) parent: Option<String>,
    /// How long ago it was asked.
    pub(super) ago: Moment,
    /// The reply promise; without it, the service's.
    pub(super) reply: Option<Moment>,
    /// Needed so long from now.
    pub(super) due: Option<Moment>,
    /// It is what a customer said, heard in this way.
    pub(super) voice: Option<Heard>,
    /// What that is about.
    #[serde(default)]
    pub(super) tags: Vec<String>,
    #[serde(default)]
    pub(super) steps: Vec<Step>,
    /// Steps whose authors had not heard of each other.
    #[serde(default)]
    pub(super) apart: Vec<Step>,
}

/// How a customer's voice was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Heard {
    Call,
    Visit,
    Public,
}

impl From<Heard> for Channel {
    fn from(heard: Heard) -> Self {
        match heard {
            Heard::Call => Self::Call,
            Heard::Visit => Self::Visit,
            Heard::Public => Self::Public,
        }
    }
}

/// One thing that somebody did.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    pub(super) ago: Moment,
    pub(super) by: String,
    pub(super) does: Does,
    /// The moment that they named, from now; may be past.
    pub(super) r#in: Option<Moment>,
    #[serde(default)]
    pub(super) text: String,
    /// The team that they named.
    pub(super) to: Option<String>,
}

/// What somebody did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Does {
    Accept,
    /// The asker agrees to what was offered.
    AcceptOffer,
    Offer,
    HandOn,
    Decline,
    Work,
    Wait,
    WaitAsker,
    Announce,
    Deliver,
    Confirm,
    Reopen,
    Withdraw,
    /// What it answers in the first line of the text, the answer below.
    Keep,
    Say,
    RewordDetails,
}

/// A length of time as `2d3h`, `45m` or `-20m`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Moment(pub(super) Span);

impl TryFrom<String> for Moment {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no length of time");
        let (sign, digits) = text.strip_prefix('-').map_or((1, text.as_str()), |rest| (-1, rest));
        let (mut sum, mut count) = (0_i64, None::<i64>);
        for c in digits.chars() {
            let unit = match c {
                'd' => Span::days(1),
                'h' => Span::hours(1),
                'm' => Span::minutes(1),
                digit => {
                    let digit = i64::from(digit.to_digit(10).ok_or_else(wrong)?);
                    count = Some(count.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                    continue;
                }
            };
            sum = sum.saturating_add(count.take().ok_or_else(wrong)?.saturating_mul(unit.0));
        }
        if count.is_some() || digits.is_empty() {
            return Err(wrong());
        }
        Ok(Self(Span(sign * sum)))
    }
}

/// Reads the company.
pub(super) fn company() -> Result<Company, BadDemo> {
    toml::from_str(include_str!("company.toml")).map_err(|error| BadDemo(error.to_string()))
}

/// Reads all requests.
pub(super) fn requests() -> Result<Vec<Request>, BadDemo> {
    let files = [
        include_str!("central.toml"),
        include_str!("open.toml"),
        include_str!("past.toml"),
        include_str!("voices.toml"),
    ];
    let mut all = Vec::new();
    for file in files {
        let read: Requests = toml::from_str(file).map_err(|error| BadDemo(error.to_string()))?;
        all.extend(read.request);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time() {
        let read = |text: &str| Moment::try_from(text.to_owned()).map(|moment| moment.0);
        assert_eq!(read("2d3h"), Ok(Span::hours(51)));
        assert_eq!(read("-20m"), Ok(Span::minutes(-20)));
        for wrong in ["", "-", "h", "3", "3x", "3h4"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
