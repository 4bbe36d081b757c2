import type { Page } from "playwright-core";
import { eventually } from "./eventually";
import type { InputDriver } from "./workbench-input";

/** An entry of the status bar. */
export interface StatusItem {
  /** Id of the element: `<extension id>.<item id>` for an extension's own, `status.…` for the workbench's. */
  readonly id: string;
  readonly text: string;
  /** What a screen reader announces. */
  readonly label: string;
}

/** A notification that is shown. */
export interface Notification {
  readonly message: string;
  readonly buttons: readonly string[];
}

/** Status bar, notifications, output. */
export interface StatusDriver {
  /** Visible entries of the status bar, from left to right. */
  statusItems(): Promise<readonly StatusItem[]>;
  /** Clicks a status entry whose id or text holds the given one. */
  clickStatus(idOrText: string): Promise<void>;
  /** Opens the language status of the active editor; one text for each entry. */
  languageStatus(): Promise<readonly string[]>;
  /** Notifications now shown, as toasts or in the open notification centre. */
  notifications(): Promise<readonly Notification[]>;
  /** Waits for a notification whose message holds the text. */
  waitForNotification(containing: string): Promise<Notification>;
  /** Clicks a button of a shown notification. */
  clickNotification(button: string): Promise<void>;
  /** Closes all notifications. */
  clearNotifications(): Promise<void>;
}

/** Drives the lower edge of the window. */
export function createStatusDriver(page: Page, input: InputDriver): StatusDriver {
  const items = page.locator(".part.statusbar .statusbar-item:visible");
  const toasts = page.locator(
    ".notifications-toasts .notification-list-item, .notifications-center.visible .notification-list-item",
  );

  async function notifications(): Promise<readonly Notification[]> {
    return await toasts.evaluateAll((elements) =>
      elements.map((element) => ({
        message: element.querySelector(".notification-list-item-message")?.textContent ?? "",
        buttons: [...element.querySelectorAll(".notification-list-item-buttons-container .monaco-button")]
          .map((button) => button.textContent ?? "")
          .filter((text) => text !== ""),
      })),
    );
  }

  return {
    notifications,
    async statusItems() {
      return await items.evaluateAll((elements) =>
        elements.map((element) => ({
          id: element.id,
          text: (element.textContent ?? "").trim(),
          label:
            element.querySelector("[aria-label]")?.getAttribute("aria-label") ??
            element.getAttribute("aria-label") ??
            "",
        })),
      );
    },
    async clickStatus(idOrText) {
      const byId = page.locator(`.statusbar-item[id*="${idOrText}"]:visible`);
      await byId
        .or(items.filter({ hasText: idOrText }))
        .first()
        .locator("a, .statusbar-item-label")
        .first()
        .click();
    },
    async languageStatus() {
      await page.locator("#status\\.languageStatus").first().hover();
      const entries = page.locator(".hover-language-status");
      await entries.first().waitFor();
      return await entries.allInnerTexts();
    },
    async waitForNotification(containing) {
      const all = await eventually(
        notifications,
        (shown) => shown.some(({ message }) => message.includes(containing)),
        `notification "${containing}"`,
      );
      return all.find(({ message }) => message.includes(containing)) ?? { message: "", buttons: [] };
    },
    async clickNotification(button) {
      await toasts.locator(".monaco-button").filter({ hasText: button }).first().click();
    },
    async clearNotifications() {
      await input.runCommand("Notifications: Clear All Notifications");
    },
  };
}
