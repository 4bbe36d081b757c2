import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge } from "../judge";
import { deployment, file, ingressTo, networkPolicy, resource, service } from "../rules/scope-manifests";

const RULE = "identity/attack-path";
const RBAC = "rbac.authorization.k8s.io/v1";
const PORTS = [{ name: "http", containerPort: 8080 }];
/** Without a token, so that only what a test adds is a weakness. */
const QUIET = { automountServiceAccountToken: false };

/** A Deployment whose container has more fields than the shared helper gives. */
function workload(name: string, podSpec: object = QUIET, container: object = {}): object {
  const made = deployment(name, { ports: PORTS, podSpec }) as {
    spec: { template: { spec: { containers: object[] } } };
  };
  made.spec.template.spec.containers = made.spec.template.spec.containers.map((each) => ({
    ...each,
    ...container,
  }));
  return made;
}
const PRIVILEGED = { securityContext: { privileged: true } };
const web = workload("web", QUIET, PRIVILEGED);
const EDGE = [ingressTo("web", { number: 80 }), service("web")];

const account = (name: string, namespace = "shop", annotations: object = {}) => ({
  apiVersion: "v1",
  kind: "ServiceAccount",
  metadata: { name, namespace, annotations },
});
const role = (name: string, rules: readonly object[], namespace = "shop") =>
  resource(RBAC, "Role", name, { rules }, namespace);
const binding = (name: string, to: string, subject: string, namespace = "shop") =>
  resource(
    RBAC,
    "RoleBinding",
    name,
    {
      subjects: [{ kind: "ServiceAccount", name: subject, namespace: "shop" }],
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: to },
    },
    namespace,
  );
const clusterBinding = (name: string, to: string, subject: string, namespace = "shop") =>
  resource(RBAC, "ClusterRoleBinding", name, {
    subjects: [{ kind: "ServiceAccount", name: subject, namespace }],
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: to },
  });
const SECRETS = { apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] };
const PODS = { apiGroups: [""], resources: ["pods"], verbs: ["create"] };
const webAs = (name: string) => workload("web", { serviceAccountName: name });

const found = (...resources: readonly object[]) =>
  judge(RULE, file(...resources)).map(({ severity, message, path }) => ({ severity, message, path }));

describe("from the Internet to the node", () => {
  test("every hop is a related place, in order", () => {
    const [path, ...others] = judge(RULE, file(web, ...EDGE));
    expect(others).toEqual([]);
    expect(path).toMatchObject({
      severity: "critical",
      path: ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"],
      text: "true",
      message:
        'from the Internet to the node: Ingress "edge" → Service "web" → port 8080 of Deployment "web" → container "main" is privileged; cheapest to cut: run it unprivileged',
    });
    expect(path?.finding.related.map(({ fact, path: at }) => [fact?.groupKind, at])).toEqual([
      ["networking.k8s.io/Ingress", ["spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"]],
      ["Service", ["spec", "selector"]],
      ["apps/Deployment", ["metadata", "name"]],
      ["apps/Deployment", ["spec", "template", "spec", "containers", 0, "securityContext", "privileged"]],
    ]);
  });

  const volume = (path: string, readOnly = false) =>
    workload(
      "web",
      { ...QUIET, volumes: [{ name: "v", hostPath: { path } }] },
      { volumeMounts: [{ name: "v", mountPath: "/v", readOnly }] },
    );
  test.each([
    [
      "a dangerous capability",
      workload("web", QUIET, { securityContext: { capabilities: { add: ["SYS_ADMIN"] } } }),
      'container "main" has SYS_ADMIN',
    ],
    ["a writable folder of the node", volume("/etc"), 'volume "v" is /etc of the node, writable'],
    [
      "the runtime's socket",
      volume("/var/run/docker.sock", true),
      'volume "v" is /var/run/docker.sock of the node',
    ],
  ])("%s", (_name, made, text) => {
    expect(found(made, ...EDGE)).toMatchObject([
      { severity: "critical", message: expect.stringContaining(text) },
    ]);
  });

  test.each([
    ["a folder that is only read", volume("/etc", true)],
    [
      "a capability that hands over nothing",
      workload("web", QUIET, { securityContext: { capabilities: { add: ["NET_RAW"] } } }),
    ],
    ["a user namespace", workload("web", { ...QUIET, hostUsers: false }, PRIVILEGED)],
    ["no weakness at all", workload("web")],
  ])("%s: no path", (_name, made) => {
    expect(found(made, ...EDGE)).toEqual([]);
  });
});

