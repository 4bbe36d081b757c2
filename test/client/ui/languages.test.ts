import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../host/eventually";
import { pictureOnFailure, startUiSession, type UiSession } from "../host/ui-session";
import { ADMISSION_POLICY } from "./manifests";

describe("snippets and syntaxes", () => {
  let session: UiSession;

  pictureOnFailure(() => session?.workbench);

  beforeAll(async () => {
    session = await startUiSession({ files: { "policy.yaml": ADMISSION_POLICY, "empty.yaml": "" } });
  });

  afterAll(async () => {
    await session?.stop();
  });

  /** The classes, and so the colours, of the pieces of text on the lines that hold a word. */
  async function colours(
    word: string,
  ): Promise<readonly { readonly text: string; readonly colour: string }[]> {
    const lines = session.workbench.page.locator(".view-line", { hasText: word });
    return await lines.first().evaluate((line) =>
      [...line.querySelectorAll("span > span")].map((piece) => ({
        text: (piece.textContent ?? "").replaceAll("\u00a0", " "),
        colour: piece.className,
      })),
    );
  }

  test("colour CEL inside an admission policy, and the parts of our comments", async () => {
    await session.workbench.openFile("policy.yaml");
    const expression = await eventually(
      () => colours("replicas <="),
      (pieces) => pieces.some(({ text }) => text === "5"),
      "CEL in colours",
    );
    const text = (part: string) => expression.find(({ text }) => text.trim() === part)?.colour;
    expect(text("5")).toBeDefined();
    expect(text("5")).not.toBe(text("object"));
    const comment = await colours("rampart-ignore-next-line");
    expect(new Set(comment.map(({ colour }) => colour)).size).toBeGreaterThan(1);
  });

  test("offer hardened snippets", async () => {
    const { workbench } = session;
    await workbench.openFile("empty.yaml");
    await workbench.goTo(1);
    await workbench.typeText("rampart-deploy");
    // The list opens while one types, and is filled bit by bit.
    const isOffered = (labels: readonly string[]) => labels.includes("rampart-deployment");
    await eventually(() => workbench.suggestions(), isOffered, "suggestions");
    await workbench.acceptSuggestion("rampart-deployment");
    await workbench.press("Escape");
    const text = await workbench.editorText();
    expect(text).toContain("kind: Deployment");
    expect(text).toContain("runAsNonRoot: true");
  });
});
