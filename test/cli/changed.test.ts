import { execFileSync } from "node:child_process";
import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const git = (cwd: string, ...args: string[]) =>
  execFileSync(
    "git",
    ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "init.defaultBranch=main", ...args],
    { cwd, stdio: "pipe" },
  );

/** A repository with one commit on main, and a branch on which work goes on. */
function repository(files: Readonly<Record<string, string>>): string {
  const cwd = workspace(files);
  git(cwd, "init", "-q");
  git(cwd, "add", "-A");
  git(cwd, "commit", "-q", "-m", "first");
  git(cwd, "checkout", "-q", "-b", "work");
  return cwd;
}

async function changed(cwd: string, rules: string, ref = "main") {
  const { stdout, stderr, status } = await rampart(cwd, [
    "scan",
    "--format",
    "json",
    "--rule",
    rules,
    "--changed",
    ref,
  ]);
  return {
    status,
    stderr,
    findings: stdout
      ? (JSON.parse(stdout).findings as { rule: string; file: string; range: { start: { line: number } } }[])
      : [],
  };
}

const HARDENED = PRIVILEGED_POD.replace("privileged: true", "readOnlyRootFilesystem: true");

test("only what the branch changed is reported", async () => {
  const cwd = repository({ "old.yaml": PRIVILEGED_POD, "same.yaml": HARDENED });
  writeFileSync(join(cwd, "new.yaml"), PRIVILEGED_POD.replaceAll("web", "api"));
  writeFileSync(join(cwd, "old.yaml"), `${PRIVILEGED_POD}# a comment\n`);
  expect((await changed(cwd, "workload/privileged")).findings).toMatchObject([{ file: "new.yaml" }]);
});

test("a changed line that holds a finding, and a removed line that causes one", async () => {
  const cwd = repository({ "pod.yaml": HARDENED });
  writeFileSync(
    join(cwd, "pod.yaml"),
    HARDENED.replace("        readOnlyRootFilesystem: true\n", "        privileged: true\n"),
  );
  expect(
    (await changed(cwd, "workload/privileged,workload/read-only-root-filesystem")).findings.map(
      ({ rule }) => rule,
    ),
  ).toEqual(["workload/read-only-root-filesystem", "workload/privileged"]);
});

const denyEgress = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
`;
const allowDns = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: allow-dns
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
    - to:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: kube-system
          podSelector:
            matchLabels:
              k8s-app: kube-dns
      ports:
        - {protocol: UDP, port: 53}
        - {protocol: TCP, port: 53}
`;
const shopPod = PRIVILEGED_POD.replace("  name: web\n", "  name: web\n  namespace: shop\n");

test("a rule over the scope reports in files that did not change, where the scope did", async () => {
  const cwd = repository({ "deny.yaml": denyEgress, "dns.yaml": allowDns, "pod.yaml": shopPod });
  expect((await changed(cwd, "network/dns-egress-cut")).findings).toEqual([]);
  rmSync(join(cwd, "dns.yaml"));
  expect((await changed(cwd, "network/dns-egress-cut")).findings).toMatchObject([
    { file: "deny.yaml", rule: "network/dns-egress-cut" },
  ]);
});

test("hostile configuration of the repository is never run", async () => {
  const cwd = repository({ "pod.yaml": HARDENED });
  const marker = join(cwd, "executed");
  const trap = join(cwd, "trap.sh");
  writeFileSync(trap, `#!/bin/sh\ntouch ${marker}\ncat\n`, { mode: 0o755 });
  for (const [key, value] of Object.entries({
    "core.fsmonitor": trap,
    "diff.external": trap,
    "core.pager": trap,
    "diff.evil.textconv": trap,
    "filter.evil.clean": trap,
    "filter.evil.smudge": trap,
    "core.hooksPath": cwd,
  })) {
    git(cwd, "config", key, value);
  }
  writeFileSync(join(cwd, ".gitattributes"), "*.yaml diff=evil filter=evil\n");
  writeFileSync(join(cwd, "pod.yaml"), PRIVILEGED_POD);
  rmSync(marker, { force: true });
  expect((await changed(cwd, "workload/privileged")).findings).toMatchObject([{ file: "pod.yaml" }]);
  expect(existsSync(marker)).toBe(false);
});

test.each([
  ["nowhere", "there is no such revision"],
  ["--upload-pack=x", "not a revision"],
])("the revision %s is refused with what to do", async (ref, message) => {
  const { status, stderr } = await rampart(repository({ "pod.yaml": HARDENED }), [
    "scan",
    `--changed=${ref}`,
  ]);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

test("outside of a repository", async () => {
  const { status, stderr } = await changed(workspace({ "pod.yaml": HARDENED }), "workload/privileged");
  expect(status).toBe(2);
  expect(stderr).toContain("this is not a git repository");
});
