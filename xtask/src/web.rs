//! Builds a package into a page that any static server can serve.

pub(crate) mod budget;
mod lean;
mod page;
mod sizes;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::setup::wasm::{TARGET, Toolchain};
use crate::workspace::{self, Workspace};

/// The feature of packages whose pages can be taken apart.
const SPLIT: &str = "split";

/// A page to build: a package with a `web` feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) package: String,
    pub(crate) profile: Profile,
}

/// How a page is compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// Small to download.
    Web,
    /// Quick to build, with names to debug by.
    Dev,
}

impl Page {
    /// The page that speeds are measured on.
    pub(crate) fn bench() -> Self {
        Self {
            package: "bench".to_owned(),
            profile: Profile::Web,
        }
    }

    /// The page that runs the contract of transports and backends.
    pub(crate) fn contract() -> Self {
        Self {
            package: "contract".to_owned(),
            profile: Profile::Web,
        }
    }

    /// The gallery's page.
    pub(crate) fn gallery(profile: Profile) -> Self {
        Self {
            package: "gallery".to_owned(),
            profile,
        }
    }
}

impl Profile {
    /// The profile of that name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "web" => Some(Self::Web),
            "dev" => Some(Self::Dev),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dev => "dev",
        }
    }

    /// The folder that cargo builds this profile into.
    fn folder(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Dev => "debug",
        }
    }
}

/// Builds a page and returns the folder to serve.
pub(crate) fn build(workspace: &Workspace, page: &Page) -> Outcome<PathBuf> {
    let package = &page.package;
    let source = folder_of(workspace, package)?;
    let out = workspace.target.join("web").join(package);
    let stamp = workspace
        .target
        .join("web")
        .join(format!(".{package}.stamp"));

    let is_split = page.profile == Profile::Web && workspace.has_feature(&source, SPLIT);
    let wasm = say::step(&format!("compiling {package} for the browser"), || {
        compile(workspace, page, is_split)
    })?;
    let current = fingerprint(&workspace.root, &wasm, &source)?;
    if fs::read_to_string(&stamp).is_ok_and(|made| made == current) && out.is_dir() {
        say::note(&format!("{} is up to date", out.display()));
    } else {
        say::step(&format!("writing the page of {package}"), || {
            // Without its stamp a half-written page is never taken for a whole one.
            let _ = fs::remove_file(&stamp);
            let _ = fs::remove_dir_all(&out);
            bindgen(workspace, page, is_split, &wasm, &out)?;
            page::write(package, &source, &out)?;
            if page.profile == Profile::Web {
                page::make_lean(&out)?;
            }
            fs::write(&stamp, &current).map_err(|error| Failure::file("write", &stamp, &error))
        })?;
    }
    sizes::print(&out)?;
    Ok(out)
}

fn compile(workspace: &Workspace, page: &Page, is_split: bool) -> Outcome<PathBuf> {
    let toolchain = Toolchain::found()
        .ok_or_else(|| Failure::new("Rust for the browser is missing: `cargo xtask setup web`"))?;
    let mut cargo = toolchain.cargo();
    cargo
        .current_dir(&workspace.root)
        .args(["rustc", "--package", &page.package, "--target", TARGET])
        .args(["--no-default-features", "--features", "web"])
        .args(["--profile", page.profile.name()]);
    if let Some(folder) = workspace::sources_of_dependencies() {
        cargo.args(["--config", &shortened(&folder)]);
    }
    if is_split {
        // What is to be taken apart has to say who needs what.
        cargo.args(["--features", SPLIT, "--", "-Clink-arg=--emit-relocs"]);
    }
    process::run(&mut cargo)?;
    let built = workspace.target.join(TARGET).join(page.profile.folder());
    let wasm = built.join(format!("{}.wasm", page.package));
    if wasm.is_file() {
        return Ok(wasm);
    }
    Err(Failure::new(format!(
        "cargo built no {}; a page needs a package with a binary of the same name",
        wasm.display()
    )))
}

/// The setting by which what is shipped does not name the folders of the machine that built it.
fn shortened(dependencies: &Path) -> String {
    let folder = dependencies.display();
    format!("target.{TARGET}.rustflags=['--remap-path-prefix={folder}=registry']")
}

fn bindgen(workspace: &Workspace, page: &Page, is_split: bool, wasm: &Path, out: &Path) -> Outcome {
    let mut bindgen = process::cargo();
    bindgen
        .current_dir(&workspace.root)
        // It reads megabytes: unoptimised it would take longer than being compiled well.
        .args([
            "run",
            "--quiet",
            "--release",
            "--package",
            "xtask-bindgen",
            "--",
        ])
        .arg(wasm)
        .arg(out)
        .arg(&page.package);
    if is_split {
        bindgen.arg("--split");
    }
    if page.profile == Profile::Dev {
        bindgen.arg("--keep-names");
    }
    process::run(&mut bindgen)
}

/// The folder of a workspace member.
fn folder_of(workspace: &Workspace, package: &str) -> Outcome<PathBuf> {
    let id = process::capture(process::cargo().current_dir(&workspace.root).args([
        "pkgid",
        "--package",
        package,
    ]))?;
    folder_in(&id).ok_or_else(|| {
        Failure::new(format!(
            "`{package}` is not a member of this workspace: {}",
            id.trim()
        ))
    })
}

/// The folder named by `path+file:///home/user/space/examples/gallery#0.1.0`.
fn folder_in(id: &str) -> Option<PathBuf> {
    let path = id.trim().strip_prefix("path+file://")?;
    let (path, _) = path.rsplit_once('#')?;
    let path = if cfg!(windows) {
        path.trim_start_matches('/')
    } else {
        path
    };
    Some(PathBuf::from(path))
}

/// What a finished page was made of, to tell whether it is still the newest.
fn fingerprint(root: &Path, wasm: &Path, source: &Path) -> Outcome<String> {
    let mut hasher = DefaultHasher::new();
    let mut files = vec![wasm.to_path_buf(), root.join("Cargo.lock")];
    files.extend(page::files_below(&root.join("xtask/bindgen"))?);
    files.extend(page::sources(source)?);
    for file in files {
        file.hash(&mut hasher);
        fs::read(&file)
            .map_err(|error| Failure::file("read", &file, &error))?
            .hash(&mut hasher);
    }
    page::RECIPE.hash(&mut hasher);
    include_str!("web/lean.rs").hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_members_folder_is_read_off_its_package_id() {
        let folder = folder_in("path+file:///home/user/space/examples/gallery#0.1.0\n");
        assert_eq!(
            folder,
            Some(PathBuf::from("/home/user/space/examples/gallery"))
        );
        let renamed = folder_in("path+file:///home/user/x#gallery@0.1.0");
        assert_eq!(renamed, Some(PathBuf::from("/home/user/x")));
        assert_eq!(folder_in("registry+somewhere#serde@1.0.0"), None);
    }
}
