//! Everything that is asked over HTTP: the app's files, the few JSON endpoints, and the socket's upgrade.

pub mod api;
pub mod assets;
pub mod guard;
pub mod peer;
pub mod problem;
pub mod sign_in;
pub mod socket;
pub mod sockets;

use crate::auth::challenge::Challenges;
use crate::auth::origin::Origins;
use crate::auth::tries::Tries;
use crate::clock;
use crate::limits::READERS_MAX;
use crate::room::{Figures, RoomHandle};
use crate::store::{LogStore, SqliteStore, StoreError, Stored};
use assets::Assets;
use sightline_shared::id::{Millis, WorkspaceId};
use sockets::Sockets;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// What the handlers share.
#[derive(Debug, Clone)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    workspace: WorkspaceId,
    room: RoomHandle,
    access: Mutex<SqliteStore>,
    readers: Readers,
    assets: Assets,
    origins: Origins,
    behind_proxy: bool,
    tries: Tries,
    challenges: Challenges,
    sockets: Sockets,
    stopping: watch::Receiver<bool>,
    started: Millis,
    /// What is published of what teams took; none before it was made.
    figures: watch::Sender<Option<Arc<Figures>>>,
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The workspace.
    pub workspace: WorkspaceId,
    /// Its room.
    pub room: RoomHandle,
    /// For devices, sessions and invites.
    pub access: SqliteStore,
    /// For readers: others like it are opened when needed.
    pub reader: SqliteStore,
    /// The app's files.
    pub assets: Assets,
    /// Where the app is served.
    pub origins: Origins,
    /// Connections come from a proxy on this machine that says in `X-Forwarded-For` where they come from.
    pub behind_proxy: bool,
    /// Turns true when the relay stops.
    pub stopping: watch::Receiver<bool>,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Shared {
            workspace: parts.workspace,
            room: parts.room,
            access: Mutex::new(parts.access),
            readers: Readers::new(parts.reader),
            assets: parts.assets,
            origins: parts.origins,
            behind_proxy: parts.behind_proxy,
            tries: Tries::default(),
            challenges: Challenges::new(&mut clock::rng()),
            sockets: Sockets::default(),
            stopping: parts.stopping,
            started: clock::now(),
            figures: watch::Sender::new(None),
        }))
    }

    /// The workspace's room.
    pub fn room(&self) -> &RoomHandle {
        &self.0.room
    }

    /// The workspace.
    pub fn workspace(&self) -> WorkspaceId {
        self.0.workspace
    }

    /// The app's files.
    pub fn assets(&self) -> &Assets {
        &self.0.assets
    }

    /// Where the app is served.
    pub fn origins(&self) -> &Origins {
        &self.0.origins
    }

    /// The open sockets.
    pub fn sockets(&self) -> &Sockets {
        &self.0.sockets
    }

    /// Wrong tokens so far.
    pub fn tries(&self) -> &Tries {
        &self.0.tries
    }

    /// What devices sign in order to sign in.
    pub fn challenges(&self) -> &Challenges {
        &self.0.challenges
    }

    /// Turns true when the relay stops.
    pub fn stopping(&self) -> watch::Receiver<bool> {
        self.0.stopping.clone()
    }

    /// Whether `X-Forwarded-For` is to be believed.
    pub fn behind_proxy(&self) -> bool {
        self.0.behind_proxy
    }

    /// What is published of what teams took, from now on.
    pub fn figures(&self) -> watch::Receiver<Option<Arc<Figures>>> {
        let mut figures = self.0.figures.subscribe();
        // Whoever comes later hears of what is there.
        figures.mark_changed();
        figures
    }

    /// Publishes figures in place of those before.
    pub fn publish(&self, figures: Figures) {
        self.0.figures.send_replace(Some(Arc::new(figures)));
    }

    /// When the relay started.
    pub fn started(&self) -> Millis {
        self.0.started
    }

    /// Works on devices, sessions and invites, away from the threads that serve requests.
    ///
    /// # Errors
    /// The store's.
    pub async fn access<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut SqliteStore) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let shared = Arc::clone(&self.0);
        blocking(move || work(&mut shared.access.lock().unwrap_or_else(PoisonError::into_inner))).await
    }

    /// Reads the log and its documents, away from the threads that serve requests.
    ///
    /// # Errors
    /// The store's.
    pub async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&SqliteStore) -> Stored<T> + Send + 'static,
    ) -> Stored<T> {
        let shared = Arc::clone(&self.0);
        let _turn = shared.readers.turns.acquire().await;
        let shared = Arc::clone(&self.0);
        blocking(move || shared.readers.with(work)).await
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Stored<T> + Send + 'static) -> Stored<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(result) => result,
        Err(_) => Err(StoreError::Broken("the work on the store died".to_owned())),
    }
}

/// Connections for reading: as many as there are readers at once, up to a limit.
#[derive(Debug)]
struct Readers {
    turns: Semaphore,
    first: Mutex<SqliteStore>,
    idle: Mutex<Vec<SqliteStore>>,
}

impl Readers {
    fn new(first: SqliteStore) -> Self {
        Self { turns: Semaphore::new(READERS_MAX), first: Mutex::new(first), idle: Mutex::new(Vec::new()) }
    }

    fn with<T>(&self, work: impl FnOnce(&SqliteStore) -> Stored<T>) -> Stored<T> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match idle {
            Some(reader) => reader,
            None => self.first.lock().unwrap_or_else(PoisonError::into_inner).another()?,
        };
        let result = work(&reader);
        // A reader that failed isn't trusted again.
        if result.is_ok() {
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(reader);
        }
        result
    }
}
