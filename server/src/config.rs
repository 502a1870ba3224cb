//! What `sightline serve` was told, checked before anything is opened or written.

use crate::auth::origin::{Origins, host_of, origin, public_url};
use crate::error::CommandError;
use crate::lan::Place;
use crate::tls;
use clap::Args;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use tokio_rustls::TlsAcceptor;

/// The command line of `sightline serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Where everything is kept.
    #[arg(long, value_name = "DIR", default_value = "./data")]
    pub data: PathBuf,
    /// The port to listen on.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// The address to listen on; with --lan, all addresses.
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<IpAddr>,
    /// Serve the local network over https, with a certificate authority of its own. Prints how phones come to trust it.
    #[arg(long, conflicts_with_all = ["tls_cert", "tls_key", "public_url"])]
    pub lan: bool,
    /// A certificate chain (PEM). Needs --tls-key and --public-url.
    #[arg(long, value_name = "FILE", requires = "tls_key", requires = "public_url")]
    pub tls_cert: Option<PathBuf>,
    /// The certificate's private key (PEM).
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// The address under which browsers reach the relay: https://sightline.example.
    #[arg(long, value_name = "URL")]
    pub public_url: Option<String>,
    /// Fill an empty data folder with a made-up company to try things out.
    #[arg(long)]
    pub demo: bool,
    /// Serve the app from this folder rather than from the binary; for development.
    #[arg(long, value_name = "DIR")]
    pub assets: Option<PathBuf>,
    /// Log as JSON.
    #[arg(long)]
    pub log_json: bool,
}

/// How the relay speaks to browsers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaks {
    /// Plain http: to this machine, or to a proxy on it.
    Plain,
    /// https with these files.
    Tls {
        /// The certificate chain.
        cert: PathBuf,
        /// The key.
        key: PathBuf,
    },
    /// https with its own authority.
    Lan,
}

/// What to do, checked.
#[derive(Debug, Clone)]
pub struct ServeConfig {
    /// The data folder.
    pub data: PathBuf,
    /// Where to listen.
    pub listen: SocketAddr,
    /// How to speak.
    pub speaks: Speaks,
    /// The address that browsers use, when it isn't localhost.
    pub public_url: Option<String>,
    /// Fill an empty folder with the demo.
    pub demo: bool,
    /// A folder with the app.
    pub assets: Option<PathBuf>,
}

impl ServeArgs {
    /// Checks what the command line can't check by itself.
    ///
    /// # Errors
    /// [`CommandError::Usage`].
    pub fn check(self) -> Result<ServeConfig, CommandError> {
        let public_url =
            self.public_url.as_deref().map(public_url).transpose().map_err(CommandError::Usage)?;
        if let Some(folder) = self.assets.as_ref().filter(|folder| !folder.join("index.html").is_file()) {
            return Err(CommandError::Usage(format!(
                "there is no index.html in the assets folder {}",
                folder.display()
            )));
        }
        let speaks = match (self.tls_cert, self.tls_key) {
            (Some(cert), Some(key)) => Speaks::Tls { cert, key },
            _ if self.lan => Speaks::Lan,
            _ => Speaks::Plain,
        };
        let everywhere = speaks == Speaks::Lan;
        let default = if everywhere { Ipv4Addr::UNSPECIFIED } else { Ipv4Addr::LOCALHOST };
        let ip = self.listen.unwrap_or(IpAddr::V4(default));
        if everywhere && self.port == u16::MAX {
            return Err(CommandError::Usage(
                "with --lan the port after --port is used too: choose one below 65535".to_owned(),
            ));
        }
        Ok(ServeConfig {
            data: self.data,
            listen: SocketAddr::new(ip, self.port),
            speaks,
            public_url,
            demo: self.demo,
            assets: self.assets,
        })
    }
}

impl ServeConfig {
    /// Whether connections come through a proxy on this machine.
    pub fn behind_proxy(&self) -> bool {
        self.speaks == Speaks::Plain && self.public_url.is_some()
    }

    /// The certificate that the command line named.
    ///
    /// # Errors
    /// When its files can't be used.
    pub fn tls_files(&self) -> Result<Option<TlsAcceptor>, CommandError> {
        match &self.speaks {
            Speaks::Plain | Speaks::Lan => Ok(None),
            Speaks::Tls { cert, key } => tls::from_files(cert, key).map(Some),
        }
    }

    /// The origins at which the app is served on this port, the one for links first.
    pub fn origins(&self, port: u16, lan: &Place) -> Origins {
        let scheme = if self.speaks == Speaks::Plain { "http" } else { "https" };
        let hosts = lan.addresses.iter().copied().map(host_of).chain(lan.names.iter().cloned());
        let lan = hosts.map(|host| origin(scheme, &host, port));
        Origins::new(self.public_url.iter().cloned().chain(lan).chain(Origins::localhost(scheme, port)))
    }
}
