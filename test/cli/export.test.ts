import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ONE = ["--rule", "workload/privileged"];

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: {
    readonly policyName?: string;
    readonly validationActions?: readonly string[];
    readonly matchConstraints?: object;
  };
}

/** What a call exports, as objects. */
async function exported(
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string; readonly manifests: readonly Manifest[] }> {
  const { stdout, stderr, status } = await rampart(workspace(files), ["export", ...args]);
  expect({ status, stderr: status === 0 ? "" : stderr }).toEqual({ status: 0, stderr: "" });
  const documents = parseAllDocuments(stdout);
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  return { stdout, stderr, manifests: documents.map((document) => document.toJS()) };
}

describe("rampart export vap", () => {
  test("writes a policy with its binding, and how to go about it", async () => {
    const { stdout, manifests } = await exported({}, "vap", ...ONE);
    expect(stdout).toMatch(
      /^# 1 rule of Rampart as admission policy, profile prod, for Kubernetes 1\.\d+\.\n/,
    );
    expect(stdout).toContain("# Begin with --enforcement audit, go on with warn, and deny last");
    expect(manifests.map(({ kind, metadata: { name } }) => [kind, name])).toEqual([
      ["ValidatingAdmissionPolicy", "rampart-workload-privileged"],
      ["ValidatingAdmissionPolicyBinding", "rampart-workload-privileged-prod"],
    ]);
    expect(manifests[1]?.spec).toMatchObject({
      policyName: "rampart-workload-privileged",
      validationActions: ["Deny"],
    });
  });

  test.each([
    [
      ["--profile", "dev"],
      ["Warn", "Audit"],
    ],
    [["--profile", "strict"], ["Deny"]],
    [["--enforcement", "audit"], ["Audit"]],
    [
      ["--enforcement", "warn"],
      ["Warn", "Audit"],
    ],
  ])("binds by profile and enforcement: %j", async (how, actions) => {
    const { manifests } = await exported({}, "vap", ...ONE, ...how);
    expect(manifests.map(({ spec }) => spec?.validationActions ?? [])).toEqual([[], actions]);
  });

  test("exports at least a hundred rules of the profile, and with strict those that are opinions too", async () => {
    const policies = async (profile: string) =>
      (await exported({}, "vap", "--profile", profile)).manifests
        .filter(({ kind }) => kind === "ValidatingAdmissionPolicy")
        .map(({ metadata }) => metadata.name);
    const [prod, strict] = [await policies("prod"), await policies("strict")];
    expect(prod.length).toBeGreaterThanOrEqual(100);
    expect(prod).toContain("rampart-workload-run-as-non-root");
    expect(prod).not.toContain("rampart-image-digest");
    expect(strict).toEqual(expect.arrayContaining([...prod, "rampart-image-digest"]));
  });

  test("follows the configuration: its profile, its parameters, what it switches off", async () => {
    const files = {
      ".rampart.yaml":
        "profile: ours\nprofiles:\n  ours: {levels: {critical: warn, high: warn}}\nrules: {workload/host-pid: off}\ntrustedRegistries: [registry.example/shop]\n",
    };
    const { stdout, manifests } = await exported(files, "vap");
    expect(stdout).toContain("profile ours");
    const names = manifests.map(({ metadata }) => metadata.name);
    expect(names).toContain("rampart-workload-privileged-ours");
    expect(names).not.toContain("rampart-workload-host-pid");
    expect(manifests.find(({ kind }) => kind === "ConfigMap")).toBeDefined();
    expect(stdout).toContain("registry.example/shop");
  });

  test("leaves namespaces of one's own alone, writes to a file, and the pods of the system are never judged", async () => {
    const cwd = workspace({});
    const args = ["export", "vap", ...ONE, "--exclude-namespace", "agents", "--output", "policies.yaml"];
    expect(await rampart(cwd, args)).toMatchObject({ status: 0, stdout: "" });
    const text = readFileSync(join(cwd, "policies.yaml"), "utf8");
    const [policy, binding] = parseAllDocuments(text).map((document): Manifest => document.toJS());
    expect(JSON.stringify(policy?.spec?.matchConstraints)).toContain('"kube-system"');
    expect(JSON.stringify(binding)).toContain('"agents"');
  });

  test.each([
    [["--rule", "network/no-default-deny"], "it cannot be exported: needs other resources"],
    [["--rule", "workload/priviledged"], "there is no such rule"],
    [["--kubernetes-version", "1.29"], "it needs 1.30 or newer"],
    [["--enforcement", "refuse"], "it takes audit, warn, deny, level"],
    [["--layer", "roof"], "it takes edge, network"],
    [["--profile", "nope"], 'there is no profile "nope"'],
    [["--layer", "control-plane", "--standard", "pss-baseline"], "none of the chosen rules can be exported"],
  ])("refuses %j with what to do", async (how, message) => {
    const { status, stdout, stderr } = await rampart(workspace({}), ["export", "vap", ...how]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("rampart export psa", () => {
  const inShop = (text: string) => text.replace("  name: web\n", "  name: web\n  namespace: shop\n");
  const RESTRICTED = `apiVersion: v1
kind: Pod
metadata: {name: api, namespace: api}
spec:
  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: api
      image: registry.example/api:1.0.0
      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
`;

  test("labels each namespace with the strictest level that its workloads pass, and says what is in the way", async () => {
    const files = {
      "shop.yaml": inShop(PRIVILEGED_POD),
      "api.yaml": RESTRICTED,
      "namespace.yaml": "apiVersion: v1\nkind: Namespace\nmetadata: {name: api, labels: {team: api}}\n",
    };
    const { stdout, manifests } = await exported(files, "psa", ".", "--kubernetes-version", "1.33");
    const labels = Object.fromEntries(manifests.map(({ metadata }) => [metadata.name, metadata.labels]));
    expect(labels).toMatchObject({
      api: {
        team: "api",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.33",
      },
      shop: {
        "pod-security.kubernetes.io/enforce": "privileged",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    });
    expect(stdout).toContain("# shop: every workload in sight passes privileged\n");
    expect(stdout).toMatch(/# {3}not baseline: Pod "web" \(shop\.yaml\)\n# {5}container "web" is privileged/);
  });

  test("enforces at most baseline where the profile blocks nothing", async () => {
    const { manifests } = await exported({ "api.yaml": RESTRICTED }, "psa", ".", "--profile", "dev");
    expect(manifests[0]?.metadata.labels).toMatchObject({
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/warn": "restricted",
    });
  });

  test("leaves out what names no namespace, unless it is told where that runs", async () => {
    const cwd = workspace({ "web.yaml": PRIVILEGED_POD, "api.yaml": RESTRICTED });
    const bare = await rampart(cwd, ["export", "psa"]);
    expect(bare.stderr).toContain(
      '1 workload names no namespace and is left out, such as Pod "web" in web.yaml',
    );
    expect(bare.stdout).not.toContain("privileged\n");
    const told = await rampart(cwd, ["export", "psa", "--namespace", "apps"]);
    expect(told).toMatchObject({ status: 0, stderr: "" });
    expect(told.stdout).toContain("  name: apps\n");
  });

  test("never lets a name go on as YAML", async () => {
    const name = (end: string) => `x${end}---${end}kind: Evil${end}`;
    for (const end of ["\\n", "\\r", "\\u2028", "\\u2029", "\\x85"]) {
      const { stdout, manifests } = await exported(
        { "pod.yaml": inShop(PRIVILEGED_POD).replace("name: web\n", `name: "${name(end)}"\n`) },
        "psa",
      );
      expect(manifests.map(({ kind }) => kind)).toEqual(["Namespace"]);
      // What YAML 1.1 takes for a line break: every line is a comment, or a part of the one manifest.
      for (const line of stdout.split(/\r\n|[\r\n\u0085\u2028\u2029]/))
        expect(line).toMatch(/^$|^#|^apiVersion: v1$|^kind: Namespace$|^metadata:$|^ {2}/);
    }
  });

  test.each([
    [["none"], "none"],
    [["."], "no namespace is in sight"],
  ])("refuses %j where there is nothing", async (paths, message) => {
    const { status, stderr } = await rampart(workspace({ "notes.yaml": "a: 1\n" }), [
      "export",
      "psa",
      ...paths,
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});
