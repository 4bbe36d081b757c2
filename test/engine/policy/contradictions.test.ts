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

describe("parts that contradict each other are reported, and left out", () => {
  test("a rule that is off and has a level: it stays off", () => {
    const rules =
      "{ workload/host-pid: { enabled: false, level: block }, workload/host-ipc: { level: hint } }";
    const off = { enabled: false, options: {} };
    expect(read(`rules: ${rules}\nprofiles: { ours: { rules: ${rules} } }\n`)).toMatchObject({
      configuration: {
        rules: { "workload/host-pid": off, "workload/host-ipc": { level: "hint" } },
        profiles: { ours: { rules: { "workload/host-pid": off } } },
      },
      problems: [
        ["level", expect.stringContaining("workload/host-pid is switched off and given a level")],
        ["level", expect.stringContaining("workload/host-pid is switched off and given a level")],
      ],
    });
    expect(read(`rules: ${rules}\n`).configuration.rules?.["workload/host-pid"]).not.toHaveProperty("level");
  });

  test("profiles that extend each other in a circle: they start from the default", () => {
    const { configuration, problems } = read(`profile: a
profiles:
  a: { extends: b, opinions: true }
  b: { extends: c }
  c: { extends: a }
  outside: { extends: a }
  self: { extends: self }
`);
    expect(problems).toEqual([
      ["b", expect.stringContaining('profile "a" extends itself: a → b → c → a')],
      ["c", expect.stringContaining('profile "b" extends itself: b → c → a → b')],
      ["a", expect.stringContaining('profile "c" extends itself: c → a → b → c')],
      ["self", expect.stringContaining('profile "self" extends itself: self → self')],
    ]);
    expect(configuration.profiles?.a).toMatchObject({ opinions: true });
    expect(configuration.profiles?.a).not.toHaveProperty("extends");
    expect(configuration.profiles?.outside).toMatchObject({ extends: "a" });
  });

  test("a glob of two environments: the first has it", () => {
    expect(
      read(
        'environments:\n  dev: { paths: ["apps/**", "dev/**"] }\n  prod: { paths: ["prod/**", "apps/**"] }\n',
      ),
    ).toEqual({
      configuration: {
        environments: [
          { name: "dev", paths: ["apps/**", "dev/**"] },
          { name: "prod", paths: ["prod/**"] },
        ],
      },
      problems: [['"apps/**"', expect.stringContaining('belongs to environment "dev" already')]],
    });
  });

  test("a waiver of a rule that does not exist, with what was meant", () => {
    const waiver = (rule: string) =>
      `waivers: [{ rule: "${rule}", owner: a, reason: b, expires: 2999-01-01 }]\n`;
    expect(read(waiver("workload/priviledged")).problems).toEqual([
      ['"workload/priviledged"', expect.stringContaining('did you mean "workload/privileged"?')],
    ]);
    expect(read(waiver("workload/*")).problems).toEqual([]);
    expect(read(waiver("operations/expired-waiver")).problems).toEqual([]);
  });

  test("a second document: only the first is read", () => {
    expect(read("profile: dev\n---\nprofile: prod\n")).toEqual({
      configuration: { profile: "dev" },
      problems: [["---\nprofile: prod\n", expect.stringContaining("a configuration is one document")]],
    });
    expect(read("---\nprofile: dev\n---\n# nothing\n").problems).toEqual([]);
  });
});
