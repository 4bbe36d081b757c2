import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { eventually } from "./eventually";
import type { InputDriver } from "./workbench-input";

/** One underlining in the editor. */
export interface Squiggle {
  readonly severity: "error" | "warning" | "info" | "hint";
  /** 1-based line on which it is drawn. */
  readonly line: number;
  /** The underlined text. */
  readonly text: string;
}

/** One row of the Problems view. */
export interface Problem {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** 1-based, as the view shows it. */
  readonly line: number;
  readonly column: number;
}

/** The active text editor. */
export interface EditorDriver {
  /** Puts the cursor on a 1-based line and column. */
  goTo(line: number, column?: number): Promise<void>;
  /** Text of the active editor, with its own line ends. */
  editorText(): Promise<string>;
  /** Selects everything and replaces it as one paste, without automatic indentation. */
  replaceText(text: string): Promise<void>;
  /** Saves the active editor, whose file is at `path`, and waits until the file holds the editor's text. */
  save(path: string): Promise<void>;
  /** Underlinings now drawn in the visible part of the active editor, by line. */
  squiggles(): Promise<readonly Squiggle[]>;
  /** Waits until the underlinings satisfy; returns them. */
  waitForSquiggles(satisfy: (squiggles: readonly Squiggle[]) => boolean): Promise<readonly Squiggle[]>;
  /** Waits until a code lens of the active editor holds a text; returns the texts of all that are drawn. */
  waitForLens(containing: string): Promise<readonly string[]>;
  /** Opens the light bulb's menu at the cursor and returns its titles; none when there are no actions. */
  lightBulb(): Promise<readonly string[]>;
  /** Chooses from the open light bulb menu: the first entry whose title is, or matches, the given one. */
  chooseAction(title: string | RegExp): Promise<void>;
  /** Text of the hover at a position; waits for it to have the text if one is given. */
  hoverText(line: number, column: number, containing?: string): Promise<string>;
  /** Asks for completion at the cursor; labels in order of the list. The list stays open. */
  suggestions(): Promise<readonly string[]>;
  /** Accepts an entry of the open completion list. */
  acceptSuggestion(label: string): Promise<void>;
  /** Opens the Problems view and returns its rows once they satisfy (default: at least one). */
  problems(satisfy?: (problems: readonly Problem[]) => boolean): Promise<readonly Problem[]>;
}

const EDITOR = ".editor-group-container.active .editor-instance .monaco-editor";

/** Reads underlinings out of the overlays that the editor draws line by line, at the height of its line numbers. */
function readSquiggles(editor: Element): Squiggle[] {
  const severities = ["error", "warning", "info", "hint"] as const;
  const top = (element: Element) => element.getBoundingClientRect().top;
  const numbers = [...editor.querySelectorAll(".margin-view-overlays .line-numbers")].map((element) => ({
    top: element.parentElement === null ? 0 : top(element.parentElement),
    line: Number(element.textContent),
  }));
  /** The characters of a line that lie between two horizontal positions. */
  const textBetween = (lineTop: number, left: number, right: number) => {
    const line = [...editor.querySelectorAll(".view-line")].find((each) => Math.abs(top(each) - lineTop) < 2);
    if (line === undefined) return "";
    let text = "";
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const value = node.nodeValue ?? "";
      for (let index = 0; index < value.length; index += 1) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const box = range.getBoundingClientRect();
        const middle = (box.left + box.right) / 2;
        if (middle > left && middle < right) text += value[index];
      }
    }
    return text.replaceAll("\u00a0", " ");
  };
  const found: Squiggle[] = [];
  for (const severity of severities) {
    for (const element of editor.querySelectorAll(`.view-overlays .squiggly-${severity}`)) {
      const box = element.getBoundingClientRect();
      const lineTop = element.parentElement === null ? box.top : top(element.parentElement);
      const line = numbers.find((number) => Math.abs(number.top - lineTop) < 2)?.line ?? 0;
      found.push({ severity, line, text: textBetween(lineTop, box.left, box.right) });
    }
  }
  return found.sort((a, b) => a.line - b.line);
}

/** Reads the rows of the Problems view. */
function readProblems(panel: Element): Problem[] {
  const problems: Problem[] = [];
  for (const row of panel.querySelectorAll(".monaco-list-row")) {
    const icon = row.querySelector(".marker-icon .codicon");
    const place = /Ln (\d+), Col (\d+)/.exec(row.querySelector(".marker-line")?.textContent ?? "");
    if (icon === null || place === null) continue;
    const severity = (["error", "warning", "info"] as const).find((name) =>
      icon.className.includes(`codicon-${name}`),
    );
    problems.push({
      severity: severity ?? "info",
      message: [...row.querySelectorAll(".marker-message")].map((part) => part.textContent).join(" "),
      source: row.querySelector(".marker-source")?.textContent ?? "",
      code: (row.querySelector(".marker-code")?.textContent ?? "").replace(/^\((.*)\)$/, "$1"),
      line: Number(place[1]),
      column: Number(place[2]),
    });
  }
  return problems;
}

