// Code blocks: coloured, copied, wrapped, and scrolled by keys only where there is something to scroll.
import { Gallery } from "./support/gallery";
import { expect, test } from "./support/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

test("a code block is coloured, can be wrapped and gives its exact text", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("markdown");
  const block = page.locator('.pc-md-code[data-language="typescript"]').first();
  const scroll = block.locator(".pc-md-code-scroll");
  await expect(block.locator(".pc-tok-comment")).toHaveCount(1);
  await expect(block.locator(".pc-tok-keyword").first()).toHaveText("export");

  await expect(scroll).toHaveAttribute("tabindex", "0");
  const wrap = block.getByRole("button", { name: "Wrap lines" });
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  await expect(scroll).not.toHaveAttribute("tabindex");

  await block.getByRole("button", { name: "Copy" }).click();
  await expect(block.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await scroll.textContent());
  expect(copied.split("\n")).toHaveLength(2);
});

test("what is removed and added is told apart, and a host draws its own fences", async ({ page, gateway }) => {
  await new Gallery(page, gateway.url).open("markdown");
  const block = page.locator('.pc-md-code[data-language="diff"]').first();
  await expect(block.locator('[data-kind="removed"]')).toHaveText("- let lines = 1;");
  await expect(block.locator('[data-kind="added"]')).toHaveText("+ let lines = text.lines().count();");
  await expect(page.locator(".gallery-steps").first().locator("li")).toHaveCount(2);
});
