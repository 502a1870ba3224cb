//! Values as the texts of files, and back.

use super::field::Field;
use crate::calendar::{Week, Zone};
use crate::id::{Day, Millis, Span};
use crate::in_order::InOrder as _;
use crate::limits::{HOLIDAYS_MAX, LINE_CHARS_MAX, TEXT_CHARS_MAX};
use crate::model::{PartyKind, Spot, Step, Tells, are_steps};

/// Why a value can't be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// Something must stand here.
    Empty,
    /// Longer than its limit.
    Long {
        /// The limit, in characters.
        chars_max: usize,
    },
    /// A character that nobody sees, or that turns the text around.
    Character,
    /// No kind of party.
    Kind,
    /// No length of time: `30m`, `8h`, `5d`.
    Span,
    /// No date or moment.
    Moment,
    /// No hours of a week.
    Hours,
    /// No time zone with its rule.
    Zone,
    /// No list of dates.
    Holidays,
    /// No steps, or not in their order.
    Silence,
    /// No place in a picture: two whole numbers.
    Place,
}

/// The longest promise, in days.
const DAYS_MAX: i64 = 9_999;

/// The one way to write a value; an error when it is none of this field.
pub(super) fn canonical(field: Field, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    let several = matches!(field, Field::Note | Field::Questions | Field::Holidays | Field::Silence);
    if text.chars().any(|character| is_strange(character, several)) {
        return Err(Problem::Character);
    }
    let chars_max = if several { TEXT_CHARS_MAX } else { LINE_CHARS_MAX };
    if text.chars().count() > chars_max {
        return Err(Problem::Long { chars_max });
    }
    if text.is_empty() {
        return if field == Field::Name { Err(Problem::Empty) } else { Ok(String::new()) };
    }
    match field {
        Field::Kind => read_kind(text).map(|kind| write_kind(kind).to_owned()).ok_or(Problem::Kind),
        Field::Reply | Field::Deliver => {
            let span = read_span(text).filter(|span| (1..=DAYS_MAX * 86_400_000).contains(&span.0));
            span.map(write_span).ok_or(Problem::Span)
        }
        Field::Reconfirm => read_moment(text).map(write_moment).ok_or(Problem::Moment),
        Field::Hours => Week::parse(text).map(|week| week.to_string()).map_err(|_| Problem::Hours),
        Field::Zone => Zone::parse(text).map(|_| text.to_owned()).ok_or(Problem::Zone),
        Field::Holidays => read_holidays(text).map(|days| write_holidays(&days)).ok_or(Problem::Holidays),
        Field::Silence => read_steps(text).map(|steps| write_steps(&steps)).ok_or(Problem::Silence),
        Field::Rings | Field::Layers => read_spot(text).map(write_spot).ok_or(Problem::Place),
        Field::Name
        | Field::Note
        | Field::Questions
        | Field::Provider
        | Field::Serves
        | Field::OnMap
        | Field::Site
        | Field::Department
        | Field::Contact => Ok(text.to_owned()),
    }
}

/// Controls that no text needs, and marks that make a text read in another order than it is written.
fn is_strange(character: char, several: bool) -> bool {
    match character {
        '\n' | '\r' | '\t' => !several,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        other => other.is_control(),
    }
}

pub(super) fn read_kind(text: &str) -> Option<PartyKind> {
    Some(match text.trim().to_lowercase().as_str() {
        "" | "team" | "equipo" => PartyKind::Team,
        "customer" | "paying-customer" | "paying customer" | "cliente" => PartyKind::PayingCustomer,
        "partner" | "socio" => PartyKind::Partner,
        "vendor" | "supplier" | "proveedor" => PartyKind::Vendor,
        _ => return None,
    })
}

pub(super) fn write_kind(kind: PartyKind) -> &'static str {
    match kind {
        PartyKind::Team => "team",
        PartyKind::PayingCustomer => "customer",
        PartyKind::Partner => "partner",
        PartyKind::Vendor => "vendor",
        PartyKind::Unknown => "",
    }
}

