// Carries out what the scroll area decides: keeps the end in view or what is read in its place,
// and says what the reader does and how high things are.

const EDITABLE = "input, textarea, select, [contenteditable]";
const INTERACTIVE = `a, button, summary, label, [tabindex], ${EDITABLE}`;
const TURN = "[data-window] > [data-turn]";
const UP_KEYS = ["ArrowUp", "PageUp"];

/** What is on the page without being said: names of buttons and cards, numbers of lines. */
const FRAME =
  ".pc-copy, .pc-more, .pc-hidden, .pc-tool-name, .pc-tool-stat, .pc-tool-heading, " +
  ".pc-md-code-header, .pc-diff-gap, summary, [aria-hidden='true']";

/** What unfolds in a row, each a text of its own. */
const SECTION = ".pc-tool-section, .pc-mark-list";

/** How long the area stands still before that is said, in milliseconds. */
const REST = 200;

/** How long after a scroll of the reader's another one is expected, in milliseconds. */
const MOVING = 180;

/** How long after what the reader did the area may move by it, in milliseconds. */
const HAND = 1000;

/**
 * Whether the engine lays out in steps and moves an area to its end in one of them, though it is
 * higher after the last: WebKit, which is told by what it lacks.
 */
const LAYS_OUT_IN_STEPS = !CSS.supports("overflow-anchor", "none");

/** How far below the top edge a turn that is gone to begins, in CSS pixels. */
const MARGIN = 12;

/**
 * Takes hold of an area. `report` is told of everything as JSON and may answer at once; answers
 * that take longer are brought by `tell`.
 */