describe("ways in", () => {
  const istio = (gateways: readonly string[]) =>
    resource(
      "networking.istio.io/v1",
      "VirtualService",
      "web",
      {
        spec: {
          gateways,
          http: [{ route: [{ destination: { host: "web.shop.svc.cluster.local", port: { number: 80 } } }] }],
        },
      },
      "shop",
    );
  const exposed = (spec: object, metadata: object = {}) => service("web", spec, metadata);
  const route = (parent: object = { name: "edge" }) =>
    resource(
      "gateway.networking.k8s.io/v1",
      "HTTPRoute",
      "web",
      { spec: { parentRefs: [parent], rules: [{ backendRefs: [{ name: "web", port: 80 }] }] } },
      "shop",
    );
  test.each([
    ["an Ingress", EDGE, 'Ingress "edge"'],
    ["a route", [route(), service("web")], 'HTTPRoute "web"'],
    ["Istio", [istio(["edge"]), service("web")], 'VirtualService "web"'],
    [
      "OpenShift",
      [
        resource("route.openshift.io/v1", "Route", "web", { spec: { to: { name: "web" } } }, "shop"),
        service("web"),
      ],
      'Route "web"',
    ],
    ["a LoadBalancer", [exposed({ type: "LoadBalancer" })], 'Service "web"'],
    ["a NodePort", [exposed({ type: "NodePort" })], 'Service "web"'],
  ])("%s", (_name, resources, way) => {
    expect(found(web, ...resources)).toMatchObject([{ message: expect.stringContaining(`: ${way} → `) }]);
  });

  const internal = { annotations: { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" } };
  const gateway = resource(
    "gateway.networking.k8s.io/v1",
    "Gateway",
    "edge",
    { spec: { gatewayClassName: "gke-l7-rilb" } },
    "shop",
  );
  test.each([
    ["a Service inside", [service("web")]],
    ["an internal load balancer", [exposed({ type: "LoadBalancer" }, internal)]],
    [
      "a load balancer for known clients",
      [exposed({ type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] })],
    ],
    [
      "a private Ingress",
      [
        ingressTo("web", { number: 80 }, { annotations: { "alb.ingress.kubernetes.io/scheme": "internal" } }),
        service("web"),
      ],
    ],
    ["an internal Gateway", [route(), gateway, service("web")]],
    ["a route of Istio's mesh", [istio(["mesh"]), service("web")]],
    ["a route of the mesh", [route({ group: "", kind: "Service", name: "web" }), service("web")]],
    ["a port that leads nowhere", [ingressTo("web", { number: 81 }), service("web")]],
  ])("%s is none", (_name, resources) => {
    expect(found(web, ...resources)).toEqual([]);
  });

  test.each([
    ["nobody", { policyTypes: ["Ingress"] }, 0],
    ["pods of the namespace", { ingress: [{ from: [{ podSelector: {} }] }] }, 0],
    ["another port", { ingress: [{ ports: [{ port: 9090 }] }] }, 0],
    ["every namespace", { ingress: [{ from: [{ namespaceSelector: {} }] }] }, 1],
  ])("policies that admit %s", (_name, spec, count) => {
    expect(found(web, ...EDGE, networkPolicy("p", spec))).toHaveLength(count);
  });

  test.each([
    ["an office", "203.0.113.0/24", {}, 0],
    ["the Internet", "0.0.0.0/0", {}, 1],
    ["nodes, which stand for clients", "10.1.0.0/16", {}, 1],
    ["nodes, where clients keep their address", "10.1.0.0/16", { externalTrafficPolicy: "Local" }, 0],
  ])("a load balancer behind a policy that admits %s", (_name, cidr, more, count) => {
    const policy = networkPolicy("p", { ingress: [{ from: [{ ipBlock: { cidr } }] }] });
    expect(found(web, exposed({ type: "LoadBalancer", ...more }), policy)).toHaveLength(count);
  });
});

describe("by the account", () => {
  test("to the Secrets of the namespace, and what closes it", () => {
    const world = [
      webAs("web"),
      ...EDGE,
      account("web"),
      role("reader", [SECRETS]),
      binding("b", "reader", "web"),
    ];
    expect(found(...world)).toEqual([
      {
        severity: "high",
        path: ["spec", "template", "spec", "automountServiceAccountToken"],
        message:
          'from the Internet to the Secrets of namespace "shop": Ingress "edge" → Service "web" → port 8080 of Deployment "web" → token of account "web" → RoleBinding "b" gives Role "reader" → reads the values of Secrets; cheapest to cut: set automountServiceAccountToken: false in Deployment "web"',
      },
    ]);
    const open = networkPolicy("p", {
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }],
    });
    expect(found(...world, open)).toHaveLength(1);
    // Without a way to the API server the token is of no use.
    const closed = networkPolicy("p", { policyTypes: ["Egress"], egress: [{ to: [{ podSelector: {} }] }] });
    expect(found(...world, closed)).toEqual([]);
    const otherPort = networkPolicy("p", {
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 5432 }] }],
    });
    expect(found(...world, otherPort)).toEqual([]);
    const quiet = workload("web", { serviceAccountName: "web", automountServiceAccountToken: false });
    expect(found(quiet, ...world.slice(1))).toEqual([]);
  });

  test("named Secrets weigh less, declared ones nothing", () => {
    const named = [
      role("r", [{ ...SECRETS, verbs: ["get"], resourceNames: ["db"] }]),
      binding("b", "r", "web"),
    ];
    expect(found(webAs("web"), ...EDGE, account("web"), ...named)).toMatchObject([
      { severity: "medium", message: expect.stringMatching(/^from the Internet to Secret "db": /) },
    ]);
    const declared = account("web", "shop", { "kube-rampart/reads-secrets": "db" });
    expect(found(webAs("web"), ...EDGE, declared, ...named)).toEqual([]);
  });

  test("to the whole cluster, by a default role", () => {
    expect(found(webAs("web"), ...EDGE, clusterBinding("b", "cluster-admin", "web"))).toMatchObject([
      {
        severity: "critical",
        message: expect.stringMatching(
          /^from the Internet to the whole cluster: .*ClusterRoleBinding "b" gives ClusterRole "cluster-admin", which /,
        ),
      },
    ]);
  });

  test("over another account to the cluster, each binding a hop", () => {
    const world = [
      webAs("web"),
      ...EDGE,
      account("web"),
      role("deployer", [PODS]),
      binding("b", "deployer", "web"),
      account("operator"),
      clusterBinding("c", "cluster-admin", "operator"),
    ];
    const [path, ...others] = judge(RULE, file(...world));
    expect(others).toEqual([]);
    expect(path).toMatchObject({ severity: "critical" });
    expect(path?.finding.related.map(({ message }) => message)).toEqual([
      'Ingress "edge"',
      'Service "web"',
      'port 8080 of Deployment "web"',
      'token of account "web"',
      'RoleBinding "b" gives Role "deployer"',
      'becomes account "shop/operator"',
      expect.stringMatching(/^ClusterRoleBinding "c" gives ClusterRole "cluster-admin", which /),
    ]);
    // In another namespace the account is out of reach: what is left is the namespace.
    const apart = [
      ...world.slice(0, -2),
      account("operator", "ops"),
      clusterBinding("c", "cluster-admin", "operator", "ops"),
    ];
    expect(found(...apart)).toMatchObject([
      {
        severity: "high",
        message: expect.stringMatching(/^from the Internet to everything in namespace "shop"/),
      },
    ]);
  });

  test("to a cloud whose identity another workload shares", () => {
    const identity = account("shared", "shop", {
      "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/x",
    });
    const pod = { serviceAccountName: "shared", automountServiceAccountToken: false };
    expect(found(workload("web", pod), workload("worker", pod), ...EDGE, identity)).toMatchObject([
      {
        severity: "high",
        path: ["spec", "template", "spec", "serviceAccountName"],
        message: expect.stringMatching(
          /^from the Internet to AWS as account "shop\/shared": .*shares account "shared" with Deployment "worker" → account "shared" logs in to AWS; cheapest to cut: give Deployment "web" an account of its own$/,
        ),
      },
    ]);
    // An identity of its own is how it is meant to be.
    expect(found(workload("web", pod), ...EDGE, identity)).toEqual([]);
  });
});

