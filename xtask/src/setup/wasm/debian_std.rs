//! Building the browser's standard library with Debian's compiler and its matching source.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::TARGET;
use super::debian;
use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;

/// The name under which rustup knows Debian's toolchain.
pub(super) const NAME: &str = "wasm";

const PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"];
const COMPILER: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// Debian's compiler links with this; it points into the package of one version of LLVM.
const LINKER: &str = "/usr/bin/rust-lld";
const LIBRARIES: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/lib";
/// The compiler that the library was built with; a newer one cannot read it.
const BUILT_WITH: &str = "/usr/lib/rustlib/wasm32-unknown-unknown/built-with";

/// Whether the library was built with the compiler that is installed now.
pub(super) fn is_current() -> bool {
    let built_with = fs::read_to_string(BUILT_WITH);
    built_with.is_ok_and(|built_with| compiler_version().is_ok_and(|now| now == built_with))
}

/// Installs Debian's compiler, builds the library once and links the toolchain.
pub(super) fn build() -> Outcome {
    say::step("installing Debian's Rust", || {
        debian::install(&PACKAGES)?;
        match missing_linker() {
            Some(package) => debian::install(&[&package]),
            None => Ok(()),
        }
    })?;
    let scratch = env::temp_dir().join(format!("project-chat-std-{}", std::process::id()));
    let built = say::step("building the standard library for the browser", || {
        let libraries = compile(&scratch)?;
        install(&libraries, &scratch)
    });
    // What is left behind in the temporary folder costs space, nothing else.
    let _ = fs::remove_dir_all(&scratch);
    built?;
    process::run(Command::new("rustup").args(["toolchain", "link", NAME, "/usr"]))
}

/// The package that brings the linker, where only a dangling link to it is installed.
fn missing_linker() -> Option<String> {
    if Path::new(LINKER).exists() {
        return None;
    }
    linker_package(&fs::read_link(LINKER).ok()?)
}

/// `lld-19` for a link to `…/llvm-19/bin/lld` or `lld-19`.
fn linker_package(link: &Path) -> Option<String> {
    let text = link.to_string_lossy();
    let (_, rest) = text
        .split_once("llvm-")
        .or_else(|| text.split_once("lld-"))?;
    let version: String = rest.chars().take_while(char::is_ascii_digit).collect();
    (!version.is_empty()).then(|| format!("lld-{version}"))
}

/// Builds an empty program together with the standard library, and returns the library's files.
fn compile(scratch: &Path) -> Outcome<Vec<PathBuf>> {
    let write = |name: &str, text: &str| {
        let path = scratch.join(name);
        fs::write(&path, text).map_err(|error| Failure::file("write", &path, &error))
    };
    fs::create_dir_all(scratch.join("src"))
        .map_err(|error| Failure::file("create", scratch, &error))?;
    write(
        "Cargo.toml",
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    write("src/main.rs", "fn main() {}\n")?;

    let mut cargo = Command::new(CARGO);
    process::forget_outer_cargo(&mut cargo);
    for variable in [
        "RUSTUP_TOOLCHAIN",
        "RUSTC_WRAPPER",
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
    ] {
        cargo.env_remove(variable);
    }
    process::run(
        cargo
            .current_dir(scratch)
            .env("RUSTC", COMPILER)
            // Building the standard library is open to nightly compilers only, unless told so.
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", scratch.join("target"))
            // Link-time optimisation across the whole page needs the library's bitcode too.
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                "-Cembed-bitcode=yes",
            )
            .args([
                "build",
                "--release",
                "-Zbuild-std=std,panic_abort",
                "--target",
                TARGET,
            ]),
    )?;

    let built = scratch.join("target").join(TARGET).join("release/deps");
    let entries = fs::read_dir(&built).map_err(|error| Failure::file("list", &built, &error))?;
    let libraries: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .collect();
    if libraries.is_empty() {
        return Err(Failure::new(format!(
            "{CARGO} built no library in {}",
            built.display()
        )));
    }
    Ok(libraries)
}

/// Puts the library where Debian's compiler looks for it.
fn install(libraries: &[PathBuf], scratch: &Path) -> Outcome {
    let stamp = scratch.join("built-with");
    fs::write(&stamp, compiler_version()?)
        .map_err(|error| Failure::file("write", &stamp, &error))?;
    // A library of an earlier compiler beside the new one would be ambiguous.
    process::run(debian::as_root("rm")?.args(["-rf", LIBRARIES, BUILT_WITH]))?;
    process::run(debian::as_root("mkdir")?.args(["-p", LIBRARIES]))?;
    process::run(
        debian::as_root("install")?
            .args(["-m", "644", "-t", LIBRARIES])
            .args(libraries),
    )?;
    process::run(
        debian::as_root("install")?
            .args(["-m", "644"])
            .arg(&stamp)
            .arg(BUILT_WITH),
    )
}

fn compiler_version() -> Outcome<String> {
    process::capture(
        Command::new(COMPILER)
            .env_remove("LD_LIBRARY_PATH")
            .args(["--version", "--verbose"]),
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::linker_package;

    #[test]
    fn the_linkers_package_is_read_off_its_link() {
        let package = |link| linker_package(Path::new(link));
        assert_eq!(package("../lib/llvm-19/bin/lld").as_deref(), Some("lld-19"));
        assert_eq!(package("lld-16").as_deref(), Some("lld-16"));
        assert_eq!(package("/opt/lld"), None);
    }
}
