import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../host/browser";
import { screenshotPath } from "../host/ui-session";

const ROOT = resolve(import.meta.dirname, "../../..");
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const REPORTS = {
  findings: ["scan", "docs/samples/first-look", "--fail-on", "never"],
  "no findings": ["scan", "docs/samples/shop"],
};

describe("the HTML report", () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    browser = await launchBrowser();
    folder = mkdtempSync(join(tmpdir(), "rampart-html-"));
    for (const [name, args] of Object.entries(REPORTS))
      write(ROOT, [...args, "--no-cache", "--format", "html", "--output", join(folder, `${name}.html`)]);
    write(join(ROOT, "docs/samples/shop"), [
      ...["gap", "dev", "prod", "--format", "html"],
      ...["--output", join(folder, "differences.html")],
    ]);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function write(cwd: string, args: readonly string[]): void {
    execFileSync(process.execPath, [join(ROOT, "dist/cli.js"), ...args], { cwd, stdio: "pipe" });
  }

  /** Opens a report as it would be opened from a mail: offline. Tells what it would have fetched, and its complaints. */
  async function open(
    name: string,
    colorScheme: "light" | "dark",
  ): Promise<{ readonly page: Page; readonly asked: string[] }> {
    const context = await browser.newContext({
      offline: true,
      colorScheme,
      bypassCSP: true,
      viewport: { width: 1280, height: 900 },
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => asked.push(message.text()));
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
    return { page, asked };
  }

  it.each(
    [...Object.keys(REPORTS), "differences"].flatMap((name) => [
      [name, "light"] as const,
      [name, "dark"] as const,
    ]),
  )("with %s is accessible and asks nobody for anything, %s", async (name, scheme) => {
    const { page, asked } = await open(name, scheme);
    expect(asked).toEqual([page.url()]);
    await page.addScriptTag({ path: axe });
    const results: AxeResults = await page.evaluate("axe.run()");
    expect(
      results.violations.map(({ id, nodes }) => [id, nodes.map(({ failureSummary }) => failureSummary)]),
    ).toEqual([]);
    expect(results.passes.map(({ id }) => id)).toEqual(
      expect.arrayContaining(["color-contrast", "document-title", "html-has-lang"]),
    );
    await page.context().close();
  });

  it("is read from the top by headings and tables, and shows its charts", async () => {
    const { page } = await open("findings", "light");
    expect(await page.getByRole("heading", { level: 1 }).allInnerTexts()).toEqual(["Rampart"]);
    expect(await page.getByRole("heading", { level: 2 }).allInnerTexts()).toContain(
      "docs/samples/first-look/shop.yaml",
    );
    expect(await page.locator("table caption").allInnerTexts()).toEqual([
      "By severity",
      "By layer",
      "By namespace",
    ]);
    const bar = await page.locator(".bar .critical").boundingBox();
    expect(bar?.width).toBeGreaterThan(1);
    await page.screenshot({ path: screenshotPath("html-report"), animations: "disabled" });
    await page.context().close();
  });

  it.each([
    ["a narrow window", 320],
    ["a wide one", 1600],
  ])("fits into %s without scrolling sideways", async (_what, width) => {
    const { page } = await open("findings", "light");
    await page.setViewportSize({ width, height: 700 });
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBe(0);
    await page.context().close();
  });

  it("prints in dark letters on white, whatever the screen shows", async () => {
    const { page } = await open("findings", "dark");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    const colours = await page.evaluate(
      "[getComputedStyle(document.body).color, getComputedStyle(document.querySelector('.severity.critical')).color]",
    );
    expect(colours).toEqual(["rgb(0, 0, 0)", "rgb(179, 18, 59)"]);
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
    await page.context().close();
  });
});
