//! How much of a page travels to the browser.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::page;
use crate::failure::{Failure, Outcome};
use crate::say;

/// What Node runs to compress a file with brotli.
const NODE_BROTLI: &str = "process.stdout.write(require('node:zlib').brotliCompressSync(require('node:fs').readFileSync(process.argv[1])))";

/// How many digits the build has that a chunk's name ends with.
const BUILD_DIGITS: usize = 16;

/// When a page asks for a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    AtStart,
    /// When something is used that travels apart.
    Later,
}

/// Prints the size of each file of code that a page loads, raw and compressed.
pub(super) fn print(page: &Path) -> Outcome {
    say::note(&row("", "raw", "gzip", "brotli"));
    let mut total = [Some(0), Some(0), Some(0)];
    let mut at_start = total;
    for file in page::files_below(page)? {
        let Some(when) = loaded(&file) else {
            continue;
        };
        let raw = fs::metadata(&file).map_err(|error| Failure::file("measure", &file, &error))?;
        let sizes = [usize::try_from(raw.len()).ok(), gzip(&file), brotli(&file)];
        let name = file
            .strip_prefix(page)
            .unwrap_or(&file)
            .display()
            .to_string();
        say::note(&row_of(&name, sizes));
        add(&mut total, sizes);
        if when == When::AtStart {
            add(&mut at_start, sizes);
        }
    }
    if at_start != total {
        say::note(&row_of("to start", at_start));
    }
    say::note(&row_of("together", total));
    Ok(())
}

fn add(total: &mut [Option<usize>; 3], sizes: [Option<usize>; 3]) {
    for (total, size) in total.iter_mut().zip(sizes) {
        *total = total.zip(size).map(|(total, size)| total + size);
    }
}

/// When the page asks for a file of code; none for other files.
pub(super) fn loaded(file: &Path) -> Option<When> {
    let extension = file.extension()?.to_str()?;
    if !matches!(extension, "wasm" | "js" | "css" | "html") {
        return None;
    }
    let build = file
        .file_stem()?
        .to_str()?
        .rsplit_once('-')
        .map(|(_, build)| build);
    let is_chunk = extension == "wasm"
        && build.is_some_and(|build| {
            build.len() == BUILD_DIGITS && build.bytes().all(|digit| digit.is_ascii_hexdigit())
        });
    Some(if is_chunk { When::Later } else { When::AtStart })
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
    use std::path::Path;

    use super::{When, kilobytes, loaded};

    #[test]
    fn chunks_are_loaded_later() {
        let check = |file: &str, expected| assert_eq!(loaded(Path::new(file)), expected, "{file}");
        check("a/gallery_bg.wasm", Some(When::AtStart));
        check("a/tools-0123456789abcdef.wasm", Some(When::Later));
        check("a/my-app_bg.wasm", Some(When::AtStart));
        check("a/inline-0123456789abcdef.js", Some(When::AtStart));
        check("index.html", Some(When::AtStart));
        check("favicon.svg", None);
    }

    #[test]
    fn sizes_are_rounded_up_and_unknown_ones_are_a_dash() {
        assert_eq!(kilobytes(Some(427_001)), "428 kB");
        assert_eq!(kilobytes(None), "-");
    }
}
