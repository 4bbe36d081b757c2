import { describe, expect, test } from "vitest";
import { aksName, isAks } from "../../cluster/aks/aks-name";
import { aksPosture } from "../../cluster/aks/aks-posture";
import { aksRows } from "../../cluster/aks/aks-rows";
import { findObject } from "../../cluster/listing/find-object";
import type { ListCache } from "../../cluster/listing/list-cache";
import { namespaceInReach } from "../../cluster/listing/namespace-in-reach";
import { findingRows } from "../../cluster/posture/finding-rows";
import { liveDocument } from "../../cluster/posture/live-document";
import { type LiveRow, spokenRow } from "../../cluster/posture/live-row";
import { policyOfPlain } from "../../cluster/posture/plain-policy";
import { surveyCluster } from "../../cluster/posture/survey";
import { surveyRows } from "../../cluster/posture/survey-rows";
import type { Problem } from "../../cluster/problem";
import type { JsonObject } from "../../engine/json";
import { createPolicy } from "../../engine/policy/policy";
import { rules } from "../../engine/rules/registry";
import { analyzeLive } from "./analyze-live";
import { deployment } from "./live-objects";

const policy = createPolicy({}, { profile: "prod" });
const privileged = (name: string) => ({
  containers: [{ name, image: "r.example.com/a:1", securityContext: { privileged: true } }],
});
const analysis = (objects: JsonObject[]) => analyzeLive("test", objects, policy, true);

/** The labels of rows, each below the one that holds it. */
function labels(rows: readonly LiveRow[] | undefined, depth: number): unknown {
  if (!rows) return [];
  return depth === 0
    ? rows.map(({ label }) => label)
    : rows.map((row) => [row.label, labels(row.rows, depth - 1)]);
}

function find(rows: readonly LiveRow[], ...path: string[]): LiveRow | undefined {
  const [first, ...rest] = path;
  const row = rows.find(({ label }) => label === first);
  return rest.length === 0 ? row : find(row?.rows ?? [], ...rest);
}

describe("the rows of findings", () => {
  const objects = [
    ...deployment("api", privileged("api")),
    ...deployment("web"),
    ...deployment("agent", privileged("agent"), "kube-system"),
  ];
  const rows = findingRows(analysis(objects).findings);

  test("stand by layer and owner, the worst owner first, and lead to the place in the object", () => {
    const workload = find(rows, "Findings", "workload");
    expect(labels(workload?.rows, 0)).toEqual(["Deployment shop/api", "Deployment shop/web"]);
    const row = find(rows, "Findings", "workload", "Deployment shop/api", "Container is privileged");
    expect(row).toMatchObject({
      mark: "block",
      action: {
        type: "object",
        identity: { groupKind: "apps/Deployment", kind: "Deployment", namespace: "shop", name: "api" },
        path: ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"],
        rules: ["workload/privileged"],
      },
    });
    expect(find(rows, "Findings", "workload", "Deployment shop/api")?.workload?.name).toBe("api");
  });

  test("count what others manage apart", () => {
    expect(rows.map(({ label }) => label)).toEqual(["Findings", "Managed by the cluster"]);
    expect(labels(rows[1]?.rows, 0)).toEqual(["Deployment kube-system/agent"]);
    expect(JSON.stringify(rows[0])).not.toContain("kube-system");
  });

  test("say in words what their icons say", () => {
    const row = find(rows, "Findings", "workload", "Deployment shop/api", "Container is privileged");
    expect(row && spokenRow(row)).toMatch(/^blocking, Container is privileged, /);
  });

  test("say so where there is nothing to find", () => {
    expect(findingRows([])).toEqual([
      { key: "findings", mark: "good", label: "Findings", description: "none" },
    ]);
  });
});

