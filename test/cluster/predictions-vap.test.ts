import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import { policySources } from "../../engine/export/cel/registry";
import { exportPolicies } from "../../engine/export/export-policies";
import { objectsOf, withAdmissionObjects } from "../../engine/inventory/admission-objects";
import type { Fact } from "../../engine/inventory/fact";
import { createInventory } from "../../engine/inventory/inventory";
import type { JsonObject } from "../../engine/json";
import { mapAt } from "../../engine/kubernetes/fields";
import { createPolicy } from "../../engine/policy/policy";
import { admittedObject } from "../../engine/predictions/policies/admitted-object";
import { askPolicies } from "../../engine/predictions/policies/ask-policies";
import { withPodAdmission } from "../../engine/predictions/policies/pod-admission";
import type { PolicyVerdict } from "../../engine/predictions/policies/policy-asker";
import { rules } from "../../engine/rules/registry";
import { skipped } from "../oracles/skip";
import { admittedDifferences } from "./admitted-differences";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import {
  createObjectSender,
  customResourceDefinitions,
  exampleConfiguration,
  examplesOf,
  isExemptNamespace,
  namespaceOf,
  neededBy,
  type ObjectSender,
  warningsOf,
} from "./export-support";
import { createDraw } from "./prediction-cases";
import { generatedPolicies } from "./vap-cases";
import { until } from "./wait";

/** The API server sends no more than this of warnings, and cuts what comes after. */
const MOST_WARNINGS = 3_500;
const SEED = 20_261_125;
const OBJECTS_EACH = 14;

/** The facts of objects that live together with others, with what policies need. */
function factsOf(objects: readonly JsonObject[], others: readonly Fact[] = []): readonly Fact[] {
  const text = objects.map((object) => JSON.stringify(object)).join("\n---\n");
  const name = others.length === 0 ? "policies.yaml" : "object.yaml";
  const file = readManifestFile(name, text);
  const { facts } = analyzeFile(file, { ...createPolicy({}).options }, () => false);
  const read = objectsOf(file);
  return withAdmissionObjects([...others, ...facts], (source) =>
    source.file === name ? read(source) : undefined,
  );
}

/** What policies, as facts, say to an object. */
function predicted(policies: readonly Fact[], object: JsonObject): PolicyVerdict[] {
  const facts = factsOf([object], policies);
  const fact = facts.at(-1);
  return fact ? askPolicies(createInventory("", false, facts), fact, 37) : [];
}

const inNamespace = (object: JsonObject, namespace: string): JsonObject => ({
  ...object,
  metadata: { ...mapAt(object, "metadata"), namespace },
});

const examples = rules.flatMap(({ id }) => examplesOf(id));

