//! What a file may say of a party or a service, and by which names.

use super::entry::Sort;
use crate::view::plain_words;

/// One thing that is said of a party or a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What a party is.
    Kind,
    /// What people call it.
    Name,
    /// The team that provides a service: its key or name.
    Provider,
    /// The party that is served.
    Serves,
    /// The promise of a reply.
    Reply,
    /// The promise of delivery.
    Deliver,
    /// When both ends look at the promise again.
    Reconfirm,
    /// What the asker must say, one question a line.
    Questions,
    /// What is good to know about a party.
    Note,
    /// Where a party is.
    Site,
    /// What it is part of.
    Department,
    /// Whom to call about a service.
    Contact,
    /// When a team's people work, or a service is given.
    Hours,
    /// The zone of those hours, with its rule.
    Zone,
    /// A team's holidays, one a line: the date, and what it is called.
    Holidays,
    /// What happens when a request stays silent, one step a line.
    Silence,
    /// Where a person placed a party in the picture as rings.
    Rings,
    /// Where a person placed it in the picture as layers.
    Layers,
    /// Whether it is on the map: said of what a file brings back, and never by a file.
    OnMap,
}

/// All that is said of parties, in the order of files.
const PARTY: [Field; 11] = [
    Field::Name,
    Field::Kind,
    Field::Site,
    Field::Department,
    Field::Note,
    Field::Hours,
    Field::Zone,
    Field::Holidays,
    Field::Silence,
    Field::Rings,
    Field::Layers,
];
/// All that is said of services.
const SERVICE: [Field; 9] = [
    Field::Provider,
    Field::Serves,
    Field::Name,
    Field::Reply,
    Field::Deliver,
    Field::Reconfirm,
    Field::Questions,
    Field::Contact,
    Field::Hours,
];

impl Field {
    /// What is said of parties, or of services, in the order of files.
    pub fn of(sort: Sort) -> &'static [Self] {
        match sort {
            Sort::Party => &PARTY,
            Sort::Service => &SERVICE,
        }
    }

    /// Its name in a file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Name => "name",
            Self::Provider => "provider",
            Self::Serves => "serves",
            Self::Reply => "reply",
            Self::Deliver => "deliver",
            Self::Reconfirm => "reconfirm",
            Self::Questions => "questions",
            Self::Note => "note",
            Self::Site => "site",
            Self::Department => "department",
            Self::Contact => "contact",
            Self::Hours => "hours",
            Self::Zone => "zone",
            Self::Holidays => "holidays",
            Self::Silence => "silence",
            Self::Rings => "rings",
            Self::Layers => "layers",
            Self::OnMap => "on map",
        }
    }

    /// What people call the column of a table, beside [`Field::key`]: English, then Spanish.
    fn aliases(self) -> &'static [&'static str] {
        match self {
            Self::Kind => &["what", "type", "tipo", "clase"],
            Self::Name => &["service", "team", "nombre", "servicio", "equipo"],
            Self::Provider => &["from", "provided by", "proveedor", "presta", "de"],
            Self::Serves => &["served", "to", "customer", "cliente", "sirve a", "a"],
            Self::Reply => &["reply within", "answer within", "respuesta", "responde en"],
            Self::Deliver => &["deliver within", "delivery", "entrega", "entrega en"],
            Self::Reconfirm => &["reconfirm by", "reconfirmar", "confirmar antes de"],
            Self::Questions => &["question", "preguntas", "pregunta"],
            Self::Note => &["notes", "nota", "notas"],
            Self::Site => &["place", "location", "sede", "lugar"],
            Self::Department => &["departamento", "sección"],
            Self::Contact => &["contacto", "call"],
            Self::Hours => &["working hours", "horario"],
            Self::Zone => &["time zone", "zona horaria", "zona"],
            Self::Holidays => &["holiday", "festivos"],
            Self::Silence => &["steps", "silencio"],
            Self::Rings => &["anillos"],
            Self::Layers => &["capas"],
            Self::OnMap => &[],
        }
    }

    /// The field that a column of this name holds.
    pub(super) fn of_column(name: &str) -> Option<Self> {
        let name = plain_words(name);
        let all = || PARTY.into_iter().chain(SERVICE);
        let is = |text: &str| plain_words(text) == name;
        let by_key = all().find(|field| is(field.key()));
        by_key.or_else(|| all().find(|field| field.aliases().iter().any(|alias| is(alias))))
    }

    /// The field of this sort of entry with this key.
    pub(super) fn of_key(sort: Sort, key: &str) -> Option<Self> {
        Self::of(sort).iter().copied().find(|field| field.key() == key)
    }

    /// Whether a file writes it as a list, one a line.
    pub(super) fn is_list(self) -> bool {
        matches!(self, Self::Questions | Self::Holidays | Self::Silence)
    }
}