describe("the rows of the survey", () => {
  const objects: JsonObject[] = [
    {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    },
    { apiVersion: "v1", kind: "Namespace", metadata: { name: "open" } },
    {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "web", namespace: "shop" },
      spec: {
        rules: [
          {
            host: "shop.example.com",
            http: {
              paths: [
                {
                  path: "/",
                  pathType: "Prefix",
                  backend: { service: { name: "web", port: { number: 80 } } },
                },
              ],
            },
          },
        ],
      },
    },
  ];
  const unseen = [
    { groupKind: "networking.k8s.io/NetworkPolicy", problem: { kind: "forbidden" as const, message: "no" } },
  ];
  const rows = surveyRows(
    surveyCluster({
      context: "my cluster",
      objects,
      inventory: analysis(objects).inventory,
      unseen,
      version: { gitVersion: "v1.33.4" },
      options: policy.options,
      today: "2026-07-01",
    }),
  );

  test("tell of each namespace what guards it, and what cannot be seen", () => {
    expect(find(rows, "Namespaces")?.description).toBe("1 of 2 enforce no Pod Security");
    expect(
      find(rows, "Namespaces", "shop")?.rows?.map(({ label, description, mark }) => [
        label,
        description,
        mark,
      ]),
    ).toEqual([
      ["Pod Security", "restricted", "good"],
      ["Quota", "none", "hint"],
      ["Limits for containers", "none", "hint"],
      ["Default deny, ingress", "cannot see: not every policy may be read", "unknown"],
      ["Default deny, egress", "cannot see: not every policy may be read", "unknown"],
    ]);
    expect(find(rows, "Namespaces", "open", "Pod Security")?.mark).toBe("bad");
  });

  test("tell of the edge, versions and what is in place", () => {
    expect(find(rows, "Edge", "shop.example.com")).toMatchObject({
      mark: "bad",
      description: "no TLS, to web, Ingress shop/web",
    });
    expect(find(rows, "Versions")?.description).toBe("Kubernetes 1.33 has had no fixes since 2026-06-28");
    expect(find(rows, "In Place", "runtime detection")).toMatchObject({ mark: "hint" });
  });

  test("give for what cannot be seen, or was not found, the command that would tell", () => {
    const commands = (label: string, ...path: string[]) =>
      find(rows, label, ...path)?.rows?.map(({ action }) => action?.type === "command" && action.command);
    expect(commands("Cannot See", "networking.k8s.io/NetworkPolicy")).toEqual([
      "kubectl get networkpolicies.networking.k8s.io --all-namespaces '--context=my cluster'",
    ]);
    expect(commands("Cannot See", "flags of the control plane")).toEqual(["ps -ef | grep kube-apiserver"]);
    expect(commands("In Place", "runtime detection")).toEqual([
      "kubectl get daemonsets --all-namespaces '--context=my cluster'",
    ]);
  });

  test("leave out sections that hold nothing", () => {
    expect(find(rows, "Exposed Services")).toBeUndefined();
    expect(find(rows, "Flags of the Control Plane")).toBeUndefined();
  });
});

describe("the rows of AKS", () => {
  test("put first what is to be put right, with the command", () => {
    const row = aksRows(
      aksPosture({
        name: "shop",
        resourceGroup: "rg",
        currentKubernetesVersion: "1.34.1",
        disableLocalAccounts: false,
        agentPoolProfiles: [{ name: "np1", mode: "System", enableNodePublicIP: true }],
      }),
    );
    expect(row.rows?.[0]?.mark).toBe("bad");
    const local = row.rows?.find(({ label }) => label === "local accounts");
    expect(local?.rows?.[0]?.action).toEqual({
      type: "command",
      command: "az aks update --resource-group rg --name shop --disable-local-accounts",
    });
    expect(row.rows?.find(({ label }) => label === "Pool np1")).toMatchObject({ mark: "bad" });
  });

  test("are of a cluster whose name the kubeconfig tells", () => {
    expect(aksName({ user: "clusterUser_my_group_shop", cluster: "shop" })).toEqual({
      group: "my_group",
      cluster: "shop",
    });
    expect(aksName({ user: "somebody", cluster: "shop" })).toBeUndefined();
    expect(aksName({ user: "clusterUser_rg_other", cluster: "shop" })).toBeUndefined();
    expect(isAks({ server: "https://shop-1a2b.hcp.westeurope.azmk8s.io:443" })).toBe(true);
    expect(isAks({ server: "https://azmk8s.io.example.com" })).toBe(false);
  });
});

