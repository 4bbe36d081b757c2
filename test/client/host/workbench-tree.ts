import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually";

/** A row of a tree view, as a screen reader announces it. */
export interface TreeRow {
  /** `aria-label`: the accessibility label of the item, else its label and description. */
  readonly label: string;
  /** What is written on the row: label and description. */
  readonly text: string;
  /** 1 for the rows of the root. */
  readonly level: number;
  /** undefined for a row without children. */
  readonly expanded: boolean | undefined;
}

/** A row is named by its whole `aria-label`, or by a pattern that it matches. */
export type RowName = string | RegExp;

/** The tree views of the side bar. */
export interface TreeDriver {
  /** Opens a view container by its title in the activity bar. */
  openContainer(title: string): Promise<void>;
  /** Visible rows of the side bar's trees, from top to bottom; of one view only when its title is given. */
  treeRows(view?: string): Promise<readonly TreeRow[]>;
  /** Waits until the rows satisfy; returns them. */
  waitForTreeRows(satisfy: (rows: readonly TreeRow[]) => boolean, view?: string): Promise<readonly TreeRow[]>;
  /** Expands a row, if it is not, and waits until it is. */
  expandRow(name: RowName): Promise<void>;
  /** Clicks a row. */
  clickRow(name: RowName): Promise<void>;
  /** Clicks an inline action of a row by its title. */
  rowAction(name: RowName, action: string): Promise<void>;
  /** Opens a row's context menu and returns its titles. Close it with `press("Escape")`. */
  rowMenu(name: RowName): Promise<readonly string[]>;
  /** Chooses from the open context menu. */
  chooseMenu(title: string): Promise<void>;
  /** Clicks an action in the title bar of a view. */
  viewAction(view: string, action: string): Promise<void>;
  /** Folds a view of a container that has several, so that the others have its room. */
  collapseView(view: string): Promise<void>;
  /** Makes the side bar so wide, in pixels. */
  resizeSideBar(width: number): Promise<void>;
  /** Text and buttons of the welcome content shown in place of a tree: the topmost one, or that of a view. */
  viewWelcome(view?: string): Promise<{ readonly text: string; readonly buttons: readonly string[] }>;
  /** The message line above a tree, empty when there is none. */
  viewMessage(): Promise<string>;
}

const SIDE_BAR = ".part.sidebar";

/** Reads rows in the order of the document, which is not the order on screen. */
function readRows(
  elements: readonly Element[],
): (TreeRow & { readonly index: number; readonly top: number })[] {
  return elements.map((element, index) => {
    const expanded = element.getAttribute("aria-expanded");
    return {
      index,
      top: element.getBoundingClientRect().top,
      // Newer versions announce inline actions at the end of every label.
      label: (element.getAttribute("aria-label") ?? "").replace(/, has actions$/, "").trim(),
      text: (element.querySelector(".monaco-icon-label-container")?.textContent ?? "").replaceAll(
        "\u00a0",
        " ",
      ),
      level: Number(element.getAttribute("aria-level")),
      expanded: expanded === null ? undefined : expanded === "true",
    };
  });
}

