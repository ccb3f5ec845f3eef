//! The gallery in a real desktop window, driven by its own smoke test.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::failure::{Failure, Outcome};
use crate::process;
use crate::say;
use crate::workspace::Workspace;

/// How long the window may take to open, play its part and close.
const LIMIT: Duration = Duration::from_secs(180);

/// Builds the gallery for the desktop and runs its smoke test.
pub(super) fn run(workspace: &Workspace) -> Outcome {
    let gallery = say::step("building the gallery for the desktop", || build(workspace))?;

    let folder = workspace.target.join("desktop-smoke");
    clean(&folder)?;
    let screenshot = folder.join("gallery.png");
    let (config, downloads) = (folder.join("config"), folder.join("downloads"));
    for made in [&config, &downloads] {
        clean(made)?;
    }
    // Where a system of the desktop's standards is told where downloads go.
    let told = format!("XDG_DOWNLOAD_DIR=\"{}\"\n", downloads.display());
    let file = config.join("user-dirs.dirs");
    fs::write(&file, told).map_err(|error| Failure::file("write", &file, &error))?;
    let mut window = window(&gallery);
    window
        .args(["--smoke", "--screenshot"])
        .arg(&screenshot)
        .arg("--downloads")
        .arg(&downloads)
        .env("XDG_CONFIG_HOME", &config)
        .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
        .env("LIBGL_ALWAYS_SOFTWARE", "1");
    say::step("the window", || process::run_for(&mut window, LIMIT))?;

    let drawn = fs::metadata(&screenshot).is_ok_and(|file| file.len() > 0);
    if !drawn {
        return Err(Failure::new(format!(
            "the window left no picture in {}",
            screenshot.display()
        )));
    }
    say::note(&format!("the window's picture: {}", screenshot.display()));
    Ok(())
}

fn build(workspace: &Workspace) -> Outcome<std::path::PathBuf> {
    process::run(process::cargo().current_dir(&workspace.root).args([
        "build",
        "--package",
        "gallery",
        "--no-default-features",
        "--features",
        "desktop",
    ]))?;
    Ok(process::program_file(
        &workspace.target.join("debug"),
        "gallery",
    ))
}

/// The gallery's program on a display that needs no screen.
fn window(gallery: &Path) -> Command {
    if !cfg!(target_os = "linux") {
        return Command::new(gallery);
    }
    let mut window = Command::new("xvfb-run");
    window
        .args(["--auto-servernum", "--server-args=-screen 0 1280x1024x24"])
        .arg(gallery);
    window
}

fn clean(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::file("empty", folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, &error))
}
