import type { AccessQuestion } from "../../engine/access";

/** A question with who asks and groups taken literally, as SubjectAccessReview takes them. */
export interface AskedQuestion extends AccessQuestion {
  readonly user: string;
  readonly groups: readonly string[];
}

/** Roles and bindings, and what is asked about them. */
export interface RbacCase {
  /** What the case is about; the golden vectors of the authorizer each have one. */
  readonly shape: string;
  readonly objects: readonly object[];
  readonly questions: readonly AskedQuestion[];
}

/** Random choices from a seed; the same seed gives the same cases. */
export interface Choices {
  /** An integer from 0 up to but not including the bound. */
  below(bound: number): number;
  pick<T>(list: readonly T[]): T;
  /** Some items of the list, at least one, in its order. */
  some<T>(list: readonly T[]): T[];
}

/** Choices by the generator mulberry32. */
export function choicesFrom(seed: number): Choices {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number) => Math.floor(next() * bound);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[below(list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const some = <T>(list: readonly T[]): T[] => {
    const chosen = list.filter(() => next() < 0.5);
    return chosen.length > 0 ? chosen : [pick(list)];
  };
  return { below, pick, some };
}

/** The namespaces that the cases use. */
export const NAMESPACES = Array.from({ length: 12 }, (_, index) => `gv-${index}`);

const API = "rbac.authorization.k8s.io/v1";

/** A ClusterRole, or with a namespace a Role. */
export function role(name: string, rules: readonly object[], namespace?: string, more: object = {}): object {
  return {
    apiVersion: API,
    kind: namespace === undefined ? "ClusterRole" : "Role",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    rules,
    ...more,
  };
}

/** A ClusterRoleBinding, or with a namespace a RoleBinding. */
export function binding(
  name: string,
  namespace: string | undefined,
  roleKind: "Role" | "ClusterRole",
  roleName: string,
  subjects: readonly object[],
): object {
  return {
    apiVersion: API,
    kind: namespace === undefined ? "ClusterRoleBinding" : "RoleBinding",
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: roleKind, name: roleName },
    subjects,
  };
}

const group = "rbac.authorization.k8s.io";
const userSubject = (name: string) => ({ kind: "User", apiGroup: group, name });
const groupSubject = (name: string) => ({ kind: "Group", apiGroup: group, name });

interface Place {
  readonly id: string;
  readonly namespace: string;
  readonly other: string;
  readonly choices: Choices;
}

type Ask = Partial<AskedQuestion>;
type Shape = (place: Place) => { readonly objects: readonly object[]; readonly asks: readonly Ask[] };

/** A user of its own holds the rules by a RoleBinding in the namespace, or everywhere. */
const held = ({ id, namespace }: Place, rules: readonly object[], everywhere = false) => [
  role(id, rules),
  binding(id, everywhere ? undefined : namespace, "ClusterRole", id, [userSubject(id)]),
];
const rule = (resources: readonly string[], verbs: readonly string[], more: object = {}) => ({
  apiGroups: [""],
  resources,
  verbs,
  ...more,
});
const KINDS = ["pods", "secrets", "configmaps", "services"];
const VERBS = ["get", "list", "watch", "create", "update", "delete"];

