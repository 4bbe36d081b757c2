import type { Page } from "playwright-core";
import { eventually } from "./eventually";

/** A row of a quick pick, as read by a screen reader. */
export interface PickRow {
  /** All that is announced: label, description, detail. */
  readonly label: string;
  readonly focused: boolean;
}

/** Quick open, the command palette, quick picks and input boxes. */
export interface InputDriver {
  /** Runs a command by its full title, such as `Rampart: Show Output`. Rejects when the palette does not offer it. */
  runCommand(title: string): Promise<void>;
  /** Titles the palette offers that hold a search text; the palette is closed again. */
  commandTitles(search: string): Promise<readonly string[]>;
  /** Opens a file through quick open, by its path below the workspace, and waits for its editor. */
  openFile(path: string): Promise<void>;
  /** Rows of the quick pick that is open (waits for one). */
  pickRows(): Promise<readonly PickRow[]>;
  /** Chooses the first row of the open quick pick whose label holds the text. */
  pick(label: string): Promise<void>;
  /** Waits for the quick pick of a title, filters it down to a row that holds the text, and takes it. */
  chooseFrom(title: string, text: string): Promise<void>;
  /** Types into the open input box and accepts. */
  answerInput(text: string): Promise<void>;
  /** Presses a key or chord of keys in playwright's notation, such as `Control+.`; several one after the other. */
  press(...keys: string[]): Promise<void>;
  /** Types text at the cursor, key by key. */
  typeText(text: string): Promise<void>;
}

/** Drives what opens at the top of the window. */
export function createInputDriver(page: Page): InputDriver {
  const widget = page.locator(".quick-input-widget:visible");
  const box = widget.locator("input.input");
  const rows = widget.locator(".monaco-list-row:visible");

  /** Opens the quick input in one of its modes; the box keeps its text when it is already open. */
  async function open(text: string): Promise<void> {
    await page.keyboard.press("Control+KeyP");
    await box.waitFor();
    await box.fill(text);
    await rows.first().waitFor();
  }

  async function close(): Promise<void> {
    await page.keyboard.press("Escape");
    await widget.waitFor({ state: "hidden" });
  }

  async function labels(): Promise<readonly string[]> {
    return await rows.locator(".label-name").allInnerTexts();
  }

  return {
    async runCommand(title) {
      await open(`>${title}`);
      const exact = rows.filter({ has: page.getByText(title, { exact: true }) }).first();
      try {
        await exact.waitFor({ timeout: 5_000 });
      } catch {
        const offered = await labels();
        await close();
        throw new Error(`the command palette does not offer "${title}" but: ${offered.join(" | ")}`);
      }
      await exact.click();
      // The command may ask something at once, in the same widget.
      await eventually(
        async () =>
          (await box.count()) === 0
            ? ""
            : await box
                .first()
                .inputValue({ timeout: 1_000 })
                .catch(() => ""),
        (text) => text !== `>${title}`,
        `start of "${title}"`,
      );
    },
    async commandTitles(search) {
      await open(`>${search}`);
      const found = await labels();
      await close();
      return found.filter((label) => label.toLowerCase().includes(search.toLowerCase()));
    },
    async openFile(path) {
      const parts = path.split("/");
      const name = parts.at(-1) ?? path;
      const label = [name, parts.slice(0, -1).join("/")].filter((part) => part !== "").join(" ");
      await open(path);
      await widget
        .locator(`.monaco-list-row[aria-label="${label}"], .monaco-list-row[aria-label^="${label},"]`)
        .first()
        .click();
      await widget.waitFor({ state: "hidden" });
      const crumbs = page.locator(
        ".editor-group-container.active .breadcrumbs-control .monaco-breadcrumb-item",
      );
      await eventually(
        async () => (await crumbs.allInnerTexts()).slice(0, parts.length).join("/"),
        (shown) => shown === path,
        `editor of ${path}`,
      );
      await page.locator(".editor-group-container.active .view-line").first().waitFor();
    },
    async pickRows() {
      await rows.first().waitFor();
      return await rows.evaluateAll((elements) =>
        elements.map((element) => ({
          label: element.getAttribute("aria-label") ?? element.textContent ?? "",
          focused: element.classList.contains("focused"),
        })),
      );
    },
    async pick(label) {
      await rows.filter({ hasText: label }).first().click();
    },
    async chooseFrom(title, text) {
      // One list follows another in the same widget: what is typed too early goes to the one before.
      await widget.locator(".quick-input-title", { hasText: title }).waitFor();
      await rows.first().waitFor();
      await box.fill(text);
      await widget.locator(".monaco-list-row.focused", { hasText: text }).waitFor();
      await page.keyboard.press("Enter");
    },
    async answerInput(text) {
      await box.waitFor();
      await box.fill(text);
      await page.keyboard.press("Enter");
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    async typeText(text) {
      await page.keyboard.type(text);
    },
  };
}
