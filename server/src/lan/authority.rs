//! The relay's own certificate authority. Its key is made once and stays under `lan/` in the data folder.
//!
//! It can vouch for private addresses and local names only: whoever steals its key can't pretend to be anybody on the internet.

use super::Place;
use crate::clock;
use crate::error::CommandError;
use crate::tls;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SanType,
};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use time::{Duration, OffsetDateTime};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// How long the authority lasts.
const AUTHORITY_DAYS: i64 = 3_650;
/// How long one of its certificates lasts; a new one is made at each start. Phones refuse more than 825 days.
const SERVER_DAYS: i64 = 397;
/// Clocks of phones may be behind.
const SLACK_DAYS: i64 = 2;

/// The authority.
#[derive(Debug)]
pub struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

fn failed(error: impl std::fmt::Display) -> CommandError {
    CommandError::Tls(format!("the local certificate authority can't be used: {error}"))
}

fn now() -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(clock::now().0 / 1_000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

impl Authority {
    /// Opens the authority in this folder, or makes it there.
    ///
    /// # Errors
    /// When its files can't be read, written or understood.
    pub fn open(folder: &Path) -> Result<Self, CommandError> {
        let (certificate, key) = (folder.join("authority.crt"), folder.join("authority-key.pem"));
        if !(certificate.exists() && key.exists()) {
            make(folder, &certificate, &key).map_err(failed)?;
        }
        let key = KeyPair::from_pem(&fs::read_to_string(&key).map_err(failed)?).map_err(failed)?;
        let certificate = CertificateDer::from(fs::read(&certificate).map_err(failed)?);
        Ok(Self { certificate, issuer: Issuer::new(params(), key) })
    }

    /// An acceptor with a fresh certificate for this machine.
    ///
    /// # Errors
    /// When the certificate can't be made.
    pub fn acceptor(&self, place: &Place) -> Result<TlsAcceptor, CommandError> {
        let key = KeyPair::generate().map_err(failed)?;
        let mut params = CertificateParams::new(["localhost".to_owned()]).map_err(failed)?;
        let names = place.names.iter().filter_map(|name| name.as_str().try_into().ok()).map(SanType::DnsName);
        let loopback = [std::net::Ipv4Addr::LOCALHOST.into(), std::net::Ipv6Addr::LOCALHOST.into()];
        let addresses = place.addresses.iter().copied().chain(loopback).map(SanType::IpAddress);
        params.subject_alt_names.extend(names.chain(addresses));
        params.distinguished_name = named("Sightline relay");
        params.not_before = now() - Duration::days(SLACK_DAYS);
        params.not_after = now() + Duration::days(SERVER_DAYS - SLACK_DAYS);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let certificate = params.signed_by(&key, &self.issuer).map_err(failed)?;
        let chain = vec![certificate.der().clone(), self.certificate.clone()];
        let key = PrivateKeyDer::try_from(key.serialize_der()).map_err(failed)?;
        tls::acceptor(chain, key).map_err(failed)
    }

    /// The authority's certificate, as phones install it.
    pub fn certificate(&self) -> &[u8] {
        &self.certificate
    }

    /// SHA-256 over the certificate, as phones show it.
    pub fn fingerprint(&self) -> String {
        let hex: Vec<String> =
            Sha256::digest(&self.certificate).iter().map(|byte| format!("{byte:02X}")).collect();
        hex.join(":")
    }
}

fn named(name: &str) -> DistinguishedName {
    let mut distinguished = DistinguishedName::new();
    distinguished.push(DnType::CommonName, name);
    distinguished
}

fn params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = named("Sightline local authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted(), excluded_subtrees: Vec::new() });
    params.not_before = now() - Duration::days(SLACK_DAYS);
    params.not_after = now() + Duration::days(AUTHORITY_DAYS);
    params
}

fn permitted() -> Vec<GeneralSubtree> {
    let v4: [([u8; 4], u8); 6] = [
        ([10, 0, 0, 0], 8),
        ([172, 16, 0, 0], 12),
        ([192, 168, 0, 0], 16),
        ([169, 254, 0, 0], 16),
        ([100, 64, 0, 0], 10),
        ([127, 0, 0, 0], 8),
    ];
    let v4 = v4.map(|(address, prefix)| CidrSubnet::from_v4_prefix(address, prefix));
    let v6 = CidrSubnet::from_v6_prefix(std::net::Ipv6Addr::LOCALHOST.octets(), 128);
    let names = ["local", "localhost"].map(|name| GeneralSubtree::DnsName(name.to_owned()));
    names.into_iter().chain(v4.into_iter().chain([v6]).map(GeneralSubtree::IpAddress)).collect()
}

fn make(folder: &Path, certificate: &Path, key: &Path) -> Result<(), Box<dyn std::error::Error>> {
    fs::create_dir_all(folder)?;
    let pair = KeyPair::generate()?;
    let made = params().self_signed(&pair)?;
    write_secret(key, pair.serialize_pem().as_bytes())?;
    fs::write(certificate, made.der())?;
    Ok(())
}

/// For the owner's eyes only, from the moment that it exists.
fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}