describe.skipIf(skipped("predictions of admission policies", await controlPlaneMissing()))(
  "what policies will say, asked of the real control plane",
  () => {
    let cluster: ControlPlane;
    let sender: ObjectSender;

    beforeAll(async () => {
      cluster = await startControlPlane();
      const definitions = customResourceDefinitions();
      await cluster.apply(definitions);
      await until("the custom resources are not served", async () => {
        sender = await createObjectSender(cluster);
        return definitions.every((definition) => sender.serves(definition));
      });
      for (const name of new Set(["shop", ...examples.map(({ object }) => namespaceOf(object) ?? "shop")]))
        if (name !== "default" && !isExemptNamespace(name)) await cluster.createNamespace(name);
      await cluster.apply(neededBy(examples));
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    test("an object is seen as the API server makes it", async () => {
      const differences: string[] = [];
      let compared = 0;
      for (const { source, object } of examples) {
        if (object.kind === "Secret") continue;
        const namespace = namespaceOf(object) ?? "shop";
        const path = sender.collectionOf(object);
        if (!path || isExemptNamespace(namespace)) continue;
        const { status, body } = await sender.tryCreate(object);
        if (status !== 201) continue;
        const isNamespaced = path.includes("/namespaces/");
        const admitted = admittedObject({ object, namespace, isNamespaced });
        const surroundings = { mountsToken: () => undefined, hasLimitRange: false };
        const seen =
          admitted && object.kind === "Pod"
            ? withPodAdmission(admitted, mapAt(object, "spec"), surroundings)
            : admitted;
        const found = admittedDifferences(seen, body);
        if (found.length > 0) differences.push(`${source}: ${found.join("; ")}`);
        compared++;
      }
      process.stderr.write(`objects as admission sees them: ${compared} compared\n`);
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThanOrEqual(600);
    }, 180_000);

    test(`generated policies, seed ${SEED}`, async () => {
      const draw = createDraw(SEED);
      const cases = generatedPolicies();
      for (const [index, { manifests }] of cases.entries()) {
        await cluster.createNamespace(`policy-${index}`, { tier: index % 2 === 0 ? "front" : "back" });
        await cluster.apply(manifests(`policy-${index}`));
      }
      const canary = generatedPolicies.canary("policy-0");
      await cluster.apply(canary.manifests);
      await until("the policies are not in force", async () =>
        canary.isInForce(await sender.tryCreate(canary.object)),
      );
      const [first, ...others] = examples.filter(
        ({ object }) => sender.collectionOf(object)?.includes("/namespaces/") && object.kind !== "Namespace",
      );
      if (!first) throw new Error("there are no examples");
      const differences: string[] = [];
      const counts = { refused: 0, admitted: 0, unknown: 0 };
      for (const [index, { title, manifests }] of cases.entries()) {
        const namespace = `policy-${index}`;
        const around = factsOf([
          {
            apiVersion: "v1",
            kind: "Namespace",
            metadata: { name: namespace, labels: { tier: index % 2 === 0 ? "front" : "back" } },
          },
          ...manifests(namespace),
        ]);
        for (let each = 0; each < OBJECTS_EACH; each++) {
          const example = draw.pick([first, ...others]);
          const object = inNamespace(example.object, namespace);
          const answer = await sender.tryCreate(object);
          const message = String(answer.body?.message ?? "");
          const isRefused = message.includes("ValidatingAdmissionPolicy");
          if (answer.status !== 201 && !isRefused) continue;
          const verdicts = predicted(around, object).filter(({ made }) => made === undefined);
          const answers = verdicts.map(({ answer: { answer: said } }) => said);
          if (answers.includes("refuses") ? !isRefused : isRefused && !answers.includes("unknown"))
            differences.push(
              `${title} / ${example.source}: ${message}; ours: ${JSON.stringify(verdicts.map(({ answer: said }) => said))}`,
            );
          const text = verdicts.flatMap(({ answer: said }) =>
            said.answer === "refuses" ? [said.message] : [],
          )[0];
          if (
            isRefused &&
            text &&
            !text.startsWith("the expression cannot") &&
            !text.startsWith("a condition") &&
            !message.includes(text.replace(/…$/, ""))
          )
            differences.push(`${title} / ${example.source}: they say ${message}; we say ${text}`);
          if (answers.includes("refuses")) counts.refused++;
          else counts[answers.includes("unknown") ? "unknown" : "admitted"]++;
        }
      }
      process.stderr.write(`generated policies: ${JSON.stringify(counts)}\n`);
      expect(differences).toEqual([]);
      const total = counts.refused + counts.admitted + counts.unknown;
      expect(total).toBeGreaterThanOrEqual(300);
      expect(counts.refused).toBeGreaterThanOrEqual(60);
      expect(counts.unknown).toBeLessThanOrEqual(total * 0.2);
    }, 180_000);

    test("the policies that are exported", async () => {
      const sources = policySources.map(({ rule }) => rule);
      const policy = createPolicy(exampleConfiguration(sources), { rules: sources });
      // They warn, so that each of them is heard; what is predicted is what they would refuse.
      const warning = exportPolicies({ policy, enforcement: "warn" });
      const denying = factsOf(exportPolicies({ policy, enforcement: "deny" }));
      for (const manifest of warning)
        await cluster.request("POST", sender.collectionOf(manifest) ?? "", manifest);
      const canary = generatedPolicies.canary("shop", "exported");
      await cluster.apply(canary.manifests);
      await until("the policies are not in force", async () =>
        canary.isInForce(await sender.tryCreate(canary.object)),
      );
      const differences: string[] = [];
      const counts = { refused: 0, admitted: 0, unknown: 0 };
      const reasons: Record<string, number> = {};
      for (const { source, object } of examples) {
        if (!sender.collectionOf(object) || isExemptNamespace(namespaceOf(object))) continue;
        const answer = await sender.tryCreate(object);
        if (answer.status !== 201) continue;
        const warnings = warningsOf(answer);
        const theirs = new Set(
          warnings.flatMap((text) => /ValidatingAdmissionPolicy '([^']+)'/.exec(text)?.[1] ?? []),
        );
        const isCut = warnings.join("").length > MOST_WARNINGS;
        const namespace = sender.collectionOf(object)?.includes("/namespaces/")
          ? (namespaceOf(object) ?? "shop")
          : undefined;
        const placed = namespace === undefined ? object : inNamespace(object, namespace);
        for (const {
          policy: { name = "" },
          made,
          answer: said,
        } of predicted(denying, placed)) {
          if (made !== undefined) continue;
          if (
            said.answer === "refuses"
              ? !theirs.has(name) && !isCut
              : said.answer === "admits" && theirs.has(name)
          )
            differences.push(`${source}: ${name}: ${JSON.stringify(said)}`);
          counts[said.answer === "refuses" ? "refused" : said.answer === "admits" ? "admitted" : "unknown"]++;
          if (said.answer === "unknown") reasons[said.reason] = (reasons[said.reason] ?? 0) + 1;
        }
      }
      process.stderr.write(
        `exported policies: ${denying.length} manifests, ${JSON.stringify(counts)}, ${JSON.stringify(reasons)}\n`,
      );
      expect(differences).toEqual([]);
      expect(counts.refused).toBeGreaterThanOrEqual(500);
      expect(counts.unknown).toBeLessThanOrEqual((counts.refused + counts.admitted + counts.unknown) * 0.2);
    }, 300_000);

    test.each(MADE)("what controllers make: %s of a %s", async (expression, kind, expected) => {
      const namespace = `made-${MADE.findIndex(([each, of]) => each === expression && of === kind)}`;
      await cluster.createNamespace(namespace);
      const canary = generatedPolicies.canary(namespace, namespace);
      const manifests = podPolicy(namespace, expression);
      await cluster.apply(manifests);
      await cluster.apply(canary.manifests);
      await until("the policy is not in force", async () =>
        canary.isInForce(await sender.tryCreate(canary.object)),
      );
      const object = workload(kind, namespace);
      const around = factsOf([
        { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
        ...manifests,
      ]);
      const answers = predicted(around, object).map(({ made, answer }) => `${made}: ${answer.answer}`);
      expect(answers).toEqual([`Pod: ${expected}`]);
      await cluster.apply([object]);
      let isRefused = false;
      await until(`nothing became of the ${kind}`, async () => {
        const pods = await cluster.request("GET", `/api/v1/namespaces/${namespace}/pods`);
        const events = await cluster.request("GET", `/api/v1/namespaces/${namespace}/events`);
        const refusals = events.body.items.filter(
          ({ reason, message }: { reason: string; message: string }) =>
            reason === "FailedCreate" && message.includes("ValidatingAdmissionPolicy"),
        );
        isRefused = refusals.length > 0;
        return isRefused || pods.body.items.length > 0;
      });
      expect(isRefused ? "refuses" : "admits").toBe(expected);
    });
  },
);

/** What a policy asks of pods, of the pods of which kind, and what becomes of them. */
const MADE: readonly (readonly [string, string, "refuses" | "admits"])[] = [
  ["object.spec.serviceAccountName != 'default'", "Deployment", "refuses"],
  ["object.spec.containers.all(c, c.imagePullPolicy == 'IfNotPresent')", "Deployment", "admits"],
  ["!has(object.metadata.ownerReferences)", "Deployment", "refuses"],
  ["object.metadata.labels.app == 'web'", "StatefulSet", "admits"],
  ["object.spec.volumes.all(v, !has(v.persistentVolumeClaim))", "StatefulSet", "refuses"],
  [
    "!('job-name' in object.metadata.labels) || object.spec.restartPolicy == 'Always'",
    "ReplicaSet",
    "admits",
  ],
  ["object.spec.restartPolicy == 'Always'", "Job", "refuses"],
  ["!(request.userInfo.username in ['alice']) && object.spec.enableServiceLinks", "ReplicaSet", "admits"],
];

function podPolicy(namespace: string, expression: string): JsonObject[] {
  const [policy = {}, binding = {}] = generatedPolicies.one(`pods-${namespace}`, namespace, expression);
  return [
    {
      ...policy,
      spec: {
        ...mapAt(policy, "spec"),
        matchConstraints: {
          resourceRules: [
            { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] },
          ],
        },
      },
    },
    binding,
  ];
}

function workload(kind: string, namespace: string): JsonObject {
  const isJob = kind === "Job";
  const labels = { app: "web" };
  const template = {
    metadata: { labels },
    spec: {
      ...(isJob ? { restartPolicy: "Never" } : {}),
      containers: [{ name: "app", image: "registry.example/web:1" }],
    },
  };
  const claims = [
    {
      metadata: { name: "data" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
  ];
  return {
    apiVersion: isJob ? "batch/v1" : "apps/v1",
    kind,
    metadata: { name: "web", namespace, labels },
    spec: {
      ...(isJob ? {} : { selector: { matchLabels: labels } }),
      ...(kind === "StatefulSet" ? { serviceName: "web", volumeClaimTemplates: claims } : {}),
      template,
    },
  };
}
