//! One automerge map, read once: its scalars as typed values, with those that were set aside.

use super::ReadError;
use super::schema::tells;
use crate::id::{Day, DocId, Millis, Span};
use crate::in_order::InOrder as _;
use crate::limits::LINE_CHARS_MAX;
use crate::model::{Away, Due, Every, Field, Given, Schedule, Spot, Step, TakesFrom, TeamAway};
use automerge::{ObjId, ObjType, ReadDoc, ScalarValue, Value};

/// The entries of one map.
pub(super) struct Fields<'a, R> {
    doc: &'a R,
    object: ObjId,
    entries: Vec<Entry>,
}

/// One key: the value that automerge shows, the operation that wrote it, and whether there are others.
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) value: Value<'static>,
    pub(super) id: ObjId,
    disputed: bool,
}

/// Reads a scalar; `None`: it has another type. A key that isn't there is read as [`ScalarValue::Null`].
type Parse<T> = fn(&ScalarValue) -> Option<T>;

impl<'a, R: ReadDoc> Fields<'a, R> {
    pub(super) fn of(doc: &'a R, object: ObjId) -> Self {
        let entries = doc
            .map_range(&object, ..)
            .map(|item| Entry {
                id: item.id(),
                disputed: item.conflict,
                key: item.key.into_owned(),
                value: item.value.into_value(),
            })
            .collect();
        Self { doc, object, entries }
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value that everybody shows.
    pub(super) fn get<T>(&self, key: &'static str, parse: Parse<T>) -> Result<T, ReadError> {
        let parsed = match self.entry(key).map(|entry| &entry.value) {
            None => parse(&ScalarValue::Null),
            Some(Value::Scalar(scalar)) => parse(scalar),
            Some(Value::Object(_)) => None,
        };
        parsed.ok_or(ReadError::Bad(key))
    }

    /// The value with those written concurrently, each once.
    pub(super) fn field<T: PartialEq>(
        &self,
        key: &'static str,
        parse: Parse<T>,
    ) -> Result<Field<T>, ReadError> {
        let value = self.get(key, parse)?;
        if self.entry(key).is_some_and(|entry| entry.disputed) {
            return self.with_others(key, value, parse);
        }
        Ok(Field::of(value))
    }

    fn with_others<T: PartialEq>(&self, key: &str, value: T, parse: Parse<T>) -> Result<Field<T>, ReadError> {
        let mut field = Field::of(value);
        for (value, _) in self.doc.get_all(&self.object, key).map_err(|_| ReadError::Damaged)? {
            // A concurrent value of another type is left alone, like an unknown key.
            let Value::Scalar(scalar) = value else { continue };
            let Some(other) = parse(&scalar) else { continue };
            if other != field.value && !field.others.contains(&other) {
                field.others.push(other);
            }
        }
        Ok(field)
    }

    /// All keys that begin so, by what comes after, in their order. A value of another type is left alone, like an unknown key.
    pub(super) fn all<T: PartialEq>(
        &self,
        begins: &str,
        parse: Parse<T>,
    ) -> Result<Vec<(String, Field<T>)>, ReadError> {
        let mut all = Vec::new();
        for entry in &self.entries {
            let Some(rest) = entry.key.strip_prefix(begins) else { continue };
            let Value::Scalar(scalar) = &entry.value else { continue };
            let Some(value) = parse(scalar) else { continue };
            let field =
                if entry.disputed { self.with_others(&entry.key, value, parse)? } else { Field::of(value) };
            all.push((rest.to_owned(), field));
        }
        all.put_in_order_by(|(one, _), (other, _)| one.cmp(other));
        Ok(all)
    }

    /// Every map under this key: two, if two devices created the document at once. The one that automerge shows comes first.
    pub(super) fn maps(&self, key: &'static str) -> Result<Vec<ObjId>, ReadError> {
        let mut maps: Vec<ObjId> = self
            .doc
            .get_all(&self.object, key)
            .map_err(|_| ReadError::Damaged)?
            .into_iter()
            .filter(|(value, _)| matches!(value, Value::Object(ObjType::Map)))
            .map(|(_, id)| id)
            .collect();
        if let Some(shown) = self.entry(key).and_then(|entry| maps.iter().position(|id| *id == entry.id)) {
            maps.swap(0, shown);
        }
        if maps.is_empty() { Err(ReadError::Bad(key)) } else { Ok(maps) }
    }
}

pub(super) fn text(value: &ScalarValue) -> Option<String> {
    match value {
        ScalarValue::Str(text) => Some(text.to_string()),
        ScalarValue::Null => Some(String::new()),
        _ => None,
    }
}

pub(super) fn id(value: &ScalarValue) -> Option<DocId> {
    if let ScalarValue::Bytes(bytes) = value { DocId::from_slice(bytes).ok() } else { None }
}

pub(super) fn maybe_id(value: &ScalarValue) -> Option<Option<DocId>> {
    maybe(value, id)
}

pub(super) fn bytes(value: &ScalarValue) -> Option<Vec<u8>> {
    match value {
        ScalarValue::Bytes(bytes) => Some(bytes.clone()),
        ScalarValue::Null => Some(Vec::new()),
        _ => None,
    }
}

pub(super) fn flag(value: &ScalarValue) -> Option<bool> {
    maybe_flag(value).map(|flag| flag.unwrap_or(false))
}

pub(super) fn maybe_flag(value: &ScalarValue) -> Option<Option<bool>> {
    maybe(value, |value| if let ScalarValue::Boolean(flag) = value { Some(*flag) } else { None })
}

pub(super) fn moment(value: &ScalarValue) -> Option<Millis> {
    if let ScalarValue::Timestamp(millis) = value { Some(Millis(*millis)) } else { None }
}

pub(super) fn maybe_moment(value: &ScalarValue) -> Option<Option<Millis>> {
    maybe(value, moment)
}

pub(super) fn span(value: &ScalarValue) -> Option<Span> {
    maybe_span(value).map(Option::unwrap_or_default)
}

pub(super) fn maybe_span(value: &ScalarValue) -> Option<Option<Span>> {
    maybe(value, |value| if let ScalarValue::Int(millis) = value { Some(Span(*millis)) } else { None })
}

pub(super) fn due(value: &ScalarValue) -> Option<Option<Due>> {
    maybe(value, |value| if let ScalarValue::Str(text) = value { parse_due(text) } else { None })
}

/// `at` or `at from takes`, in milliseconds.
fn parse_due(text: &str) -> Option<Due> {
    let numbers: Vec<i64> = text.split(' ').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match numbers.as_slice() {
        [at] => Some(Due { at: Millis(*at), from: None, takes: None }),
        [at, from, takes] => {
            Some(Due { at: Millis(*at), from: Some((Millis(*from), Span(*takes))), takes: None })
        }
        _ => None,
    }
}

pub(super) fn due_text(due: Due) -> String {
    match due.from {
        None => due.at.0.to_string(),
        Some((from, takes)) => format!("{} {} {}", due.at.0, from.0, takes.0),
    }
}

/// `after who after who …`, in milliseconds. Whom only a newer version knows is left out.
pub(super) fn steps(value: &ScalarValue) -> Option<Vec<Step>> {
    let text = text(value)?;
    if text.chars().count() > LINE_CHARS_MAX {
        return None;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut steps = Vec::new();
    for step in words.chunks(2) {
        let [after, who] = step else { return None };
        let after = Span(after.parse().ok()?);
        steps.extend(
            tells::NAMES.iter().find(|(_, name)| name == who).map(|(tells, _)| Step { after, tells: *tells }),
        );
    }
    Some(steps)
}

pub(super) fn steps_text(steps: &[Step]) -> String {
    let name = |tells| tells::NAMES.iter().find(|(other, _)| *other == tells).map_or("", |(_, name)| *name);
    let steps = steps.iter().map(|step| format!("{} {}", step.after.0, name(step.tells)));
    steps.collect::<Vec<_>>().join(" ")
}

pub(super) fn spot(value: &ScalarValue) -> Option<Option<Spot>> {
    maybe(value, |value| {
        let ScalarValue::Str(text) = value else { return None };
        let (x, y) = text.split_once(' ')?;
        Some(Spot { x: x.parse().ok()?, y: y.parse().ok()? })
    })
}

pub(super) fn spot_text(spot: Spot) -> String {
    format!("{} {}", spot.x, spot.y)
}

pub(super) fn day(value: &ScalarValue) -> Option<Day> {
    if let ScalarValue::Str(text) = value { Day::read(text) } else { None }
}

pub(super) fn schedule(value: &ScalarValue) -> Option<Schedule> {
    let ScalarValue::Str(text) = value else { return None };
    let mut words = text.split(' ');
    let start = Day::read(words.next()?)?;
    let number = |word: Option<&str>| word?.parse().ok();
    let every = match words.next()? {
        "once" => Every::Once,
        "workdays" => Every::Workdays,
        "days" => Every::Days(number(words.next())?),
        "months" => Every::Months(number(words.next())?),
        _ => return None,
    };
    (words.next().is_none() && every.is_sound()).then_some(Schedule { start, every })
}

/// "2026-11-26 once", "2026-11-26 workdays", "2026-11-26 days 7", "2026-11-26 months 1".
pub(super) fn schedule_text(schedule: Schedule) -> String {
    let start = schedule.start;
    match schedule.every {
        Every::Once => format!("{start} once"),
        Every::Workdays => format!("{start} workdays"),
        Every::Days(every) => format!("{start} days {every}"),
        Every::Months(every) => format!("{start} months {every}"),
    }
}

pub(super) fn given(value: &ScalarValue) -> Option<Option<Given>> {
    // Only a notice hangs on it: what can't be read says nothing.
    Some(if let ScalarValue::Str(text) = value { parse_given(text) } else { None })
}

fn parse_given(text: &str) -> Option<Given> {
    let mut words = text.split(' ');
    let (to, by) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
    let at = Millis(words.next()?.parse().ok()?);
    words.next().is_none().then_some(Given { to, by, at })
}

/// To whom, by whom, when in milliseconds.
pub(super) fn given_text(given: Given) -> String {
    format!("{} {} {}", given.to, given.by, given.at.0)
}

/// What `due_takes` says of this due moment, in any of its values: of two disputed moments each keeps its own.
pub(super) fn takes_from(due: Option<Due>, said: &Field<String>) -> Option<Due> {
    let of = |text: &String| parse_takes(text).filter(|(at, _)| due.is_some_and(|due| due.at == *at));
    let takes = std::iter::once(&said.value).chain(&said.others).find_map(of).map(|(_, takes)| takes);
    due.map(|due| Due { takes: takes.filter(|_| due.from.is_some()), ..due })
}

fn parse_takes(text: &str) -> Option<(Millis, TakesFrom)> {
    let words: Vec<&str> = text.split(' ').collect();
    let (at, takes) = match words.as_slice() {
        [at, "promise"] => (at, TakesFrom::Promise),
        [at, "p80", samples, as_of] => {
            (at, TakesFrom::Observed { samples: samples.parse().ok()?, as_of: Millis(as_of.parse().ok()?) })
        }
        _ => return None,
    };
    Some((Millis(at.parse().ok()?), takes))
}

/// The text of `due_takes`; none when nothing is known or a person chose.
pub(super) fn takes_text(due: Due) -> Option<String> {
    due.takes.map(|takes| match takes {
        TakesFrom::Promise => format!("{} promise", due.at.0),
        TakesFrom::Observed { samples, as_of } => format!("{} p80 {samples} {}", due.at.0, as_of.0),
    })
}

pub(super) fn away(value: &ScalarValue) -> Option<Option<Away>> {
    maybe(value, |value| if let ScalarValue::Str(text) = value { parse_away(text) } else { None })
}

/// `from until words`, in milliseconds; `-`: no end.
fn parse_away(text: &str) -> Option<Away> {
    let mut parts = text.splitn(3, ' ');
    let from = Millis(parts.next()?.parse().ok()?);
    let until = match parts.next()? {
        "-" => None,
        until => Some(Millis(until.parse().ok()?)),
    };
    Some(Away { from, until, words: parts.next().unwrap_or_default().to_owned() })
}

pub(super) fn away_text(away: &Away) -> String {
    let until = away.until.map_or_else(|| "-".to_owned(), |until| until.0.to_string());
    format!("{} {until} {}", away.from.0, away.words)
}

pub(super) fn team_away(value: &ScalarValue) -> Option<Option<TeamAway>> {
    maybe(value, |value| if let ScalarValue::Str(text) = value { parse_team_away(text) } else { None })
}

fn parse_team_away(text: &str) -> Option<TeamAway> {
    let mut parts = text.splitn(4, ' ');
    let (from, until) = (Day::read(parts.next()?)?, Day::read(parts.next()?)?);
    let stands_in = match parts.next()? {
        "-" => None,
        id => Some(id.parse().ok()?),
    };
    Some(TeamAway { from, until, stands_in, words: parts.next().unwrap_or_default().to_owned() })
}

pub(super) fn team_away_text(away: &TeamAway) -> String {
    let stands_in = away.stands_in.map_or_else(|| "-".to_owned(), |id| id.to_string());
    format!("{} {} {stands_in} {}", away.from, away.until, away.words)
}

fn maybe<T>(value: &ScalarValue, parse: impl Fn(&ScalarValue) -> Option<T>) -> Option<Option<T>> {
    if matches!(value, ScalarValue::Null) { Some(None) } else { parse(value).map(Some) }
}
