//! Paths as people read them: without the folder that everything is in.

use std::borrow::Cow;

/// A path in two parts, so that a narrow line can leave out the folder first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShownPath {
    /// The folder with the separator at its end; empty where there is none.
    pub(crate) folder: String,
    pub(crate) name: String,
}

/// `path` without the folder `workspace` in front of it.
pub(crate) fn relative<'a>(path: &'a str, workspace: Option<&str>) -> &'a str {
    let Some(root) = workspace
        .map(|root| root.trim_end_matches(['/', '\\']))
        .filter(|root| !root.is_empty())
    else {
        return path;
    };
    match path.strip_prefix(root) {
        Some("" | "/" | "\\") => ".",
        Some(rest) => rest.strip_prefix(['/', '\\']).unwrap_or(path),
        None => path,
    }
}

/// A text in which every path in `workspace` stands without it.
pub(crate) fn without_workspace<'a>(text: &'a str, workspace: Option<&str>) -> Cow<'a, str> {
    let root = workspace.map(|root| format!("{}/", root.trim_end_matches('/')));
    match root.filter(|root| root.len() > 1) {
        Some(root) if text.contains(&root) => Cow::Owned(text.replace(&root, "")),
        _ => Cow::Borrowed(text),
    }
}

impl ShownPath {
    pub(crate) fn of(path: &str, workspace: Option<&str>) -> Self {
        let path = relative(path, workspace);
        let trimmed = path.trim_end_matches(['/', '\\']);
        let at = trimmed.rfind(['/', '\\']).map_or(0, |at| at + 1);
        Self {
            folder: path[..at].to_owned(),
            name: path[at..].to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, workspace: Option<&str>, folder: &str, name: &str) {
        let shown = ShownPath::of(path, workspace);
        assert_eq!((shown.folder.as_str(), shown.name.as_str()), (folder, name));
    }

    #[test]
    fn paths_stand_without_the_workspace() {
        let workspace = Some("/workspace");
        check("", workspace, "", "");
        check("/", workspace, "", "/");
        check("main.rs", workspace, "", "main.rs");
        check("/workspace/src/a.rs", workspace, "src/", "a.rs");
        check("/workspace/src/a.rs", Some("/workspace/"), "src/", "a.rs");
        check("/workspace", workspace, "", ".");
        check("/workspace2/a.rs", workspace, "/workspace2/", "a.rs");
        check("/srv/a.rs", workspace, "/srv/", "a.rs");
        check("/srv/a.rs", Some("/"), "/srv/", "a.rs");
        check("/srv/dir/", None, "/srv/", "dir/");
        check(r"C:\work\a.rs", Some(r"C:\work"), "", "a.rs");
    }

    #[test]
    fn texts_lose_the_workspace_too() {
        let text = "/workspace/a.rs:\n  in /workspace/b";
        assert_eq!(without_workspace(text, Some("/workspace")), "a.rs:\n  in b");
        assert_eq!(without_workspace(text, Some("/")), text);
        assert_eq!(without_workspace(text, None), text);
    }
}
