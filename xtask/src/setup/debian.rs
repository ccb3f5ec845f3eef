//! Installing Debian's packages, where that is possible without asking anybody.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;

/// Where apt keeps its package lists.
const LISTS: &str = "/var/lib/apt/lists";

/// Installs packages on a Debian-like system; elsewhere fails with the exact command to type.
pub(crate) fn install(packages: &[&str]) -> Outcome {
    let by_hand = format!("sudo apt-get install {}", packages.join(" "));
    if !has_apt() {
        return Err(Failure::new(format!(
            "install what Debian names so with your own package manager: {}",
            packages.join(" ")
        )));
    }
    let Some(rights) = Rights::found() else {
        return Err(Failure::new(format!(
            "this needs to be root; type: {by_hand}"
        )));
    };
    say::note(&format!("apt-get install {}", packages.join(" ")));
    let listed = has_lists();
    if !listed {
        update(rights)?;
    }
    let mut install = apt(rights, "install");
    install.args(["--no-install-recommends"]).args(packages);
    match process::run_quietly(&mut install) {
        // Lists of another day may name packages that are no longer served.
        Err(_) if listed => {
            update(rights)?;
            process::run_quietly(&mut install)
        }
        outcome => outcome,
    }
}

/// Whether packages are installed with apt here.
pub(crate) fn has_apt() -> bool {
    Path::new("/etc/debian_version").exists() && process::on_path("apt-get").is_some()
}

/// Whether packages can be installed without asking anybody.
pub(crate) fn can_install() -> bool {
    has_apt() && Rights::found().is_some()
}

/// A program run as root, where that is possible without asking anybody.
pub(crate) fn as_root(program: &str) -> Outcome<Command> {
    let rights = Rights::found()
        .ok_or_else(|| Failure::new(format!("`{program}` needs to be run as root")))?;
    Ok(rights.command(program))
}

/// Whether a package is installed.
pub(crate) fn is_installed(package: &str) -> bool {
    process::succeeds(Command::new("sh").args([
        "-c",
        "dpkg-query --show --showformat '${db:Status-Status}' \"$0\" 2>/dev/null | grep -q '^installed'",
        package,
    ]))
}

/// How this user becomes root.
#[derive(Debug, Clone, Copy)]
enum Rights {
    Root,
    Sudo,
}

impl Rights {
    fn found() -> Option<Self> {
        let id = Command::new("id").arg("-u").output().ok()?;
        if String::from_utf8_lossy(&id.stdout).trim() == "0" {
            return Some(Self::Root);
        }
        process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(Self::Sudo)
    }

    fn command(self, program: &str) -> Command {
        match self {
            Self::Root => Command::new(program),
            Self::Sudo => {
                let mut command = Command::new("sudo");
                command.args(["-n", "DEBIAN_FRONTEND=noninteractive", program]);
                command
            }
        }
    }
}

fn update(rights: Rights) -> Outcome {
    process::run_quietly(&mut apt(rights, "update"))
}

fn apt(rights: Rights, verb: &str) -> Command {
    let mut apt = rights.command("apt-get");
    apt.env("DEBIAN_FRONTEND", "noninteractive")
        // Another apt may hold the lock for a while on a machine that was just started.
        .args([
            "-qq",
            "--yes",
            "-o",
            "DPkg::Lock::Timeout=120",
            "-o",
            "Dpkg::Use-Pty=0",
            verb,
        ]);
    apt
}

fn has_lists() -> bool {
    fs::read_dir(LISTS).is_ok_and(|entries| {
        entries
            .filter_map(Result::ok)
            .any(|entry| entry.file_name().to_string_lossy().contains("_Packages"))
    })
}
