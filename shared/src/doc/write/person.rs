//! Edits of a person's document.

use super::super::EditError;
use super::super::fields::away_text;
use super::super::schema::key;
use super::{Done, Draft, bytes, maybe, moment};
use crate::edit::PersonField;
use crate::id::{DocId, DocKind};
use crate::limits::FILTERS_MAX;
use crate::model::Model;
use automerge::transaction::Transactable;
use automerge::{ObjType, ROOT};

impl Draft<'_> {
    pub(super) fn add_person(&mut self, name: &str, team: Option<DocId>) -> Done {
        self.begin(DocKind::Person)?;
        self.put(key::NAME, name)?;
        self.put_some(key::TEAM, team.map(bytes))?;
        self.tx.put_object(ROOT, key::DEVICES, ObjType::Map)?;
        self.begun()
    }

    pub(super) fn change_person(&mut self, field: &PersonField) -> Done {
        self.exists()?;
        match field {
            PersonField::Name(text) => self.put(key::NAME, text.as_str()),
            PersonField::DutyUntil(until) => self.put(key::DUTY_UNTIL, maybe(until.map(moment))),
            PersonField::Away(away) => self.put(key::AWAY, maybe(away.as_ref().map(away_text))),
            PersonField::Left(since) => self.put(key::LEFT, maybe(since.map(moment))),
            PersonField::Team(team) => self.put(key::TEAM, maybe(team.map(bytes))),
            PersonField::Device(device, name) => {
                let devices = self.container(key::DEVICES)?;
                Ok(self.tx.put(devices, device.to_string(), name.as_str())?)
            }
            PersonField::Filter(name, address) => {
                let Some(Model::Person(person)) = &self.model else { return Err(EditError::NotAllowed) };
                let is_new = person.filters.iter().all(|(known, _)| known != name);
                if address.is_some() && is_new && person.filters.len() >= FILTERS_MAX {
                    return Err(EditError::TooLarge);
                }
                self.put(&format!("{}{name}", key::FILTER), maybe(address.as_deref()))
            }
        }
    }
}
