//! How much of a page travels to the browser.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::page;
use crate::failure::{Failure, Outcome};
use crate::say;

/// What Node runs to compress a file with brotli.
const NODE_BROTLI: &str = "process.stdout.write(require('node:zlib').brotliCompressSync(require('node:fs').readFileSync(process.argv[1])))";

/// Prints the size of each file that a page loads, raw and compressed.
pub(super) fn print(page: &Path) -> Outcome {
    say::note(&row("", "raw", "gzip", "brotli"));
    let mut total = [Some(0), Some(0), Some(0)];
    for file in page::files_below(page)?
        .into_iter()
        .filter(|file| is_loaded(file))
    {
        let raw = fs::metadata(&file).map_err(|error| Failure::file("measure", &file, &error))?;
        let sizes = [usize::try_from(raw.len()).ok(), gzip(&file), brotli(&file)];
        let name = file
            .strip_prefix(page)
            .unwrap_or(&file)
            .display()
            .to_string();
        say::note(&row_of(&name, sizes));
        for (total, size) in total.iter_mut().zip(sizes) {
            *total = total.zip(size).map(|(total, size)| total + size);
        }
    }
    say::note(&row_of("together", total));
    Ok(())
}

/// Whether a file is code that the page loads.
pub(super) fn is_loaded(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "wasm" || extension == "js")
}

fn gzip(file: &Path) -> Option<usize> {
    output_length(Command::new("gzip").args(["-9", "--stdout"]).arg(file))
}

/// The length of a file that was compressed with brotli, where something here can do that.
pub(super) fn brotli(file: &Path) -> Option<usize> {
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

fn row_of(name: &str, [raw, gzip, brotli]: [Option<usize>; 3]) -> String {
    row(name, &kilobytes(raw), &kilobytes(gzip), &kilobytes(brotli))
}

fn row(name: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{name:<48} {raw:>9} {gzip:>9} {brotli:>9}")
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
