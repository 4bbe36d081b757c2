import type { Page } from "playwright-core";
import { createEditorDriver, type EditorDriver } from "./workbench-editor";
import { createInputDriver, type InputDriver } from "./workbench-input";
import { createStatusDriver, type StatusDriver } from "./workbench-status";
import { createTreeDriver, type TreeDriver } from "./workbench-tree";

/** A window of VS Code, driven as a person would: by keyboard, by mouse, and by what can be read on it. */
export interface Workbench extends InputDriver, EditorDriver, TreeDriver, StatusDriver {
  /** The browser page, for what has no helper. */
  readonly page: Page;
  /** Saves a picture of the whole window as PNG, without the blinking of a cursor. */
  screenshot(path: string): Promise<void>;
  /** Closes the window. */
  close(): Promise<void>;
}

/** The helpers for a page that shows a workbench. */
export function createWorkbench(page: Page): Workbench {
  const input = createInputDriver(page);
  return {
    page,
    ...input,
    ...createEditorDriver(page, input),
    ...createTreeDriver(page),
    ...createStatusDriver(page, input),
    async screenshot(path) {
      await page.screenshot({ path, animations: "disabled", caret: "hide" });
    },
    async close() {
      await page.context().close();
    },
  };
}
