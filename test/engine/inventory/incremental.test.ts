import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../../engine/analyze-file";
import { analyzeScope } from "../../../engine/analyze-scope";
import { analyzeScopeIncrementally, type ScopeState } from "../../../engine/analyze-scope-incrementally";
import type { Fact } from "../../../engine/inventory/fact";
import { createInventory } from "../../../engine/inventory/inventory";
import { keepFacts } from "../../../engine/inventory/keep-facts";
import { memoOf, trackInventory } from "../../../engine/inventory/tracked-inventory";
import { DEFAULT_OPTIONS } from "../../../engine/rules/rule";

const SEED = Number(process.env.SEED ?? 7_112_025);
const SEQUENCES = 500;
const EDITS = 3;

function createRandom(seed: number) {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    chance: (probability: number) => next() < probability,
    one: <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item,
  };
}
type Random = ReturnType<typeof createRandom>;

const NAMES = ["api", "web", "db"];
const NAMESPACES = ["shop", "pay"];

/** A manifest of some kind with small differences that matter to inventory rules. */
function manifest(random: Random): string {
  const [name, other] = [random.one(NAMES), random.one(NAMES)];
  const head = (apiVersion: string, kind: string, namespace = random.one(NAMESPACES)) =>
    `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${namespace ? `  namespace: ${namespace}\n` : ""}`;
  const makers: (() => string)[] = [
    () => `${head("apps/v1", "Deployment")}spec:
  replicas: ${1 + random.below(3)}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${random.one(NAMES)}}}
    spec:
      ${random.chance(0.5) ? `serviceAccountName: ${other}` : "automountServiceAccountToken: false"}
      ${random.chance(0.2) ? "hostNetwork: true" : ""}
      containers:
        - name: main
          image: registry.example/${name}:1.${random.below(3)}
          ports: [{containerPort: ${random.one(["80", "8080", "9090"])}, name: http}]
          ${random.chance(0.3) ? "securityContext: {privileged: true}" : ""}
          envFrom: [{secretRef: {name: ${other}}}, {configMapRef: {name: ${name}}}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: ${other}}}]
`,
    () => `${head("v1", "Service")}spec:
  type: ${random.one(["ClusterIP", "LoadBalancer", "NodePort"])}
  selector: {app: ${other}}
  ports: [{port: 80, targetPort: ${random.one(["http", "8080", "grpc"])}}]
`,
    () => `${head("networking.k8s.io/v1", "NetworkPolicy")}spec:
  podSelector: ${random.chance(0.5) ? "{}" : `{matchLabels: {app: ${other}}}`}
  policyTypes: ${random.one(["[Ingress]", "[Egress]", "[Ingress, Egress]"])}
  ${random.chance(0.5) ? `ingress: [{from: [{podSelector: {matchLabels: {app: ${name}}}}]}]` : ""}
`,
    () => `${head("networking.k8s.io/v1", "Ingress")}spec:
  rules:
    - host: ${name}.example.com
      http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: ${other}, port: {number: 80}}}}]}
`,
    () => `${head("v1", "ServiceAccount")}automountServiceAccountToken: ${random.chance(0.5)}\n`,
    () => `${head("v1", "Secret")}stringData: {a: b}\n`,
    () => `${head("v1", "ConfigMap")}data: {a: b}\n`,
    () =>
      `apiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${random.one(NAMESPACES)}\n  labels: {pod-security.kubernetes.io/enforce: ${random.one(["restricted", "baseline", "privileged"])}}\n`,
    () =>
      `${head("rbac.authorization.k8s.io/v1", "Role")}rules: [{apiGroups: [""], resources: [${random.one(["secrets", "pods", "'*'"])}], verbs: [${random.one(["get", "list", "create", "'*'"])}]}]\n`,
    () =>
      `${head("rbac.authorization.k8s.io/v1", "RoleBinding")}roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ${random.one(["Role", "ClusterRole"])}, name: ${random.one([...NAMES, "cluster-admin", "view"])}}\nsubjects: [{kind: ServiceAccount, name: ${other}, namespace: ${random.one(NAMESPACES)}}]\n`,
    () =>
      `${head("policy/v1", "PodDisruptionBudget")}spec: {minAvailable: ${random.below(3)}, selector: {matchLabels: {app: ${other}}}}\n`,
    () =>
      `${head("autoscaling/v2", "HorizontalPodAutoscaler")}spec: {maxReplicas: 5, minReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${other}}}\n`,
    () =>
      `${head("v1", "PersistentVolumeClaim")}spec: {storageClassName: fast, accessModes: [ReadWriteOnce]}\n`,
    () => `${head("v1", "ResourceQuota")}spec: {hard: {pods: "${random.below(4)}", requests.cpu: "1"}}\n`,
    () =>
      `${head("v1", "LimitRange")}spec: {limits: [{type: Container, max: {memory: ${64 + random.below(3)}Mi}}]}\n`,
    () => `${head("external-secrets.io/v1", "ExternalSecret")}spec: {target: {name: ${other}}}\n`,
    () => `${head("postgresql.cnpg.io/v1", "Cluster")}spec: {}\n`,
  ];
  return random.one(makers)();
}

/** Files of a scope: a text each, in an order that edits may change. */
type Files = Map<string, string>;

function edit(files: Files, random: Random): string {
  const names = [...files.keys()];
  const name = random.chance(0.7) && names.length > 0 ? random.one(names) : `new-${random.below(4)}.yaml`;
  const documents = (files.get(name) ?? "").split("---\n").filter((text) => text !== "");
  const at = random.below(documents.length + 1);
  const kind = random.below(6);
  if (kind === 0) files.delete(name);
  else if (kind === 1) {
    // Moves the file to the end.
    const text = files.get(name);
    files.delete(name);
    if (text !== undefined) files.set(name, text);
  } else if (kind === 2) documents.splice(at, 1);
  else if (kind === 3) documents.splice(at, 0, manifest(random));
  else documents.splice(at, 1, manifest(random));
  if (kind > 1) files.set(name, documents.join("---\n"));
  return `${kind} ${name} ${at}`;
}

