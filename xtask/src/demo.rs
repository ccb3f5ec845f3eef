//! The demo: the gallery in a browser, talking to a gateway with a scripted agent.

use std::env;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener, TcpStream, ToSocketAddrs};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::gateway;
use crate::process;
use crate::say;
use crate::setup::{self, Goal};
use crate::web::{self, Page, Profile};
use crate::workspace::Workspace;

const DEFAULT_PORT: u16 = 4777;

/// How often a page is asked whether its server answers, and how long in between.
const READY_TRIES: u32 = 150;
const READY_PAUSE: Duration = Duration::from_millis(200);

/// How the demo is served.
#[derive(Debug, PartialEq)]
pub(crate) struct Options {
    pub(crate) port: u16,
    pub(crate) host: String,
    pub(crate) data_dir: Option<PathBuf>,
    pub(crate) open: bool,
    pub(crate) profile: Profile,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: DEFAULT_PORT,
            host: "127.0.0.1".to_owned(),
            data_dir: None,
            open: true,
            profile: Profile::Web,
        }
    }
}

/// A page that opens in the browser once its server answers.
#[derive(Debug, PartialEq)]
pub(crate) struct ReadyPage {
    pub(crate) address: SocketAddr,
    pub(crate) url: String,
}

/// Sets up, builds, and becomes the gateway.
pub(crate) fn run(workspace: &Workspace, options: &Options) -> Outcome {
    // A taken port is said before the minutes of building, not after.
    let address = free_address(&options.host, options.port)?;
    let reached_at = reached_at(address);
    let url = format!("http://{reached_at}");
    let data_dir = options
        .data_dir
        .clone()
        .unwrap_or_else(|| workspace.root.join(".demo"));

    setup::everything_for(workspace, Goal::Demo)?;
    let page = Page::gallery(options.profile);
    let web_root = web::build(workspace, &page)?;
    let program = say::step("building the gateway", || gateway::build(workspace))?;

    println!("==> the demo: {url}");
    if !address.ip().is_loopback() {
        say::note("Everybody who reaches this machine can use it: it asks for no password.");
    }
    say::note(&format!(
        "Sessions are kept in {}. Ctrl-C stops it.",
        data_dir.display()
    ));
    if options.open && has_screen() {
        open_in_background(reached_at, &url);
    }
    let mut gateway = Command::new(program);
    gateway
        .args([
            "--host",
            &options.host,
            "--port",
            &address.port().to_string(),
            "--data-dir",
        ])
        .arg(data_dir)
        .arg("--web-root")
        .arg(web_root);
    Err(process::become_program(gateway))
}

/// Waits until a page's server answers, then opens it in the person's browser.
pub(crate) fn open_when_ready(page: &ReadyPage) {
    for _ in 0..READY_TRIES {
        if TcpStream::connect_timeout(&page.address, READY_PAUSE).is_ok() {
            open(&page.url);
            return;
        }
        thread::sleep(READY_PAUSE);
    }
}

/// The address to listen on, after making sure that nobody else does.
fn free_address(host: &str, port: u16) -> Outcome<SocketAddr> {
    let address = (host, port)
        .to_socket_addrs()
        .ok()
        .and_then(|mut addresses| addresses.next())
        .ok_or_else(|| {
            Failure::new(format!(
                "`{host}` is no address of this machine; try --host 127.0.0.1"
            ))
        })?;
    let listener = TcpListener::bind(address).map_err(|error| {
        let other = if port == u16::MAX {
            DEFAULT_PORT
        } else {
            port.saturating_add(1)
        };
        Failure::new(format!(
            "port {port} on {host} cannot be used: {error}. Stop what uses it, or choose another \
             with `cargo xtask demo --port {other}` (0 takes a free one)."
        ))
    })?;
    listener
        .local_addr()
        .map_err(|error| Failure::new(format!("port {port} on {host} cannot be used: {error}")))
}

/// Where a browser on this machine reaches what listens there.
fn reached_at(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, address.port())
}

/// Whether a browser could show itself here.
fn has_screen() -> bool {
    let other_machine = env::var_os("SSH_CONNECTION").is_some() || env::var_os("CI").is_some();
    let display = !cfg!(target_os = "linux")
        || env::var_os("DISPLAY").is_some()
        || env::var_os("WAYLAND_DISPLAY").is_some();
    display && !other_machine
}

/// Lets a second process of this program open the page, for this one becomes the gateway.
fn open_in_background(address: SocketAddr, url: &str) {
    let opener = env::current_exe().and_then(|program| {
        Command::new(program)
            .args(["open-when-ready", &address.to_string(), url])
            .stdin(Stdio::null())
            .spawn()
    });
    if let Err(error) = opener {
        say::note(&format!("no browser is opened: {error}"));
    }
}

/// Opens a page in the person's browser, if there is a program that does.
fn open(url: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut start = Command::new("cmd");
        start.args(["/C", "start", ""]);
        start
    } else {
        Command::new("xdg-open")
    };
    if !process::succeeds(command.arg(url)) {
        say::note(&format!("no browser could be opened; open {url} yourself"));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_taken_port_is_said_with_a_way_out() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = free_address("127.0.0.1", port).unwrap_err().to_string();
        assert!(failure.starts_with(&format!("port {port} on 127.0.0.1 cannot be used")));
        assert!(failure.contains("cargo xtask demo --port"));
    }

    #[test]
    fn port_0_becomes_a_real_one() {
        assert_ne!(free_address("127.0.0.1", 0).unwrap().port(), 0);
    }

    #[test]
    fn a_server_of_every_address_is_reached_on_this_machines_own() {
        let reached = |address: &str| reached_at(address.parse().unwrap()).to_string();
        assert_eq!(reached("0.0.0.0:4777"), "127.0.0.1:4777");
        assert_eq!(reached("[::]:4777"), "[::1]:4777");
        assert_eq!(reached("192.0.2.7:4777"), "192.0.2.7:4777");
    }

    #[test]
    fn a_host_that_is_not_here_is_said() {
        let failure = free_address("not a host", 1).unwrap_err().to_string();
        assert!(failure.starts_with("`not a host` is no address of this machine"));
    }
}
