//! The hours of a week, as a text that people read and write: `mo-fr 08:00-17:00; sa 09:00-12:00`.

use crate::id::Span;
use crate::in_order::InOrder as _;
use crate::limits::{LINE_CHARS_MAX, WINDOWS_PER_DAY_MAX};
use std::fmt;

/// Minutes of a day.
const DAY: u16 = 1_440;
/// The days of a week, Monday first, as texts name them.
const NAMES: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];
/// As people who write Spanish name them; where both agree, both mean the same.
const SPANISH: [&str; 7] = ["lu", "ma", "mi", "ju", "vi", "sa", "do"];

/// A time of a day: from, to, in minutes after midnight. One that goes over midnight ends on the day after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    /// Below 1,440.
    pub(super) from: u16,
    /// After `from`, by a day at most.
    pub(super) to: u16,
}

/// The hours of a week. Invariant: of each day sorted, [`WINDOWS_PER_DAY_MAX`] at most; no window at all means always.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week {
    days: [Vec<Window>; 7],
}

/// Why a text is no week.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// This is the name of no day.
    #[error("no day: {0}")]
    Day(String),
    /// This is no time of a day.
    #[error("no time from-to: {0}")]
    Time(String),
    /// Days are named without times.
    #[error("no times for: {0}")]
    NoTime(String),
    /// More than fits.
    #[error("too many times")]
    TooMany,
}

impl Week {
    /// Reads hours as people write them. Days and times in any order of entries, `;` or a new line between entries, commas between several days
    /// or times; `8-17` is `08:00-17:00`, `8-8` a whole day, times without days are every day's. Nothing at all, `always` and `24/7` mean always.
    ///
    /// # Errors
    /// [`HoursError`], with the part that makes no sense.
    pub fn parse(text: &str) -> Result<Self, HoursError> {
        let text = text.trim().to_lowercase().replace(['–', '—'], "-").replace('á', "a");
        let mut week = Self::default();
        if text.is_empty() || text == "always" || text == "siempre" || text == "24/7" {
            return Ok(week);
        }
        for entry in text.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty()) {
            let times_at = entry.find(|letter: char| letter.is_ascii_digit());
            let (days, times) = entry.split_at(times_at.ok_or_else(|| HoursError::NoTime(entry.to_owned()))?);
            let windows = times.split(',').map(window).collect::<Result<Vec<_>, _>>()?;
            for day in days_of(days)? {
                week.days.iter_mut().skip(day).take(1).for_each(|all| all.extend(&windows));
            }
        }
        week.days.iter_mut().for_each(unite);
        let fits = week.days.iter().all(|day| day.len() <= WINDOWS_PER_DAY_MAX)
            && week.to_string().chars().count() <= LINE_CHARS_MAX;
        if fits { Ok(week) } else { Err(HoursError::TooMany) }
    }

    /// Every moment is working time.
    pub fn is_always(&self) -> bool {
        self.days.iter().all(Vec::is_empty)
    }

    /// The windows of a day, Monday is 0.
    pub(super) fn windows(&self, day: usize) -> &[Window] {
        self.days.get(day).map_or(&[], Vec::as_slice)
    }

    /// What is worked on average on a day on which anything is.
    pub(super) fn day(&self) -> Span {
        let days = self.days.iter().filter(|day| !day.is_empty()).count();
        let minutes: i64 = self.days.iter().flatten().map(|window| i64::from(window.to - window.from)).sum();
        i64::try_from(days)
            .ok()
            .filter(|days| *days > 0)
            .map_or(Span::days(1), |days| Span::minutes(minutes / days))
    }
}

/// The canonical text: equal hours have equal texts. Empty for always.
impl fmt::Display for Week {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<&Vec<Window>> = Vec::new();
        for windows in self.days.iter().filter(|windows| !windows.is_empty()) {
            if said.contains(&windows) {
                continue;
            }
            let same: Vec<usize> = (0..7).filter(|day| self.windows(*day) == windows.as_slice()).collect();
            let days: Vec<String> = same.chunk_by(|one, next| one + 1 == *next).map(range).collect();
            let times: Vec<String> = windows.iter().map(ToString::to_string).collect();
            let between = if said.is_empty() { "" } else { "; " };
            write!(out, "{between}{} {}", days.join(","), times.join(", "))?;
            said.push(windows);
        }
        Ok(())
    }
}

fn range(days: &[usize]) -> String {
    let name = |day: Option<&usize>| day.and_then(|day| NAMES.get(*day)).copied().unwrap_or_default();
    match days {
        [_] => name(days.first()).to_owned(),
        _ => format!("{}-{}", name(days.first()), name(days.last())),
    }
}

impl fmt::Display for Window {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Midnight is the end of the day that it ends; after it, times are those of the next day.
        let to = if self.to > DAY { self.to - DAY } else { self.to };
        write!(out, "{:02}:{:02}-{:02}:{:02}", self.from / 60, self.from % 60, to / 60, to % 60)
    }
}

/// `mo-fr`, `mo, we`, `fr-mo`; nothing means all.
fn days_of(text: &str) -> Result<Vec<usize>, HoursError> {
    let text: String =
        text.chars().filter(|letter| !letter.is_whitespace() && *letter != ':' && *letter != '.').collect();
    if text.is_empty() {
        return Ok((0..7).collect());
    }
    let mut days = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to) = (day(from)?, day(to)?);
        days.extend((0..=(to + 7 - from) % 7).map(|step| (from + step) % 7));
    }
    days.put_in_order();
    days.dedup();
    Ok(days)
}

fn day(name: &str) -> Result<usize, HoursError> {
    let is = |known: &&str| name.starts_with(*known) && name.chars().all(char::is_alphabetic);
    let place = |names: [&str; 7]| names.iter().position(is);
    place(NAMES).or_else(|| place(SPANISH)).ok_or_else(|| HoursError::Day(name.to_owned()))
}

/// `08:00-17:00`, `8-17`, `22:00-06:00`.
fn window(text: &str) -> Result<Window, HoursError> {
    let wrong = || HoursError::Time(text.trim().to_owned());
    let (from, to) = text.split_once('-').ok_or_else(wrong)?;
    let (from, to) = (minute(from).ok_or_else(wrong)?, minute(to).ok_or_else(wrong)?);
    if from >= DAY {
        return Err(wrong());
    }
    Ok(Window { from, to: if to > from { to } else { to + DAY } })
}

fn minute(text: &str) -> Option<u16> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.', 'h']).unwrap_or((text, "0"));
    let number = |text: &str, most: u16| {
        let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u16>().ok().filter(|number| is_short && *number <= most)
    };
    let minute = number(hour, 24)? * 60 + if minute.is_empty() { 0 } else { number(minute, 59)? };
    Some(minute).filter(|minute| *minute <= DAY)
}

/// Sorted, and what touches or overlaps is one.
fn unite(windows: &mut Vec<Window>) {
    windows.put_in_order();
    let mut united: Vec<Window> = Vec::new();
    for window in windows.drain(..) {
        match united.last_mut() {
            Some(last) if window.from <= last.to && window.to <= last.from + DAY => {
                last.to = last.to.max(window.to)
            }
            _ => united.push(window),
        }
    }
    *windows = united;
}
