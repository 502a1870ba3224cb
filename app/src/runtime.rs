//! The one loop: inputs wait in a queue, the session turns each into outputs, the ports carry them out and put the results back into
//! the queue. Nothing else talks to the session, and no signal is a queue.

mod disk;
mod effects;
mod follow;
mod hearing;
mod lead;
mod reading;

use crate::port::clock::{self, SLICE_MS, Timer};
use crate::port::entropy::Entropy;
use crate::port::idb::{Idb, IdbError};
use crate::port::platform;
use crate::port::remark::{self, Remark};
use crate::port::socket::{self, Socket};
use crate::port::tabs::Tabs;
use crate::port::{drafts, seen};
use crate::store::{Opened, Phase, RefusedKey, SharedSession, Stage, Trouble, Written};
use disk::Disk;
use sightline_shared::api::Me;
use sightline_shared::edit::Edit;
use sightline_shared::id::{DocId, Span};
use sightline_shared::session::{EditRefused, Input, Notice, Output, Session};
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet, VecDeque};
use std::rc::{Rc, Weak};

/// Hears once what became of an edit.
pub(crate) type OnSettled = Box<dyn FnOnce(Result<(), EditRefused>)>;

/// The loop, and everything that it owns.
#[derive(Clone)]
pub(crate) struct Runtime(Rc<Core>);

struct Core {
    session: SharedSession,
    written: Written,
    /// What a person waits for; goes first.
    urgent: RefCell<VecDeque<Input>>,
    queue: RefCell<VecDeque<Input>>,
    working: Cell<bool>,
    resumes: Cell<bool>,
    hears: Cell<bool>,
    tickets: RefCell<HashMap<u64, OnSettled>>,
    ticket: Cell<u64>,
    /// How many screens show a document.
    shown: RefCell<HashMap<DocId, usize>>,
    /// Shown documents whose screens compute in the next task.
    late: RefCell<HashMap<DocId, Opened>>,
    idb: RefCell<Option<Rc<Idb>>>,
    disk: Disk,
    remark: Remark,
    socket: Socket,
    tabs: Tabs,
    wake: Timer,
    paint: Timer,
    painted_at: Cell<f64>,
    dirty: Cell<bool>,
    lead: lead::Lead,
    me: RefCell<Option<Me>>,
    token: RefCell<Option<String>>,
    quarantined: RefCell<HashSet<DocId>>,
}

impl Runtime {
    /// A loop without a session: it begins with [`Runtime::begin`].
    pub(crate) fn new(session: SharedSession, written: Written) -> Self {
        Self(Rc::new_cyclic(|core: &Weak<Core>| {
            let (of_socket, of_tabs) = (core.clone(), core.clone());
            let socket = Socket::new(move |event| {
                push_to(
                    &of_socket,
                    match event {
                        socket::Event::Open => Input::Connected,
                        socket::Event::Frame(bytes) => Input::Frame(bytes),
                        socket::Event::Closed => Input::Disconnected,
                    },
                );
            });
            Core {
                session,
                written,
                urgent: RefCell::default(),
                queue: RefCell::default(),
                working: Cell::default(),
                resumes: Cell::default(),
                hears: Cell::default(),
                tickets: RefCell::default(),
                ticket: Cell::default(),
                shown: RefCell::default(),
                late: RefCell::default(),
                idb: RefCell::default(),
                disk: Disk::default(),
                remark: Remark::default(),
                socket,
                tabs: Tabs::new(move |word| lead::hear(&of_tabs, word)),
                wake: Timer::default(),
                paint: Timer::default(),
                painted_at: Cell::default(),
                dirty: Cell::default(),
                lead: lead::Lead::default(),
                me: RefCell::default(),
                token: RefCell::default(),
                quarantined: RefCell::default(),
            }
        }))
    }

    /// The written side of the store.
    pub(crate) fn written(&self) -> Written {
        self.0.written
    }

    /// This device's storage, once it is open.
    pub(crate) fn idb(&self) -> Option<Rc<Idb>> {
        self.0.idb.borrow().clone()
    }

