//! What is printed for the person at the terminal.

use jiff::Timestamp;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use sightline_shared::id::Millis;

/// A QR code in block characters; empty when the text is too long for one.
pub fn qr(text: &str) -> String {
    QrCode::new(text).map_or_else(
        |_| String::new(),
        // Dark on light, whatever the terminal's colours: most cameras read it inverted too, but not all.
        |code| code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build(),
    )
}

/// "1 day", "3 days".
pub fn count(number: impl TryInto<u64>, what: &str) -> String {
    let number = number.try_into().unwrap_or(u64::MAX);
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A moment to the minute, in UTC.
pub fn moment(at: Millis) -> String {
    Timestamp::from_millisecond(at.0)
        .map_or_else(|_| "at an unknown time".to_owned(), |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

/// A moment to the second as part of a file's name.
pub fn compact(at: Millis) -> String {
    Timestamp::from_millisecond(at.0)
        .map_or_else(|_| at.0.to_string(), |at| at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// What somebody typed, without anything that a terminal would obey.
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).collect()
}