describe("through a neighbour", () => {
  const front = workload("web");
  const worker = workload("worker", QUIET, PRIVILEGED);
  test("a privileged worker that the front reaches", () => {
    expect(found(front, worker, ...EDGE)).toMatchObject([
      {
        severity: "high",
        message:
          'from the Internet to the node: Ingress "edge" → Service "web" → port 8080 of Deployment "web" → Deployment "web" reaches port 8080 of Deployment "worker" → container "main" is privileged; cheapest to cut: run it unprivileged',
      },
    ]);
  });

  test.each([
    ["ingress of the worker", networkPolicy("p", { podSelector: { matchLabels: { app: "worker" } } })],
    [
      "egress of the front",
      networkPolicy("p", { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Egress"] }),
    ],
  ])("closed by the %s", (_name, policy) => {
    expect(found(front, worker, ...EDGE, policy)).toEqual([]);
  });

  test("a worker that serves nothing is not reached, lesser harm is not told", () => {
    expect(found(front, deployment("worker", { podSpec: QUIET }), ...EDGE)).toEqual([]);
    const reader = workload("worker", { serviceAccountName: "worker" });
    expect(found(front, reader, ...EDGE, role("r", [SECRETS]), binding("b", "r", "worker"))).toEqual([]);
  });
});

test("the same paths whatever the order of the policies, and none without an entry", () => {
  const policies = [
    networkPolicy("a", { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
    networkPolicy("b", { policyTypes: ["Ingress"] }),
  ];
  const one = found(web, ...EDGE, ...policies);
  expect(one).toHaveLength(1);
  expect(found(web, ...EDGE, ...policies.reverse())).toEqual(one);
  expect(found(web)).toEqual([]);
});

describe("whatever is deployed", () => {
  const pool = [
    web,
    ...EDGE,
    workload("worker", { serviceAccountName: "worker" }, PRIVILEGED),
    service("worker", { type: "NodePort" }),
    webAs("web"),
    role("r", [SECRETS, PODS]),
    binding("b", "r", "web"),
    binding("w", "r", "worker"),
    clusterBinding("c", "cluster-admin", "operator"),
    account("operator"),
    networkPolicy("open", { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
    networkPolicy("own", {
      podSelector: { matchLabels: { app: "worker" } },
      ingress: [{ from: [{ podSelector: {} }] }],
    }),
  ];

  test("a policy closes hops and never opens one; deny-all leaves none", () => {
    const closed = networkPolicy("deny", { policyTypes: ["Ingress"] });
    const narrow = networkPolicy("narrow", {
      podSelector: { matchLabels: { app: "web" } },
      policyTypes: ["Egress"],
    });
    fc.assert(
      fc.property(fc.subarray(pool), (resources) => {
        const before = found(...resources).map(({ message }) => message);
        const after = found(...resources, narrow).map(({ message }) => message);
        expect(after.length).toBeLessThanOrEqual(before.length);
        expect(before).toEqual(found(...resources).map(({ message }) => message));
        const policies = resources.filter((each) => (each as { kind: string }).kind !== "NetworkPolicy");
        expect(found(...policies, closed)).toEqual([]);
      }),
      { numRuns: 60, seed: 20_261_128 },
    );
  });
});
