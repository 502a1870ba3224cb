//! `sightline serve`: puts the relay together, and takes it down again without losing a word.

use crate::auth::origin::host_of;
use crate::auth::token::Token;
use crate::clock;
use crate::config::{ServeConfig, Speaks};
use crate::data::DataFolder;
use crate::door;
use crate::error::CommandError;
use crate::http::assets::Assets;
use crate::http::{App, Parts};
use crate::keep::head::HeadKeeper;
use crate::keep::{rounds, statistics};
use crate::lan::{self, Authority, Place};
use crate::limits::GOODBYE_TIME_MAX;
use crate::listen::{PlainListener, TlsListener};
use crate::load::demo;
use crate::load::writer::Run;
use crate::room::RoomHandle;
use crate::router::router;
use crate::seal::Sealer;
use crate::store::{AccessStore, LogStore, SqliteStore};
use crate::terminal;
use sightline_shared::id::Incarnation;
use std::future::IntoFuture;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// Where the address of the running relay is kept, for the links of `sightline invite`.
pub const ADDRESS_REMARK: &str = "address";
const NO_NEXT_PORT: &str = "with --lan the port after --port is used too: choose one below 65535";
/// How often is looked whether everybody has gone.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Serves until it is told to stop.
///
/// # Errors
/// One sentence about why it couldn't start. Once it serves, it ends well.
pub fn run(config: ServeConfig) -> Result<(), CommandError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|e| CommandError::Io("the runtime can't be started", e))?;
    let result = runtime.block_on(serve(config));
    // Whatever still runs has nothing more to say.
    runtime.shutdown_timeout(Duration::from_secs(1));
    result
}

async fn serve(config: ServeConfig) -> Result<(), CommandError> {
    // The ports before the data: who can't serve must not touch the folder.
    let listener = bind(config.listen).await?;
    let local = listener.local_addr().map_err(|e| CommandError::Listen(config.listen, e))?;
    let doors = Doors::open(&config, local).await?;
    let files = config.tls_files()?;
    let folder = DataFolder::claim(&config.data)?;
    let mut store = folder.store()?;
    let origins = config.origins(local.port(), &doors.place);
    let base = origins.all().first().cloned().unwrap_or_default();
    prepare(&mut store, &base, config.demo)?;
    let (stop, stopping) = watch::channel(false);
    println!("Sightline is at {base}");
    let acceptor = match doors.page {
        Some(page) => Some(lan_door(page, &folder, &doors.place, &base, stopping.clone())?),
        None => files,
    };
    welcome(&mut store, &config.data, &base)?;
    let sealer = Sealer::open(folder.path(), store.workspace()?)?;
    let (room, thread) = RoomHandle::start(store.another()?, sealer)?;
    let app = App::new(Parts {
        workspace: store.workspace()?,
        room,
        reader: store.another()?,
        access: store,
        assets: config.assets.clone().map_or_else(Assets::embedded, Assets::Folder),
        origins,
        behind_proxy: config.behind_proxy(),
        stopping,
    });
    tracing::info!(address = %local, version = env!("CARGO_PKG_VERSION"), "serving");
    let rounds = tokio::spawn(rounds::go(app.clone(), HeadKeeper::new(folder.path())));
    tokio::spawn(statistics::go(app.clone()));
    let published = app.room().published();
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    let served = answer(listener, acceptor, app, thread).await;
    // Who ended otherwise wasn't told to stop, and its rounds go on to the end of the process.
    if served.is_ok()
        && let Ok(heads) = rounds.await
    {
        let head = published.borrow().head;
        rounds::keep(heads, head).await;
    }
    served
}

/// What `--lan` needs beside the relay's own socket.
#[derive(Debug, Default)]
struct Doors {
    place: Place,
    page: Option<TcpListener>,
}

impl Doors {
    async fn open(config: &ServeConfig, local: SocketAddr) -> Result<Self, CommandError> {
        if config.speaks != Speaks::Lan {
            return Ok(Self::default());
        }
        let next = local.port().checked_add(1).ok_or_else(|| CommandError::Usage(NO_NEXT_PORT.to_owned()))?;
        Ok(Self { place: Place::find(), page: Some(bind(SocketAddr::new(local.ip(), next)).await?) })
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => CommandError::PortInUse(address),
        _ => CommandError::Listen(address, error),
    })
}

