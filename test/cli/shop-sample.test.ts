import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SHOP } from "../engine/samples/shop";
import { rampart } from "./run-cli";

describe("the shop on the command line", () => {
  test("finds nothing in the whole sample, nor in dev by dev's profile", async () => {
    for (const args of [
      ["."],
      ["overlays/dev", "--profile", "dev"],
      ["overlays/prod", "--profile", "prod"],
    ]) {
      const { status, stdout } = await rampart(SHOP, ["scan", ...args, "--no-cache", "--format", "json"]);
      expect(JSON.parse(stdout).findings).toEqual([]);
      expect(status).toBe(0);
    }
  });

  test("every difference between dev and prod is written down with its reason", async () => {
    expect(await rampart(SHOP, ["gap", "dev", "prod", "--check", "gap.json"])).toMatchObject({
      status: 0,
      stdout: "Every difference is documented\n",
    });
    const { rows } = JSON.parse(readFileSync(join(SHOP, "gap.json"), "utf8")) as {
      rows: { subject: string; reason: string }[];
    };
    expect(rows.map(({ subject }) => subject)).toContain("Pod Security enforced by namespaces");
    for (const { reason } of rows) expect(reason).toMatch(/\w+.*\.$/);
  });
});