export function attach(area, report) {
  const column = area.firstElementChild;
  const listening = new AbortController();
  // Heights of turns that have not been said yet, by window and turn.
  const heights = new Map();
  // "end", "here", or a turn as [window, turn, offset].
  let hold = "end";
  // What is at the top edge while the hold is "here", innermost first, with its distance to it.
  let reading = [];
  // Whether nothing is drawn there: what comes to be has to be found again.
  let isBlank = false;
  // Where the area was then: a click can come before the scroll that brought the reader to it.
  let readAt = 0;
  // Where the area was put or found last, and how high it was then: a scroll to anywhere else is the
  // reader's.
  let known = area.scrollTop;
  let knownView = area.clientHeight;
  // Whether other things have been drawn since then.
  let isRedrawn = false;
  // When the reader last did something that can move the area.
  let input = -HAND;
  let said = { top: -1, view: 0, width: 0 };
  let sequence = 0;
  let gripped = 0;
  let frame = 0;
  let rest = 0;
  let touch = 0;
  let isPressed = false;
  // The whole conversation's words while all of it is selected.
  let whole = null;
  // How far the content was shifted instead of the area while the reader moves it.
  let shift = 0;
  let moved = -MOVING;
  // What was found: it may have to be drawn, unfolded or painted before it can be marked, or again.
  let marking = null;
  // The words that are marked.
  let marked = null;

  const listen = (target, name, listener, options = {}) =>
    target.addEventListener(name, listener, { passive: true, ...options, signal: listening.signal });
  const edge = () => area.getBoundingClientRect().top;
  const toEnd = () => area.scrollHeight - area.clientHeight - area.scrollTop;

  const note = () => {
    known = area.scrollTop;
    knownView = area.clientHeight;
    isRedrawn = false;
  };

  const go = (top) => {
    if (Math.abs(top - area.scrollTop) >= 0.5) area.scrollTop = top;
    note();
    readAt = known;
  };

  // How far something else than the content has moved the area since it was put or found last.
  // Content that got shorter moves it up to the new end, and it is put there again before the
  // content can grow. An area that got higher was moved up by no more than that, whatever grew
  // since. What is anywhere else was moved by a hand, a program or the browser.
  const movedBy = () => {
    const by = area.scrollTop - known;
    const isClamped = by < 0 && (toEnd() <= 1 || area.clientHeight - knownView >= -by - 1);
    return isClamped || Math.abs(by) < 1 ? 0 : by;
  };

  // Whether a step of the layout is what moved the area, as far as can be told.
  const isMovedByStep = () =>
    LAYS_OUT_IN_STEPS &&
    (isRedrawn || Array.isArray(hold)) &&
    !isPressed &&
    performance.now() - input > HAND;

  // Lets go where something else than the content has moved the area; whether it has.
  const isLeft = () => {
    const by = movedBy();
    if (by === 0 || (by > 0 && hold === "end") || isMovedByStep()) return false;
    leave(by);
    return true;
  };

  const findTurn = ([key, turn]) =>
    area.querySelector(`[data-window="${key}"] > [data-turn="${turn}"]`);

  const turnOf = (node) => {
    const element = node instanceof Element ? node : node?.parentElement;
    const turn = element?.closest(TURN);
    return turn && area.contains(turn) ? turn : null;
  };

  const nameOf = (turn) => [Number(turn.parentElement.dataset.window), Number(turn.dataset.turn)];

  const isFlowing = (element) =>
    ["static", "relative"].includes(getComputedStyle(element).position);

  // Finds the innermost thing that the top edge runs through or that begins below it in view. A gap
  // is none: when other turns are drawn, it stands for others, too.
  const read = () => {
    reading = [];
    isBlank = false;
    readAt = area.scrollTop;
    const top = edge();
    let parent = column;
    while (parent) {
      let next = null;
      for (const child of parent.children) {
        const box = child.getBoundingClientRect();
        if (box.height <= 1 || box.bottom <= top + 1 || !isFlowing(child)) continue;
        if (child.dataset.gap !== undefined) {
          isBlank = true;
          continue;
        }
        if (isBlank && box.top > top + area.clientHeight) break;
        next = box.top < top ? child : null;
        reading.unshift({ element: child, offset: box.top - top });
        break;
      }
      parent = next;
    }
  };

  // Takes back a movement of what is read. To move an area that the reader moves would end their
  // movement, so its content is shifted until they are done.
  const correct = (by) => {
    if (Math.abs(by) < 0.5) return;
    if (performance.now() - moved > MOVING) return go(area.scrollTop + by);
    shift -= by;
    column.style.marginBlockStart = `${shift}px`;
    // Content that got shorter may have moved the area up to its new end.
    note();
    readAt = known;
  };
  const unshift = () => {
    if (shift === 0) return;
    const by = shift;
    shift = 0;
    column.style.marginBlockStart = "";
    if (area.scrollTop > 0) return go(area.scrollTop - by);
    // Who is at the very beginning wants to see it.
    note();
    read();
  };

  // Puts back what is held. Called before the page is painted, so nobody sees it move.
  const settle = () => {
    if (hold !== "here") {
      // Where layouts have steps, only the scroll that comes of them tells.
      if (!LAYS_OUT_IN_STEPS && isLeft()) return;
      unshift();
    }
    if (hold === "end") {
      go(area.scrollHeight - area.clientHeight);
    } else if (Array.isArray(hold)) {
      const turn = findTurn(hold);
      if (turn) go(area.scrollTop + turn.getBoundingClientRect().top - edge() - hold[2]);
    } else {
      const kept = reading.find(({ element }) => element.isConnected && element.offsetParent);
      if (kept) correct(kept.element.getBoundingClientRect().top - edge() - kept.offset);
      if (isBlank || !kept || kept !== reading[0]) read();
    }
  };

  const obey = (order) => {
    if (order.text !== undefined) whole = order.text;
    if (order.focus) area.focus({ preventScroll: true });
    if (order.mark !== undefined) {
      marking = { ...order.mark, isShown: false };
      if (marking.turn && !findTurn(marking.turn)) {
        hold = [...marking.turn, MARGIN];
        note();
      }
      // What has to be drawn or unfolded for it mostly is, by then.
      requestAnimationFrame(mark);
    }
    if (order.hold === undefined || (order.sequence ?? Infinity) < gripped) return;
    if (order.hold !== "here") {
      hold = order.hold;
      // Where it was until now is no place that somebody has gone to.
      note();
      // Who asks to go somewhere has let go of the wheel.
      if (order.sequence === undefined) input = -HAND;
      settle();
    } else if (hold === "end") {
      hold = "here";
      read();
    }
  };

  const noteHeight = (turn, height) => {
    const name = nameOf(turn);
    heights.set(name.join(), [...name, height]);
  };

  // The turn at the top edge, and how far below it its beginning is.
  const atEdge = () => {
    const top = edge();
    for (const turn of area.querySelectorAll(TURN)) {
      const box = turn.getBoundingClientRect();
      if (box.bottom > top + 1) return [...nameOf(turn), box.top - top];
    }
    return null;
  };

  // The turns that must stay: what is selected, and what has the focus.
  const kept = () => {
    const turns = [];
    const focused = turnOf(document.activeElement);
    if (focused) turns.push([...nameOf(focused), nameOf(focused)[1]]);
    const selection = document.getSelection();
    if (whole === null && selection && !selection.isCollapsed) {
      const ends = [turnOf(selection.anchorNode), turnOf(selection.focusNode)];
      const [from, to] = ends.map((turn) => turn && nameOf(turn));
      if (from && to && from[0] === to[0]) turns.push([...from, to[1]]);
      else for (const end of [from, to]) if (end) turns.push([...end, end[1]]);
    }
    return turns;
  };

  const say = (event) => {
    const top = edge();
    for (const turn of area.querySelectorAll(`${TURN}:not([data-seen])`)) {
      noteHeight(turn, turn.getBoundingClientRect().height);
    }
    sequence += 1;
    said = { top: area.scrollTop, view: area.clientHeight, width: area.clientWidth };
    const windows = [...area.querySelectorAll("[data-window]")].map((window) => ({
      key: Number(window.dataset.window),
      top: window.getBoundingClientRect().top - top,
    }));
    const message = {
      event,
      sequence,
      to_end: toEnd(),
      view: area.clientHeight,
      offset_minutes: -new Date().getTimezoneOffset(),
      windows,
      heights: [...heights.values()],
      reading: atEdge(),
      kept: kept(),
    };
    heights.clear();
    const answer = report(JSON.stringify(message));
    if (answer) obey(JSON.parse(answer));
  };

  // The reader takes over: let go first, then ask whether that was right.
  const grip = () => {
    if (hold !== "end") return;
    hold = "here";
    read();
    gripped = sequence + 1;
    say("intent");
  };

  // The reader has moved the area: whatever was to be brought into view does not matter any more.
  const took = () => {
    note();
    moved = performance.now();
    if (marking) marking.isShown = true;
  };

  // The area was moved away from what it held: that is held no more, but what is there.
  const leave = (by) => {
    took();
    hold = "here";
    read();
    gripped = sequence + 1;
    say(by < 0 ? "up" : "down");
  };

  const sizes = new ResizeObserver((entries) => {
    let isNew = false;
    for (const { target, borderBoxSize } of entries) {
      if (!target.isConnected) {
        sizes.unobserve(target);
      } else if (target.dataset.turn !== undefined) {
        isNew ||= !target.dataset.seen;
        target.dataset.seen = "";
        noteHeight(target, borderBoxSize[0].blockSize);
      }
    }
    settle();
    if (isNew) mark();
    const isSame = area.clientHeight === said.view && area.clientWidth === said.width;
    const isFar = Math.abs(area.scrollTop - said.top) > area.clientHeight / 4;
    if (!frame && (isNew || !isSame || isFar || hold !== "end")) {
      frame = requestAnimationFrame(() => {
        frame = 0;
        say("laid");
      });
    }
  });

  const watch = (root) => {
    if (root instanceof Element) {
      if (root.matches(TURN)) sizes.observe(root);
      else for (const turn of root.querySelectorAll(TURN)) sizes.observe(turn);
    }
  };

  const growth = new MutationObserver((records) => {
    for (const { target, addedNodes } of records) {
      if (addedNodes.length === 0) continue;
      if (target.dataset.window !== undefined || !target.closest("[data-window]")) {
        addedNodes.forEach(watch);
      }
    }
    if (marking && !(isMarked() && marking.isShown)) {
      const turn = marking.turn && findTurn(marking.turn);
      if (turn && records.some(({ target }) => turn.contains(target))) mark();
    }
    // Nothing is laid out between what got shorter and what grows after it, so nobody has to tell
    // one from the other later.
    isRedrawn = true;
    if (hold !== "here" && !LAYS_OUT_IN_STEPS && !document.hidden) settle();
  });

  const unmark = () => {
    for (const found of area.querySelectorAll("[data-found]")) delete found.dataset.found;
    CSS.highlights?.delete("pc-find");
    CSS.highlights?.delete("pc-found");
    marked = null;
  };

  // Whether the words that were found are marked; those that are drawn anew are not any more.
  const isMarked = () => marked !== null && !marked.collapsed;

  // Brings what was found into view in what scrolls by itself around it.
  const reveal = (range) => {
    let element = range.startContainer.parentElement;
    for (; element && element !== area; element = element.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(element);
      const [box, view] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
      const isBeside = box.left < view.left || box.right > view.right;
      const isOutside = box.top < view.top || box.bottom > view.bottom;
      if (isBeside && /auto|scroll/.test(overflowX)) {
        element.scrollLeft += box.left - view.left - element.clientWidth / 3;
      }
      if (isOutside && /auto|scroll/.test(overflowY)) {
        element.scrollTop += box.top - view.top - element.clientHeight / 3;
      }
    }
  };

  // Marks what was found, once its turn is drawn, and brings it into view once.
  const mark = () => {
    if (!marking) return;
    const { query, turn, path, is_cut, nth } = marking;
    const element = turn && findTurn(turn);
    if (turn && !element) return;
    unmark();
    if (!element) {
      marking = null;
      return;
    }
    const ranges = occurrences(element, query);
    const { row: within, isDrawn } = rowAt(element, path);
    const part = isDrawn ? partOf(within, marking) : null;
    const there = !part ? [] : is_cut ? cutAtEnd(part.element, query) : ranges.filter(part.holds);
    marked = there[nth] ?? there.at(-1) ?? null;
    const row = marked?.startContainer.parentElement?.closest("[data-row]") ?? within;
    row.dataset.found = "";
    if (globalThis.Highlight && marked) {
      CSS.highlights.set("pc-find", new Highlight(...ranges));
      CSS.highlights.set("pc-found", new Highlight(marked));
    }
    if (marking.isShown) return;
    // Its row is shown already while its words are still to come, or to be unfolded.
    marking.isShown = nth in there && marked.getClientRects().length > 0;
    if (marked) reveal(marked);
    const box = (marked ?? row).getBoundingClientRect();
    const view = area.getBoundingClientRect();
    hold = "here";
    const isSeen = box.top >= view.top + 48 && box.bottom <= view.bottom - 48;
    if (!isSeen) go(area.scrollTop + box.top - view.top - area.clientHeight / 3);
    read();
  };

  listen(area, "scroll", () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      settle();
      unshift();
      say("rest");
    }, REST);
    if (hold !== "here" && !isLeft()) settle();
    const by = area.scrollTop - known;
    if (Math.abs(by) < 1) {
      if (Math.abs(area.scrollTop - said.top) > area.clientHeight / 4) say("moved");
      return;
    }
    took();
    // First what changed the page since it was last laid out, then what the reader did.
    for (const place of reading) place.offset -= area.scrollTop - readAt;
    readAt = area.scrollTop;
    settle();
    read();
    gripped = sequence + 1;
    say(by < 0 ? "up" : "down");
  });

  for (const name of ["wheel", "touchmove", "keydown"]) {
    listen(area, name, () => (input = performance.now()));
  }

  const scrollsItself = (event) => {
    for (const element of event.composedPath()) {
      if (element === area) return false;
      if (element.scrollTop > 0 && /auto|scroll/.test(getComputedStyle(element).overflowY)) return true;
    }
    return true;
  };
  const goesUp = (event) => {
    if (area.scrollTop > 0 && !scrollsItself(event)) grip();
  };
  listen(area, "wheel", (event) => event.deltaY < 0 && !event.ctrlKey && goesUp(event));
  listen(area, "touchstart", (event) => (touch = event.touches[0].clientY));
  listen(area, "touchmove", (event) => event.touches[0].clientY - touch > 3 && goesUp(event));
  listen(area, "pointerdown", (event) => {
    isPressed = true;
    // On the right, or on the left where that is where lines end.
    const isBeside = event.offsetX >= area.clientWidth || event.offsetX < 0;
    const isScrollbar = event.target === area && isBeside;
    if (isScrollbar || event.button === 1) grip();
    else if (column.contains(event.target) && event.target.closest(INTERACTIVE) !== area) grip();
  });
  listen(window, "pointerup", () => {
    if (!isPressed) return;
    isPressed = false;
    free();
  });
  listen(area, "focusin", (event) => event.target !== area && grip());
  listen(area, "focusout", () => setTimeout(() => free()));

  // Nothing in the area has the reader's attention any more.
  const free = () => {
    if (hold === "end" || isPressed || kept().length > 0) return;
    say("freed");
  };

  listen(document, "selectionchange", () => {
    const selection = document.getSelection();
    const isWhole = selection?.anchorNode === column && selection?.focusNode === column;
    if (!isWhole) whole = null;
    if (!selection || selection.isCollapsed) return free();
    if (column.contains(selection.anchorNode) || column.contains(selection.focusNode)) grip();
  });

  listen(
    area,
    "keydown",
    (event) => {
      if (event.defaultPrevented || event.target.closest(EDITABLE)) return;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const isBack = event.key === " " && event.shiftKey && event.target === area;
      if (isPlain && (UP_KEYS.includes(event.key) || isBack)) goesUp(event);
      // The browser would go to where the beginning and the end were when the key was pressed.
      if ((event.key === "Home" || event.key === "End") && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        say(event.key.toLowerCase());
      }
      if (event.key.toLowerCase() === "a" && (event.ctrlKey || event.metaKey) && !event.altKey) {
        event.preventDefault();
        whole = "";
        document.getSelection()?.selectAllChildren(column);
        say("select-all");
      }
    },
    { passive: false },
  );
  listen(
    document,
    "copy",
    (event) => {
      if (!whole) return;
      event.clipboardData?.setData("text/plain", whole);
      event.preventDefault();
    },
    { passive: false },
  );
  listen(window, "beforeprint", () => say("print"));
  listen(window, "afterprint", () => say("printed"));
  listen(window, "pagehide", () => say("rest"));

  growth.observe(column, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ["class", "style", "hidden", "open"],
  });
  sizes.observe(area);
  sizes.observe(column);
  watch(column);
  say("laid");

  return {
    tell: (order) => obey(JSON.parse(order)),
    detach: () => {
      listening.abort();
      growth.disconnect();
      sizes.disconnect();
      clearTimeout(rest);
      cancelAnimationFrame(frame);
    },
  };
}

