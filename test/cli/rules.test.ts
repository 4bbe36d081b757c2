import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { rampart, workspace } from "./run-cli";

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: shop
spec:
  containers:
    - name: web
      image: registry.example/web:1.4.2
      securityContext:
        privileged: true
`;

describe("rampart rules --standard", () => {
  test("prints each control with the rules that check it", async () => {
    const { status, stdout } = await rampart(tmpdir(), ["rules", "--standard", "cis"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^CIS Kubernetes Benchmark 1\.12\n/);
    expect(stdout).toMatch(/^ {2}5\.2\.2 +No privileged containers +workload\/privileged$/m);
    expect(stdout).toMatch(/^ {2}1\.1\.1 .*not decidable from manifests \(on the node\)$/m);
  });

  test("takes an edition, and several standards", async () => {
    const args = ["rules", "--standard", "owasp@2022", "--standard", "pss-baseline", "--format", "json"];
    const { status, stdout } = await rampart(tmpdir(), args);
    expect(status).toBe(0);
    const { standards, rules } = JSON.parse(stdout);
    expect(standards.map((each: { title: string }) => each.title)).toEqual([
      "OWASP Kubernetes Top Ten 2022",
      "Pod Security Standards, level baseline",
    ]);
    expect(rules.map(({ id }: { id: string }) => id)).toContain("image/digest");
  });

  test.each([
    [["--standard", "cis@1.9"], "there is no such edition; there are cis@1.12"],
    [["--standard", "pss-baseline@1.33"], "choose the version of its checks by --kubernetes-version"],
    [["--standard", "iso"], "there is no such standard"],
    [["workload/privileged", "--standard", "cis"], "name one of them"],
  ])("2 for %j", async (args, message) => {
    const { status, stderr } = await rampart(tmpdir(), ["rules", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

test("a scan by a standard runs the rules of its edition alone", async () => {
  const cwd = workspace({ "pod.yaml": POD });
  const rulesOf = async (standard: string) => {
    const { stdout } = await rampart(cwd, ["scan", "--standard", standard, "--format", "json"]);
    return new Set(JSON.parse(stdout).findings.map(({ rule }: { rule: string }) => rule));
  };
  expect(await rulesOf("pss-baseline")).toEqual(new Set(["workload/privileged"]));
  const byCis = await rulesOf("cis-aks");
  expect(byCis).toContain("workload/privileged");
  expect(byCis).not.toContain("resources/memory-limit");
  expect((await rampart(cwd, ["scan", "--standard", "cis@2"])).status).toBe(2);
});