describe("the text of a live object", () => {
  const object: JsonObject = {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: {
      name: "api",
      annotations: { "kubectl.kubernetes.io/last-applied-configuration": "hunter2", team: "shop" },
      managedFields: [{ manager: "kubectl" }],
    },
    spec: {
      template: {
        spec: {
          containers: [
            { name: "api", image: "r.example.com/a:1", env: [{ name: "DB_PASSWORD", value: "hunter2" }] },
          ],
        },
      },
    },
  };

  test("leaves out what must not be shown", () => {
    const { text } = liveDocument(object);
    expect(text).not.toMatch(/hunter2|managedFields|last-applied/);
    expect(text).toContain("team: shop");
    expect(text).toContain('value: "***"');
    const config = liveDocument({ apiVersion: "v1", kind: "ConfigMap", data: { note: "hunter2" } });
    expect(config.text).not.toContain("hunter2");
    // The object itself stays as it was read.
    expect(JSON.stringify(object)).toContain("managedFields");
  });

  test("knows where a path stands, and the nearest part of one that is not there", () => {
    const { text, range } = liveDocument(object);
    const lines = text.split("\n");
    const at = (path: (string | number)[]) => {
      const { start, end } = range(path);
      return lines[start.line]?.slice(start.column, end.column);
    };
    const container = ["spec", "template", "spec", "containers", 0];
    expect(at([...container, "image"])).toBe("r.example.com/a:1");
    expect(at([...container, "securityContext", "privileged"])).toBe("api");
  });
});

describe("a policy that was sent as plain data", () => {
  test("judges as the policy that it was made of, for the cluster's own version", () => {
    const original = createPolicy(
      { rules: { "workload/privileged": { level: "hint" }, "image/digest": { enabled: true } } },
      { profile: "dev" },
    );
    const severities = rules.map(({ id, severity }) => ({ rule: id, severity }));
    const plain = JSON.parse(
      JSON.stringify({
        profile: original.profile,
        options: original.options,
        enabled: rules.filter((rule) => original.isEnabled(rule)).map(({ id }) => id),
        levels: { "workload/privileged": "hint" },
      }),
    );
    const again = policyOfPlain(plain, 29);
    expect(again.options.kubernetesVersion).toBe(29);
    for (const rule of rules)
      expect([rule.id, again.isEnabled(rule)]).toEqual([rule.id, original.isEnabled(rule)]);
    for (const finding of severities)
      expect([finding.rule, again.levelOf(finding as never)]).toEqual([
        finding.rule,
        original.levelOf(finding as never),
      ]);
  });
});

describe("lists that were read", () => {
  const asked: string[] = [];
  const lists = (problem?: Problem): ListCache => ({
    list(path) {
      asked.push(path);
      return Promise.resolve({
        objects: deployment("api").filter(() => path.endsWith("deployments")),
        readAt: 0,
        ...(problem ? { problem } : {}),
      });
    },
    clear() {},
  });

  test("find an object by its identity, and no Secret", async () => {
    asked.length = 0;
    const found = await findObject(lists(), "apps/Deployment", "shop", "api");
    expect(found?.metadata).toMatchObject({ name: "api" });
    expect(await findObject(lists(), "apps/Deployment", "shop", "gone")).toBeUndefined();
    expect(await findObject(lists(), "Secret", "shop", "api")).toBeUndefined();
    expect(new Set(asked)).toEqual(new Set(["/apis/apps/v1/namespaces/shop/deployments"]));
  });

  test("tell the namespace to be content with", async () => {
    expect(await namespaceInReach(lists(), "shop")).toBeUndefined();
    expect(await namespaceInReach(lists({ kind: "forbidden", message: "no" }), "shop")).toBe("shop");
    // A cluster that gives no answer is no reason to ask less.
    expect(await namespaceInReach(lists({ kind: "timeout", message: "no" }), "shop")).toBeUndefined();
  });
});