const parsed = new Map<string, readonly Fact[]>();

/** Facts are made anew every other time, so that equal ones are not always the same objects. */
function factsOf(files: Files, fresh: boolean): Fact[] {
  return [...files].flatMap(([name, text]) => {
    const key = `${name}\n${text}`;
    const known = fresh ? undefined : parsed.get(key);
    const facts = known ?? analyzeFile(readManifestFile(name, text), DEFAULT_OPTIONS, () => false).facts;
    if (parsed.size < 5_000) parsed.set(key, facts);
    return facts;
  });
}

const isEnabled = () => true;

describe("judging a scope again after an edit", () => {
  test(`equals judging it from scratch, over ${SEQUENCES} random sequences of edits (seed ${SEED})`, {
    timeout: 300_000,
  }, () => {
    process.stderr.write(`incremental scopes: seed ${SEED}, ${SEQUENCES} sequences of ${EDITS} edits\n`);
    const random = createRandom(SEED);
    let [ran, all] = [0, 0];
    for (let sequence = 0; sequence < SEQUENCES; sequence++) {
      const files: Files = new Map();
      for (let index = 0; index < 4; index++)
        files.set(`f${index}.yaml`, Array.from({ length: 3 }, () => manifest(random)).join("---\n"));
      const closed = random.chance(0.7);
      const steps: string[] = [];
      let state: ScopeState | undefined;
      for (let step = 0; step <= EDITS; step++) {
        if (step > 0) steps.push(edit(files, random));
        const facts = factsOf(files, random.chance(0.5));
        const input = { scope: "s", closed, facts, options: DEFAULT_OPTIONS, isEnabled };
        state = analyzeScopeIncrementally(state, input);
        const expected = analyzeScope(createInventory("s", closed, facts), DEFAULT_OPTIONS, isEnabled);
        expect(
          state.findings,
          `sequence ${sequence}: ${steps.join(", ")}\n${[...files.values()].join("---\n")}`,
        ).toEqual(expected);
        if (step > 0) {
          ran += state.ran.length;
          all += state.verdicts.size;
        }
      }
    }
    process.stderr.write(`incremental scopes: ${Math.round((100 * ran) / all)} % of the rules ran\n`);
    expect(ran).toBeLessThan(all);
  });

  const POLICY =
    "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny, namespace: shop}\nspec: {podSelector: {}}\n";
  const QUOTA =
    "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: quota, namespace: shop}\nspec: {hard: {pods: '1'}}\n";
  const judge = (previous: ScopeState | undefined, ...texts: string[]) =>
    analyzeScopeIncrementally(previous, {
      scope: "s",
      closed: true,
      facts: factsOf(new Map(texts.map((text, index) => [`${index}.yaml`, text])), true),
      options: DEFAULT_OPTIONS,
      isEnabled,
    });

  test("runs no rule where nothing changed, and only those that looked at what did", () => {
    const first = judge(undefined, POLICY, QUOTA);
    expect(judge(first, POLICY, QUOTA).ran).toEqual([]);
    const { ran } = judge(first, POLICY, QUOTA.replace("'1'", "'2'"));
    expect(ran.length).toBeGreaterThan(0);
    expect(first.verdicts.has("network/no-default-deny")).toBe(true);
    expect(ran).not.toContain("network/no-default-deny");
  });
});

describe("what is remembered of an inventory", () => {
  const facts = (...texts: string[]) =>
    factsOf(new Map(texts.map((text, index) => [`${index}.yaml`, text])), true);
  const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
  const secret = (name: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\n`;

  test("whoever asks for it depends on the same look-ups", () => {
    let computed = 0;
    const names = memoOf((inventory) => {
      computed++;
      return inventory.ofKind("Secret").map(({ name }) => name);
    });
    const tracked = trackInventory(createInventory("s", true, facts(map("a"), secret("b"))));
    const first = tracked.record(() => names(tracked.inventory));
    const second = tracked.record(() => names(tracked.inventory));
    expect(computed).toBe(1);
    expect(second.result).toEqual(["b"]);
    const memo = { what: "memo", view: undefined, key: undefined, answer: ["b"] };
    expect(first.lookUps).toMatchObject([memo]);
    expect(second.lookUps).toMatchObject([memo]);
  });

  test("is kept over an edit of something else, and worked out again after one of its own", () => {
    const names = memoOf((inventory) => ({ names: inventory.ofKind("Secret").map(({ name }) => name) }));
    const before = createInventory("s", true, facts(map("a"), secret("b")));
    const tracked = trackInventory(before);
    const value = names(tracked.inventory);
    const next = (now: readonly Fact[]) =>
      trackInventory(createInventory("s", true, keepFacts(before.facts, now), before), tracked);
    expect(names(next(facts(map("changed"), secret("b"))).inventory)).toBe(value);
    expect(names(next(facts(map("a"), secret("c"))).inventory)).toEqual({ names: ["c"] });
  });

  test("nothing else remembers by inventory: its look-ups would be nobody's", () => {
    const engine = resolve(__dirname, "../../../engine");
    const holders = readdirSync(engine, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && !/inventory.(tracked-)?inventory\.ts$/.test(name))
      .filter((name) => /WeakMap<\s*Inventory\b/.test(readFileSync(join(engine, name), "utf8")));
    expect(holders).toEqual([]);
  });
});
