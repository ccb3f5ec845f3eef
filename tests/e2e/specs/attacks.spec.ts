// Nothing that an agent says runs, loads, leads away or takes the page's place, under the page's
// own Content-Security-Policy.
import {
  LAST_WORDS,
  fieldAttacks,
  firstGenerationAttacks,
  markdownAttacks,
  type AttackRecording,
} from "./support/attacks";
import { Gallery } from "./support/gallery";
import { playing, type Recording } from "./support/made";
import { Tripwire } from "./support/tripwire";
import { expect, test } from "./support/test";
import type { Page } from "@playwright/test";

/** A title is a place for an attack as well. */
const TITLE = "<img src=x onerror=tripped()>";

/** Opens the project that plays a recording, within a tripwire. */
async function play(page: Page, made: Recording, look: (wire: Tripwire) => Promise<void>) {
  await playing(made, TITLE, async (gateway) => {
    const wire = await Tripwire.around(page, gateway.url);
    await page.goto(gateway.url);
    await expect(page.getByText(LAST_WORDS).first()).toBeVisible({ timeout: 30_000 });
    await look(wire);
  });
}

/** Draws every turn, as for paper, and unfolds all that folds, also what comes to light by that. */
async function unfoldAll(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  await expect(page.locator("[data-gap]")).toHaveCount(0);
  await page.evaluate(async () => {
    for (let round = 0; round < 6; round++) {
      for (const details of document.querySelectorAll("details")) details.open = true;
      const folded = document.querySelectorAll<HTMLElement>('.pc-chat [aria-expanded="false"]');
      for (const button of folded) button.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      if (folded.length === 0) break;
    }
  });
}

const CORPORA: [string, AttackRecording, number][] = [
  ["markdown", markdownAttacks(), 150],
  ["the fields of the second generation", fieldAttacks(), 100],
  ["the messages of the first generation", firstGenerationAttacks(), 100],
];

// A picture of the page's own origin that is not there.
test.use({ expectedErrors: /status of 404/ });

for (const [what, { recording, turns, cases }, least] of CORPORA) {
  test(`attacks in ${what} come to nothing`, async ({ page }) => {
    expect(cases).toBeGreaterThanOrEqual(least);
    await play(page, recording, async (wire) => {
      await unfoldAll(page);
      await expect(page.locator('.pc-chat [aria-expanded="false"]')).toHaveCount(0);
      const drawn = page.locator(".pc-chat [data-window] > [data-turn]");
      expect(await drawn.count()).toBeGreaterThanOrEqual(turns);
      expect(await wire.touchAll()).toBeGreaterThan(cases);
      expect(await wire.tripped()).toEqual([]);
    });
  });
}

/** What a page that lets content through would have in it, and what the wire says of it. */
const UNSAFE: [string, RegExp][] = [
  ["<img src=x onerror=tripped()>", /policy script-src/],
  ["<img src=/api/image>", /asks for .*image/],
  ["<link rel=stylesheet href=/sheet.css>", /asks for .*sheet/],
  ["<img src=https://evil.example/x.png>", /policy img-src/],
  ["<iframe srcdoc=x></iframe>", /<iframe> is in the page/],
  ["<a href='https://evil.example/'>x</a>", /keeps its opener/],
  ["<a href='javascript:tripped()'>x</a>", /leads to javascript:/],
  ["<form name=body><input name=cookie></form>", /<form> is named body/],
  ["<p style='background: url(/tripwire.png)'>x</p>", /<p> has style=/],
  ["<base href=https://evil.example>", /<base> is in the page/],
];

test.describe("the wire", () => {
  test.use({ expectedErrors: /./ });

  test("is tripped by everything that it is for", async ({ page, gateway }) => {
    const wire = await Tripwire.around(page, gateway.url);
    await new Gallery(page, gateway.url).open("messages");
    expect(await wire.tripped()).toEqual([]);
    for (const [markup, expected] of UNSAFE) {
      const said = expect.stringMatching(expected);
      expect(await wire.tripped()).not.toContainEqual(said);
      await page.evaluate((markup) => document.body.insertAdjacentHTML("beforeend", markup), markup);
      await expect.poll(() => wire.tripped(), markup).toContainEqual(said);
    }
  });

  test("is tripped by a script that runs, where no policy stops it", async ({ browser, gateway }) => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    const wire = await Tripwire.around(page, gateway.url);
    await new Gallery(page, gateway.url).open("messages");
    await page.evaluate(() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=data: onerror=tripped()>");
    });
    await expect.poll(() => wire.tripped()).toContain("a script has run");
    await context.close();
  });
});
