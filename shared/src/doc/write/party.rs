//! Edits of a party's document.

use super::super::EditError;
use super::super::fields::{spot_text, steps_text, team_away_text};
use super::super::schema::key;
use super::{Done, Draft, bytes, maybe, moment};
use crate::edit::{PartyField, Stamp};
use crate::id::DocId;
use crate::limits::{HOLIDAYS_MAX, PUT_AWAY_MAX, SNIPPETS_MAX};
use crate::model::{Model, PictureStyle, Spot, are_steps};

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
            PartyField::Place(style, place) => self.place(*style, *place),
            PartyField::Site(text) => self.put(key::SITE, text.as_str()),
            PartyField::Department(text) => self.put(key::DEPARTMENT, text.as_str()),
            PartyField::MergedInto(other) => self.merge_party(*other),
            PartyField::Away(Some(away)) if !away.fits(self.id) => Err(EditError::NotAllowed),
            PartyField::Away(away) => self.put(key::TEAM_AWAY, maybe(away.as_ref().map(team_away_text))),
            PartyField::PutAway(name, set) => self.put_away(name, *set),
        }
    }

    fn place(&mut self, style: PictureStyle, place: Option<Spot>) -> Done {
        if place.is_some_and(|place| !place.is_in_reach()) {
            return Err(EditError::NotAllowed);
        }
        let key = match style {
            PictureStyle::Rings => key::AT_RINGS,
            PictureStyle::Layers => key::AT_LAYERS,
        };
        self.put(key, maybe(place.map(spot_text)))
    }

    fn merge_party(&mut self, into: Option<DocId>) -> Done {
        let Some(Model::Party(party)) = &self.model else { return Err(EditError::NotAllowed) };
        if into.is_some_and(|other| !party.may_merge_into(other)) {
            return Err(EditError::NotAllowed);
        }
        self.put(key::MERGED_INTO, maybe(into.map(bytes)))
    }

    fn put_away(&mut self, name: &str, set: bool) -> Done {
        let Some(Model::Party(party)) = &self.model else { return Err(EditError::NotAllowed) };
        if set && party.put_away.len() >= PUT_AWAY_MAX {
            return Err(EditError::TooLarge);
        }
        self.put(&format!("{}{name}", key::PUT_AWAY), set)?;
        // Later edits of the same change count it.
        self.begun()
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
