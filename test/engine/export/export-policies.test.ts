import { describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { exportPolicies } from "../../../engine/export/export-policies";
import { manifestText } from "../../../engine/export/manifest-text";
import type { JsonObject } from "../../../engine/json";
import { valueAt } from "../../../engine/json";
import { createPolicy } from "../../../engine/policy/policy";
import { ruleById } from "../../../engine/rules/registry";
import { judge } from "../judge";

const named = (manifests: readonly JsonObject[], kind: string, name: string) =>
  manifests.find((each) => each.kind === kind && valueAt(each, ["metadata", "name"]) === name);

const BINDING = "ValidatingAdmissionPolicyBinding";

describe("bindings follow the profile", () => {
  test.each([
    ["prod", undefined, ["Deny"]],
    ["dev", undefined, ["Warn", "Audit"]],
    ["prod", "warn", ["Warn", "Audit"]],
    ["prod", "audit", ["Audit"]],
    ["strict", undefined, ["Deny"]],
  ] as const)("%s with enforcement %s", (profile, enforcement, actions) => {
    const manifests = exportPolicies({
      policy: createPolicy({}, { profile, rules: ["workload/privileged"] }),
      ...(enforcement ? { enforcement } : {}),
    });
    const binding = named(manifests, BINDING, `rampart-workload-privileged-${profile}`);
    expect(valueAt(binding, ["spec", "validationActions"])).toEqual(actions);
    expect(valueAt(binding, ["spec", "policyName"])).toBe("rampart-workload-privileged");
  });

  test("enforcement level denies what blocks, warns of what warns, records hints", () => {
    const rules = ["workload/privileged", "workload/privilege-escalation", "workload/root-group"];
    const manifests = exportPolicies({ policy: createPolicy({}, { rules }), enforcement: "level" });
    const actions = rules.map((rule) =>
      valueAt(named(manifests, BINDING, `rampart-${rule.replace("/", "-")}-prod`), [
        "spec",
        "validationActions",
      ]),
    );
    expect(actions).toEqual([["Deny"], ["Warn", "Audit"], ["Audit"]]);
  });

  test("namespaces that are excluded are named in the binding", () => {
    const manifests = exportPolicies({
      policy: createPolicy({}, { rules: ["workload/privileged"] }),
      excludedNamespaces: ["agents"],
    });
    expect(
      valueAt(named(manifests, BINDING, "rampart-workload-privileged-prod"), [
        "spec",
        "matchResources",
        "namespaceSelector",
        "matchExpressions",
      ]),
    ).toEqual([{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["agents"] }]);
  });
});

describe("parameters", () => {
  const manifests = exportPolicies({
    policy: createPolicy(
      { trustedRegistries: ["registry.example.com", "ghcr.io/shop"] },
      { rules: ["image/untrusted-registry"] },
    ),
  });

  test("come first, filled from the configuration", () => {
    expect(manifests.map(({ kind }) => kind)).toEqual([
      "Namespace",
      "ConfigMap",
      "ValidatingAdmissionPolicy",
      BINDING,
    ]);
    expect(valueAt(manifests[1], ["data"])).toEqual({
      trustedRegistries: "registry.example.com\nghcr.io/shop",
    });
  });

  test("are read by the policy, and refused where they are missing", () => {
    expect(valueAt(manifests[3], ["spec", "paramRef"])).toEqual({
      name: "rampart-parameters",
      namespace: "rampart-system",
      parameterNotFoundAction: "Deny",
    });
  });

  test("are not read again for the old object", () => {
    const variables = valueAt(manifests[2], ["spec", "variables"]);
    expect(JSON.stringify(variables)).not.toContain("oldTrustedRegistries");
    expect(JSON.stringify(variables)).toContain("oldImages");
  });
});

test("a policy looks at creations and updates only, and says rule and page", () => {
  const [policy] = exportPolicies({ policy: createPolicy({}, { rules: ["workload/privileged"] }) });
  expect(JSON.stringify(valueAt(policy, ["spec", "matchConstraints"]))).not.toContain("DELETE");
  const [validation] = (valueAt(policy, ["spec", "validations"]) ?? []) as JsonObject[];
  expect(validation?.message).toMatch(
    /^workload\/privileged: .* \(https:\/\/.*\/workload\/privileged\.md\)$/,
  );
  expect(String(validation?.messageExpression)).toContain("'workload/privileged: ");
});

test("a version decides: the probe of another host is refused from 1.34 on", () => {
  const at = (kubernetesVersion: number) =>
    exportPolicies({ policy: createPolicy({}, { rules: ["workload/probe-host"], kubernetesVersion }) })
      .length;
  expect([at(33), at(34)]).toEqual([0, 2]);
});

test("the whole export reads back as it was, and Rampart itself finds nothing in it", () => {
  const manifests = exportPolicies({ policy: createPolicy({}, { profile: "prod" }) });
  const text = manifestText(manifests, ["heading"]);
  expect(text.startsWith("# heading\n")).toBe(true);
  expect(parseAllDocuments(text).map((each) => each.toJS())).toEqual(manifests);
  const enabled = createPolicy({}, { profile: "prod" });
  const isOn = (id: string) => {
    const rule = ruleById(id);
    return rule !== undefined && enabled.isEnabled(rule);
  };
  const found = judge(undefined, text).filter(({ rule }) => isOn(rule));
  expect(found.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
});
