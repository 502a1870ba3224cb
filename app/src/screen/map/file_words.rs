//! What is said of a map file, in the language that is spoken.

use crate::ui::{format, words::t};
use sightline_shared::limits::{
    IMPORT_COLUMNS_MAX, IMPORT_LINES_MAX, MAP_FILE_BYTES_MAX, MAP_FILE_LINE_BYTES_MAX, MAP_FILE_PARTIES_MAX,
    MAP_FILE_SERVICES_MAX, YAML_DEPTH_MAX, YAML_NODES_MAX,
};
use sightline_shared::map_file::{BadFile, Field, Problem, Refusal, Remark, Wants, What};
use sightline_shared::table::BadTable;

/// Why a file can't be used.
pub(super) fn sentence(bad: BadFile) -> String {
    match bad {
        BadFile::Empty | BadFile::Table(BadTable::Empty) => t!("import-empty"),
        BadFile::TooLarge | BadFile::Table(BadTable::TooLarge) => {
            t!("import-too-large", max = format::bytes(MAP_FILE_BYTES_MAX as f64))
        }
        BadFile::LongLine { line } => {
            t!("map-file-long-line", line = line, max = format::bytes(MAP_FILE_LINE_BYTES_MAX as f64))
        }
        BadFile::NotText { line } | BadFile::Table(BadTable::NotText { line }) => {
            t!("map-file-not-text", line = line)
        }
        BadFile::Syntax { line, column, read } => {
            t!("map-file-syntax", line = line, column = column, count = read)
        }
        BadFile::Shape { line, column, wants } => {
            let wants = match wants {
                Wants::List => t!("map-file-wants-list"),
                Wants::Fields => t!("map-file-wants-fields"),
                Wants::Text => t!("map-file-wants-text"),
            };
            t!("map-file-shape", line = line, column = column, wants = wants)
        }
        BadFile::TooDeep { line } => t!("map-file-deep", line = line, max = YAML_DEPTH_MAX),
        BadFile::TooMuch { line } => {
            t!("map-file-much", line = line, max = format::number(YAML_NODES_MAX))
        }
        BadFile::Unknown | BadFile::NoColumns => t!("map-file-unknown"),
        BadFile::Cells { line } => t!("map-file-cells", line = line),
        BadFile::TooMany { line } => t!(
            "map-file-many",
            line = line,
            parties = format::number(MAP_FILE_PARTIES_MAX),
            services = format::number(MAP_FILE_SERVICES_MAX)
        ),
        BadFile::Table(BadTable::TooLong) => t!("import-too-long", max = format::number(IMPORT_LINES_MAX)),
        BadFile::Table(BadTable::TooWide) => t!("map-file-wide", max = IMPORT_COLUMNS_MAX),
    }
}

/// What a field is called on the screens of the map.
pub(super) fn field(field: Field) -> String {
    match field {
        Field::Kind => t!("party-what"),
        Field::Name => t!("party-name"),
        Field::Provider => t!("service-provider"),
        Field::Serves => t!("service-served"),
        Field::Reply => t!("service-reply"),
        Field::Deliver => t!("service-deliver"),
        Field::Reconfirm => t!("service-reconfirm"),
        Field::Questions => t!("service-questions"),
        Field::Note => t!("party-note"),
        Field::Site => t!("party-site"),
        Field::Department => t!("party-department"),
        Field::Contact => t!("service-contact"),
        Field::Hours => t!("map-file-hours"),
        Field::Zone => t!("map-file-zone"),
        Field::Holidays => t!("map-file-holidays"),
        Field::Silence => t!("map-file-silence"),
        Field::Rings => t!("map-file-rings"),
        Field::Layers => t!("map-file-layers"),
        Field::OnMap => t!("map-bring-back"),
    }
}

/// Why an entry can't be taken.
pub(super) fn told(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Value(what, problem) => joined(field(*what), wrong(*problem)),
        Refusal::Twice { line } => t!("import-twice", line = *line),
        Refusal::Several { name } => t!("map-file-several", name = name.clone()),
        Refusal::Fixed(what) => t!("map-file-fixed", field = field(*what)),
        Refusal::NoEnd(what) => joined(field(*what), t!("map-file-no-end")),
        Refusal::EndRefused { name } => t!("map-file-end-refused", name = name.clone()),
        Refusal::ItsOwn => t!("map-file-its-own"),
    }
}

/// "Name: more than 80 characters"; what a field asks already needs no colon.
fn joined(field: String, said: String) -> String {
    if field.ends_with('?') { format!("{field} {said}") } else { format!("{field}: {said}") }
}

fn wrong(problem: Problem) -> String {
    match problem {
        Problem::Empty => t!("field-empty"),
        Problem::Long { chars_max } => t!("map-file-long", max = format::number(chars_max)),
        Problem::Character => t!("map-file-character"),
        Problem::Kind => t!("map-file-kind"),
        Problem::Span => t!("map-file-span"),
        Problem::Moment | Problem::Holidays => t!("map-file-date"),
        Problem::Hours | Problem::Zone | Problem::Silence | Problem::Place => t!("map-file-senseless"),
    }
}

/// What was left out.
pub(super) fn remark(remark: &Remark) -> String {
    let (line, name) = (remark.line, remark.name.clone());
    match remark.what {
        What::Unknown => t!("map-file-remark-unknown", line = line, name = name),
        What::Kind => t!("map-file-remark-kind", line = line, name = name),
        What::NoOwner => t!("map-file-remark-owner", line = line, name = name),
        What::NoProvider => t!("map-file-remark-provider", line = line, name = name),
        What::Within => t!("map-file-remark-within", line = line, name = name),
    }
}
