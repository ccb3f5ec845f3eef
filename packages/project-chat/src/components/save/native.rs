//! Downloads of a web view, begun by the one script that it runs for us.

use dioxus::document;

/// Receives the name and the text as a message, so that neither is ever part of a script.
const SCRIPT: &str = r#"
const [name, text] = await dioxus.recv();
try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 20000);
    return true;
} catch {
    return false;
}
"#;

/// Has the web view download `text` as a file called `name`; whether it took it. Where a window of
/// Dioxus puts it, is the person's folder of downloads.
pub(super) async fn save(name: &str, text: String) -> bool {
    let script = document::eval(SCRIPT);
    script.send((name, text)).is_ok() && script.join::<bool>().await.unwrap_or(false)
}
