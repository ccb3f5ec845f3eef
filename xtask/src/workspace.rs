//! Where things are: the workspace's root, what it builds into, what it keeps between runs.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Outcome};
use crate::process;

/// The folders that every task works in.
#[derive(Debug)]
pub(crate) struct Workspace {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, wherever the person keeps it.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// The workspace that this program was built from.
    pub(crate) fn find() -> Outcome<Self> {
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().unwrap_or(&here).to_path_buf();
        let metadata = process::capture(process::cargo().current_dir(&root).args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--quiet",
        ]))?;
        let target = json_string(&metadata, "target_directory").ok_or_else(|| {
            Failure::new("`cargo metadata` names no target folder; is this cargo newer than 1.85?")
        })?;
        Ok(Self {
            root,
            target: PathBuf::from(target),
        })
    }

    /// Whether a member of the workspace declares a cargo feature.
    pub(crate) fn has_feature(&self, member: &Path, feature: &str) -> bool {
        fs::read_to_string(self.root.join(member).join("Cargo.toml"))
            .is_ok_and(|manifest| declares_feature(&manifest, feature))
    }

    /// The names of the example apps, in alphabetical order.
    pub(crate) fn examples(&self) -> Outcome<Vec<String>> {
        let folder = self.root.join("examples");
        let entries =
            fs::read_dir(&folder).map_err(|error| Failure::file("list", &folder, &error))?;
        let mut names: Vec<String> = entries
            .filter_map(Result::ok)
            .filter(|entry| entry.path().join("Cargo.toml").is_file())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        Ok(names)
    }
}

/// The folder for what is fetched once per machine, outside of any checkout.
pub(crate) fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .unwrap_or_else(env::temp_dir);
    base.join("project-chat")
}

/// The folder that cargo unpacks the sources of dependencies into.
pub(crate) fn sources_of_dependencies() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    Some(home.join("registry").join("src"))
}

/// The first string value of a key in a JSON text.
fn json_string(json: &str, key: &str) -> Option<String> {
    let (_, rest) = json.split_once(&format!("\"{key}\":\""))?;
    let mut value = String::new();
    let mut letters = rest.chars();
    loop {
        match letters.next()? {
            '"' => return Some(value),
            '\\' => value.push(letters.next()?),
            letter => value.push(letter),
        }
    }
}

fn declares_feature(manifest: &str, feature: &str) -> bool {
    manifest
        .lines()
        .map(str::trim)
        .skip_while(|line| *line != "[features]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once('='))
        .any(|(name, _)| name.trim() == feature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_json_string_is_read_with_its_escapes() {
        let json = r#"{"a":1,"target_directory":"C:\\work \"x\"","b":""}"#;
        let found = json_string(json, "target_directory");
        assert_eq!(found.as_deref(), Some(r#"C:\work "x""#));
        assert_eq!(json_string(json, "missing"), None);
    }

    #[test]
    fn a_feature_counts_only_in_its_table() {
        let manifest = "[features]\ndefault = []\nweb = [\n  \"dioxus/web\",\n]\n[dependencies]\ndesktop = \"1\"\n";
        assert!(declares_feature(manifest, "web"));
        assert!(!declares_feature(manifest, "desktop"));
    }
}
