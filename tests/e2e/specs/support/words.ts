// What a text says, apart from its marks and its spaces.

/** The words of a text in order: runs of letters and digits. */
export function words(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * What a markdown text shows. Only marks that hold letters or digits have to go: where a link
 * leads, a fence's language, an item's number, a task's box. `words` drops all others.
 */
export function shown(markdown: string): string {
  let fence: string | undefined;
  const lines: string[] = [];
  for (const line of markdown.split("\n")) {
    const mark = /^\s*(```+|~~~+)/.exec(line)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      else lines.push(line);
    } else if (mark) {
      fence = mark;
    } else {
      lines.push(inline(line.replace(/^[\s>]*(?:[-*+] \[[ xX]\] |\d{1,9}[.)] )/, "")));
    }
  }
  return lines.join("\n");
}

/** A line without what its links hide; code keeps all that it has. */
function inline(line: string): string {
  return line
    .split(/(`+[^`]+`+)/)
    .map((piece) =>
      piece.startsWith("`") ? piece : piece.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1"),
    )
    .join("");
}
