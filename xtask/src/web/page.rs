//! The files around a compiled page: its HTML and the script that starts it.
//!
//! Nothing is inlined, so that a page works under `script-src 'self' 'wasm-unsafe-eval'`.

use std::fs;
use std::path::{Path, PathBuf};

use super::lean::lean;
use crate::failure::{Failure, Outcome};

/// Everything that goes into a page besides the package's own files.
pub(super) const RECIPE: [&str; 2] = [DEFAULT_HTML, START];

/// The script that starts a page.
const START_FILE: &str = "start.js";

const DEFAULT_HTML: &str = include_str!("default.html");
const START: &str = include_str!("start.js");

/// Writes what a page needs besides what wasm-bindgen made.
pub(super) fn write(package: &str, source: &Path, out: &Path) -> Outcome {
    let template = template_of(source);
    let html = if template.is_file() {
        read(&template)?
    } else {
        DEFAULT_HTML.replace("{title}", package)
    };
    let html = with_start(&html, package)
        .map_err(|what| Failure::new(format!("{}: {what}", template.display())))?;
    write_file(&out.join("index.html"), html.as_bytes())?;
    write_file(
        &out.join(START_FILE),
        START.replace("{package}", package).as_bytes(),
    )?;
    let public = public_of(source);
    for file in files_below(&public)? {
        let name = file.strip_prefix(&public).unwrap_or(&file);
        let bytes = fs::read(&file).map_err(|error| Failure::file("read", &file, &error))?;
        write_file(&out.join(name), &bytes)?;
    }
    Ok(())
}

/// Takes out of a page's scripts what only people read.
pub(super) fn make_lean(out: &Path) -> Outcome {
    for file in files_below(out)? {
        if file.extension().is_some_and(|extension| extension == "js") {
            write_file(&file, lean(&read(&file)?).as_bytes())?;
        }
    }
    Ok(())
}

/// The package's own files that go into its page.
pub(super) fn sources(source: &Path) -> Outcome<Vec<PathBuf>> {
    let mut files = files_below(&public_of(source))?;
    files.extend(Some(template_of(source)).filter(|template| template.is_file()));
    Ok(files)
}

/// A page's own HTML; what Dioxus' command-line tool takes as a template, too.
fn template_of(source: &Path) -> PathBuf {
    source.join("index.html")
}

/// A page's own other files.
fn public_of(source: &Path) -> PathBuf {
    source.join("public")
}

/// The HTML with what loads the compiled page.
fn with_start(html: &str, package: &str) -> Result<String, String> {
    if has_inline_script(html) {
        return Err(format!(
            "an inline script is refused by a strict Content-Security-Policy; put it into a file \
             under public/ and name that in `src` ({START_FILE} starts the app by itself)"
        ));
    }
    let (head, rest) = html.split_once("</head>").ok_or("there is no `</head>`")?;
    let (body, end) = rest
        .split_once("</body>")
        .ok_or("there is no `</body>` after its head")?;
    Ok(format!(
        "{head}\
         <link rel=\"modulepreload\" href=\"./{package}.js\">\n\
         <link rel=\"preload\" href=\"./{package}_bg.wasm\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n\
         </head>{body}\
         <script type=\"module\" src=\"./{START_FILE}\"></script>\n\
         </body>{end}"
    ))
}

/// Whether any `<script>` brings its code with it instead of naming a file.
fn has_inline_script(html: &str) -> bool {
    html.to_ascii_lowercase()
        .split("<script")
        .skip(1)
        .any(|tag| !tag.split('>').next().unwrap_or_default().contains("src="))
}

fn read(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| Failure::file("read", path, &error))
}

fn write_file(path: &Path, bytes: &[u8]) -> Outcome {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::file("create", folder, &error))?;
    }
    fs::write(path, bytes).map_err(|error| Failure::file("write", path, &error))
}

/// Every file below a folder, in a fixed order; none where there is no such folder.
pub(super) fn files_below(folder: &Path) -> Outcome<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(|error| Failure::file("list", folder, &error))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .collect();
    paths.sort();
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_default_page_loads_its_package() {
        let html = with_start(DEFAULT_HTML, "gallery").unwrap();
        for expected in [
            "href=\"./gallery.js\"",
            "href=\"./gallery_bg.wasm\"",
            "src=\"./start.js\"></script>\n</body>",
            "<div id=\"main\">",
        ] {
            assert!(html.contains(expected), "{expected} in {html}");
        }
        assert!(!has_inline_script(&html));
    }

    #[test]
    fn a_page_that_no_strict_policy_would_run_is_refused() {
        let html = "<head></head><body><SCRIPT>alert(1)</SCRIPT></body>";
        assert!(
            with_start(html, "a")
                .unwrap_err()
                .starts_with("an inline script")
        );
        let html = "<head></head><body><script src=\"a.js\"></script></body>";
        assert!(with_start(html, "a").is_ok());
    }

    #[test]
    fn a_page_without_a_body_is_refused() {
        assert_eq!(with_start("<p>", "a").unwrap_err(), "there is no `</head>`");
        let failure = with_start("<head></head>", "a").unwrap_err();
        assert_eq!(failure, "there is no `</body>` after its head");
    }
}