/** Drives the active editor. */
export function createEditorDriver(page: Page, input: InputDriver): EditorDriver {
  const editor = page.locator(EDITOR).first();
  const menuRows = page.locator(".action-widget .monaco-list-row.action");
  const suggestRows = page.locator(".suggest-widget.visible .monaco-list-row");
  const problemsPanel = page.locator(".markers-panel");

  async function focusEditor(): Promise<void> {
    await page.keyboard.press("Control+Digit1");
  }

  async function squiggles(): Promise<readonly Squiggle[]> {
    return await editor.evaluate(readSquiggles);
  }

  async function goTo(line: number, column = 1): Promise<void> {
    await focusEditor();
    await page.keyboard.press("Control+KeyG");
    await input.answerInput(`:${line}:${column}`);
    const place = page.locator("#status\\.editor\\.selection");
    await place.filter({ hasText: `Ln ${line}, Col ${column}` }).waitFor();
  }

  async function editorText(): Promise<string> {
    await focusEditor();
    const mark = "rampart: nothing copied yet";
    await page.evaluate((text) => navigator.clipboard.writeText(text), mark);
    await page.keyboard.press("Control+KeyA");
    await page.keyboard.press("Control+KeyC");
    const text = await eventually(
      () => page.evaluate(() => navigator.clipboard.readText()),
      (copied) => copied !== mark,
      "text of the editor",
    );
    // Puts the cursor back where it was.
    await page.keyboard.press("Control+KeyU");
    return text;
  }

  return {
    goTo,
    squiggles,
    editorText,
    async replaceText(text) {
      await focusEditor();
      await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
      await page.keyboard.press("Control+KeyA");
      await page.keyboard.press("Control+KeyV");
    },
    async save(path) {
      const text = await editorText();
      await page.keyboard.press("Control+KeyS");
      // The tab loses its mark when saving begins, so only the file itself tells when it is done.
      await eventually(
        () => readFileSync(path, "utf8").replace(/^\ufeff/, ""),
        (saved) => saved === text,
        path,
      );
    },
    async waitForSquiggles(satisfy) {
      return await eventually(squiggles, satisfy, "squiggles");
    },
    async waitForLens(containing) {
      // VS Code asks for lenses only while the editor has the focus, which a tree or a panel may take from it.
      for (let attempt = 1; ; attempt += 1) {
        await focusEditor();
        try {
          return await eventually(
            () => editor.locator(".codelens-decoration").allInnerTexts(),
            (texts) => texts.some((text) => text.includes(containing)),
            `lens "${containing}"`,
            8_000,
          );
        } catch (error) {
          if (attempt === 4) throw error;
        }
      }
    },
    async lightBulb() {
      const none = page.locator(".monaco-editor-overlaymessage").filter({ hasText: /^No .* available/ });
      // A change of cursor or diagnostics in the same moment closes both the menu and the message: ask again then.
      for (let attempt = 1; ; attempt += 1) {
        await focusEditor();
        await page.keyboard.press("Control+Period");
        try {
          await menuRows.first().or(none).first().waitFor({ timeout: 2_000 });
          return await menuRows.locator(".title").allInnerTexts();
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    },
    async chooseAction(title) {
      const matches = (text: string) => (typeof title === "string" ? text === title : title.test(text));
      const titles = await menuRows.locator(".title").allInnerTexts();
      if (!titles.some(matches)) throw new Error(`no action ${title}; offered: ${titles.join(" | ")}`);
      // By keyboard: the menu of 1.100 lies under a layer that takes the mouse.
      for (let step = 0; step <= titles.length; step += 1) {
        const focused = page.locator(".action-widget .monaco-list-row.action.focused .title");
        if ((await focused.count()) > 0 && matches((await focused.textContent()) ?? "")) break;
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
      await menuRows.first().waitFor({ state: "hidden" });
    },
    async hoverText(line, column, containing) {
      await goTo(line, column);
      const box = await editor.locator(".cursors-layer .cursor").first().boundingBox();
      if (box === null) throw new Error(`no cursor at ${line}:${column}`);
      await page.mouse.move(box.x + 30, box.y + 60);
      await page.mouse.move(box.x + 3, box.y + box.height / 2, { steps: 4 });
      const parts = page.locator(".monaco-hover:visible .hover-contents");
      await (containing === undefined ? parts : parts.filter({ hasText: containing })).first().waitFor();
      return (await parts.allInnerTexts()).join("\n").replaceAll("\u00a0", " ");
    },
    async suggestions() {
      await focusEditor();
      await page.keyboard.press("Control+Space");
      await suggestRows.first().waitFor();
      return await suggestRows.locator(".label-name").allInnerTexts();
    },
    async acceptSuggestion(label) {
      await suggestRows
        .filter({ has: page.getByText(label, { exact: true }) })
        .first()
        .click();
      await suggestRows.first().waitFor({ state: "hidden" });
    },
    async problems(satisfy = (problems) => problems.length > 0) {
      await input.runCommand("Problems: Focus on Problems View");
      await problemsPanel.waitFor();
      return await eventually(() => problemsPanel.evaluate(readProblems), satisfy, "problems");
    },
  };
}
