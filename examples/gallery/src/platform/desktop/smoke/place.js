// The reader's place in the gallery's long conversation, as functions of the page.

const area = () => document.querySelector(".pc-scroll");
const turns = () => all("[data-window] > [data-turn]");
const turnNamed = (name) => turns().find((turn) => turn.dataset.turn === name);
const toEnd = () => area().scrollHeight - area().clientHeight - area().scrollTop;
const isFollowing = () => document.querySelector(".pc-jump-place")?.dataset.following === "true";
const canJump = () => Boolean(document.querySelector(".pc-jump"));
const topOf = (element) => element.getBoundingClientRect().top - area().getBoundingClientRect().top;

const frames = (count) =>
  new Promise((resolve) => {
    const next = (left) => (left === 0 ? resolve(true) : requestAnimationFrame(() => next(left - 1)));
    next(count);
  });

/** Waits until nothing moves any more. */
const rests = async () => {
  const look = () => `${area().scrollTop} ${area().scrollHeight} ${all("*", area()).length}`;
  for (let last = "", same = 0; same < 8; ) {
    await frames(1);
    const now = look();
    same = now === last ? same + 1 : 0;
    last = now;
  }
  return true;
};

/** Whether the end is in view and stays there. */
const isAtEnd = async () => (await rests()) && toEnd() <= 1;

/** Does what a button of the page is for, to the turn with that place in the conversation. */
const act = async (name, turn) => {
  if (turn !== undefined) {
    const field = document.querySelector(".gallery-picker input");
    field.value = String(turn);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await frames(2);
  }
  const button = all(".gallery-picker button").find((button) => button.innerText === name);
  button?.click();
  return Boolean(button) && (await rests());
};

/** Where the middle of the area is on the page, in CSS pixels. */
const middle = () => {
  const box = area().getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
};

/** The turn in the middle of what is seen, and where it begins. */
const place = async () => {
  await rests();
  const half = area().clientHeight / 2;
  const turn = turns().find((turn) => topOf(turn) + turn.offsetHeight > half);
  return { turn: turn.dataset.turn, top: topOf(turn) };
};

/** How far what was seen has moved, in CSS pixels. */
const moved = async (from) => {
  await rests();
  const turn = turnNamed(from.turn);
  return turn ? Math.abs(topOf(turn) - from.top) : Infinity;
};

/** The place in the conversation of a turn that is drawn above what is seen; -1 without one. */
const above = () => {
  const turn = turns().find((turn) => topOf(turn) + turn.offsetHeight < 0);
  return Number(turn?.getAttribute("aria-posinset") ?? 0) - 1;
};

/** How much that is not drawn is in view. */
const gapsInView = () => {
  const view = area().getBoundingClientRect();
  return all("[data-gap]", area()).filter((gap) => {
    const box = gap.getBoundingClientRect();
    return box.bottom > view.top + 1 && box.top < view.bottom - 1;
  }).length;
};

/** Where the head of a card that is folded is on the page; none where none is in view. */
const foldedCard = async () => {
  await rests();
  const heads = all('[data-row="tool"] [aria-expanded="false"]', area());
  const isSeen = (head) => topOf(head) > 0 && topOf(head) + head.offsetHeight < area().clientHeight;
  const head = heads.findLast(isSeen);
  if (!head) return null;
  const box = head.getBoundingClientRect();
  window.card = { head, top: topOf(head) };
  return [box.left + 40, box.top + box.height / 2];
};

/** How far the head of the card moved that was opened; none while it is not open. */
const cardMoved = async () => {
  await rests();
  const { head, top } = window.card;
  return head.getAttribute("aria-expanded") === "true" ? Math.abs(topOf(head) - top) : null;
};

/** Begins to count the frames in which something that is not drawn is in view. */
const watchGaps = () => {
  const seen = (window.gaps = { frames: 0, gaps: 0 });
  const look = () => {
    if (window.gaps !== seen || !area()) return;
    seen.frames += 1;
    if (gapsInView() > 0) seen.gaps += 1;
    requestAnimationFrame(() => setTimeout(look));
  };
  look();
  return true;
};

/** Where the button that copies the last message is on the page, and what the message says. */
const copyButton = async () => {
  const row = all('[data-row="user"]', area()).at(-1);
  const button = row.querySelector(".pc-copy");
  const [seen, view] = [button.getBoundingClientRect(), area().getBoundingClientRect()];
  // Somewhere else is gone to only if it has to be: what is drawn then may move the button again.
  if (seen.top < view.top || seen.bottom > view.bottom) row.scrollIntoView({ block: "center" });
  await rests();
  window.copied = button;
  const box = button.getBoundingClientRect();
  const words = row.querySelector(".pc-bubble").innerText.trim();
  return [box.left + box.width / 2, box.top + box.height / 2, words];
};
const copyButtonSays = (state) => window.copied.dataset.state === state;

/** Whether everything in the conversation is selected. */
const isAllSelected = () => document.getSelection().containsNode(area().firstElementChild, true);

const questionsIn = (text) => text.match(/Question \d+\./g)?.length ?? 0;
const turnCount = () => Number(turns()[0].getAttribute("aria-setsize"));
