//! The window's command line.

use std::path::PathBuf;

use super::smoke::Smoke;
use crate::page::Page;
use lexopt::prelude::*;

/// What `--help` prints.
pub(super) const HELP: &str = "\
Every component of project-chat in every state, and the whole chat, in a window.

Usage: gallery [OPTIONS]

Options:
  --gateway URL      A gateway that runs already [default: one of its own, with a scripted agent]
  --project ID       The project to open [default: the gateway's first]
  --page NAME        The page to open: conversation, markdown, tools, messages or states
  --width PIXELS     The window's width [default: 1200]
  --height PIXELS    The window's height [default: 860]
  --smoke            Try everything out, say so line by line, and exit with 0 or 1
  --screenshot PATH  With --smoke: leave a picture of the conversation in a PNG file
  --downloads DIR    With --smoke: where this system puts downloads; a file is saved there, too
  --help             Print this";

/// What the program is to do.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Asked {
    /// Open a window.
    Window(Flags),
    /// Print [`HELP`].
    Help,
}

/// How the window is to be opened.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Flags {
    /// The URL of a gateway; without one the window brings its own.
    pub(super) gateway: Option<String>,
    /// The page to open.
    pub(super) page: Page,
    /// The window's size, in logical pixels.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Whether the window tries itself out.
    pub(super) smoke: Option<Smoke>,
}

/// Reads the command line.
///
/// # Errors
///
/// What is wrong with it, for the person.
pub(super) fn parse(mut args: lexopt::Parser) -> Result<Asked, lexopt::Error> {
    let mut flags = Flags {
        gateway: None,
        page: Page::Conversation(None),
        width: 1200,
        height: 860,
        smoke: None,
    };
    let mut is_smoke = false;
    let mut screenshot: Option<PathBuf> = None;
    let mut downloads: Option<PathBuf> = None;
    while let Some(arg) = args.next()? {
        match arg {
            Long("gateway") => flags.gateway = Some(url(&args.value()?.string()?)?),
            Long("project") => flags.page = project(args.value()?.string()?),
            Long("page") => flags.page = page(&args.value()?.string()?)?,
            Long("width") => flags.width = args.value()?.parse()?,
            Long("height") => flags.height = args.value()?.parse()?,
            Long("smoke") => is_smoke = true,
            Long("screenshot") => screenshot = Some(args.value()?.into()),
            Long("downloads") => downloads = Some(args.value()?.into()),
            Long("help") | Short('h') => return Ok(Asked::Help),
            other => return Err(other.unexpected()),
        }
    }
    if is_smoke && flags.gateway.is_some() {
        return Err("--smoke brings a gateway of its own, which it lets crash".into());
    }
    if !is_smoke && screenshot.is_some() {
        return Err("--screenshot is only taken with --smoke".into());
    }
    if !is_smoke && downloads.is_some() {
        return Err("--downloads is only looked at with --smoke".into());
    }
    flags.smoke = is_smoke.then_some(Smoke {
        screenshot,
        downloads,
    });
    Ok(Asked::Window(flags))
}

fn project(id: String) -> Page {
    Page::Conversation(Some(id.into()))
}

fn page(name: &str) -> Result<Page, lexopt::Error> {
    Page::at(name).ok_or_else(|| {
        let names = Page::ALL.map(|page| page.address()).join(", ");
        format!("there is no page `{name}`; the pages are {names}").into()
    })
}

fn url(text: &str) -> Result<String, lexopt::Error> {
    if text.starts_with("http://") || text.starts_with("https://") {
        return Ok(text.to_owned());
    }
    Err(format!("`{text}` is no gateway; give a URL such as http://127.0.0.1:4777").into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn read(line: &str) -> Result<Asked, String> {
        parse(lexopt::Parser::from_args(line.split_whitespace())).map_err(|error| error.to_string())
    }

    #[test]
    fn every_flag_is_read() {
        let line = "--project p --width 400 --height 300";
        let window = Flags {
            gateway: None,
            page: Page::Conversation(Some("p".into())),
            width: 400,
            height: 300,
            smoke: None,
        };
        let elsewhere = Flags {
            gateway: Some("http://127.0.0.1:1".to_owned()),
            ..window.clone()
        };
        let trial = Flags {
            smoke: Some(Smoke {
                screenshot: Some("a.png".into()),
                downloads: Some("saved".into()),
            }),
            ..window
        };
        let check = |more: &str, expected: Flags| {
            let asked = read(&format!("{line} {more}"));
            assert_eq!(asked, Ok(Asked::Window(expected)), "{more}");
        };
        check("--gateway http://127.0.0.1:1", elsewhere);
        check("--smoke --screenshot a.png --downloads saved", trial);
        assert_eq!(read("--help"), Ok(Asked::Help));
    }

    #[test]
    fn what_makes_no_sense_is_said() {
        let check = |line: &str, expected: &str| {
            let error = read(line).unwrap_err();
            assert!(error.contains(expected), "{line}: {error}");
        };
        check("--fly", "invalid option '--fly'");
        check("--page moon", "the pages are conversation, markdown,");
        check("here", "unexpected argument \"here\"");
        check("--width wide", "cannot parse argument \"wide\"");
        check("--gateway localhost", "give a URL such as");
        check("--screenshot a.png", "only taken with --smoke");
        check("--downloads saved", "only looked at with --smoke");
        check("--smoke --gateway http://a", "a gateway of its own");
    }
}