/** The shape of every golden vector, by name. */
const SHAPES: Readonly<Record<string, Shape>> = {
  "plain resource": (place) => {
    const resource = place.choices.pick(KINDS);
    const verb = place.choices.pick(VERBS);
    return {
      objects: held(place, [rule([resource], [verb])]),
      asks: [
        { resource, verb },
        { resource, verb, name: "a" },
        { resource, verb, subresource: "log" },
        { resource, verb, namespace: place.other },
        { resource, verb, namespace: "" },
      ],
    };
  },
  "star before a subresource": (place) => ({
    objects: held(place, [rule(["*/log"], ["get"])]),
    asks: [
      { resource: place.choices.pick(KINDS), subresource: "log" },
      { resource: "pods", subresource: "log", name: "a" },
      { resource: "pods" },
      { resource: "pods", subresource: "exec" },
    ],
  }),
  "star resource": (place) => ({
    objects: held(place, [rule(["*"], ["get"])]),
    asks: [
      { resource: "pods", subresource: "log" },
      { resource: place.choices.pick(KINDS) },
      { resource: "*" },
      { resource: "deployments", group: "apps" },
    ],
  }),
  "star after a slash": (place) => ({
    objects: held(place, [rule([place.choices.pick(["pods/*", "*/*"]), "configmaps"], ["get"])]),
    asks: [
      { resource: "pods", subresource: "log" },
      { resource: "pods" },
      { resource: "configmaps" },
      { resource: "pods", subresource: "*" },
    ],
  }),
  "resourceNames without a name": (place) => {
    const verbs = ["get", "list", "watch", "create", "delete", "deletecollection"];
    return {
      objects: held(place, [rule(["secrets"], verbs, { resourceNames: ["a"] }), rule(["pods"], verbs)]),
      asks: [
        { resource: "secrets", verb: place.choices.pick(verbs) },
        { resource: "secrets", verb: place.choices.pick(verbs) },
        { resource: "pods", verb: place.choices.pick(verbs) },
      ],
    };
  },
  "resourceNames with a name": (place) => ({
    objects: held(place, [rule(["secrets"], ["get", "list"], { resourceNames: ["a", "c"] })]),
    asks: [
      { resource: "secrets", name: "a" },
      { resource: "secrets", name: "c", verb: "list" },
      { resource: "secrets", name: "b" },
    ],
  }),
  "odd names": (place) => {
    const names = place.choices.pick([["*"], [""], []]);
    return {
      objects: held(place, [rule(["secrets"], ["get"], { resourceNames: names })]),
      asks: [{ resource: "secrets" }, { resource: "secrets", name: "a" }, { resource: "secrets", name: "*" }],
    };
  },
  "cluster-scoped through a RoleBinding": (place) => {
    const resource = place.choices.pick(["nodes", "persistentvolumes", "namespaces"]);
    return {
      objects: held(place, [rule([resource], ["list"])]),
      asks: [
        { resource, verb: "list" },
        { resource, verb: "list", namespace: "" },
        { resource, verb: "list", namespace: place.other },
      ],
    };
  },
  "star verb": (place) => ({
    objects: held(place, [rule(["secrets"], ["*"])]),
    asks: [
      { resource: "secrets", verb: "foo" },
      { resource: "secrets", verb: "*" },
      { resource: "pods", verb: "*" },
    ],
  }),
  "asking for a star": (place) => ({
    objects: held(place, [
      rule(["secrets"], ["get"]),
      { apiGroups: ["apps"], resources: ["*"], verbs: ["list"] },
    ]),
    asks: [
      { resource: "secrets", verb: "*" },
      { resource: "*" },
      { resource: "*", group: "apps", verb: "list" },
      { resource: "deployments", group: "*", verb: "list" },
    ],
  }),
  "star group": (place) => ({
    objects: held(place, [{ apiGroups: ["*"], resources: ["deployments"], verbs: ["get"] }]),
    asks: [
      { resource: "deployments", group: "apps" },
      { resource: "deployments", group: place.choices.pick(["", "*", "extensions"]) },
      { resource: "pods", group: "apps" },
    ],
  }),
  "odd spellings": (place) => {
    const [resource, verb, apiGroup] = place.choices.pick([
      ["Pods", "get", ""],
      ["pod", "get", ""],
      ["pods", "get*", ""],
      ["pods", "GET", ""],
      ["pods", "get", "v1"],
      ["pods", "get", "*.example.com"],
    ]);
    return {
      objects: held(place, [{ apiGroups: [apiGroup], resources: [resource], verbs: [verb] }]),
      asks: [{ resource: "pods" }, { resource, verb: verb ?? "", group: apiGroup ?? "" }],
    };
  },
  "URLs through a RoleBinding": (place) => ({
    objects: held(place, [{ nonResourceURLs: ["/metrics", "/debug/*"], verbs: ["get"] }]),
    asks: [{ path: "/metrics" }, { path: "/debug/pprof" }],
  }),
  "URLs through a ClusterRoleBinding": (place) => ({
    objects: held(place, [{ nonResourceURLs: ["/metrics", "/debug/*"], verbs: ["get"] }], true),
    asks: [
      { path: "/metrics" },
      { path: "/metrics/x" },
      { path: "/debug/pprof" },
      { path: "/debug" },
      { path: "/metrics", verb: "post" },
    ],
  }),
  "odd URLs": (place) => {
    const [written, path] = place.choices.pick([
      ["/secrets*", "/secretsandmore"],
      ["/shop/**", "/shop/x"],
      ["/shop/**", "/shop"],
      ["/a*b", "/axb"],
      ["/a*b", "/a*b"],
      ["*", "/anything"],
    ]);
    return {
      objects: held(place, [{ nonResourceURLs: [written], verbs: ["get"] }], true),
      asks: [{ path: path ?? "" }, { path: (written ?? "").replace(/\*+$/, "") || "/" }],
    };
  },
  "group of accounts": (place) => {
    const { id, namespace, other } = place;
    const user = `system:serviceaccount:${namespace}:q`;
    const own = `system:serviceaccounts:${namespace}`;
    return {
      objects: [
        role(id, [rule([`kind-${id}`], ["get"])]),
        binding(id, namespace, "ClusterRole", id, [groupSubject(own)]),
      ],
      asks: [
        { resource: `kind-${id}`, user, groups: ["system:serviceaccounts", own, "system:authenticated"] },
        { resource: `kind-${id}`, user, groups: [] },
        { resource: `kind-${id}`, user, groups: [`system:serviceaccounts:${other}`] },
      ],
    };
  },
  "account as a user": (place) => {
    const { id, namespace } = place;
    const user = `system:serviceaccount:${namespace}:${id}`;
    return {
      objects: [
        role(id, [rule(["secrets"], ["*"])]),
        binding(id, namespace, "ClusterRole", id, [userSubject(user)]),
      ],
      asks: [
        { resource: "secrets", user },
        { resource: "secrets", user: id },
        { resource: "secrets", user: `${user}x` },
      ],
    };
  },
  "account of another namespace": (place) => {
    const { id, namespace, other } = place;
    return {
      objects: [
        role(id, [rule(["secrets"], ["get"], { resourceNames: ["a"] })], namespace),
        binding(id, namespace, "Role", id, [{ kind: "ServiceAccount", name: id, namespace: other }]),
      ],
      asks: [
        { resource: "secrets", name: "a", user: `system:serviceaccount:${other}:${id}` },
        { resource: "secrets", name: "a", user: `system:serviceaccount:${namespace}:${id}` },
        { resource: "secrets", name: "a", namespace: other, user: `system:serviceaccount:${other}:${id}` },
      ],
    };
  },
  "account without namespace": (place) => {
    const { id, namespace, other } = place;
    return {
      objects: [
        role(id, [rule(["pods"], ["get"])]),
        binding(id, namespace, "ClusterRole", id, [{ kind: "ServiceAccount", name: id }]),
      ],
      asks: [
        { resource: "pods", user: `system:serviceaccount:${namespace}:${id}` },
        { resource: "pods", user: `system:serviceaccount:${other}:${id}` },
      ],
    };
  },
  "everybody who is logged in": (place) => {
    const { id, namespace } = place;
    return {
      objects: [
        role(id, [rule([`kind-${id}`], ["get"])]),
        binding(id, namespace, "ClusterRole", id, [groupSubject("system:authenticated")]),
      ],
      asks: [
        { resource: `kind-${id}`, groups: ["system:authenticated"] },
        { resource: `kind-${id}`, user: "anybody", groups: ["a", "system:authenticated"] },
        { resource: `kind-${id}`, groups: [] },
      ],
    };
  },
  "an account without bindings": ({ namespace }) => {
    const user = `system:serviceaccount:${namespace}:default`;
    const groups = ["system:serviceaccounts", `system:serviceaccounts:${namespace}`, "system:authenticated"];
    return {
      objects: [],
      asks: [
        { resource: "pods", verb: "list", user, groups },
        { path: "/api", user, groups },
        {
          group: "authorization.k8s.io",
          resource: "selfsubjectaccessreviews",
          verb: "create",
          namespace: "",
          user,
          groups,
        },
        { resource: "secrets", user, groups },
      ],
    };
  },
  "nobody who is logged in": (place) => {
    const as = { user: "system:anonymous", groups: ["system:unauthenticated"] };
    return {
      objects: [],
      asks: [
        { path: "/version", ...as },
        { path: "/api", ...as },
        { path: place.choices.pick(["/healthz", "/livez", "/readyz", "/openapi/v3"]), ...as },
        { resource: "pods", ...as },
      ],
    };
  },
  "system:masters": (place) => ({
    objects: [],
    asks: [
      { resource: "nodes", verb: "delete", namespace: "", groups: ["system:masters"] },
      { path: "/anything", groups: ["a", "system:masters"] },
      { resource: "nodes", verb: "delete", namespace: "", user: `${place.id}-system:masters` },
    ],
  }),
  "aggregated role": (place) => {
    const { id, namespace } = place;
    const label = `collect-${id}`;
    const labelled = (text: string) => ({ metadata: { name: text, labels: { [label]: "yes" } } });
    const collects = place.choices.below(3);
    const sources =
      collects === 0
        ? [role(`${id}-none`, [], undefined, labelled(`${id}-none`))]
        : [
            role(`${id}-a`, [rule(["pods"], ["get"])], undefined, labelled(`${id}-a`)),
            role(
              `${id}-b`,
              [rule(["services"], ["list"])],
              undefined,
              collects === 1 ? {} : labelled(`${id}-b`),
            ),
          ];
    const aggregationRule = { clusterRoleSelectors: [{ matchLabels: { [label]: "yes" } }] };
    return {
      objects: [
        ...sources,
        role(id, [rule(["secrets"], ["get"])], undefined, { aggregationRule }),
        binding(id, namespace, "ClusterRole", id, [userSubject(id)]),
      ],
      asks: [{ resource: "pods" }, { resource: "services", verb: "list" }, { resource: "secrets" }],
    };
  },
  "role that does not exist": (place) => {
    const { id, namespace } = place;
    return {
      objects: [
        binding(id, namespace, place.choices.pick(["Role", "ClusterRole"] as const), `${id}-ghost`, [
          userSubject(id),
        ]),
        role(id, [rule(["pods"], ["get"])], namespace),
        binding(`${id}-real`, namespace, "Role", id, [userSubject(id)]),
      ],
      asks: [{ resource: "pods" }, { resource: "secrets" }],
    };
  },
  "default role": (place) => {
    const { id, namespace } = place;
    return {
      objects: [
        binding(id, namespace, "ClusterRole", place.choices.pick(["view", "edit", "admin"]), [
          userSubject(id),
        ]),
      ],
      asks: [
        { resource: "pods" },
        { resource: "secrets" },
        { resource: "serviceaccounts", verb: "impersonate" },
        { resource: "roles", group, verb: "create" },
        { resource: "deployments", group: "apps", verb: "patch" },
      ],
    };
  },
};

