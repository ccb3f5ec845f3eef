// What a visitor sees and does, as functions of the page.

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const sessions = () => all(".pc-session");
const session = (version) => sessions().find((session) => session.dataset.version === version);
const composer = () => document.querySelector(".pc-composer");
const box = () => document.querySelector("textarea.pc-field");

/** The last turn of the conversation. */
const lastTurn = () => all(".pc-turn", sessions().at(-1) ?? document).at(-1);

/** The words of a text, one space between them. */
const words = (text) => (text.match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");

const INLINE = "a, code, del, em, mark, span, strong, sub, sup";

/** What an element says, block by block; what is skipped while it cannot be seen is no part of innerText. */
const text = (element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const pieces = [];
  let last;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement.closest(`:not(${INLINE})`);
    pieces.push(block === last ? "" : "\n", node.data);
    last = block;
  }
  return pieces.join("");
};

/** The person's message that a turn begins with. */
const question = (turn) => words(turn?.querySelector('[data-row="user"] .pc-bubble')?.innerText ?? "");

/** What the agent says in a turn. */
const answer = (turn) => {
  const rows = turn ? all(':scope > .pc-answer > [data-row="text"]', turn) : [];
  return words(rows.map(text).join("\n"));
};

/** Whether the live session of a generation is there and its stream is open. */
const isLive = (version) =>
  session(version)?.dataset.state === "live" &&
  document.querySelector(".pc-connection")?.dataset.connection === "open";

/** Whether the stream is lost, and said to be. */
const isLost = () =>
  document.querySelector(".pc-connection")?.dataset.connection === "waiting" &&
  Boolean(document.querySelector(".pc-banner"));

const isEnded = (version) => session(version)?.dataset.state === "ended";

/** Whether nothing goes on any more. */
const isIdle = () => composer()?.dataset.state === "idle" && !document.querySelector("[data-streaming]");

/** Whether the last turn is this message's and its answer has ended. */
const isAnswered = (message) => {
  const turn = lastTurn();
  const delivery = turn?.querySelector('[data-row="user"]')?.dataset.delivery;
  return question(turn) === words(message) && delivery === "delivered" && isIdle();
};

/** Whether the last answer has begun and goes on. */
const isAnswering = (message) => {
  const turn = lastTurn();
  return question(turn) === words(message) && answer(turn).length > 100 && composer()?.dataset.state === "working";
};

const isInterrupted = () => Boolean(lastTurn()?.querySelector('[data-row="interrupted"]')) && isIdle();

/** Types a text into the box, as the keys would. */
const type = (text) => {
  const field = box();
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText", data: text }));
  return field.value;
};

/** Presses a key in the box. */
const press = (key) => {
  const event = { key, code: key, bubbles: true, cancelable: true };
  box().dispatchEvent(new KeyboardEvent("keydown", event));
  return true;
};

const click = (selector) => {
  const element = document.querySelector(selector);
  element?.click();
  return Boolean(element);
};

/** Opens a page of the gallery by its name. */
const goTo = (name) => {
  const button = all(".gallery-nav button").find((button) => button.innerText === name);
  button?.click();
  return Boolean(button);
};

/** Chooses a project by its name. */
const choose = (name) => {
  const select = document.querySelector(".gallery-picker select");
  const option = [...(select?.options ?? [])].find((option) => option.text === name);
  if (!option) return false;
  select.value = option.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
};

/** Unfolds the ended session of a generation, if it is folded. */
const unfold = (version) => {
  const line = session(version)?.querySelector(".pc-session-line");
  if (line?.getAttribute("aria-expanded") === "false") line.click();
  return Boolean(line);
};

const isUnfolded = (version) => all("[data-row]", session(version) ?? document.createElement("p")).length > 0;

/** Whether the message is in the one generation's session and not in the other's. */
const hasMoved = (message, from, to) => {
  const says = (version) => all(".pc-turn", session(version)).some((turn) => question(turn) === words(message));
  return says(to) && !says(from);
};

/** Everything that is said in the conversation. */
const transcript = () => all(".pc-turn").map((turn) => `${question(turn)}: ${answer(turn)}`);

/** What the page shows, in short, for a failure's reason. */
const summary = () => {
  const states = sessions().map(({ dataset }) => `${dataset.version} ${dataset.state}`).join(", ");
  const text = document.querySelector("main")?.innerText ?? document.body.innerText;
  return `sessions [${states}], composer ${composer()?.dataset.state}, text: …${text.slice(-300).replace(/\s+/g, " ")}`;
};

const specimen = (title) =>
  all(".gallery-specimen").find((figure) => figure.querySelector("figcaption")?.textContent === title);

/** The line that unfolds the card of a specimen. */
const card = (title) => specimen(title)?.querySelector("[data-tool] > button");

/** What saves the text of a specimen's card as a file. */
const saveButton = (title) => all(".pc-long-text .pc-copy", specimen(title) ?? document.head).at(-1);
