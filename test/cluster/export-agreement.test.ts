import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policyName } from "../../engine/export/admission-policy";
import { policySources } from "../../engine/export/cel/registry";
import { exportPolicies } from "../../engine/export/export-policies";
import { createPolicy } from "../../engine/policy/policy";
import { rules } from "../../engine/rules/registry";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";
import {
  createObjectSender,
  customResourceDefinitions,
  engineVerdict,
  exampleConfiguration,
  examplesOf,
  isExemptNamespace,
  namespaceOf,
  neededBy,
  type ObjectSender,
  warningsOf,
} from "./export-support";
import { until } from "./wait";

/** The API server sends no more than this of warnings, and cuts what comes after. */
const MOST_WARNINGS = 3_500;
/** The opinions would fill that with what every example lacks. */
const SOURCES = policySources.filter(({ rule }) => rules.find(({ id }) => id === rule)?.opinion !== true);
const NAMES = new Map(SOURCES.map((source) => [policyName(source), source.rule]));
const examples = rules.flatMap(({ id }) => examplesOf(id));

describe.skipIf(skipped("exported policies together", await controlPlaneMissing()))(
  "all exported policies together",
  () => {
    const policy = createPolicy(exampleConfiguration(SOURCES.map(({ rule }) => rule)), {
      rules: SOURCES.map(({ rule }) => rule),
    });
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
      const manifests = exportPolicies({ policy, enforcement: "warn" });
      for (const manifest of manifests)
        await cluster.request("POST", sender.collectionOf(manifest) ?? "", manifest);
      await until("the policies do not warn", async () =>
        warningsOf(await sender.tryCreate(LATEST)).some((warning) =>
          warning.includes("workload/volume-type"),
        ),
      );
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    test("say of every example of every rule what the engine says", async () => {
      const differences: string[] = [];
      let judged = 0;
      for (const { source, object } of examples) {
        if (!sender.collectionOf(object) || isExemptNamespace(namespaceOf(object))) continue;
        const answer = await sender.tryCreate(object);
        if (answer.status !== 201 && answer.status !== 409) continue;
        const warnings = warningsOf(answer);
        const theirs = warnings.flatMap((text) => {
          const [, name = ""] = /ValidatingAdmissionPolicy '([^']+)'/.exec(text) ?? [];
          return NAMES.get(name) ?? [];
        });
        const verdict = engineVerdict(object, policy.options);
        const ours = SOURCES.map(({ rule }) => rule).filter((rule) => verdict.has(rule));
        const extra = theirs.filter((rule) => !verdict.has(rule));
        const missing =
          warnings.join("").length > MOST_WARNINGS ? [] : ours.filter((rule) => !theirs.includes(rule));
        if (extra.length + missing.length > 0)
          differences.push(`${source}: only the policies: ${extra}; only the engine: ${missing}`);
        judged++;
      }
      process.stderr.write(`exported policies together: ${judged} objects judged\n`);
      expect(differences.filter((each) => !EXPLAINED.some((name) => each.startsWith(name)))).toEqual([]);
      expect(judged).toBeGreaterThanOrEqual(600);
    }, 180_000);
  },
);

/** A misspelt field counts as written for the engine, and is dropped before admission. */
const EXPLAINED = ["admission/unknown-field.bad.yaml"];

/** The policy of the last rule in the order of the export is seen last. */
const LATEST = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "probe", namespace: "shop" },
  spec: {
    containers: [{ name: "app", image: "registry.example/app:1" }],
    volumes: [{ name: "share", nfs: { server: "nfs.example", path: "/" } }],
  },
};