/** What stands among the rows of a turn without being one. */
const BESIDE = ["day", "settled", "asked", "turn", "child"];

/** What is drawn inside of a row: the tools of a group, or the turns of an agent. */
const CHILD = ":scope > .pc-tool-body > .pc-child";

/**
 * The row that a path of places leads to; what is around it where rows cannot be told apart, or are
 * not drawn yet. Of an agent that works inside of a row, turns are places, too.
 */
function rowAt(turn, path) {
  let row = turn;
  for (const [at, count] of path) {
    const inside = [":scope > .pc-answer", CHILD, `${CHILD} > .pc-turns`];
    const rows = [row, ...inside.map((place) => row.querySelector(place))]
      .flatMap((parent) => [...(parent?.children ?? [])])
      .filter(({ dataset }) => dataset.turn ?? (dataset.row && !BESIDE.includes(dataset.row)));
    if (rows.length !== count) return { row, isDrawn: rows.length > 0 };
    row = rows[at];
  }
  return { row, isDrawn: true };
}

/**
 * What something is in: a section of a row's card, its `details`, or what is beside them, and whether
 * that holds a range; nothing before the page is shown that it has to be on.
 */
function partOf(row, { section, is_in_details, page }) {
  const sections = [...row.querySelectorAll(SECTION)];
  const details = [row.querySelector("details"), row.nextElementSibling]
    .find((element) => element?.matches("details"));
  const isBeside = section === null && !is_in_details;
  const element = isBeside ? row : is_in_details ? details : sections[section];
  const isThere = page === null || element?.querySelector(".pc-more")?.dataset.page === String(page);
  if (!element || !isThere) return null;
  const others = isBeside ? [...sections, details] : [];
  const holds = ({ startContainer }) =>
    element.contains(startContainer) && !others.some((other) => other?.contains(startContainer));
  return { element, holds };
}

