//! Lengths of time as people write them: `30m`, `4h`, `5d`.

use serde::Deserialize;
use sightline_shared::id::Span;

/// A length of time in a mapping file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Within(pub Span);

impl TryFrom<String> for Within {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" is no length of time: write 30m, 4h or 5d");
        let unit = text.chars().last().ok_or_else(wrong)?;
        let count: i64 = text[..text.len() - unit.len_utf8()].parse().map_err(|_| wrong())?;
        if !(1..=10_000).contains(&count) {
            return Err(wrong());
        }
        match unit {
            'm' => Ok(Self(Span::minutes(count))),
            'h' => Ok(Self(Span::hours(count))),
            'd' => Ok(Self(Span::days(count))),
            _ => Err(wrong()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_hours_and_days() {
        let read = |text: &str| Within::try_from(text.to_owned()).map(|within| within.0);
        assert_eq!(read("30m"), Ok(Span::minutes(30)));
        assert_eq!(read("4h"), Ok(Span::hours(4)));
        assert_eq!(read("5d"), Ok(Span::days(5)));
        for wrong in ["", "m", "0m", "-1h", "1w", "ñ", "99999999999999999999d"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
