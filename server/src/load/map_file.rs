//! The map of a workspace as a file, at the terminal: out, and in what is new. Changes of what is there are a person's to take, in the app.

use super::command::{REPORTED, into_store};
use super::ids::Namer;
use super::story::{Pen, Story};
use super::tally::Tally;
use crate::clock;
use crate::error::CommandError;
use crate::store::{LogStore, SqliteStore, StoreError};
use clap::{Args, Subcommand, ValueEnum};
use sightline_shared::edit::{Edit, PersonField};
use sightline_shared::id::{DocId, DocKind, Millis};
use sightline_shared::limits::MAP_FILE_BYTES_MAX;
use sightline_shared::map_file::{self, Format, Outcome, Planning, Reading, Step};
use sightline_shared::view::{Row, Rows, StoredRow};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Entries that are read or looked at in one go.
const ENTRIES_PER_STEP: usize = 1_000;
/// Bytes of rows read at once.
const PAGE_BYTES_MAX: usize = 1 << 20;

/// What is done with the map as a file.
#[derive(Debug, Subcommand)]
pub enum MapCommand {
    /// Write the whole map into a file. The relay may be running
    Export(Export),
    /// Put what is new in a file on the map: YAML, CSV or a Backstage catalog. Stop the relay first, but for --dry-run
    ///
    /// What is on the map already stays as it is, also where the file says otherwise: that is listed, and taken in the app.
    Import(Import),
}

/// What `map export` is told.
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write; one that is there is replaced
    file: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value_t = As::Yaml)]
    format: As,
    /// The data folder
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// What `map import` is told.
#[derive(Debug, Args)]
pub struct Import {
    /// The file to read
    file: PathBuf,
    /// Say what would happen, write nothing
    #[arg(long)]
    dry_run: bool,
    /// The data folder
    #[arg(long, value_name = "DIR", default_value = "./data")]
    data: PathBuf,
}

/// A format, as the command line names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum As {
    /// Our own YAML
    Yaml,
    /// One table
    Csv,
    /// A Backstage catalog
    Backstage,
}

impl MapCommand {
    /// Runs the command; what it did is printed.
    ///
    /// # Errors
    /// [`CommandError::Usage`] when the file can't be used, anything else when the workspace can't be read or written.
    pub fn run(&self) -> Result<ExitCode, CommandError> {
        match self {
            Self::Export(export) => export.run(),
            Self::Import(import) => import.run(),
        }
    }
}

impl Export {
    fn run(&self) -> Result<ExitCode, CommandError> {
        let entries = map_file::entries_of(&here(&self.data)?);
        let format = match self.format {
            As::Yaml => Format::Yaml,
            As::Csv => Format::Csv,
            As::Backstage => Format::Backstage,
        };
        std::fs::write(&self.file, map_file::write(format, &entries))
            .map_err(|error| CommandError::Io("the map can't be written", error))?;
        println!("{} entries written to {}.", entries.len(), self.file.display());
        Ok(ExitCode::SUCCESS)
    }
}

impl Import {
    fn run(&self) -> Result<ExitCode, CommandError> {
        let steps = planned(&here(&self.data)?, &self.file)?;
        let refused = steps.iter().filter(|step| matches!(step.outcome, Outcome::Refused(_))).count();
        steps.iter().for_each(say);
        if self.dry_run {
            println!("Dry run: nothing was written.");
        } else {
            let mut tally = Tally::default();
            let mut rng = clock::rng();
            let documents = map_file::edits(&steps, |_| false, |kind| DocId::random(kind, &mut rng));
            into_store(&self.data, stories(&documents, clock::now()).into_iter(), &mut tally)?;
            println!("{} documents written.", documents.len());
        }
        Ok(if refused == 0 { ExitCode::SUCCESS } else { ExitCode::from(REPORTED) })
    }
}

/// The map of a workspace, from its rows.
fn here(data: &Path) -> Result<Rows, CommandError> {
    let nothing = || CommandError::Usage(format!("there is no workspace in {}", data.display()));
    let store = SqliteStore::open_existing(data)?.ok_or_else(nothing)?;
    Ok(map_of(&store)?)
}

