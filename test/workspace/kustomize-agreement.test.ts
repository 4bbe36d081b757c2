import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { analyzeFile, readManifestFile } from "../../engine/analyze-file";
import type { Fact } from "../../engine/inventory/fact";
import { DEFAULT_OPTIONS } from "../../engine/rules/rule";
import { skipped } from "../oracles/skip";
import { folderWith } from "./folder";
import { scopesOf } from "./scope-facts";
import { buildTool, toolsMissing } from "./tools";

const SEED = Number(process.env.SEED ?? 20_260_501);
const CASES = 60;

/** A small generator of numbers, the same for the same seed. Source: Marsaglia, xorshift32. */
function createRandom(seed: number) {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return {
    chance: (probability: number) => next() < probability,
    one: <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item,
  };
}

const BASE = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 1
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}, annotations: {note: a}}
    spec:
      serviceAccountName: api
      priorityClassName: fast
      imagePullSecrets: [{name: pull}, {name: elsewhere}]
      initContainers: [{name: init, image: "registry.example/tools/init:1@sha256:${"a".repeat(64)}"}]
      containers:
        - name: web
          image: nginx:1.0
          envFrom: [{secretRef: {name: made}}, {configMapRef: {name: settings}}]
          env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: a}}}]
      volumes:
        - {name: a, secret: {secretName: db}}
        - {name: b, projected: {sources: [{configMap: {name: settings}}]}}
        - {name: c, persistentVolumeClaim: {claimName: data}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: api}
spec:
  serviceName: api
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: registry.example/db}]}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: nightly}
spec:
  schedule: "0 1 * * *"
  jobTemplate: {spec: {template: {spec: {containers: [{name: db, image: registry.example/db}]}}}}
---
apiVersion: v1
kind: Pod
metadata: {name: lonely, labels: {app: lonely}}
spec: {containers: [{name: db, image: registry.example/db}]}
`;

const AROUND = `apiVersion: v1
kind: Service
metadata: {name: api}
spec: {selector: {app: api}, ports: [{port: 80}]}
---
apiVersion: v1
kind: ServiceAccount
metadata: {name: api}
imagePullSecrets: [{name: pull}]
---
apiVersion: v1
kind: Secret
metadata: {name: db}
stringData: {a: one}
---
apiVersion: v1
kind: Secret
metadata: {name: pull}
stringData: {b: one}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: data}
spec: {storageClassName: quick, accessModes: [ReadWriteOnce]}
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: {name: quick}
provisioner: example.com/disk
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: fast}
value: 10
---
apiVersion: v1
kind: Namespace
metadata: {name: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
subjects:
  - {kind: ServiceAccount, name: api}
  - {kind: ServiceAccount, name: default, namespace: shop}
  - {kind: ServiceAccount, name: elsewhere, namespace: shop}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: viewer}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: Group, name: staff, apiGroup: rbac.authorization.k8s.io}]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: api}
spec:
  podSelector: {matchLabels: {app: api}}
  policyTypes: [Ingress, Egress]
  ingress: [{from: [{podSelector: {matchLabels: {app: web}}}, {namespaceSelector: {}}]}]
  egress: [{to: [{podSelector: {}}]}]
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: api}
spec:
  tls: [{secretName: db}]
  rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: api, port: {number: 80}}}}]}}]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: api}
spec: {minAvailable: 1, selector: {matchLabels: {app: api}}}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: api}
spec: {maxReplicas: 3, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: api}}
`;

const GENERATORS = `configMapGenerator: [{name: settings, literals: [A=1, B=2]}]
secretGenerator: [{name: made, literals: [C=1]}]
`;

/** Lines of a kustomization that change everything in it, each with some probability. */
function changes(random: ReturnType<typeof createRandom>): string {
  const lines = [
    `namespace: ${random.one(["shop", "prod"])}`,
    `namePrefix: ${random.one(["dev-", "p-"])}`,
    `nameSuffix: ${random.one(["-v2", "-blue"])}`,
    `commonLabels: {env: ${random.one(["dev", "prod"])}}`,
    "commonAnnotations: {owner: team}",
    random.one([
      "labels: [{pairs: {tier: one}}]",
      "labels: [{pairs: {tier: one}, includeSelectors: true}]",
      "labels: [{pairs: {tier: one}, includeTemplates: true}]",
    ]),
    random.one([
      'images: [{name: nginx, newTag: "2.0"}]',
      `images: [{name: nginx, newName: registry.example/nginx}, {name: registry.example/db, digest: "sha256:${"b".repeat(64)}"}]`,
      "images: [{name: registry.example/tools/init, newTag: x, newName: registry.example/init}]",
    ]),
    random.one(["replicas: [{name: api, count: 4}]", "replicas: [{name: nothing, count: 4}]"]),
  ];
  return lines
    .filter(() => random.chance(0.4))
    .map((line) => `${line}\n`)
    .join("");
}

function generate(random: ReturnType<typeof createRandom>): Record<string, string> {
  const hasReplicasOfNothing = /^replicas: \[\{name: nothing.*\n/m;
  const clean = (text: string) => text.replace(hasReplicasOfNothing, "");
  const generatorsInBase = random.chance(0.6);
  const component = random.chance(0.5);
  const files: Record<string, string> = {
    "base/workloads.yaml": BASE,
    "base/around.yaml": AROUND,
    "base/kustomization.yaml": `resources: [workloads.yaml, around.yaml]\n${generatorsInBase ? GENERATORS : ""}${clean(changes(random))}`,
    "overlay/kustomization.yaml": `resources: [../base]\n${component ? "components: [../part]\n" : ""}${generatorsInBase ? "" : GENERATORS}${clean(changes(random))}`,
  };
  if (component) {
    files["part/kustomization.yaml"] =
      `apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [map.yaml]\n${clean(changes(random)).replace(/^replicas.*\n/m, "")}`;
    files["part/map.yaml"] = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: extra}\ndata: {D: x}\n";
  }
  return files;
}

/** What is compared: everything but where it stands, and without the hash in generated names. */
function plain(facts: readonly Fact[]): string[] {
  return facts
    .map(({ source: _source, ...fact }) =>
      JSON.stringify(sortKeys(fact)).replace(
        /("(?:[a-z-]*)(?:made|settings)(?:-v2|-blue)*)-[a-z0-9]{10}"/g,
        '$1"',
      ),
    )
    .sort();
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sortKeys(member)]),
  );
}

describe.skipIf(skipped("agreement with kustomize", await toolsMissing()))("agreement with kustomize", () => {
  test(`facts without rendering equal those of the rendered resources (seed ${SEED})`, {
    timeout: 300_000,
  }, async () => {
    process.stderr.write(`agreement with kustomize: seed ${SEED}, ${CASES} kustomizations\n`);
    const tool = join(await buildTool("kustomize"), "kustomize");
    const random = createRandom(SEED);
    for (let index = 0; index < CASES; index++) {
      const files = generate(random);
      const folder = folderWith(files);
      const text = execFileSync(tool, ["build", join(folder, "overlay")], {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      });
      const rendered = analyzeFile(readManifestFile("rendered", text), DEFAULT_OPTIONS, () => false).facts;
      const own = scopesOf(files).resources("overlay");
      const described = Object.entries(files)
        .filter(([name]) => name.endsWith("kustomization.yaml"))
        .map(([name, content]) => `# ${name}\n${content}`)
        .join("");
      expect(plain(own), described).toEqual(plain(rendered));
    }
  });
});
