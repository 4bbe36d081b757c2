import { describe, expect, test } from "vitest";
import { REMOVED_FLAGS } from "../../../engine/control-plane/removed-flags";
import { API_VERSIONS } from "../../../engine/kubernetes/api-version-lives";
import { formatKubernetesVersion, NEWEST_MINOR } from "../../../engine/kubernetes/kubernetes-version";
import { judge } from "../judge";

/*
 * What is deprecated or gone is judged by the version of the cluster. Every row of the tables is tried just before and
 * just after each of its two dates.
 */

const lives = API_VERSIONS.flatMap((life) => life.kinds.map((kind) => ({ ...life, kind })))
  // workload/pod-security-policy says what that one no longer protects.
  .filter(({ kind }) => kind !== "PodSecurityPolicy");

/** What the two rules about API versions find at a minor version, as `rule path`. */
function found(apiVersion: string, kind: string, kubernetesVersion: number): string[] {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: x }\n`;
  return ["admission/deprecated-api", "admission/removed-api"].flatMap((rule) =>
    judge(rule, text, { kubernetesVersion }).map(({ path, text: at }) => {
      expect(path).toEqual(["apiVersion"]);
      expect(at).toBe(apiVersion);
      return rule;
    }),
  );
}

describe("API versions", () => {
  test("no kind of an API version stands twice", () => {
    const keys = lives.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(lives)("$apiVersion $kind", ({ apiVersion, kind, deprecated, removed }) => {
    expect(deprecated).toBeLessThan(removed);
    expect(found(apiVersion, kind, deprecated - 1)).toEqual([]);
    expect(found(apiVersion, kind, deprecated)).toEqual(["admission/deprecated-api"]);
    expect(found(apiVersion, kind, removed - 1)).toEqual(["admission/deprecated-api"]);
    expect(found(apiVersion, kind, removed)).toEqual(["admission/removed-api"]);
    expect(found(apiVersion, kind, NEWEST_MINOR + 10)).toEqual(["admission/removed-api"]);
  });

  test("PodSecurityPolicy is told from its removal on, by a rule of its own", () => {
    const text = "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: x }\nspec: {}\n";
    const rules = (kubernetesVersion: number) =>
      judge("workload/pod-security-policy", text, { kubernetesVersion }).map(({ rule }) => rule);
    expect(rules(25)).toContain("workload/pod-security-policy");
    expect(found("policy/v1beta1", "PodSecurityPolicy", 25)).toEqual([]);
  });
});

const flags = REMOVED_FLAGS.flatMap(({ components, flags: names, removed }) =>
  components.flatMap((component) => names.map((flag) => ({ component, flag, removed }))),
);

describe("flags", () => {
  test("no flag of a component stands twice", () => {
    const keys = flags.map(({ component, flag }) => `${component} --${flag}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(flags)("$component --$flag", ({ component, flag, removed }) => {
    const text = `apiVersion: v1
kind: Pod
metadata:
  name: ${component}
  namespace: kube-system
spec:
  containers:
    - name: ${component}
      image: registry.k8s.io/${component}
      command:
        - ${component}
        - --${flag}=x
`;
    const at = (kubernetesVersion: number) =>
      judge("control-plane/removed-flag", text, { kubernetesVersion }).map((each) => each.path.join("."));
    expect(at(removed - 1), formatKubernetesVersion(removed - 1)).toEqual([]);
    expect(at(removed), formatKubernetesVersion(removed)).toEqual(["spec.containers.0.command.1"]);
  });
});
