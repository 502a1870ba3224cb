//! Texts that are hard to count and to cut: what becomes of them must be the same on every target (fault 41).

use crate::doc::{self, Doc};
use crate::edit::{Edit, PartyField, Stamp};
use crate::id::{Actor, DeviceId, DocId, DocKind, EventId, Incarnation, Millis, Span};
use crate::limits::LINE_CHARS_MAX;
use crate::model::PartyKind;
use crate::view;
use sha2::{Digest, Sha256};

/// What [`texts`] answers, natively and in wasm.
pub const TEXTS: &str = "68d8938684c3bd9918d9029bcc8a520f5397a2c67a470ff1b58af42194526c7b";

/// Flags, families, skin tones; combining marks before and after normalisation; right to left; Hangul by its parts; beyond the first plane.
const HARD: [&str; 8] = [
    "👩‍👩‍👧‍👦🇪🇸👍🏽",
    "Cafe\u{301} / Caf\u{e9}",
    "Z\u{351}\u{36b}\u{343}a\u{321}\u{353}lgo",
    "שלום عالم",
    "\u{1112}\u{1161}\u{11ab} 한",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠜎",
    "\u{200f}\u{202e}x\u{202c}",
    "ﬁ ẞ İ ǅ",
];

/// Writes each text into a document, alone and as long as a line may be, and answers a digest of the heads, the rows and the documents as
/// they are stored, and of which texts were too long by one.
///
/// # Errors
/// What couldn't be written, in words.
pub fn texts() -> Result<String, String> {
    let mut said = Sha256::new();
    for (number, text) in HARD.iter().enumerate() {
        let long: String = text.chars().cycle().take(LINE_CHARS_MAX).collect();
        let longer = format!("{long}x");
        let refused = written(number, &longer).is_err();
        for text in [*text, &long] {
            let doc = written(number, text)?;
            let row = view::stored(&doc).map_err(|error| error.to_string())?;
            said.update(doc.heads().as_bytes());
            said.update(crate::wire::encode(&row));
            said.update(doc.save_raw());
            said.update([u8::from(refused)]);
        }
    }
    Ok(said.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn written(number: usize, text: &str) -> Result<Doc, String> {
    let byte = u8::try_from(number).unwrap_or_default();
    let mut bytes = [byte; 16];
    bytes[0] = DocKind::Party.into();
    let id = DocId::from_bytes(bytes);
    let actor =
        Actor { device: DeviceId::from_bytes([byte; 8]), incarnation: Incarnation::from_bytes([1; 8]) };
    let stamp =
        Stamp { by: id, event: EventId::from_bytes([byte; 8]), device_time: Millis(7), offset: Span::ZERO };
    let mut doc = Doc::empty(id);
    let edits = [
        Edit::AddParty { id, kind: PartyKind::Team, name: "x".into() },
        Edit::ChangeParty { id, field: PartyField::Name(text.to_owned()) },
        Edit::ChangeParty { id, field: PartyField::Note(text.to_owned()) },
    ];
    let stamped: Vec<_> = edits.iter().map(|edit| (edit, stamp)).collect();
    doc::write(&mut doc, actor, &stamped).map_err(|error| format!("{text:?}: {error}"))?;
    Ok(doc)
}
