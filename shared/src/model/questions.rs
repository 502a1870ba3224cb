//! What the asker of a service must say: a plain text, one question a line, that anybody can read and write on a phone.
//!
//! ```text
//! Which lot?
//! Is it urgent? (yes / no) *
//! - yes: Until when?
//! - yes: Who brings it? (the driver / we do)
//! -- we do: From which gate?
//! ```
//!
//! What stands in brackets at a line's end, with strokes between, are the answers to choose from. A line that begins with a dash and one of
//! these answers is asked only after that answer: to the last question above it that stands one dash further out. So a question depends on
//! earlier ones only, and there are no circles. A star at the end of a line, before or after the answers, says that nothing is sent without an
//! answer. Older versions ask every line as it stands.

use std::fmt::Write as _;

/// A question, as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The question alone.
    pub text: String,
    /// What can be answered; none: anything.
    pub choices: Vec<String>,
    /// The earlier question by its place, and the answers to it after which this one is asked; none: always.
    pub when: Option<(usize, Vec<String>)>,
    /// Where it is asked, nothing is sent without an answer.
    pub needed: bool,
}

/// Why a line isn't understood. It is asked as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotUnderstood {
    /// Nothing above it has answers to choose from, one dash further out.
    #[error("there is no question with answers above it")]
    NoQuestionAbove,
    /// The answer isn't one of those of the question above.
    #[error("the question above has no such answer")]
    NoSuchAnswer,
    /// There is an answer and no question.
    #[error("there is no question in it")]
    NoQuestion,
    /// An answer to choose from is empty or stands there twice.
    #[error("its answers are empty or the same")]
    BadAnswers,
}

/// The questions of a text. What isn't understood is asked always, as it stands; empty lines are none.
pub fn questions(text: &str) -> Vec<Question> {
    let mut read = Vec::new();
    for line in lines(text) {
        let question = understood(line, &read).unwrap_or_else(|_| Read {
            depth: 0,
            question: Question { text: line.to_owned(), choices: Vec::new(), when: None, needed: false },
        });
        read.push(question);
    }
    read.into_iter().map(|read| read.question).collect()
}

/// The first line that isn't understood, and why.
pub fn not_understood(text: &str) -> Option<(String, NotUnderstood)> {
    let mut read = Vec::new();
    for line in lines(text) {
        match understood(line, &read) {
            Ok(question) => read.push(question),
            Err(why) => return Some((line.to_owned(), why)),
        }
    }
    None
}

/// Which questions are asked once these answers are given, in their order: none for a question that wasn't answered.
pub fn asked(questions: &[Question], answer: impl Fn(usize) -> String) -> Vec<bool> {
    let mut asked: Vec<bool> = Vec::with_capacity(questions.len());
    for question in questions {
        let is_asked = question.when.as_ref().is_none_or(|(place, answers)| {
            asked.get(*place).copied().unwrap_or_default() && answers.contains(&answer(*place))
        });
        asked.push(is_asked);
    }
    asked
}

/// What is sent: the questions that are asked and were answered, each with its answer.
pub fn answered(questions: &[Question], answer: impl Fn(usize) -> String + Copy) -> String {
    let mut said = String::new();
    let asked = asked(questions, answer);
    for (place, question) in
        questions.iter().enumerate().filter(|(place, _)| asked.get(*place) == Some(&true))
    {
        let answer = answer(place);
        if !answer.trim().is_empty() {
            let _ = writeln!(said, "{} {}", question.text, answer.trim());
        }
    }
    said
}

/// Which questions still want an answer: those that are asked, need one and have none.
pub fn lacking(questions: &[Question], answer: impl Fn(usize) -> String + Copy) -> Vec<bool> {
    let asked = asked(questions, answer);
    let lacks = |(place, question): (usize, &Question)| {
        question.needed && asked.get(place) == Some(&true) && answer(place).trim().is_empty()
    };
    questions.iter().enumerate().map(lacks).collect()
}

struct Read {
    /// Dashes before it.
    depth: usize,
    question: Question,
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn understood(line: &str, above: &[Read]) -> Result<Read, NotUnderstood> {
    let rest = line.trim_start_matches('-');
    let depth = line.len() - rest.len();
    // A list with dashes is no condition, as long as nothing in it looks like one.
    let condition = rest.split_once(':').filter(|_| depth > 0 && rest.starts_with(' '));
    let Some((answers, text)) = condition else {
        return Ok(Read { depth: 0, question: question(line)? });
    };
    let outer = above.iter().enumerate().rev().find(|(_, read)| read.depth < depth);
    let parent = outer.filter(|(_, read)| read.depth + 1 == depth && !read.question.choices.is_empty());
    let (place, parent) = parent.ok_or(NotUnderstood::NoQuestionAbove)?;
    let answers: Vec<String> = answers.split('/').map(|answer| answer.trim().to_owned()).collect();
    if !answers.iter().all(|answer| parent.question.choices.contains(answer)) {
        return Err(NotUnderstood::NoSuchAnswer);
    }
    let question = question(text.trim())?;
    if question.text.is_empty() {
        return Err(NotUnderstood::NoQuestion);
    }
    Ok(Read { depth, question: Question { when: Some((place, answers)), ..question } })
}

/// A question by itself: its text, the answers to choose from, and whether one is needed.
fn question(line: &str) -> Result<Question, NotUnderstood> {
    let (outer, starred) = unstarred(line);
    let (text, choices) = choices(outer)?;
    let (text, starred_before) = unstarred(&text);
    let needed = starred || starred_before;
    Ok(Question { text: text.to_owned(), choices, when: None, needed })
}

/// What stands before the star at the end, and whether there is one. A star alone is what it is.
fn unstarred(text: &str) -> (&str, bool) {
    match text.strip_suffix('*').map(str::trim_end) {
        Some(rest) if !rest.is_empty() => (rest, true),
        _ => (text, false),
    }
}

/// A question without the answers at its end, and these.
fn choices(line: &str) -> Result<(String, Vec<String>), NotUnderstood> {
    let at_end = line.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    let Some((text, inside)) =
        at_end.filter(|(text, inside)| inside.contains('/') && !text.trim().is_empty())
    else {
        return Ok((line.to_owned(), Vec::new()));
    };
    let choices: Vec<String> = inside.split('/').map(|choice| choice.trim().to_owned()).collect();
    let is_double = |(at, one): (usize, &String)| choices.iter().take(at).any(|other| other == one);
    if choices.iter().any(String::is_empty) || choices.iter().enumerate().any(is_double) {
        return Err(NotUnderstood::BadAnswers);
    }
    Ok((text.trim().to_owned(), choices))
}