    /// Storage is open.
    pub(crate) fn set_idb(&self, idb: Idb) -> Rc<Idb> {
        let idb = Rc::new(idb);
        self.0.idb.replace(Some(Rc::clone(&idb)));
        idb
    }

    /// The token of the link that was opened.
    pub(crate) fn token(&self) -> Option<String> {
        self.0.token.borrow().clone()
    }

    /// A link was opened, or has been used.
    pub(crate) fn set_token(&self, token: Option<String>) {
        self.0.token.replace(token);
    }

    /// A link was opened on a device that has joined: a person is told, and starting over goes on with it.
    pub(crate) fn keep_link(&self, token: String) {
        self.set_token(Some(token));
        self.0.written.set_link_opened(true);
    }

    /// Takes everything off this device and begins anew, with the link that was opened if there is one.
    ///
    /// # Errors
    /// The storage's; then nothing more is stored until the app is loaded again.
    pub(crate) async fn start_over(&self) -> Result<(), IdbError> {
        self.idb().ok_or(IdbError::Failed)?.delete().await?;
        remark::clear();
        drafts::clear();
        seen::clear();
        platform::begin_anew(self.token().as_deref());
        Ok(())
    }

    /// Who this device is, once it has joined.
    pub(crate) fn me(&self) -> Option<Me> {
        self.0.me.borrow().clone()
    }

    /// The session may begin: what was queued meanwhile goes first. `row_records` counts the rows that storage has one by one. The screens
    /// come with [`Runtime::open`].
    pub(crate) fn begin(&self, session: Session, me: Me, row_records: usize) {
        self.0.session.replace(Some(session));
        self.0.me.replace(Some(me.clone()));
        self.0.disk.set_row_records(row_records);
        self.0.written.set_me(me);
        self.look_at_clock();
        self.look_again();
    }

    /// The frame around the screens stands; what is in it comes in the stages after it.
    pub(crate) fn open(&self) {
        // Another tab may have taken the storage over while rows were read: then nothing more is shown than that.
        if self.0.written.phase_now() == Phase::Broken(Trouble::TakenOver) {
            return;
        }
        self.0.written.rows_changed();
        self.0.written.set_phase(Phase::Opening(Stage::Frame));
        self.push(Input::Tick);
    }

    /// These documents are left alone: they stopped the app before. Their person is told.
    pub(crate) fn leave_alone(&self, docs: impl IntoIterator<Item = DocId>) {
        for doc in docs {
            self.0.quarantined.borrow_mut().insert(doc);
            self.0.written.post(Notice::Quarantined(doc));
        }
    }

    /// Whether a document is left alone.
    pub(crate) fn is_quarantined(&self, doc: DocId) -> bool {
        self.0.quarantined.borrow().contains(&doc)
    }

    /// Whether a session runs.
    pub(crate) fn has_begun(&self) -> bool {
        self.0.me.borrow().is_some()
    }

    /// Queues an input and works on the queue.
    pub(crate) fn push(&self, input: Input) {
        self.0.queue.borrow_mut().push_back(input);
        self.work();
    }

    /// Queues what a person waits for: it goes before the rest.
    fn push_urgent(&self, input: Input) {
        self.0.urgent.borrow_mut().push_back(input);
        self.work();
    }

    /// Queues an edit; painted before this returns, unless the loop is at work already.
    pub(crate) fn edit(&self, edits: Vec<Edit>, on_settled: OnSettled) {
        let began = clock::monotonic();
        let ticket = self.ticket(on_settled);
        self.push_urgent(Input::Edit { ticket, edits });
        leptos::task::spawn_local(async move {
            clock::painted().await;
            platform::measure("sightline:edit", began);
        });
    }

    /// Who hears what becomes of an edit.
    fn ticket(&self, on_settled: OnSettled) -> u64 {
        let ticket = self.0.ticket.get() + 1;
        self.0.ticket.set(ticket);
        self.0.tickets.borrow_mut().insert(ticket, on_settled);
        ticket
    }

    /// One more screen shows this document.
    pub(crate) fn show(&self, id: DocId) {
        let first = {
            let mut shown = self.0.shown.borrow_mut();
            let count = shown.entry(id).or_insert(0);
            *count += 1;
            *count == 1
        };
        if first {
            self.push_urgent(Input::Show(id));
        }
    }

