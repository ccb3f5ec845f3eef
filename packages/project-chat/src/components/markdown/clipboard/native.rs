//! The clipboard of a web view, reached through the one script that it runs for us.

use dioxus::document;

/// Receives the text as a message, so that no text is ever part of a script.
const SCRIPT: &str = r#"
const text = await dioxus.recv();
try {
    await navigator.clipboard.writeText(text);
    return true;
} catch {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    try {
        return document.execCommand("copy");
    } catch {
        return false;
    } finally {
        area.remove();
        before?.focus?.();
    }
}
"#;

/// Puts `text` on the clipboard; whether the web view let it happen.
pub(crate) async fn write(text: String) -> bool {
    let script = document::eval(SCRIPT);
    script.send(text).is_ok() && script.join::<bool>().await.unwrap_or(false)
}
