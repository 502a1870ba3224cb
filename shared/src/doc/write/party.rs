//! Edits of a party's document.

use super::super::EditError;
use super::super::fields::steps_text;
use super::super::schema::key;
use super::{Done, Draft, moment};
use crate::edit::{PartyField, Stamp};
use crate::limits::{HOLIDAYS_MAX, SNIPPETS_MAX};
use crate::model::{Model, are_steps};

impl Draft<'_> {
    pub(super) fn change_party(&mut self, field: &PartyField, stamp: &Stamp) -> Done {
        self.exists()?;
        match field {
            PartyField::Name(text) => self.put(key::NAME, text.as_str()),
            PartyField::Note(text) => self.put(key::NOTE, text.as_str()),
            PartyField::Retired(retired) => self.retire(*retired, stamp),
            PartyField::Steps(steps) if !are_steps(steps) => Err(EditError::NotAllowed),
            PartyField::Steps(steps) => self.put(key::STEPS, steps_text(steps)),
            PartyField::Zone(zone) => self.put(key::ZONE, zone.as_str()),
            PartyField::Hours(hours) => self.put(key::HOURS, hours.as_str()),
            PartyField::Holiday(date, name) => self.holiday(date, name),
            PartyField::Snippet(language, name, text) => self.snippet(language, name, text),
        }
    }

    /// When it left is said beside it: what it has open is silent since then.
    fn retire(&mut self, retired: bool, stamp: &Stamp) -> Done {
        self.put(key::RETIRED, retired)?;
        if retired { self.put(key::RETIRED_AT, moment(stamp.device_time + stamp.offset)) } else { Ok(()) }
    }

    fn holiday(&mut self, date: &str, name: &str) -> Done {
        let Some(Model::Party(party)) = &self.model else { return Err(EditError::NotAllowed) };
        let days = &party.work.holidays;
        if days.len() >= HOLIDAYS_MAX && days.iter().all(|(known, _)| known != date) {
            return Err(EditError::TooLarge);
        }
        self.put(&format!("{}{date}", key::HOLIDAY), name)?;
        // Later edits of the same change count it.
        self.begun()
    }

    fn snippet(&mut self, language: &str, name: &str, text: &str) -> Done {
        let Some(Model::Party(party)) = &self.model else { return Err(EditError::NotAllowed) };
        let mut told = party.snippets.iter().filter(|one| one.is_told());
        let is_known = told.clone().any(|one| one.language == language && one.name == name);
        if !text.is_empty() && !is_known && told.by_ref().count() >= SNIPPETS_MAX {
            return Err(EditError::TooLarge);
        }
        self.put(&format!("{}{language}:{name}", key::SNIPPET), text)?;
        // Later edits of the same change count it.
        self.begun()
    }
}