    /// One screen fewer shows it.
    pub(crate) fn hide(&self, id: DocId) {
        let last = {
            let mut shown = self.0.shown.borrow_mut();
            match shown.get_mut(&id) {
                Some(count) if *count > 1 => {
                    *count -= 1;
                    false
                }
                Some(_) => shown.remove(&id).is_some(),
                None => false,
            }
        };
        if last {
            self.0.late.borrow_mut().remove(&id);
            self.push_urgent(Input::Hide(id));
            self.0.written.forget(id);
        }
    }

    /// A person doesn't want a refused batch any more.
    pub(crate) fn dismiss(&self, key: RefusedKey) {
        self.push_urgent(Input::Dismiss(key));
    }

    /// A person wants a refused batch done again, on the documents as they are now.
    pub(crate) fn redo(&self, key: RefusedKey, on_settled: OnSettled) {
        let ticket = self.ticket(on_settled);
        self.push_urgent(Input::Redo { ticket, key });
    }

    /// Loads the newer version once every edit is on this device's disk; an edit that can't be stored keeps the old version.
    pub(crate) async fn accept_update(&self) {
        if self.saved().await {
            platform::accept_update();
        }
    }

    /// Waits until nothing is being stored. Answers whether everything is.
    pub(crate) async fn saved(&self) -> bool {
        const LOOK_EVERY: Span = Span(50);
        const LOOKS_MAX: u32 = 200;
        for _ in 0..LOOKS_MAX {
            let status = self.0.written.status_now();
            if status.saving == 0 && status.unsaved == 0 {
                return true;
            }
            clock::sleep(LOOK_EVERY).await;
        }
        false
    }

    /// Works on the queue for a slice of time; the rest follows in a task of its own. One input may overrun it: the session slices its
    /// own long work.
    fn work(&self) {
        if self.0.working.replace(true) {
            return;
        }
        let began = clock::monotonic();
        let is_over = || clock::monotonic() - began > SLICE_MS;
        let mut at_once = false;
        while let Some((input, urgent)) = self.next() {
            at_once |= urgent;
            let Some(outputs) = self.handle(input) else { break };
            // From then on it stays over, and what is kept for later is painted late.
            let is_late = !at_once && is_over();
            for output in outputs {
                match output {
                    Output::Shown(id, model) if is_late => self.keep_for_later(id, model),
                    output => self.carry_out(output),
                }
            }
            if is_over() {
                self.resume();
                break;
            }
        }
        self.0.working.set(false);
        self.follow_contact();
        if is_over() {
            platform::measure("sightline:slice", began);
        }
        if is_over() && !at_once {
            self.paint_late();
        } else {
            self.paint(at_once);
        }
        self.read_for_search();
    }

    fn next(&self) -> Option<(Input, bool)> {
        if !self.has_begun() {
            return None;
        }
        let urgent = self.0.urgent.borrow_mut().pop_front();
        match urgent {
            Some(input) => Some((input, true)),
            None => self.0.queue.borrow_mut().pop_front().map(|input| (input, false)),
        }
    }

    /// `None` when a screen reads rows at this moment (it called in while computing): the input goes back and waits.
    fn handle(&self, input: Input) -> Option<Vec<Output>> {
        let Ok(mut session) = self.0.session.try_borrow_mut() else {
            self.0.urgent.borrow_mut().push_front(input);
            self.resume();
            return None;
        };
        let last = matches!(input, Input::Rows { last: true, .. });
        let outputs = session.as_mut().map(|session| session.handle(input, clock::now(), &mut Entropy));
        self.0.written.note_rows(last);
        outputs
    }

    fn resume(&self) {
        if self.0.resumes.replace(true) {
            return;
        }
        let runtime = self.clone();
        leptos::task::spawn_local(async move {
            clock::breathe().await;
            runtime.0.resumes.set(false);
            runtime.work();
        });
    }
}

fn push_to(core: &Weak<Core>, input: Input) {
    if let Some(core) = core.upgrade() {
        Runtime(core).push(input);
    }
}