/** The beginning of a text at the end of a page, which cuts it. */
function cutAtEnd(element, query) {
  // Of what is said there, the page is the longest.
  const [page] = textsOf(element).sort((one, other) => other.length - one.length);
  const [end, wanted] = [lower(page?.data.slice(1 - query.length) ?? ""), lower(query)];
  for (let length = end.length; length > 0; length--) {
    if (!end.endsWith(wanted.slice(0, length))) continue;
    const range = document.createRange();
    range.setStart(page, page.length - length);
    range.setEnd(page, page.length);
    return [range];
  }
  return [];
}

/** What an element says, piece by piece. */
function textsOf(element) {
  const walker = document.createTreeWalker(
    element,
    NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
    (node) => {
      if (node.nodeType === Node.TEXT_NODE) return NodeFilter.FILTER_ACCEPT;
      return node.matches(FRAME) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
    },
  );
  const texts = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) texts.push(node);
  return texts;
}

/** Where a text occurs in what an element says, letter case aside. */
function occurrences(element, query) {
  const nodes = [];
  let text = "";
  for (const node of textsOf(element)) {
    nodes.push({ node, start: text.length });
    text += lower(node.data);
  }
  const place = (at) => {
    const index = nodes.findLastIndex(({ start }) => start <= at);
    return [nodes[index].node, at - nodes[index].start];
  };
  const wanted = lower(query);
  const ranges = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
    const range = document.createRange();
    range.setStart(...place(at));
    const [last, offset] = place(at + wanted.length - 1);
    range.setEnd(last, offset + 1);
    ranges.push(range);
  }
  return ranges;
}

/** Lower case without a change of length, so that places stay places. */
function lower(text) {
  return Array.from({ length: text.length }, (_, at) => {
    const small = text[at].toLowerCase();
    return small.length === 1 ? small : text[at];
  }).join("");
}
