// A picture that is opened large: by the keyboard, with the focus in it, and nothing is fetched.
import { LongConversation } from "./support/long";
import { expect, test } from "./support/test";

test.use({ viewport: { width: 900, height: 700 } });

test("a picture is opened and closed by keys, and the focus goes back", async ({ page, gateway }) => {
  const asked: string[] = [];
  const long = new LongConversation(page, gateway.url);
  await long.open(20);
  page.on("request", (request) => asked.push(request.url()));
  await long.act("Add a picture", 19);
  const picture = long.turns.last().getByRole("button", { name: /picture\.png/ });
  const dialog = page.getByRole("dialog");
  for (const close of ["Escape", "Enter"]) {
    await picture.focus();
    await page.keyboard.press("Enter");
    await expect(dialog).toBeVisible();
    await expect(dialog.getByRole("img")).toBeVisible();
    const button = dialog.getByRole("button");
    await expect(button).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(button).toBeFocused();
    await page.keyboard.press(close);
    await expect(dialog).toHaveCount(0);
    await expect(picture).toBeFocused();
  }
  await picture.click();
  await dialog.click({ position: { x: 5, y: 5 } });
  await expect(dialog).toHaveCount(0);
  expect(asked.filter((url) => !url.startsWith("data:"))).toEqual([]);
});
