//! What a state of the old system means in ours.

use serde::Deserialize;

/// Where a request stands after a row, in our words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Target {
    /// Nobody has taken it.
    Asked,
    /// Somebody has taken it.
    Accepted,
    /// Its owner works on it.
    Working,
    /// Its owner waits.
    Waiting {
        /// On whom.
        on: String,
        /// Whether that is the asker.
        on_asker: bool,
    },
    /// Done, says the provider.
    Delivered,
    /// Done, says the asker.
    Confirmed,
    /// Not needed any more.
    Withdrawn,
}

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (word, on) =
            text.split_once(':').map_or((text.as_str(), ""), |(word, on)| (word.trim(), on.trim()));
        let waiting = |on_asker| Self::Waiting { on: on.to_owned(), on_asker };
        match (word, on.is_empty()) {
            ("asked", true) => Ok(Self::Asked),
            ("accepted", true) => Ok(Self::Accepted),
            ("working", true) => Ok(Self::Working),
            ("waiting", false) => Ok(waiting(false)),
            ("waiting on asker", false) => Ok(waiting(true)),
            ("delivered", true) => Ok(Self::Delivered),
            ("confirmed", true) => Ok(Self::Confirmed),
            ("withdrawn", true) => Ok(Self::Withdrawn),
            _ => Err(format!(
                "\"{text}\" is no state: write asked, accepted, working, \"waiting: WHOM\", \"waiting on asker: WHOM\", \
                 delivered, confirmed or withdrawn"
            )),
        }
    }
}
