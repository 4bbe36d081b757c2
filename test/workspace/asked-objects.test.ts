import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { createPolicy } from "../../engine/policy/policy";
import type { RenderOptions } from "../../workspace/render";
import { type ScanFile, scan } from "../../workspace/scan";
import { skipped } from "../oracles/skip";
import { folderWith } from "./folder";
import { buildTool, toolsMissing } from "./tools";

const [policy = "", binding = "", deployment = ""] = readFileSync(
  resolve(__dirname, "../../docs/examples/admission/policy-refuses.bad.yaml"),
  "utf8",
).split("---\n");
const ADMISSION = `${policy}---\n${binding}`;
const RULE = "admission/policy-refuses";
const judging = createPolicy({}, { rules: [RULE] });

/** What the rule finds in a workspace, as `file: message`. */
async function found(files: Readonly<Record<string, string>>, render?: RenderOptions): Promise<string[]> {
  const result = await scan({
    files: Object.entries(files).map(
      ([name, text]): ScanFile => ({ path: undefined, name, text, explicit: false, reported: true }),
    ),
    policyFor: () => judging,
    cross: true,
    ...(render ? { render } : {}),
  });
  return result.files.flatMap(({ file, judged }) =>
    judged.findings.flatMap(({ finding }) =>
      finding.rule === RULE ? [`${file.file}: ${finding.message}`] : [],
    ),
  );
}

const REFUSED = 'this Deployment will be refused: policy "replicas" says “one replica is none: 1”';

test("a policy is asked about what lives with it", async () => {
  expect(await found({ "policy.yaml": ADMISSION, "web.yaml": deployment })).toEqual([`web.yaml: ${REFUSED}`]);
  expect(await found({ "policy.yaml": policy, "web.yaml": deployment })).toEqual([]);
  const apart = { "a/kustomization.yaml": "resources: [policy.yaml]\n", "a/policy.yaml": ADMISSION };
  expect(await found({ ...apart, "web.yaml": deployment })).toEqual([]);
});

test("in the namespace that a kustomization gives, and of nothing that it changes otherwise", async () => {
  const kustomized = (more: string, web = deployment.replace("  namespace: shop\n", "")) =>
    found({
      "app/kustomization.yaml": `namespace: shop\nresources: [policy.yaml, web.yaml]\n${more}`,
      "app/policy.yaml": ADMISSION,
      "app/web.yaml": web,
    });
  expect(await kustomized("")).toEqual([`app/web.yaml: ${REFUSED}`]);
  expect(await kustomized("replicas: [{name: web, count: 2}]\n")).toEqual([]);
  expect(await kustomized("patches: [{patch: '[]', target: {kind: Service}}]\n")).toEqual([]);
  expect(await kustomized("images: [{name: registry.example/web, newTag: '2'}]\n")).toEqual([]);
  expect(await kustomized("namePrefix: dev-\n")).toEqual([]);
});

test.skipIf(skipped("policies over what is rendered", await toolsMissing()))(
  "as patches leave it, where the scope is rendered",
  async () => {
    const files = {
      "app/kustomization.yaml":
        "resources: [policy.yaml, web.yaml]\npatches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: replace, path: /spec/replicas, value: 1}\n",
      "app/policy.yaml": ADMISSION,
      "app/web.yaml": deployment.replace("spec:\n", "spec:\n  replicas: 2\n"),
    };
    const render: RenderOptions = {
      mode: "always",
      cwd: folderWith(files),
      searchPath: await buildTool("kustomize"),
    };
    expect(await found(files, render)).toEqual([`app/web.yaml: ${REFUSED}`]);
    expect(await found(files)).toEqual([]);
  },
  600_000,
);