/** Drives the side bar. */
export function createTreeDriver(page: Page): TreeDriver {
  const sideBar = page.locator(SIDE_BAR);
  const allRows = sideBar.locator(".monaco-list-row[role=treeitem]");

  function pane(view: string): Locator {
    return sideBar.locator(".pane").filter({ has: page.locator(`.pane-header[aria-label^="${view}"]`) });
  }

  async function row(name: RowName): Promise<Locator> {
    const matches = (label: string) => (typeof name === "string" ? label === name : name.test(label));
    const found = await eventually(
      () => allRows.evaluateAll(readRows),
      (rows) => rows.some(({ label }) => matches(label)),
      `row ${name}`,
    );
    return allRows.nth(found.find(({ label }) => matches(label))?.index ?? 0);
  }

  async function treeRows(view?: string): Promise<readonly TreeRow[]> {
    const rows = view === undefined ? allRows : pane(view).locator(".monaco-list-row[role=treeitem]");
    const read = await rows.evaluateAll(readRows);
    return read.sort((a, b) => a.top - b.top).map(({ index, top, ...each }) => each);
  }

  const menuItems = page.locator(".monaco-menu .action-item:not(.disabled) .action-label[aria-label]");

  return {
    treeRows,
    async openContainer(title) {
      const tab = page.locator(
        `.activitybar .action-item[aria-label^="${title}"], .activitybar a[aria-label^="${title}"]`,
      );
      await tab.first().waitFor();
      const shown = sideBar.locator(`.composite.title h2`).filter({ hasText: new RegExp(title, "i") });
      if ((await shown.count()) === 0) await tab.first().click();
      await shown.first().waitFor();
    },
    async waitForTreeRows(satisfy, view) {
      return await eventually(() => treeRows(view), satisfy, "tree rows");
    },
    async expandRow(name) {
      const target = await row(name);
      if ((await target.getAttribute("aria-expanded")) === "true") return;
      await target.locator(".monaco-tl-twistie").click();
      await eventually(
        async () => (await row(name)).getAttribute("aria-expanded"),
        (expanded) => expanded === "true",
        `expansion of ${name}`,
      );
    },
    async clickRow(name) {
      await (await row(name)).click();
    },
    async rowAction(name, action) {
      const target = await row(name);
      await target.hover();
      await target.locator(`.action-label[aria-label^="${action}"]`).first().click();
    },
    async rowMenu(name) {
      await (await row(name)).click({ button: "right" });
      await menuItems.first().waitFor();
      return await menuItems.evaluateAll((items) =>
        items.map((item) => item.getAttribute("aria-label") ?? ""),
      );
    },
    async chooseMenu(title) {
      const titles = await menuItems.evaluateAll((items) =>
        items.map((item) => item.getAttribute("aria-label")),
      );
      if (!titles.includes(title))
        throw new Error(`no menu entry "${title}"; offered: ${titles.join(" | ")}`);
      // By keyboard: a menu ignores the mouse for a moment after it opened.
      const focused = page.locator(`.monaco-menu .action-item.focused .action-label[aria-label="${title}"]`);
      for (let step = 0; step < titles.length && (await focused.count()) === 0; step += 1) {
        await page.keyboard.press("ArrowDown");
      }
      await page.keyboard.press("Enter");
      await menuItems.first().waitFor({ state: "hidden" });
    },
    async viewAction(view, action) {
      // A container with one view has the header too, out of sight.
      const header = pane(view).locator(".pane-header:visible");
      const single = sideBar.locator(".composite.title");
      await ((await header.count()) > 0 ? header : single).first().hover();
      // It shows the actions of its view in its own title bar.
      await sideBar.locator(`.action-label[aria-label^="${action}"]:visible`).first().click();
    },
    async collapseView(view) {
      const header = pane(view).locator(".pane-header:visible");
      await header.waitFor();
      if ((await header.getAttribute("aria-expanded")) === "true") await header.locator(".title").click();
      await eventually(
        () => header.getAttribute("aria-expanded"),
        (expanded) => expanded === "false",
        `folding of ${view}`,
      );
    },
    async resizeSideBar(width) {
      const box = await sideBar.boundingBox();
      if (box === null) throw new Error("there is no side bar");
      const y = box.y + box.height / 2;
      await page.mouse.move(box.x + box.width + 1, y);
      await page.mouse.down();
      await page.mouse.move(box.x + width, y, { steps: 5 });
      await page.mouse.up();
    },
    async viewWelcome(view) {
      const where = view === undefined ? sideBar : pane(view);
      const welcome = where.locator(".welcome-view-content:visible").first();
      await welcome.waitFor();
      return {
        text: (await welcome.allInnerTexts()).join("\n").replaceAll("\u00a0", " ").trim(),
        buttons: await welcome.locator(".monaco-button").allInnerTexts(),
      };
    },
    async viewMessage() {
      return (
        await sideBar.locator(".tree-explorer-viewlet-tree-view .message:visible").allInnerTexts()
      ).join("\n");
    },
  };
}
