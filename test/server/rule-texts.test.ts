import { describe, expect, it } from "vitest";
import { rulePage } from "../../engine/report/rule-page";
import { rules } from "../../engine/rules/registry";
import { startClient } from "./client";

describe("the texts of rules, which are built apart from the server", () => {
  it("are the same as in the source, for every rule", async () => {
    const client = await startClient();
    const pages = await Promise.all(
      rules.map(({ id }) => client.connection.sendRequest<{ markdown: string }>("rampart/rule", { id })),
    );
    expect(pages.map(({ markdown }) => markdown)).toEqual(rules.map((rule) => rulePage(rule)));
    await client.stop();
  });
});
