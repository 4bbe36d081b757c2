import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import manifest from "../../package.json";

const root = join(import.meta.dirname, "..", "..");
const strings: Readonly<Record<string, string>> = JSON.parse(
  readFileSync(join(root, "package.nls.json"), "utf8"),
);
const { contributes } = manifest;
const text = JSON.stringify(manifest);
const source = clientSource();

/** The text of every file of the client. */
function clientSource(): string {
  return readdirSync(join(root, "client"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, "client", name), "utf8"))
    .join("\n");
}

function unique(values: Iterable<string>): string[] {
  return [...new Set(values)].sort();
}

function matches(pattern: RegExp, where: string): string[] {
  return unique([...where.matchAll(pattern)].map((match) => match[1] ?? ""));
}

const commands = contributes.commands.map(({ command }) => command);
const views = Object.values(contributes.views).flat();

describe("the manifest", () => {
  test("has a text for every key, and no text without one", () => {
    expect(matches(/"%([^"%]+)%"/g, text)).toEqual(unique(Object.keys(strings)));
  });

  test("contributes the commands that the client registers, each once", () => {
    expect(commands).toEqual([...new Set(commands)]);
    const registered = matches(/^\s*"(rampart\.[A-Za-z.]+)":\s/gm, source);
    expect(registered).toEqual(unique(commands));
  });

  test("puts only its own commands into menus, palette and texts", () => {
    const used = [
      ...Object.values(contributes.menus).flatMap((entries) => entries.map(({ command }) => command)),
      ...matches(/\(command:(rampart\.[A-Za-z.]+)/g, JSON.stringify(strings)),
      ...matches(/"onCommand:(rampart\.[A-Za-z.]+)"/g, text),
    ].filter((command) => command !== "rampart.cluster.focus");
    expect(used.filter((command) => !commands.includes(command))).toEqual([]);
    // Every view has a command of VS Code's own that opens it.
    expect(views.map(({ id }) => `${id}.focus`)).toContain("rampart.cluster.focus");
  });

  test("says for every command whether the palette offers it, unless always", () => {
    const always = ["scanWorkspace", "showRule", "restartServer", "showOutput"].map(
      (name) => `rampart.${name}`,
    );
    const said = contributes.menus.commandPalette.map(({ command }) => command);
    expect(unique([...said, ...always])).toEqual(unique(commands));
  });

  test("gives every command a title, one category, and an icon where a row or title shows it", () => {
    const shown = [...contributes.menus["view/title"], ...contributes.menus["view/item/context"]];
    for (const command of contributes.commands) {
      expect(command.category).toBe("Rampart");
      if (shown.some((entry) => entry.command === command.command)) expect(command).toHaveProperty("icon");
    }
  });

  test("uses context keys that somebody sets", () => {
    const known = new Set([
      // VS Code's own.
      ...[
        "editorLangId",
        "isWeb",
        "isWorkspaceTrusted",
        "remoteName",
        "view",
        "viewItem",
        "virtualWorkspace",
      ],
      ...["true", "false"],
      ...matches(/"setContext",\s*"(rampart\.[A-Za-z.]+)"/g, source),
    ]);
    const used = matches(/"when":"([^"]+)"/g, text).flatMap((when) =>
      [...when.replace(/\/[^/]*\//g, "").matchAll(/(?<![\w.]|== )[A-Za-z][\w.]*/g)].map(([key]) => key),
    );
    expect(unique(used).filter((key) => !known.has(key))).toEqual([]);
    const items = [
      ...JSON.stringify(contributes.menus).matchAll(/viewItem (?:==|=~) \/?\^?\(?([\w.|]+)/g),
    ].flatMap(([, names = ""]) => names.split("|"));
    for (const item of unique(items)) expect(source).toMatch(new RegExp(`"${item.replace(".", "\\.")}`));
  });

  test("has a welcome text for every reason that the client gives", () => {
    const states = matches(/"rampart\.cluster\.state"[^;]*|: "([a-z][A-Za-z]+)",$/gm, clusterView()).filter(
      Boolean,
    );
    const welcomed = (view: string) =>
      contributes.viewsWelcome
        .filter((each) => each.view === view)
        .flatMap(({ when }) => /state == (\w+)/.exec(when)?.[1] ?? []);
    expect(unique(welcomed("rampart.cluster"))).toEqual(unique(states));
    const simulated = readFileSync(join(root, "client/views/simulated-view.ts"), "utf8");
    const given = matches(/\bbecome\([^)]*?"(\w+)"/g, simulated).concat(matches(/: "(empty)"/g, simulated));
    expect(unique(welcomed("rampart.simulated"))).toEqual(unique(given.filter((state) => state !== "ready")));
    expect(contributes.viewsWelcome.some(({ when }) => when === "!isWorkspaceTrusted")).toBe(true);
    for (const { view } of contributes.viewsWelcome) expect(views.map(({ id }) => id)).toContain(view);
  });

  test("gives every setting a default, a description and a scope; paths of programs belong to the machine", () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      expect(setting, name).toHaveProperty("default");
      expect(setting, name).toHaveProperty("markdownDescription");
      expect(setting, name).toHaveProperty("scope");
    }
    const { restrictedConfigurations, supported } = manifest.capabilities.untrustedWorkspaces;
    expect(supported).toBe("limited");
    const ofMachine = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope === "machine")
      .map(([name]) => name);
    expect(ofMachine).toEqual(["rampart.kubectlPath", "rampart.kubeconfig"]);
    // What runs a tool counts only where the workspace is trusted.
    expect(restrictedConfigurations).toEqual(["rampart.render", ...ofMachine]);
  });

  test("declares the settings that client and server read", () => {
    const declared = Object.keys(contributes.configuration.properties);
    const server = readFileSync(join(root, "server/settings.ts"), "utf8");
    const read = [
      ...matches(/\bsection\.([a-zA-Z]+)/g, server),
      ...matches(/userSetting\("([a-zA-Z]+)"\)/g, source),
    ].map((name) => `rampart.${name}`);
    expect(unique(declared)).toEqual(unique(read));
  });

  test("is activated by manifests, and never by everything", () => {
    expect(manifest.activationEvents).toEqual([
      "onLanguage:yaml",
      "onLanguage:kubernetes",
      "onLanguage:helm",
      "workspaceContains:**/.rampart.yaml",
      "workspaceContains:**/kustomization.yaml",
      "workspaceContains:**/Chart.yaml",
    ]);
    expect(manifest.extensionKind).toEqual(["workspace"]);
  });

  test("names files that exist", () => {
    const files = [
      manifest.icon,
      ...matches(/"(?:icon|svg|path)":"((?:\.\/)?(?:media|snippets|syntaxes)\/[^"]+)"/g, text),
    ];
    expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([]);
    for (const [key, folder] of [
      ["snippets", "snippets"],
      ["grammars", "syntaxes"],
    ] as const) {
      const there = existsSync(join(root, folder))
        ? readdirSync(join(root, folder)).filter((name) => name.endsWith(".json"))
        : [];
      const lists: Readonly<Record<string, unknown>> = contributes;
      const entries = (lists[key] ?? []) as readonly { readonly path: string }[];
      expect(unique(entries.map(({ path }) => path))).toEqual(
        unique(there.map((name) => `./${folder}/${name}`)),
      );
    }
  });
});

describe("the texts of the client", () => {
  test("are collected for translators", async () => {
    const { messages } = await import("../../l10n/export.mjs");
    const bundle: Record<string, string> = JSON.parse(
      readFileSync(join(root, "l10n/bundle.l10n.json"), "utf8"),
    );
    expect(Object.keys(bundle)).toEqual(messages());
  });
});

function clusterView(): string {
  return readFileSync(join(root, "client/views/cluster-view.ts"), "utf8");
}
