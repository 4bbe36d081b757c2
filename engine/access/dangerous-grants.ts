import type { DangerousGrant } from "./dangerous-grant";

const RBAC = "rbac.authorization.k8s.io";
const WRITE = ["create", "update", "patch"];

/** Resources whose creation makes pods. */
const WORKLOADS = [
  { groups: [""], resources: ["pods", "replicationcontrollers"] },
  { groups: ["apps"], resources: ["deployments", "daemonsets", "statefulsets", "replicasets"] },
  { groups: ["batch"], resources: ["jobs", "cronjobs"] },
  { groups: ["argoproj.io"], resources: ["rollouts", "workflows", "cronworkflows"] },
  { groups: ["serving.knative.dev"], resources: ["services", "configurations"] },
];

/**
 * The rights that lead further than they look, by key. A rule of the layer identity stands for each.
 *
 * Sources: Kubernetes documentation, "Role Based Access Control Good Practices", privilege escalation risks;
 * CVE-2020-8554 (services/status); KEP-5284 (constrained impersonation).
 */
export const DANGEROUS_GRANTS = {
  readSecrets: {
    key: "readSecrets",
    grants: [{ groups: [""], resources: ["secrets"], verbs: ["get", "list", "watch"] }],
    gains: "reads the values of Secrets",
    escalates: true,
  },
  createWorkloads: {
    key: "createWorkloads",
    grants: WORKLOADS.map((each) => ({ ...each, verbs: ["create"] })),
    gains: "runs pods as any account and with any Secret of the namespace",
    escalates: true,
  },
  modifyWorkloads: {
    key: "modifyWorkloads",
    grants: WORKLOADS.map((each) => ({ ...each, verbs: ["update", "patch"] })),
    gains: "replaces what runs as another account",
    escalates: true,
  },
  runInPods: {
    key: "runInPods",
    grants: [
      { groups: [""], resources: ["pods/exec", "pods/attach"], verbs: ["create"] },
      { groups: [""], resources: ["pods/ephemeralcontainers"], verbs: ["update", "patch"] },
    ],
    gains: "runs commands in pods with their accounts and Secrets",
    escalates: true,
  },
  portForward: {
    key: "portForward",
    grants: [{ groups: [""], resources: ["pods/portforward"], verbs: ["create"] }],
    gains: "reaches every port of pods past network policies",
    escalates: false,
  },
  nodeProxy: {
    key: "nodeProxy",
    grants: [
      { groups: [""], resources: ["nodes/proxy"], verbs: ["get", "create", "update", "patch", "delete"] },
    ],
    gains: "runs commands in every pod through the kubelet, past audit and admission",
    escalates: true,
  },
  escalate: {
    key: "escalate",
    grants: [{ groups: [RBAC], resources: ["roles", "clusterroles"], verbs: ["escalate"] }],
    gains: "writes roles with rights it does not hold",
    escalates: true,
  },
  bind: {
    key: "bind",
    grants: [{ groups: [RBAC], resources: ["roles", "clusterroles"], verbs: ["bind"] }],
    gains: "binds roles with rights it does not hold",
    escalates: true,
  },
  impersonate: {
    key: "impersonate",
    grants: [
      { groups: [""], resources: ["users", "groups", "serviceaccounts"], verbs: ["impersonate"] },
      { groups: ["authentication.k8s.io"], resources: ["uids"], verbs: ["impersonate"] },
      {
        groups: ["authentication.k8s.io"],
        resources: ["users", "groups", "serviceaccounts", "nodes", "uids"],
        verbs: [
          "impersonate:user-info",
          "impersonate:serviceaccount",
          "impersonate:arbitrary-node",
          "impersonate:associated-node",
        ],
      },
    ],
    gains: "acts as somebody else",
    escalates: true,
  },
  approveCertificates: {
    key: "approveCertificates",
    grants: [
      {
        groups: ["certificates.k8s.io"],
        resources: ["certificatesigningrequests/approval", "certificatesigningrequests/status"],
        verbs: ["update", "patch"],
      },
      { groups: ["certificates.k8s.io"], resources: ["signers"], verbs: ["approve", "sign"] },
    ],
    gains: "issues client certificates in any name",
    escalates: true,
  },
  controlWebhooks: {
    key: "controlWebhooks",
    grants: [
      {
        groups: ["admissionregistration.k8s.io"],
        resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
        verbs: WRITE,
      },
    ],
    gains: "reads and rewrites every object that is admitted",
    escalates: true,
  },
  createTokens: {
    key: "createTokens",
    grants: [{ groups: [""], resources: ["serviceaccounts/token"], verbs: ["create"] }],
    gains: "takes tokens of other accounts",
    escalates: true,
  },
  createSecrets: {
    key: "createSecrets",
    grants: [{ groups: [""], resources: ["secrets"], verbs: ["create", "update", "patch"] }],
    gains: "has a token of any account of the namespace written into a Secret",
    escalates: true,
  },
  createVolumes: {
    key: "createVolumes",
    grants: [{ groups: [""], resources: ["persistentvolumes"], verbs: WRITE }],
    gains: "mounts any folder of a node through a hostPath volume",
    escalates: true,
  },
  writeNamespaces: {
    key: "writeNamespaces",
    grants: [{ groups: [""], resources: ["namespaces"], verbs: ["update", "patch"] }],
    gains: "removes Pod Security labels and the labels that network policies select by",
    escalates: true,
  },
  serviceStatus: {
    key: "serviceStatus",
    grants: [{ groups: [""], resources: ["services/status"], verbs: ["update", "patch"] }],
    gains: "draws other pods' traffic to an address of its choice (CVE-2020-8554)",
    escalates: false,
  },
  objectStatus: {
    key: "objectStatus",
    grants: [
      { groups: [""], resources: ["nodes/status"], verbs: ["update", "patch"] },
      { groups: [""], resources: ["pods/status"], verbs: ["update", "patch"] },
    ],
    gains: "makes the scheduler and Services believe what is not so",
    escalates: false,
  },
  deleteEvents: {
    key: "deleteEvents",
    grants: [
      { groups: ["", "events.k8s.io"], resources: ["events"], verbs: ["delete", "deletecollection"] },
      { groups: [""], resources: ["pods/log"], verbs: ["delete", "deletecollection", "update", "patch"] },
    ],
    gains: "covers the traces of an attack",
    escalates: false,
  },
  deleteData: {
    key: "deleteData",
    grants: [
      {
        groups: [""],
        resources: ["namespaces", "persistentvolumes", "persistentvolumeclaims"],
        verbs: ["delete", "deletecollection"],
      },
      {
        groups: [""],
        resources: ["pods", "secrets", "configmaps", "services"],
        verbs: ["deletecollection"],
      },
      {
        groups: ["apps", "batch"],
        resources: ["deployments", "statefulsets", "daemonsets", "jobs", "cronjobs"],
        verbs: ["deletecollection"],
      },
    ],
    gains: "destroys data or whole namespaces in one call",
    escalates: false,
  },
  writeConfigMaps: {
    key: "writeConfigMaps",
    grants: [{ groups: [""], resources: ["configmaps"], verbs: ["create", "update", "patch"] }],
    gains: "rewrites what other workloads are configured by",
    escalates: false,
  },
  controlNetwork: {
    key: "controlNetwork",
    grants: [
      {
        groups: ["networking.k8s.io"],
        resources: ["networkpolicies", "ingresses", "ingressclasses"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["policy.networking.k8s.io"],
        resources: ["adminnetworkpolicies", "baselineadminnetworkpolicies", "clusternetworkpolicies"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["cilium.io"],
        resources: ["ciliumnetworkpolicies", "ciliumclusterwidenetworkpolicies"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["crd.projectcalico.org", "projectcalico.org"],
        resources: ["networkpolicies", "globalnetworkpolicies"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["gateway.networking.k8s.io"],
        resources: ["gateways", "httproutes", "grpcroutes", "tlsroutes", "tcproutes", "referencegrants"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
    ],
    gains: "opens the network or publishes services",
    escalates: false,
  },
  controlPolicies: {
    key: "controlPolicies",
    grants: [
      {
        groups: ["admissionregistration.k8s.io"],
        resources: [
          "validatingadmissionpolicies",
          "validatingadmissionpolicybindings",
          "mutatingadmissionpolicies",
          "mutatingadmissionpolicybindings",
        ],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["apiextensions.k8s.io"],
        resources: ["customresourcedefinitions"],
        verbs: ["update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["kyverno.io", "policies.kyverno.io"],
        resources: [
          "clusterpolicies",
          "policies",
          "policyexceptions",
          "validatingpolicies",
          "mutatingpolicies",
          "imagevalidatingpolicies",
        ],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["templates.gatekeeper.sh"],
        resources: ["constrainttemplates"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
      {
        groups: ["config.gatekeeper.sh"],
        resources: ["configs"],
        verbs: ["create", "update", "patch", "delete", "deletecollection"],
      },
    ],
    gains: "switches off the policies that guard the cluster",
    escalates: true,
  },
} as const satisfies Record<string, DangerousGrant>;

/** The name of a dangerous right. */
export type DangerousGrantKey = keyof typeof DANGEROUS_GRANTS;
