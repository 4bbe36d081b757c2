import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ONLY = ["--rule", "workload/privileged"];
const ORGANISATION =
  "profile: dev\nrules:\n  workload/privileged: hint\ntrustedRegistries:\n  - registry.example\n";
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function repository(files: Readonly<Record<string, string>>): string {
  const cwd = workspace({ "pod.yaml": PRIVILEGED_POD, ...files });
  mkdirSync(join(cwd, ".git"));
  return cwd;
}

async function scan(cwd: string) {
  const { stdout, status } = await rampart(cwd, ["scan", ...ONLY, "--format", "json", "pod.yaml"]);
  return { status, ...JSON.parse(stdout) };
}

test("a configuration starts from a policy and wins over it", async () => {
  const cwd = repository({
    "policies/org.yaml": ORGANISATION,
    ".rampart.yaml": "extends:\n  - ./policies/org.yaml\nprofile: prod\n",
  });
  const report = await scan(cwd);
  expect(report.errors).toEqual([]);
  expect(report.profile).toBe("prod");
  expect(report.findings).toMatchObject([{ level: "hint" }]);
});

test("a policy may come from an installed package, and extend another", async () => {
  const cwd = repository({
    "node_modules/@org/policy/rampart.yaml": "extends:\n  - ./base.yaml\n",
    "node_modules/@org/policy/base.yaml": ORGANISATION,
    ".rampart.yaml": 'extends:\n  - "@org/policy"\n',
  });
  expect(await scan(cwd)).toMatchObject({ profile: "dev", errors: [], findings: [{ level: "hint" }] });
});

test("a pinned policy must be the one that was reviewed", async () => {
  const pinned = (hash: string) =>
    repository({
      "org.yaml": ORGANISATION,
      ".rampart.yaml": `extends:\n  - from: ./org.yaml\n    sha256: ${hash}\n`,
    });
  expect((await scan(pinned(sha256(ORGANISATION)))).errors).toEqual([]);
  const { status, errors } = await scan(pinned("f".repeat(64)));
  expect(status).toBe(2);
  expect(errors).toMatchObject([
    {
      file: ".rampart.yaml",
      range: { start: { line: 2 } },
      message: expect.stringContaining("is not the one that was pinned"),
    },
  ]);
});

test.each([
  [
    "a path that leaves the repository",
    { ".rampart.yaml": "extends:\n  - ../../../../etc/passwd\n" },
    "there is no such policy",
  ],
  [
    "a package that is not installed",
    { ".rampart.yaml": "extends:\n  - some-policy\n" },
    "there is no such policy",
  ],
  [
    "a circle",
    {
      "a.yml": "extends:\n  - ./b.yml\n",
      "b.yml": "extends:\n  - ./a.yml\n",
      ".rampart.yaml": "extends:\n  - ./a.yml\n",
    },
    "extend each other in a circle",
  ],
  [
    "a policy with an unknown key",
    { "a.yml": "profil: dev\n", ".rampart.yaml": "extends:\n  - ./a.yml\n" },
    'did you mean "profile"?',
  ],
])("%s is one clear error", async (_name, files, message) => {
  const { status, errors } = await scan(repository(files));
  expect(status).toBe(2);
  expect(errors.map((error: { message: string }) => error.message).join("\n")).toContain(message);
  expect(errors[0].range).toBeDefined();
});