/// Parties and services; rows of another version can't be read and are left out.
fn map_of<S: LogStore>(store: &S) -> Result<Rows, StoreError> {
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let page = store.rows(after, None, PAGE_BYTES_MAX)?;
        let mut bytes = minicbor::Decoder::new(&page.items.bytes);
        for _ in 0..page.items.count {
            if let Ok(StoredRow { row: row @ (Row::Party(_) | Row::Service(_)), .. }) =
                bytes.decode::<StoredRow>()
            {
                rows.push(row);
            }
        }
        after = page.last;
        if page.done || after.is_none() {
            return Ok(rows.into_iter().collect());
        }
    }
}

/// The dry run of a file.
fn planned(rows: &Rows, path: &Path) -> Result<Vec<Step>, CommandError> {
    let unusable = |why: &dyn std::fmt::Display| {
        CommandError::Usage(format!("{}: {why}; nothing was written", path.display()))
    };
    let length = std::fs::metadata(path).map_err(|error| unusable(&error))?.len();
    if length > MAP_FILE_BYTES_MAX as u64 {
        return Err(unusable(&map_file::BadFile::TooLarge));
    }
    let bytes = std::fs::read(path).map_err(|error| unusable(&error))?;
    let mut reading = Reading::new(bytes).map_err(|bad| unusable(&bad))?;
    while reading.go_on(ENTRIES_PER_STEP).map_err(|bad| unusable(&bad))? {}
    let file = reading.done();
    for remark in &file.remarks {
        println!("line {}: {:?} is left out ({:?})", remark.line, remark.name, remark.what);
    }
    let mut planning = Planning::new(rows, file);
    while planning.go_on(rows, ENTRIES_PER_STEP) {}
    Ok(planning.done())
}

/// What would become of one entry. Names are quoted: what a file holds can't write to the terminal otherwise.
fn say(step: &Step) {
    let name = if step.provider.is_empty() {
        format!("{:?}", step.name)
    } else {
        format!("{:?} of {:?} for {:?}", step.name, step.provider, step.served)
    };
    match &step.outcome {
        Outcome::Same => {}
        Outcome::New { .. } => println!("line {}: new: {name}", step.line),
        Outcome::Changed(changes) => {
            for change in changes {
                let (old, new) = (&change.old, &change.new);
                println!("line {}: stays: {name}: {} is {old:?}, not {new:?}", step.line, change.field.key());
            }
        }
        Outcome::Refused(why) => println!("line {}: refused: {name}: {why:?}", step.line),
    }
}

/// The stories of new documents, written by a person called Import.
fn stories(documents: &[Vec<Edit>], now: Millis) -> Vec<Story> {
    let namer = Namer::new("map file");
    let importer = namer.doc(DocKind::Person, "\nimport");
    let device = namer.device("import");
    let told = |doc: DocId, edits: &[Edit]| {
        let mut pen = Pen::new(&namer, doc);
        edits.iter().for_each(|edit| pen.write(edit.clone(), importer, now));
        Story::by_one(doc, device, pen.take())
    };
    let introduced = [
        Edit::AddPerson { id: importer, name: "Import".to_owned(), team: None },
        Edit::ChangePerson { id: importer, field: PersonField::Device(device, "Import".to_owned()) },
    ];
    let docs = documents.iter().filter_map(|edits| Some(told(edits.first()?.doc(), edits)));
    std::iter::once(told(importer, &introduced)).chain(docs).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::testing::filled;

    #[test]
    fn ma53_what_is_new_comes_in_and_nothing_is_left_to_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("map.yaml");
        std::fs::write(&path, "parties: [{name: Shoppers, kind: customer}]\nservices: [{provider: Shop, serves: Shoppers, name: Sells}]\n").unwrap();
        let steps = planned(&Rows::default(), &path).unwrap();
        let mut next = 0;
        let new_id = |kind: DocKind| {
            next += 1;
            let mut bytes = [next; DocId::LEN];
            bytes[0] = kind.into();
            DocId::from_bytes(bytes)
        };
        let documents = map_file::edits(&steps, |_| false, new_id);
        let store = filled(stories(&documents, Millis(1)).into_iter(), &mut Tally::default());
        let rows = map_of(&store).unwrap();
        assert_eq!((rows.parties().count(), rows.services().count()), (2, 1));
        assert!(planned(&rows, &path).unwrap().iter().all(|step| step.outcome == Outcome::Same));
        std::fs::write(&path, "parties:\n - name: \"x\n").unwrap();
        let why = planned(&rows, &path).unwrap_err().to_string();
        assert!(why.contains("can't be read as YAML") && why.ends_with("nothing was written"), "{why}");
    }
}