/** The names of the golden shapes. */
export const SHAPE_NAMES: readonly string[] = Object.keys(SHAPES);

/** Cases of every golden shape, so many of each. */
export function goldenCases(choices: Choices, each: number): RbacCase[] {
  return SHAPE_NAMES.flatMap((shape, number) =>
    Array.from({ length: each }, (_, index) => {
      const at = choices.below(NAMESPACES.length);
      const place: Place = {
        id: `s${number}-${index}`,
        namespace: NAMESPACES[at] ?? "",
        other: NAMESPACES[(at + 1) % NAMESPACES.length] ?? "",
        choices,
      };
      const { objects, asks } = SHAPES[shape]?.(place) ?? { objects: [], asks: [] };
      return { shape, objects, questions: asks.map((ask) => question(place, ask)) };
    }),
  );
}

function question({ id, namespace }: Place, ask: Ask): AskedQuestion {
  const asker = { verb: "get", user: id, groups: [], ...ask };
  return ask.path === undefined ? { group: "", namespace, ...asker } : asker;
}

/** Roles, bindings and questions without a shape: everything mixed, half of the questions taken from a rule. */
export function randomCases(choices: Choices, count: number, asks: number): RbacCase[] {
  return Array.from({ length: count }, (_, index) => randomCase(choices, `r${index}`, asks));
}