/// Opens the authority, serves its page, and says how devices come to trust it.
fn lan_door(
    page: TcpListener,
    folder: &DataFolder,
    place: &Place,
    base: &str,
    mut stopping: watch::Receiver<bool>,
) -> Result<TlsAcceptor, CommandError> {
    let authority = Authority::open(&folder.path().join("lan"))?;
    let port = page.local_addr().map_err(|e| CommandError::Io("the page's address is unknown", e))?.port();
    let host = place.addresses.first().map_or_else(|| "localhost".to_owned(), |address| host_of(*address));
    let address = format!("http://{host}:{port}");
    if place.addresses.is_empty() {
        println!("\nThis machine has no address on a local network: only it can reach the relay.");
    }
    println!(
        "\nA phone has to trust this relay once. On the same network, open {address}\n\n{}",
        terminal::qr(&address)
    );
    println!("and compare the certificate's fingerprint:\n{}", authority.fingerprint());
    let router = lan::router(&authority, base);
    let stopped = async move {
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    tokio::spawn(axum::serve(page, router).with_graceful_shutdown(stopped).into_future());
    authority.acceptor(place)
}

fn prepare(store: &mut SqliteStore, base: &str, demo: bool) -> Result<(), CommandError> {
    if demo {
        let run = Run { incarnation: Incarnation::random(&mut clock::rng()), now: clock::now() };
        // A demo among real requests would be taken for real: only an empty workspace is filled.
        if demo::fill_empty(store, run).map_err(|e| CommandError::Demo(e.to_string()))? {
            tracing::info!("the demo was filled in");
        }
    }
    store.set_remark(ADDRESS_REMARK, base)?;
    Ok(())
}

/// What the operator has to know before anybody can come in.
fn welcome(store: &mut SqliteStore, data: &Path, base: &str) -> Result<(), CommandError> {
    let Some(since) = store.suspended()? else { return offer_set_up(store, base) };
    println!(
        "\nThis workspace was restored from a backup on {}. Nobody is let in until you have looked who may:\n\
         sightline resume --data {}\n",
        terminal::moment(since),
        data.display()
    );
    tracing::warn!("suspended after a restore: nobody is let in until sightline resume");
    Ok(())
}

/// While nobody has joined: says how to become the first admin (AU1).
fn offer_set_up(store: &mut SqliteStore, base: &str) -> Result<(), CommandError> {
    if !store.devices()?.is_empty() {
        return Ok(());
    }
    let token = Token::fresh(&mut clock::rng());
    store.offer_set_up(token.hash())?;
    let link = format!("{base}/#setup={}", token.reveal());
    println!(
        "\nNobody has joined yet. This link works once and makes its user the admin:\n{link}\n\n{}",
        terminal::qr(&link)
    );
    Ok(())
}

async fn answer(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    app: App,
    room: JoinHandle<()>,
) -> Result<(), CommandError> {
    let (stopping, router) = (app.stopping(), router(app.clone()));
    let mut late = app.stopping();
    let serving = async {
        match acceptor {
            None => door::serve(PlainListener::new(listener), router, stopping).await,
            Some(acceptor) => door::serve(TlsListener::new(listener, acceptor)?, router, stopping).await,
        }
        Ok(())
    };
    let patience = async {
        let _ = late.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(GOODBYE_TIME_MAX).await;
        Ok(())
    };
    let mut published = app.room().published();
    let died = async {
        while published.changed().await.is_ok() {}
        Err(io::Error::other("the room's thread died: look into the log for why, and start the relay again"))
    };
    let served =
        tokio::select! { served = serving => served, given_up = patience => given_up, end = died => end };
    settle(app, room).await;
    served.map_err(|e| CommandError::Io("serving ended", e))
}

/// Waits for the sockets to say goodbye and for the room to finish what it has.
async fn settle(app: App, room: JoinHandle<()>) {
    let gone = async {
        while app.sockets().count() > 0 {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    let _ = tokio::time::timeout(GOODBYE_TIME_MAX, gone).await;
    drop(app);
    let finished = async {
        while !room.is_finished() {
            tokio::time::sleep(LOOK_EVERY).await;
        }
    };
    let _ = tokio::time::timeout(GOODBYE_TIME_MAX, finished).await;
}

async fn told_to_stop() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! { () = interrupt => {}, () = terminate => {} }
}
