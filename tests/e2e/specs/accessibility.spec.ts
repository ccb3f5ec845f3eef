// Every page of the gallery, in light and in dark, has nothing that axe objects to.
import AxeBuilder from "@axe-core/playwright";
import { Gallery, PAGES, THEMES } from "./support/gallery";
import { expect, test } from "./support/test";

// A colour that is on its way to another has no contrast to speak of.
test.use({ contextOptions: { reducedMotion: "reduce" } });

for (const theme of THEMES) {
  for (const name of PAGES) {
    test(`${name} is accessible in ${theme}`, async ({ page, gateway }) => {
      // Some pages hold dozens of chats.
      test.slow();
      const gallery = new Gallery(page, gateway.url);
      await gallery.open(name);
      await gallery.choose(theme);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
      }));
      expect(found).toEqual([]);
    });
  }
}
