//! `--lan`: https on the local network without anybody's help. The relay is its own certificate authority; phones come to trust it once,
//! with the steps on a plain page on the next port.

mod authority;
mod page;

pub use authority::Authority;
pub use page::router;

use std::net::{IpAddr, Ipv4Addr};

/// Where this machine is on its local networks: private addresses, and its name under `.local`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The address for links first.
    pub addresses: Vec<IpAddr>,
    /// `machine.local`, when the machine has a name.
    pub names: Vec<String>,
}

impl Place {
    /// Asks the system. A machine without a network has no addresses, which is no error.
    pub fn find() -> Self {
        let interfaces = if_addrs::get_if_addrs().unwrap_or_default();
        let mut addresses: Vec<IpAddr> = interfaces
            .iter()
            .filter(|interface| !interface.is_loopback())
            .map(if_addrs::Interface::ip)
            .filter(|address| matches!(address, IpAddr::V4(v4) if is_local(*v4)))
            .collect();
        // Home and office networks before what virtual machines and containers use among themselves.
        addresses.sort_by_key(|address| (likelihood(*address), *address));
        addresses.dedup();
        Self { addresses, names: host_name().into_iter().collect() }
    }
}

fn is_local(address: Ipv4Addr) -> bool {
    let [a, b, ..] = address.octets();
    address.is_private() || address.is_link_local() || (a == 100 && (64..128).contains(&b))
}

fn likelihood(address: IpAddr) -> u8 {
    match address {
        IpAddr::V4(v4) => match v4.octets() {
            [192, 168, ..] => 0,
            [10, ..] => 1,
            [172, ..] => 2,
            _ => 3,
        },
        IpAddr::V6(_) => 4,
    }
}

/// The machine's name as multicast DNS gives it out.
fn host_name() -> Option<String> {
    let name =
        std::fs::read_to_string("/etc/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok())?;
    let name = name.trim().split('.').next().unwrap_or_default().to_ascii_lowercase();
    let fits =
        !name.is_empty() && name.len() <= 63 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (fits && name != "localhost").then(|| format!("{name}.local"))
}
