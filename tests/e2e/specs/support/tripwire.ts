// A wire around a page: it is tripped by everything that nothing an agent says may bring about.
import type { BrowserContext, Page } from "@playwright/test";

/** The elements that the page is made of. */
const ELEMENTS = new Set(
  ("a article blockquote br button code dd del details div dl dt em fieldset figcaption figure footer form h1 h2 h3 " +
    "h4 h5 h6 header hr img input label legend li main mark nav ol option p pre progress section select small " +
    "span strong style sub summary sup table tbody td textarea th thead time tr ul " +
    "svg circle path rect line polyline g " +
    "math mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover " +
    "mtable mtr mtd").split(" "),
);

/** Attributes that load, send or run something, whatever is in them. */
const DANGEROUS =
  /^(on.*|srcdoc|srcset|action|formaction|ping|background|poster|data|xlink:href|is|http-equiv)$/;

/** What the page itself asks its server for, by path. */
const PATHS =
  /^\/($|(start|gallery|gallery_chunks)\.js$|gallery_bg\.wasm$|[a-z0-9_]+-[0-9a-f]{16}\.wasm$|snippets\/|api\/|stream$)/;

/** What the server does something for. */
const CALLS = /^\/(api|stream)\b/;

/** Where a link may lead. */
const TARGETS = /^(https?:|mailto:)/;

/** A page that is watched. What has tripped the wire is said in words. */
export class Tripwire {
  private readonly outside: string[] = [];

  private constructor(
    private readonly page: Page,
    private readonly origin: string,
  ) {}

  /** Has the wire around a page before it is opened. */
  static async around(page: Page, origin: string): Promise<Tripwire> {
    const wire = new Tripwire(page, origin);
    await wire.watch(page.context());
    return wire;
  }

  /** Everything that has tripped it so far. */
  async tripped(): Promise<string[]> {
    const inside = await this.page.evaluate(() => (window as any).wire as string[]);
    const elements = await this.page.evaluate(walk, {
      elements: [...ELEMENTS],
      dangerous: DANGEROUS.source,
      targets: TARGETS.source,
    });
    return [...new Set([...this.outside, ...inside, ...elements])];
  }

  /**
   * Does to everything that is drawn what can run something: points at it, gives it the focus,
   * clicks it where it is a link. Says how many there were. Links are not followed: where they
   * lead is looked at by `tripped`.
   */
  touchAll(): Promise<number> {
    return this.page.evaluate(() => {
      const touched = [...document.querySelectorAll<HTMLElement>(".pc-chat *")];
      const hold = (event: Event) => {
        if ((event.target as Element).closest("a")) event.preventDefault();
      };
      window.addEventListener("click", hold);
      for (const element of touched) {
        for (const name of ["mouseover", "mouseenter", "focus", "toggle", "load", "error", "animationend"]) {
          element.dispatchEvent(new Event(name));
        }
        if (element.matches("a")) element.click();
      }
      window.removeEventListener("click", hold);
      return touched.length;
    });
  }

  private async watch(context: BrowserContext): Promise<void> {
    const { page, origin, outside } = this;
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol === "data:" || url.protocol === "blob:") return;
      // Pictures of the page's own origin are shown; that is the library's documented policy.
      const isPicture = request.resourceType() === "image";
      const isExpected = isPicture ? !CALLS.test(url.pathname) : PATHS.test(url.pathname);
      if (url.origin !== origin || !isExpected) outside.push(`asks for ${url}`);
    });
    page.on("websocket", (socket) => {
      if (new URL(socket.url()).host !== new URL(origin).host) outside.push(`opens ${socket.url()}`);
    });
    page.on("framenavigated", (frame) => {
      if (frame.url().startsWith(`${origin}/`) && frame === page.mainFrame()) return;
      outside.push(`goes to ${frame.url()}`);
    });
    page.on("dialog", (dialog) => {
      outside.push(`shows a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on("download", (download) => outside.push(`saves ${download.url()}`));
    page.on("pageerror", (error) => outside.push(`fails: ${error.message}`));
    page.on("crash", () => outside.push("crashes"));
    context.on("page", (other) => outside.push(`opens the page ${other.url()}`));
    // Nothing leaves this machine, whatever happens.
    await context.route(
      (url) => /^(https?|ftp):$/.test(url.protocol) && url.origin !== origin,
      (route) => route.abort(),
    );
    await page.addInitScript(() => {
      const wire: string[] = [];
      const trip = (what: string) => () => void wire.push(what);
      Object.defineProperty(window, "wire", { value: wire });
      Object.defineProperty(window, "tripped", { value: trip("a script has run") });
      for (const name of ["alert", "confirm", "prompt", "print", "open"] as const) {
        window[name] = trip(`${name}() was called`) as any;
      }
      window.addEventListener("securitypolicyviolation", (event) => {
        wire.push(`the policy ${event.violatedDirective} refuses ${event.blockedURI}`);
      });
      window.addEventListener("unhandledrejection", (event) => wire.push(`fails: ${event.reason}`));
    });
  }
}

/** Everything in the page that must not be there. */
function walk(rules: { elements: string[]; dangerous: string; targets: string }): string[] {
  const found: string[] = [];
  const known = new Set(rules.elements);
  const dangerous = new RegExp(rules.dangerous);
  const targets = new RegExp(rules.targets);
  const check = (element: Element) => {
    const name = element.localName;
    const say = (what: string) => found.push(`<${name}> ${what}`);
    if (!known.has(name) && !element.matches('body > script[src="./start.js"]')) say("is in the page");
    for (const attribute of element.attributes) {
      const { name: key, value } = attribute;
      if (dangerous.test(key)) say(`has ${key}=${value}`);
      if (!/^[a-z][a-z0-9-]*$/i.test(key)) say(`has the attribute ${key}`);
      // Named elements take the place of what scripts look for by that name.
      if ((key === "id" || key === "name") && !/^(pc-|main$|[a-z]*[0-9])/.test(value)) {
        say(`is named ${value}`);
      }
      if (key === "style" && !element.matches(".pc-gap, .pc-column")) say(`has style=${value}`);
    }
    if (element instanceof HTMLAnchorElement && element.hasAttribute("href")) {
      const isOwn = element.origin === location.origin;
      const isSaved = element.protocol === "data:" && element.hasAttribute("download");
      // An address that cannot be read leads nowhere.
      const isRead = element.protocol !== ":";
      if (isRead && !isSaved && !targets.test(element.protocol)) say(`leads to ${element.href}`);
      if (!isOwn && !isSaved && !element.relList.contains("noopener")) say("keeps its opener");
    }
    if (element instanceof HTMLImageElement) {
      const isOwn = element.src === "" || new URL(element.src).origin === location.origin;
      if (!isOwn && !/^data:image\//.test(element.src)) say(`shows ${element.src}`);
    }
  };
  for (const element of document.querySelectorAll("body *")) check(element);
  if ("tripped" in Object.prototype) found.push("Object has changed");
  // A named element stands in for what a script would find under that name.
  for (const name of ["body", "head", "forms", "cookie", "documentElement", "querySelector"] as const) {
    const value: unknown = document[name];
    if (value instanceof Element && value.hasAttribute("name")) found.push(`document.${name} has changed`);
  }
  return [...new Set(found)];
}
