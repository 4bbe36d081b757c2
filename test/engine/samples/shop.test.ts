import { describe, expect, test } from "vitest";
import { BREAKS } from "./breaks";
import { scanShop } from "./shop";

describe("the shop", () => {
  test("as it is, and so with every break mended, nothing is found", async () => {
    expect(await scanShop()).toEqual([]);
  });

  test.each(BREAKS.map((each) => [each.link, each] as const))(
    "%s: broken once, it is found where it is broken",
    async (_link, { edits, found }) => {
      const shown = (await scanShop(edits)).map(({ rule, file, path }) => `${rule} ${file} ${path}`);
      expect(shown).toEqual(found);
      expect(found).not.toEqual([]);
    },
  );

  test("what holds in one environment alone is said of it alone", async () => {
    const scopesOf = async (link: string) => {
      const broken = BREAKS.find((each) => each.link === link);
      const found = await scanShop(broken?.edits);
      return [...new Set(found.flatMap(({ scopes }) => scopes))];
    };
    expect(await scopesOf("federated credential → account")).toEqual(["overlays/prod"]);
    expect(await scopesOf("Ingress → Service")).toEqual(["overlays/dev", "overlays/prod"]);
  });
});
