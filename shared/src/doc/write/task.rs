//! Edits of routine work.

use super::{Done, Draft, bytes, maybe};
use crate::doc::EditError;
use crate::doc::fields::{given_text, schedule_text};
use crate::doc::schema::key;
use crate::doc::turns::write_turn;
use crate::edit::{NewTask, Stamp, TaskField};
use crate::id::{DeviceId, DocId, DocKind};
use crate::limits::TURNS_MAX;
use crate::model::{Given, Model, Schedule, Task, Turn, TurnKind};
use crate::task::is_possible;
use automerge::ObjType;
use automerge::ROOT;
use automerge::transaction::Transactable;

impl Draft<'_> {
    pub(super) fn add_task(&mut self, task: &NewTask, stamp: &Stamp) -> Done {
        sound(task.schedule)?;
        self.begin(DocKind::Task)?;
        self.put(key::TITLE, task.title.as_str())?;
        self.put_text(key::NOTE, &task.note)?;
        self.put(key::TEAM, bytes(task.team))?;
        self.put_some(key::OWNER, task.owner.map(bytes))?;
        self.put_some(key::GIVEN, given(task.owner, stamp))?;
        self.put_some(key::CRITICAL, task.critical.then_some(true))?;
        self.put(key::SCHEDULE, schedule_text(task.schedule))?;
        self.tx.put_object(ROOT, key::TURNS, ObjType::Map)?;
        self.begun()
    }

    fn task(&mut self) -> Result<&mut Task, EditError> {
        match &mut self.model {
            Some(Model::Task(task)) => Ok(task),
            Some(_) => Err(EditError::NotAllowed),
            None => Err(EditError::Missing),
        }
    }

    pub(super) fn change_task(&mut self, field: &TaskField, stamp: &Stamp) -> Done {
        let was_given = self.task()?.given.is_some();
        match field {
            TaskField::Title(text) => self.put(key::TITLE, text.as_str()),
            TaskField::Note(text) => self.put(key::NOTE, text.as_str()),
            TaskField::Owner(owner) => {
                self.put(key::OWNER, maybe(owner.map(bytes)))?;
                match given(*owner, stamp) {
                    None if !was_given => Ok(()),
                    given => self.put(key::GIVEN, maybe(given)),
                }
            }
            TaskField::Critical(critical) => self.put(key::CRITICAL, *critical),
            TaskField::Schedule(schedule) => {
                sound(*schedule)?;
                self.put(key::SCHEDULE, schedule_text(*schedule))
            }
            TaskField::Ended(ended) => self.put(key::ENDED, *ended),
        }?;
        // What happens next in the same change is judged by the task as it is by now.
        self.begun()
    }

    pub(super) fn turn(&mut self, kind: &TurnKind, stamp: &Stamp) -> Done {
        let task = self.task()?;
        if !is_possible(task, kind) || task.turns.iter().any(|known| known.id == stamp.event) {
            return Err(EditError::NotNow);
        }
        if matches!(kind, TurnKind::SetAside { request, .. } if request.kind() != DocKind::Request) {
            return Err(EditError::NotAllowed);
        }
        if task.turns.len() >= TURNS_MAX {
            return Err(EditError::TooLarge);
        }
        let turn = Turn {
            id: stamp.event,
            kind: kind.clone(),
            by: stamp.by,
            device: DeviceId::default(),
            device_time: stamp.device_time,
            offset: stamp.offset,
        };
        task.turns.push(turn.clone());
        let turns = self.container(key::TURNS)?;
        Ok(write_turn(&mut self.tx, &turns, &turn)?)
    }
}

fn sound(schedule: Schedule) -> Done {
    if schedule.every.is_sound() { Ok(()) } else { Err(EditError::NotAllowed) }
}

/// Who takes something themselves needs no word of it.
fn given(owner: Option<DocId>, stamp: &Stamp) -> Option<String> {
    let to = owner.filter(|owner| *owner != stamp.by)?;
    Some(given_text(Given { to, by: stamp.by, at: stamp.device_time + stamp.offset }))
}
