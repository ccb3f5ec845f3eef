// Starts the compiled app, and says so on the page where it cannot start.
import init from "./{package}.js";

try {
  await init({ module_or_path: new URL("./{package}_bg.wasm", import.meta.url) });
} catch (error) {
  const notice = document.createElement("p");
  notice.setAttribute("role", "alert");
  notice.textContent =
    "This page could not start. Reload it; if that does not help, update your browser. " + error;
  document.body.prepend(notice);
  throw error;
}
