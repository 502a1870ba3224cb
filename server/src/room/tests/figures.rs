//! To whom published figures are sent, and when.

use super::stream::{Line, hello};
use super::*;
use crate::room::Figures;
use sightline_shared::model::EventKind;
use sightline_shared::view::{Gathered, RequestRow, Row, State};
use sightline_shared::wire::{FromRelay, Hello};
use std::sync::Arc;

/// Figures of so many answered requests.
fn figures(requests: u8) -> Arc<Figures> {
    let mut gathered = Gathered::new(Millis(100), 1);
    for n in 0..requests {
        let (id, at) = (DocId::from_bytes([1, n, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]), Millis(50));
        let state = State::Accepted;
        let row = RequestRow { id, state, answered_at: Some(at), changed_at: at, ..RequestRow::default() };
        gathered.take(&Row::Request(Box::new(row)));
    }
    Arc::new(Figures::new(&gathered.statistics()))
}

fn published(heard: &[FromRelay]) -> usize {
    heard.iter().filter(|frame| matches!(frame, FromRelay::Statistics(_))).count()
}

#[test]
fn a_device_is_sent_the_figures_that_it_lacks_once() {
    // ST3
    let room = room();
    let (mut line, heard) = Line::greeted(&room, 1, hello(Some(room.head())));
    assert_eq!(published(&heard), 0, "none were made yet");
    line.conn.publish(&figures(1));
    assert_eq!(published(&line.hear(&room)), 1);
    line.conn.publish(&figures(1));
    assert_eq!(published(&line.hear(&room)), 0, "the same");
    line.conn.publish(&figures(0));
    assert_eq!(published(&line.hear(&room)), 1, "nothing can be said any more: that is news, too");
    for (has, sent) in [(None, 1), (Some(figures(1).mark), 0), (Some(figures(2).mark), 1)] {
        let hello = Hello { statistics: has, ..hello(Some(room.head())) };
        let (mut line, _) = Line::greeted(&room, 1, hello);
        line.conn.publish(&figures(1));
        assert_eq!(published(&line.hear(&room)), sent, "{has:?}");
    }
}

#[test]
fn an_old_device_is_sent_no_figures() {
    // ST3
    let room = room();
    for version in 1..5 {
        let (mut line, _) = Line::greeted(&room, 1, Hello { version, ..hello(Some(room.head())) });
        line.conn.publish(&figures(1));
        assert_eq!(published(&line.hear(&room)), 0, "version {version} would hang up");
    }
}

#[test]
fn figures_come_after_the_rows_of_a_first_copy_and_before_its_documents() {
    // ST3
    let mut room = room();
    let mut pen = Pen::new(1);
    let change = pen.add_party(&mut Doc::empty(PARTY));
    appended(&push(&mut room, pen.author, vec![change]));
    let mut line = Line { conn: crate::room::Conn::new(sealer()), author: author(2, false) };
    line.conn.publish(&figures(1));
    line.conn.frame(sightline_shared::wire::FromDevice::Hello(hello(None))).unwrap();
    let mut heard = line.hear(&room);
    line.conn.frame(sightline_shared::wire::FromDevice::More).unwrap();
    heard.extend(line.hear(&room));
    let at = |is: fn(&FromRelay) -> bool| heard.iter().position(is).unwrap();
    let rows = at(|frame| matches!(frame, FromRelay::Chunk(chunk) if chunk.rows_done));
    let docs = at(|frame| matches!(frame, FromRelay::Chunk(chunk) if !chunk.docs.is_empty()));
    let figures = at(|frame| matches!(frame, FromRelay::Statistics(_)));
    assert!(rows < figures && figures < docs, "{heard:?}");
}

/// ST1: made from all of the store's rows, however many pages they are.
#[test]
fn figures_are_made_from_what_is_stored() {
    let mut room = room();
    let mut pen = Pen::new(1);
    for team in 1..=4 {
        let request = DocId::from_bytes([1, team, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        let provider = DocId::from_bytes([2, team + 10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
        let mut doc = Doc::empty(request);
        let asked = pen.write(&mut doc, &ask(request, provider));
        let event = EventKind::Accepted { owner: pen.author.person, promised: None };
        let accepted = pen.write(&mut doc, &Edit::Act { request, event, on_behalf_of: String::new() });
        appended(&push(&mut room, pen.author, vec![asked, accepted]));
    }
    let whole = Figures::gather(room.store(), Millis(100), 1).unwrap();
    assert_eq!(whole.works, 4, "one of each team");
    for page_bytes_max in [1, 200, 100_000] {
        let made = Figures::gather_by(page_bytes_max, room.store(), Millis(100), 1).unwrap();
        assert_eq!(made.mark, whole.mark, "pages of {page_bytes_max} bytes");
    }
}