/// Milliseconds of the units that a length may have, the longest first.
const UNITS: [(&str, i64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// In the longest unit that holds it whole.
pub(super) fn write_span(span: Span) -> String {
    let whole = |(_, length): &&(&str, i64)| span.0 % length == 0;
    let (unit, length) = UNITS.iter().find(whole).copied().unwrap_or(("ms", 1));
    format!("{}{unit}", span.0 / length)
}

pub(super) fn read_span(text: &str) -> Option<Span> {
    let text = text.trim().to_lowercase();
    let unit_at = text.find(|character: char| character.is_alphabetic())?;
    let (number, unit) = text.split_at(unit_at);
    let unit = match unit {
        "min" | "mins" | "minute" | "minutes" | "minuto" | "minutos" => "m",
        "hour" | "hours" | "hora" | "horas" => "h",
        "day" | "days" | "día" | "días" | "dia" | "dias" => "d",
        unit => unit,
    };
    let (_, length) = UNITS.iter().find(|(name, _)| *name == unit)?;
    number.trim().parse::<i64>().ok()?.checked_mul(*length).map(Span)
}

/// Milliseconds of a day.
const DAY: i64 = 86_400_000;

/// A date where it is the beginning of one, else a moment, both of UTC.
pub(super) fn write_moment(at: Millis) -> String {
    let days = i32::try_from(at.0.div_euclid(DAY)).ok();
    let day = days.and_then(|days| Day::of(1970, 1, 1)?.plus_days(days));
    let Some(day) = day else { return format!("{}ms", at.0) };
    match at.0.rem_euclid(DAY) {
        0 => day.to_string(),
        rest => {
            let (minutes, millis) = (rest / 60_000, rest % 60_000);
            let second = match (millis / 1_000, millis % 1_000) {
                (0, 0) => String::new(),
                (seconds, 0) => format!(":{seconds:02}"),
                (seconds, millis) => format!(":{seconds:02}.{millis:03}"),
            };
            format!("{day}T{:02}:{:02}{second}Z", minutes / 60, minutes % 60)
        }
    }
}

pub(super) fn read_moment(text: &str) -> Option<Millis> {
    if let Some(millis) = text.strip_suffix("ms") {
        return millis.parse().ok().map(Millis);
    }
    let (date, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let mut parts = time.trim_end_matches('Z').split(':');
    let mut number = |max: i64| {
        let part = parts.next().unwrap_or("0");
        (part.bytes().all(|byte| byte.is_ascii_digit()) && part.len() <= 2)
            .then(|| part.parse::<i64>().ok().filter(|number| *number < max))
            .flatten()
    };
    let (hour, minute) = (number(24)?, number(60)?);
    let (second, millis) = match parts.next() {
        None => (0, 0),
        Some(second) => {
            let (second, millis) = second.split_once('.').unwrap_or((second, "0"));
            let right = millis.len() <= 3 && millis.bytes().all(|byte| byte.is_ascii_digit());
            let millis = right.then(|| format!("{millis:0<3}").parse::<i64>().ok()).flatten()?;
            (second.parse::<i64>().ok().filter(|second| (0..60).contains(second))?, millis)
        }
    };
    let days = i64::from(Day::read(date.trim())?.number());
    (parts.next().is_none())
        .then_some(Millis(days * DAY + hour * 3_600_000 + minute * 60_000 + second * 1_000 + millis))
}

/// Dates with their names, by date.
pub(super) fn read_holidays(text: &str) -> Option<Vec<(String, String)>> {
    let mut days = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (date, name) = line.split_once(' ').unwrap_or((line, ""));
        Day::read(date)?;
        let name = name.trim();
        let fits = name.chars().count() <= LINE_CHARS_MAX;
        // A holiday without a name is none any more, so one that nobody named is called by its date.
        fits.then(|| days.push((date.to_owned(), if name.is_empty() { date } else { name }.to_owned())))?;
    }
    days.put_in_order();
    days.dedup_by(|one, other| one.0 == other.0);
    (days.len() <= HOLIDAYS_MAX).then_some(days)
}

pub(super) fn write_holidays(days: &[(String, String)]) -> String {
    let lines: Vec<String> = days.iter().map(|(date, name)| format!("{date} {name}")).collect();
    lines.join("\n")
}

const TELLS: [(&str, Tells); 3] = [("owner", Tells::Owner), ("team", Tells::Team), ("above", Tells::Above)];

/// `15m owner`, one a line.
pub(super) fn read_steps(text: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (after, tells) = line.rsplit_once(' ')?;
        let (_, tells) = TELLS.iter().find(|(name, _)| *name == tells)?;
        steps.push(Step { after: read_span(after)?, tells: *tells });
    }
    are_steps(&steps).then_some(steps)
}

pub(super) fn write_steps(steps: &[Step]) -> String {
    let tells = |tells: Tells| TELLS.iter().find(|one| one.1 == tells).map_or("", |one| one.0);
    let lines: Vec<String> =
        steps.iter().map(|step| format!("{} {}", write_span(step.after), tells(step.tells))).collect();
    lines.join("\n")
}

/// `120 -40`: to the right, and down.
pub(super) fn write_spot(spot: Spot) -> String {
    format!("{} {}", spot.x, spot.y)
}

pub(super) fn read_spot(text: &str) -> Option<Spot> {
    let (x, y) = text.trim().split_once([' ', ','])?;
    let spot = Spot { x: x.trim().parse().ok()?, y: y.trim().parse().ok()? };
    spot.is_in_reach().then_some(spot)
}

/// Whether two texts are the same but for space around them and how their lines end.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    let breaks = |text: &str| text.trim().replace("\r\n", "\n");
    one.trim() == other.trim() || breaks(one) == breaks(other)
}
