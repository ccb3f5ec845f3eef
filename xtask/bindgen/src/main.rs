//! Turns a compiled wasm module into the JavaScript module that loads it.
//!
//! A crate of its own, so that the library behind it is compiled only by who builds a page, and so
//! that its version follows the lock file, as wasm-bindgen demands.
//!
//! Usage: `xtask-bindgen INPUT.wasm OUT_DIR NAME [--split] [--keep-names]`

mod split;
mod strip;

use std::env;
use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

/// What to make of which module.
#[derive(Default)]
struct Task {
    input: PathBuf,
    out_dir: PathBuf,
    name: String,
    /// Whether what is marked as a chunk travels apart.
    is_split: bool,
    keeps_names: bool,
}

fn main() -> ExitCode {
    let Some(task) = task(env::args_os().skip(1)) else {
        eprintln!("usage: xtask-bindgen INPUT.wasm OUT_DIR NAME [--split] [--keep-names]");
        return ExitCode::from(2);
    };
    match run(&task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn task(mut args: impl Iterator<Item = OsString>) -> Option<Task> {
    let mut task = Task {
        input: args.next()?.into(),
        out_dir: args.next()?.into(),
        name: args.next()?.into_string().ok()?,
        ..Task::default()
    };
    for flag in args {
        match flag.to_str()? {
            "--split" => task.is_split = true,
            "--keep-names" => task.keeps_names = true,
            _ => return None,
        }
    }
    Some(task)
}

fn run(task: &Task) -> Result<(), Box<dyn Error>> {
    if task.is_split {
        let main = split::split(task)?;
        bindgen(task, Bindgen::new().input_bytes(&task.name, main))
    } else {
        bindgen(task, Bindgen::new().input_path(&task.input))
    }
}

fn bindgen(task: &Task, bindgen: &mut Bindgen) -> Result<(), Box<dyn Error>> {
    bindgen
        .out_name(&task.name)
        .typescript(false)
        .demangle(task.keeps_names)
        .keep_debug(task.keeps_names)
        .remove_name_section(!task.keeps_names)
        .remove_producers_section(!task.keeps_names)
        // Chunks share the table of functions.
        .keep_lld_exports(task.is_split)
        .web(true)?
        .generate(&task.out_dir)?;
    Ok(())
}
