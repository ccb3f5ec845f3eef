//! Downloads of a web view, begun by the one script that it runs for us.

use dioxus::document;

use super::READING;

/// Receives the name, the text and the milliseconds that reading it may take as a message, so that
/// none is ever part of a script.
const SCRIPT: &str = r#"
const [name, text, reading] = await dioxus.recv();
try {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), reading);
    return true;
} catch {
    return false;
}
"#;

/// Has the web view download `text` as a file called `name`; whether it took it. Where a window of
/// Dioxus puts it, is the person's folder of downloads.
pub(super) async fn save(name: &str, text: String) -> bool {
    let script = document::eval(SCRIPT);
    let reading = u64::try_from(READING.as_millis()).unwrap_or(u64::MAX);
    script.send((name, text, reading)).is_ok() && script.join::<bool>().await.unwrap_or(false)
}
