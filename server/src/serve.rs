//! `sightline serve`: puts the relay together, and takes it down again without losing a word.

use crate::auth::token::Token;
use crate::clock;
use crate::config::{ServeConfig, Speaks};
use crate::data::DataFolder;
use crate::error::CommandError;
use crate::http::assets::Assets;
use crate::http::peer::Peer;
use crate::http::{App, Parts};
use crate::limits::GOODBYE_TIME_MAX;
use crate::listen::{PlainListener, TlsListener};
use crate::room::RoomHandle;
use crate::router::router;
use crate::store::{AccessStore, LogStore, SqliteStore};
use crate::{project, terminal, tls};
use std::io;
use std::net::SocketAddr;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio_rustls::TlsAcceptor;

/// Where the address of the running relay is kept, for the links of `sightline invite`.
pub const ADDRESS_REMARK: &str = "address";
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
    // The port before the data: who can't serve must not touch the folder.
    let listener = bind(config.listen).await?;
    let local = listener.local_addr().map_err(|e| CommandError::Listen(config.listen, e))?;
    let acceptor = acceptor(&config)?;
    let folder = DataFolder::claim(&config.data)?;
    let mut store = folder.store()?;
    let origins = config.origins(local.port(), &[], &[]);
    let base = origins.all().first().cloned().unwrap_or_default();
    prepare(&mut store, &base)?;
    greet(&mut store, &base)?;
    let (stop, stopping) = watch::channel(false);
    let (room, thread) = RoomHandle::start(store.another()?)?;
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
    tokio::spawn(async move {
        told_to_stop().await;
        tracing::info!("stopping");
        let _ = stop.send(true);
    });
    answer(listener, acceptor, app, thread).await
}

async fn bind(address: SocketAddr) -> Result<TcpListener, CommandError> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => CommandError::PortInUse(address),
        _ => CommandError::Listen(address, error),
    })
}

fn acceptor(config: &ServeConfig) -> Result<Option<TlsAcceptor>, CommandError> {
    match &config.speaks {
        Speaks::Plain => Ok(None),
        Speaks::Tls { cert, key } => tls::from_files(cert, key).map(Some),
        Speaks::Lan => Err(CommandError::Usage("--lan needs a build with the local authority".to_owned())),
    }
}

fn prepare(store: &mut SqliteStore, base: &str) -> Result<(), CommandError> {
    let renewed = project::renew_rows(store)?;
    if renewed > 0 {
        tracing::info!(count = renewed, "rows were derived again");
    }
    store.set_remark(ADDRESS_REMARK, base)?;
    Ok(())
}

/// Says where the app is and, while nobody has joined, how to become the first admin (AU1).
fn greet(store: &mut SqliteStore, base: &str) -> Result<(), CommandError> {
    println!("Sightline is at {base}");
    if store.devices()?.is_empty() {
        let token = Token::fresh(&mut clock::rng());
        store.offer_set_up(token.hash())?;
        let link = format!("{base}/#setup={}", token.reveal());
        println!(
            "\nNobody has joined yet. This link works once and makes its user the admin:\n{link}\n\n{}",
            terminal::qr(&link)
        );
    }
    Ok(())
}

async fn answer(
    listener: TcpListener,
    acceptor: Option<TlsAcceptor>,
    app: App,
    room: JoinHandle<()>,
) -> Result<(), CommandError> {
    let mut stopping = app.stopping();
    let stopped = async move {
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    let service = router(app.clone()).into_make_service_with_connect_info::<Peer>();
    let mut late = app.stopping();
    let serving = async {
        match acceptor {
            None => axum::serve(PlainListener::new(listener), service).with_graceful_shutdown(stopped).await,
            Some(acceptor) => {
                axum::serve(TlsListener::new(listener, acceptor)?, service)
                    .with_graceful_shutdown(stopped)
                    .await
            }
        }
    };
    let patience = async {
        let _ = late.wait_for(|stopping| *stopping).await;
        tokio::time::sleep(GOODBYE_TIME_MAX).await;
        Ok(())
    };
    let served = tokio::select! { served = serving => served, given_up = patience => given_up };
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