const GROUPS = ["", "apps", "example.com", "*"];
const RESOURCES = [
  "pods",
  "pods/log",
  "secrets",
  "deployments",
  "*",
  "*/scale",
  "deployments/scale",
  "pods/*",
];
const NAMES = ["a", "b", ""];

function randomCase(choices: Choices, id: string, asks: number): RbacCase {
  const { below, pick, some } = choices;
  const subjects = [
    userSubject(`${id}-jane`),
    groupSubject(`${id}-ops`),
    { kind: "ServiceAccount", name: id, namespace: pick(NAMESPACES) },
  ];
  const rules = Array.from({ length: 4 }, () =>
    below(6) === 0
      ? { nonResourceURLs: some(["/metrics", "/debug/*", "/api*", "*"]), verbs: some(["get", "post", "*"]) }
      : {
          apiGroups: some(GROUPS),
          resources: some(RESOURCES),
          verbs: some([...VERBS, "*"]),
          ...(below(4) === 0 ? { resourceNames: some(NAMES) } : {}),
        },
  );
  const objects: object[] = [];
  rules.forEach((each, index) => {
    const name = `${id}-${index}`;
    const namespace = pick(NAMESPACES);
    const inRole = below(2) === 0 && !("nonResourceURLs" in each);
    objects.push(role(name, [each], inRole ? namespace : undefined));
    const everywhere = !inRole && below(2) === 0;
    objects.push(
      binding(
        name,
        everywhere ? undefined : namespace,
        inRole ? "Role" : "ClusterRole",
        name,
        some(subjects),
      ),
    );
  });
  const users = [
    `${id}-jane`,
    `${id}-joe`,
    ...NAMESPACES.slice(0, 2).map((each) => `system:serviceaccount:${each}:${id}`),
  ];
  const questions = Array.from({ length: asks }, (): AskedQuestion => {
    const asker = {
      user: pick(users),
      groups: pick([[], [`${id}-ops`], [`${id}-ops`, "system:authenticated"]]),
    };
    if (below(6) === 0)
      return {
        path: pick(["/metrics", "/debug/x", "/debug", "/apis"]),
        verb: pick(["get", "post"]),
        ...asker,
      };
    const [resource = "", subresource] = pick(RESOURCES.filter((each) => !each.startsWith("*"))).split("/");
    return {
      verb: pick(VERBS),
      group: pick(GROUPS.slice(0, 3)),
      resource,
      ...(subresource === undefined ? {} : { subresource }),
      name: pick(["", "a", "c"]),
      namespace: pick([...NAMESPACES, ""]),
      ...asker,
    };
  });
  return { shape: "random", objects, questions };
}
