//! What is printed for the person at the terminal.

use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

/// A QR code in block characters; empty when the text is too long for one.
pub fn qr(text: &str) -> String {
    QrCode::new(text).map_or_else(
        |_| String::new(),
        // Dark on light, whatever the terminal's colours: most cameras read it inverted too, but not all.
        |code| code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build(),
    )
}

/// "1 day", "3 days".
pub fn count(number: u32, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}
