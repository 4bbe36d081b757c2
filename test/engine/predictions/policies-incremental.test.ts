import { expect, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { analyzeScope } from "../../../engine/analyze-scope";
import { analyzeScopeIncrementally, type ScopeState } from "../../../engine/analyze-scope-incrementally";
import { objectsOf, withAdmissionObjects } from "../../../engine/inventory/admission-objects";
import type { Fact } from "../../../engine/inventory/fact";
import { createInventory } from "../../../engine/inventory/inventory";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";
import { createDraw } from "../../cluster/prediction-cases";

const SEED = 11;
const EDITS = 400;
const isEnabled = ({ id }: { id: string }) => id === "admission/policy-refuses";

const metadata = (name: string, more = "") => `metadata: {name: ${name}${more}}`;
const policy = (expression: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
${metadata("rule")}
spec:
  paramKind: {apiVersion: v1, kind: ConfigMap}
  matchConstraints:
    resourceRules: [{apiGroups: ["", apps], apiVersions: [v1], operations: [CREATE], resources: [deployments, pods]}]
  validations: [{expression: ${JSON.stringify(expression)}}]`;
const binding = (actions: string, selector: string) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
${metadata("rule")}
spec:
  policyName: rule
  validationActions: [${actions}]
  paramRef: {name: limits, namespace: shop, parameterNotFoundAction: Deny}
  matchResources: {namespaceSelector: ${selector}}`;
const deployment = (name: string, spec: string) => `apiVersion: apps/v1
kind: Deployment
${metadata(name, ", namespace: shop")}
spec: {${spec}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}]}}}`;

/** What each document may be; one of them is another after each edit. */
const SLOTS: readonly (readonly [string, ...string[]])[] = [
  [
    policy("object.kind == 'Pod' || object.spec.replicas >= int(params.data.least)"),
    policy("object.spec.?paused.orValue(true)"),
    policy("namespaceObject.metadata.labels.tier == 'front'"),
    policy("object.kind != 'Pod' || !object.spec.volumes.exists(v, has(v.projected))"),
    policy("object.spec.("),
  ],
  [
    binding("Deny", "{}"),
    binding("Warn", "{}"),
    binding("Deny", "{matchLabels: {tier: front}}"),
    "apiVersion: v1\nkind: Service\nmetadata: {name: none}",
  ],
  ["front", "back"].map(
    (tier) => `apiVersion: v1\nkind: Namespace\n${metadata("shop", `, labels: {tier: ${tier}}`)}`,
  ) as [string, string],
  ["1", "3", "x"].map(
    (least) =>
      `apiVersion: v1\nkind: ConfigMap\n${metadata("limits", ", namespace: shop")}\ndata: {least: "${least}"}`,
  ) as [string, string, string],
  ["true", "false"].map(
    (mounts) =>
      `apiVersion: v1\nkind: ServiceAccount\n${metadata("default", ", namespace: shop")}\nautomountServiceAccountToken: ${mounts}`,
  ) as [string, string],
  [deployment("web", "replicas: 2"), deployment("web", "paused: true"), deployment("web", "paused: false")],
  [deployment("api", "minReadySeconds: 3"), deployment("api", "replicas: 0")],
  [
    "apiVersion: v1\nkind: LimitRange\nmetadata: {name: r, namespace: shop}",
    "apiVersion: admissionregistration.k8s.io/v1\nkind: MutatingWebhookConfiguration\nmetadata: {name: w}\nwebhooks: [{name: a, rules: [{apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: [deployments]}]}]",
  ],
];

function factsOf(documents: readonly string[]): readonly Fact[] {
  const file = readManifestFile("a.yaml", documents.join("\n---\n"));
  const { facts } = analyzeFile(file, DEFAULT_OPTIONS, () => false);
  return withAdmissionObjects(facts, objectsOf(file));
}

test(`policies are asked again exactly where an answer may be another, ${EDITS} edits`, () => {
  const draw = createDraw(SEED);
  const documents = SLOTS.map(([first]) => first);
  let state: ScopeState | undefined;
  const seen = new Set<string>();
  for (let edit = 0; edit < EDITS; edit++) {
    const slot = draw.pick([0, 1, 2, 3, 4, 5, 6, 7]);
    documents[slot] = draw.pick(SLOTS[slot] ?? [""]);
    const facts = factsOf(documents);
    state = analyzeScopeIncrementally(state, {
      scope: "",
      closed: false,
      facts,
      options: DEFAULT_OPTIONS,
      isEnabled,
    });
    const whole = analyzeScope(createInventory("", false, facts), DEFAULT_OPTIONS, isEnabled);
    const messages = (found: typeof whole) => found.map(({ finding }) => finding.message);
    expect(messages([...state.findings])).toEqual(messages(whole));
    for (const message of messages(whole)) seen.add(message);
  }
  // The edits lead through several findings, and through none.
  expect(seen.size).toBeGreaterThanOrEqual(5);
});
