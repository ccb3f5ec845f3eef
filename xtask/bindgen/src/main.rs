//! Turns a compiled wasm module into the JavaScript module that loads it.
//!
//! A crate of its own, so that the library behind it is compiled only by who builds a page, and so
//! that its version follows the lock file, as wasm-bindgen demands.
//!
//! Usage: `xtask-bindgen INPUT.wasm OUT_DIR NAME [--keep-names]`

use std::env;
use std::ffi::OsString;
use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let args: Vec<OsString> = env::args_os().skip(1).collect();
    let (input, out_dir, name, keep_names) = match args.as_slice() {
        [input, out_dir, name] => (input, out_dir, name, false),
        [input, out_dir, name, flag] if flag == "--keep-names" => (input, out_dir, name, true),
        _ => {
            eprintln!("usage: xtask-bindgen INPUT.wasm OUT_DIR NAME [--keep-names]");
            return ExitCode::from(2);
        }
    };

    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(input)
        .out_name(&name.to_string_lossy())
        .typescript(false)
        .demangle(keep_names)
        .keep_debug(keep_names)
        .remove_name_section(!keep_names)
        .remove_producers_section(!keep_names);
    let made = bindgen
        .web(true)
        .and_then(|bindgen| bindgen.generate(out_dir));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("wasm-bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
