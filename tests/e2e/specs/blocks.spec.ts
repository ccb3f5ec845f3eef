// What a reader asks of blocks: more of what is cut, and what is remembered of it.
import { type Locator, type Page } from "@playwright/test";
import { begin, partOf, playing, recording } from "./support/made";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 900, height: 700 } });

const answer = (n: number, text: string) => [
  ...begin(n, `Question ${n}.`),
  partOf(n, "b", "1", { type: "text", text: `${text}\n\nAnswer ${n} ends here.`, time: { start: 2, end: 3 } }),
];

const repeated = (count: number, part: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => part(n)).join("");

const LINES = 500;
const CODE = repeated(LINES, (n) => `let line_${n} = "${"some words ".repeat(n === 0 ? 40 : 1)}";\n`);

/** A list in a quotation, with code in it that is longer than what is shown of it. */
const NESTED = `> 1. An item:\n>\n>    \`\`\`rust\n${CODE.replace(/^/gm, ">    ")}\`\`\`\n`;

const turn = (page: Page, n: number) =>
  page.locator("[data-window] > [data-turn]").filter({ hasText: new RegExp(`Answer ${n} ends here`) });

async function open(page: Page, url: string, last: number): Promise<void> {
  await page.goto(url);
  await expect(page.getByText(`Answer ${last} ends here.`)).toBeVisible({ timeout: 30_000 });
}

test("what was asked of code is known again when it is drawn again, and after a reload", async ({ page }) => {
  const TURNS = 60;
  const last = TURNS - 1;
  const plain = repeated(30, (n) => `Paragraph ${n} of words.\n\n`);
  const turns = Array.from({ length: TURNS }, (_, n) =>
    answer(n, n === last ? `\`\`\`rust\n${CODE}\`\`\`\n\n${NESTED}` : plain),
  );
  await playing(recording(turns.flat()), "Asked", async (gateway) => {
    await open(page, gateway.url, last);
    const blocks = turn(page, last).locator(".pc-md-code");
    const isAsked = async () => {
      await expect(blocks.nth(0)).toHaveAttribute("data-wrap", "true");
      await expect(blocks.nth(0)).toHaveAttribute("data-cut", "true");
      await expect(blocks.nth(1)).toHaveAttribute("data-wrap", "false");
      await expect(blocks.nth(1)).toHaveAttribute("data-cut", "false");
    };
    await blocks.nth(0).getByRole("button", { name: "Wrap lines" }).click();
    await blocks.nth(1).getByRole("button", { name: `Show all ${LINES} lines` }).click();
    await isAsked();

    await page.locator(".pc-scroll").focus();
    await page.keyboard.press("Home");
    await expect(turn(page, 0)).toBeVisible();
    await page.locator(".pc-scroll").hover();
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 600);
        return blocks.count();
      })
      .toBe(0);
    await page.locator(".pc-scroll").focus();
    await page.keyboard.press("End");
    await isAsked();

    await page.reload();
    await expect(turn(page, last)).toBeVisible({ timeout: 30_000 });
    await isAsked();
    await blocks.nth(1).getByRole("button", { name: "Show less" }).click();
    await expect(blocks.nth(1)).toHaveAttribute("data-cut", "true");
  });
});

/** What is cut, the button that shows the rest, and what is there only then. */
const CUT: { what: string; text: string; button: RegExp; rest: (answer: Locator) => Locator }[] = [
  {
    what: "what is nested deep",
    text: `${"> ".repeat(40)}the innermost words`,
    button: /^Show what is nested deeper anyway/,
    rest: (answer) => answer.getByText("the innermost words"),
  },
  {
    what: "a wide table",
    text: `|${repeated(90, (n) => ` title ${n} |`)}\n|${"-|".repeat(90)}\n|${repeated(90, (n) => ` cell ${n} |`)}`,
    button: /^Show the other columns anyway \(26\)$/,
    rest: (answer) => answer.getByRole("cell", { name: "cell 89", exact: true }),
  },
  {
    what: "a long table",
    text: `| a |\n|---|\n${repeated(2_100, (n) => `| row ${n} |\n`)}`,
    button: /^Show the other rows anyway \(100\)$/,
    rest: (answer) => answer.getByRole("cell", { name: "row 2099", exact: true }),
  },
  {
    what: "a long list",
    text: repeated(2_100, (n) => `- item ${n}\n`),
    button: /^Show the other items anyway \(100\)$/,
    rest: (answer) => answer.getByText("item 2099", { exact: true }),
  },
  {
    what: "a long paragraph",
    text: `${repeated(40_000, (n) => `word ${n}, `)}and the last words`,
    button: /^Show the rest of the text anyway/,
    rest: (answer) => answer.getByText("and the last words"),
  },
  {
    what: "long source that looks like HTML",
    text: `<div>\n${repeated(500, (n) => `<b>${n}</b>\n`)}</div>`,
    button: /^Show the rest of the text anyway/,
    rest: (answer) => answer.getByText("<b>499</b>"),
  },
];

for (const [n, { what, text, button, rest }] of CUT.entries()) {
  test(`${what} is shown when the reader asks for it`, async ({ page }) => {
    await playing(recording(answer(n, text)), "Cut", async (gateway) => {
      await open(page, gateway.url, n);
      const shown = turn(page, n);
      const more = shown.getByRole("button", { name: button });
      await expect(more).toHaveCount(1);
      await expect(rest(shown)).toHaveCount(0);
      await more.focus();
      await page.keyboard.press("Enter");
      await expect(more).toHaveCount(0);
      await expect(rest(shown)).toHaveCount(1);
    });
  });
}

/** A picture of 60 by 40 pixels. */
const PIXELS =
  "iVBORw0KGgoAAAANSUhEUgAAADwAAAAoCAIAAAAt2Q6oAAAAO0lEQVR42u3OQQkAAAgEsItmNKMZzRQ+hMECLNXzTqSlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpaWlpS8tU3cQ03vVxF0AAAAASUVORK5CYII=";

test("nothing moves when a picture comes", async ({ page }) => {
  let serve = () => {};
  const served = new Promise<void>((resolve) => (serve = resolve));
  await page.route("**/shot.png", async (route) => {
    await served;
    await route.fulfill({ contentType: "image/png", body: Buffer.from(PIXELS, "base64") });
  });
  const text = `First words.\n\n![a shot](/shot.png)\n\n![inside](data:image/png;base64,${PIXELS})\n\nLast words.`;
  await playing(recording(answer(0, text)), "Pictures", async (gateway) => {
    await open(page, gateway.url, 0);
    const last = turn(page, 0).getByText("Last words.");
    const shot = turn(page, 0).getByRole("img", { name: "a shot" });
    const inside = turn(page, 0).getByRole("img", { name: "inside" });
    await expect(inside).toHaveAttribute("width", "60");
    const isDrawn = (picture: Locator, drawn: boolean) =>
      expect(picture).toHaveJSProperty("naturalWidth", drawn ? 60 : 0);
    await isDrawn(inside, true);
    await isDrawn(shot, false);
    const place = await shot.boundingBox();
    const before = await last.boundingBox();
    serve();
    await isDrawn(shot, true);
    expect(await shot.boundingBox()).toEqual(place);
    expect(await last.boundingBox()).toEqual(before);
  });
});
