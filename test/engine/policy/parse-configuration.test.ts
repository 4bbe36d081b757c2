import { describe, expect, test } from "vitest";
import { parseConfiguration } from "../../../engine/policy/parse-configuration";

/** Reads a configuration; problems as the text they point at and their message. */
function read(text: string) {
  const { configuration, problems } = parseConfiguration(".rampart.yaml", text);
  return {
    configuration,
    problems: problems.map(({ start, end, message }) => [text.slice(start, end), message]),
  };
}

const waiver = (fields: string) => `profile: dev
waivers:
  - rule: workload/privileged
    owner: platform
    reason: needs the device
    expires: 2999-01-01
  - ${fields}
`;

const KEPT = { rule: "workload/privileged", owner: "platform", expires: "2999-01-01" };

describe("what is wrong is left out, and the rest is kept", () => {
  test("an unknown member, with what was meant", () => {
    expect(read("profile: dev\nenviroments: {}\n")).toEqual({
      configuration: { profile: "dev" },
      problems: [["enviroments", 'unknown key "enviroments"; did you mean "environments"?']],
    });
  });

  test("a member of the wrong type, and a value that is not taken", () => {
    expect(read("scopes: all\nclusterDns: kubedns\nkubernetesVersion: '1.33'\ncloud: aks\n")).toEqual({
      configuration: { kubernetesVersion: 33, cloud: "aks" },
      problems: [
        ["all", '"scopes" is a string, but takes a list'],
        ["kubedns", expect.stringContaining('did you mean "kube-dns"?')],
      ],
    });
  });

  test("an environment without paths, and the level of a rule that is none", () => {
    const { configuration, problems } = read(`environments:
  dev: { profile: dev }
  prod: { paths: [prod/**, 7], profile: prod }
rules:
  workload/host-pid: never
  workload/host-ipc: hint
  workload/host-pidd: off
`);
    expect(configuration).toEqual({
      environments: [{ name: "prod", paths: ["prod/**"], profile: "prod" }],
      rules: { "workload/host-ipc": { enabled: true, level: "hint" } },
    });
    expect(problems).toEqual([
      ["dev", '"environments.dev" lacks "paths"; write paths: Globs of files.'],
      ["7", '"environments.prod.paths.1" is a number, but takes a string'],
      ["never", expect.stringContaining("it takes on, off, block, warn, hint")],
      ["workload/host-pidd", expect.stringContaining('did you mean "workload/host-pid"?')],
    ]);
  });

  test("a reference to a policy without its name", () => {
    expect(read("extends: [{ sha256: x }, ./base.yaml]\n").configuration.extends).toMatchObject([
      { from: "./base.yaml" },
    ]);
  });
});

describe("a waiver that is not whole is no waiver; the others hold, at their place", () => {
  test.each([
    ["rule: workload/host-pid", [/lacks "owner"/, /lacks "reason"/, /lacks "expires"/]],
    [
      "{ rule: workload/host-pid, owner: '', reason: r, expires: 2999-01-01 }",
      [/lacks "owner"; write owner: Who/],
    ],
    [
      "{ rule: workload/host-pid, owner: '  ', reason: r, expires: 2999-01-01 }",
      [/owner" is empty; Who answers/],
    ],
    ["{ rule: workload/host-pid, owner: o, reason: '', expires: 2999-01-01 }", [/lacks "reason"/]],
    ["{ rule: workload/host-pid, owner: o, reason: ' ', expires: 2999-01-01 }", [/reason" is empty/]],
    ["{ rule: workload/host-pid, owner: o, reason: r, expires: soon }", [/write a day as YYYY-MM-DD/]],
    ["{ rule: workload/host-pid, owner: o, reason: r, expires: 2026-02-30 }", [/there is no day 2026-02-30/]],
    ["{ rule: workload/host-pid, owner: o, reason: r, expires: 2026-13-01 }", [/there is no day 2026-13-01/]],
    ["{ rule: workload/host-pid, owner: 7, reason: r, expires: 2999-01-01 }", [/owner" is a number/]],
    ["ru", [/is a string, but takes a map/]],
  ])("%s", (entry, messages) => {
    const { configuration, problems } = read(waiver(entry));
    expect(configuration.profile).toBe("dev");
    expect(configuration.waivers).toMatchObject([{ ...KEPT, source: { index: 0, line: 2 } }]);
    expect(problems.map(([, message]) => message)).toEqual(
      messages.map((message) => expect.stringMatching(message)),
    );
  });

  test("the index of a waiver counts in the file", () => {
    const text = waiver("{ rule: a, owner: o }\n  - { rule: b, owner: o, reason: r, expires: 2999-01-01 }");
    expect(read(text).configuration.waivers).toMatchObject([
      { source: { index: 0, line: 2 } },
      { rule: "b", source: { index: 2, line: 7 } },
    ]);
  });

  test("the last of February in a leap year is a day", () => {
    const text = waiver("{ rule: workload/host-pid, owner: o, reason: r, expires: 2028-02-29 }");
    expect(read(text).problems).toEqual([]);
  });
});

describe("text that is no YAML as a whole", () => {
  test("a waiver with an open quote leaves everything else as it is", () => {
    const { configuration, problems } = read(
      `${waiver('rule: workload/host-pid\n    owner: "plat')}exclude: [gone/**]\n`,
    );
    expect(configuration).toMatchObject({ profile: "dev", waivers: [KEPT], exclude: ["gone/**"] });
    expect(configuration.waivers).toHaveLength(1);
    expect(problems).not.toEqual([]);
  });

  test("a member that cannot be read, in the middle", () => {
    expect(read("profile: dev\nscopes: [a, b\ncloud: aks\n").configuration).toEqual({
      profile: "dev",
      cloud: "aks",
    });
  });

  test("a member that is written twice", () => {
    const { configuration, problems } = read("profile: dev\nprofile: prod\n");
    expect(configuration).toEqual({});
    expect(problems).not.toEqual([]);
  });

  test("a template is said to be one", () => {
    expect(read("profile: dev\nexclude: {{ .Values.x }}\n")).toEqual({
      configuration: { profile: "dev" },
      problems: [["{{", expect.stringContaining("not rendered")]],
    });
  });

  test.each(["", "# nothing yet\n", "---\n"])("%j holds nothing, and nothing is wrong", (text) => {
    expect(read(text)).toEqual({ configuration: {}, problems: [] });
  });

  test("text of another kind", () => {
    expect(read("- a\n- b\n")).toEqual({
      configuration: {},
      problems: [[expect.anything(), "the configuration is a list, but takes a map"]],
    });
  });
});
