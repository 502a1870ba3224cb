//! Answers HTTP on the connections of a listener. As `axum::serve` does, with limits on what a connection costs: a head that is only half
//! sent holds a socket no longer than [`HEAD_TIME_MAX`], and buffers stay small.

use crate::http::peer::Peer;
use crate::limits::{HEAD_BYTES_MAX, HEAD_TIME_MAX};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::pin::pin;
use tokio::sync::watch;

/// Serves until it is told to stop, and until every request that was under way then is answered.
pub async fn serve<L>(mut listener: L, router: Router, mut stopping: watch::Receiver<bool>)
where
    L: Listener<Addr = SocketAddr>,
{
    // Every connection holds a receiver; when all are gone, all are answered.
    let (open, held) = watch::channel(());
    let told = stopping.clone();
    loop {
        let (io, address) = tokio::select! {
            biased;
            _ = stopping.wait_for(|stopping| *stopping) => break,
            accepted = listener.accept() => accepted,
        };
        tokio::spawn(connection(io, Peer(address), router.clone(), told.clone(), held.clone()));
    }
    drop((listener, held));
    open.closed().await;
}

async fn connection<Io>(
    io: Io,
    peer: Peer,
    router: Router,
    mut stopping: watch::Receiver<bool>,
    _held: watch::Receiver<()>,
) where
    Io: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin + Send + 'static,
{
    let inner = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(peer));
        inner.call(request.map(Body::new))
    });
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_MAX).max_buf_size(HEAD_BYTES_MAX);
    let mut served = pin!(builder.serve_connection(TokioIo::new(io), service).with_upgrades());
    let told = async { drop(stopping.wait_for(|stopping| *stopping).await) };
    let ended = tokio::select! {
        ended = served.as_mut() => ended,
        () = told => {
            served.as_mut().graceful_shutdown();
            served.await
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended");
    }
}
