//! How much of a page travels to the browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Outcome};
use crate::say;

/// What Node runs to compress a file with brotli.
const NODE_BROTLI: &str = "process.stdout.write(require('node:zlib').brotliCompressSync(require('node:fs').readFileSync(process.argv[1])))";

/// Prints the size of each file that a page loads, raw and compressed.
pub(super) fn print(page: &Path) -> Outcome {
    say::note(&row("", "raw", "gzip", "brotli"));
    for file in loaded_files(page)? {
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let raw = fs::metadata(&file)
            .map_err(|error| Failure::file("measure", &file, &error))?
            .len();
        say::note(&row(
            &name,
            &kilobytes(usize::try_from(raw).ok()),
            &kilobytes(gzip(&file)),
            &kilobytes(brotli(&file)),
        ));
    }
    Ok(())
}

fn loaded_files(page: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(page).map_err(|error| Failure::file("list", page, &error))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm" || extension == "js")
        })
        .collect();
    files.sort();
    Ok(files)
}

fn gzip(file: &Path) -> Option<usize> {
    output_length(Command::new("gzip").args(["-9", "--stdout"]).arg(file))
}

fn brotli(file: &Path) -> Option<usize> {
    output_length(
        Command::new("brotli")
            .args(["--best", "--stdout"])
            .arg(file),
    )
    .or_else(|| output_length(Command::new("node").args(["-e", NODE_BROTLI]).arg(file)))
}

/// How much a program writes, where there is that program.
fn output_length(command: &mut Command) -> Option<usize> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then_some(output.stdout.len())
}

fn kilobytes(bytes: Option<usize>) -> String {
    bytes.map_or_else(
        || "-".to_owned(),
        |bytes| format!("{} kB", bytes.div_ceil(1000)),
    )
}

fn row(name: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{name:<24} {raw:>9} {gzip:>9} {brotli:>9}")
}

#[cfg(test)]
mod tests {
    use super::kilobytes;

    #[test]
    fn sizes_are_rounded_up_and_unknown_ones_are_a_dash() {
        assert_eq!(kilobytes(Some(427_001)), "428 kB");
        assert_eq!(kilobytes(None), "-");
    }
}
