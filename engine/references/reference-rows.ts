import { AUTOSCALER_KINDS } from "../inventory/autoscaler-target";
import type { GroupKind } from "../kubernetes/resource";

/** Each item of a list, in the path of a row. */
export const EACH = "[]";

/** The field beside a name that tells the kind which is meant. */
export interface KindField {
  /** What is meant where the fields say nothing. */
  readonly fallback: GroupKind;
  /** The field that tells the group: an `apiVersion`, or a group alone. Absent: the group of the fallback. */
  readonly group?: "apiVersion" | "apiGroup" | "group";
  /** What may be meant; of other kinds it is no reference. Absent: anything. */
  readonly only?: readonly GroupKind[];
}

/** A field that names a resource. */
export interface ReferenceRow {
  /** The kinds that have the field; `pod`: every pod spec, the path then counts from there. */
  readonly in: readonly GroupKind[] | "pod";
  /** `[]` stands for each item of a list. */
  readonly path: readonly string[];
  readonly to: GroupKind | KindField;
  /** Whether a field `namespace` beside the name tells another namespace than one's own. */
  readonly hasNamespace?: true;
  /** How the name is written: alone, as a host name of the cluster, or with its namespace in front. */
  readonly as?: "host" | "namespace/name";
}

const RBAC = "rbac.authorization.k8s.io";
const GATEWAY_API = "gateway.networking.k8s.io";
const ISTIO = "networking.istio.io";
const ADMISSION = "admissionregistration.k8s.io";

/** The routes of the Gateway API. */
const ROUTES = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"].map(
  (kind) => `${GATEWAY_API}/${kind}`,
);
const BINDINGS = [`${RBAC}/RoleBinding`, `${RBAC}/ClusterRoleBinding`];
const WEBHOOKS = [`${ADMISSION}/ValidatingWebhookConfiguration`, `${ADMISSION}/MutatingWebhookConfiguration`];
const VOLUMES = ["volumes", EACH];
const PROJECTED = [...VOLUMES, "projected", "sources", EACH];
const CONTAINER_LISTS = ["containers", "initContainers", "ephemeralContainers"];

/** A backend of a route; other kinds than Services stay unknown. */
const BACKEND: KindField = { fallback: "Service", group: "group", only: ["Service"] };

/*
 * Which field of which kind names which kind. Sources: the API reference of Kubernetes 1.37, of the Gateway API 1.3,
 * of Istio 1.27, cert-manager 1.18, External Secrets 0.19, the Secrets Store CSI driver 1.5 and KEDA 2.17.
 */
export const REFERENCE_ROWS: readonly ReferenceRow[] = [
  { in: "pod", path: ["serviceAccountName"], to: "ServiceAccount" },
  { in: "pod", path: ["serviceAccount"], to: "ServiceAccount" },
  { in: "pod", path: ["priorityClassName"], to: "scheduling.k8s.io/PriorityClass" },
  { in: "pod", path: ["imagePullSecrets", EACH, "name"], to: "Secret" },
  { in: "pod", path: [...VOLUMES, "secret", "secretName"], to: "Secret" },
  { in: "pod", path: [...VOLUMES, "configMap", "name"], to: "ConfigMap" },
  { in: "pod", path: [...PROJECTED, "secret", "name"], to: "Secret" },
  { in: "pod", path: [...PROJECTED, "configMap", "name"], to: "ConfigMap" },
  { in: "pod", path: [...VOLUMES, "persistentVolumeClaim", "claimName"], to: "PersistentVolumeClaim" },
  {
    in: "pod",
    path: [...VOLUMES, "csi", "volumeAttributes", "secretProviderClass"],
    to: "secrets-store.csi.x-k8s.io/SecretProviderClass",
  },
  { in: "pod", path: [...VOLUMES, "csi", "nodePublishSecretRef", "name"], to: "Secret" },
  ...CONTAINER_LISTS.flatMap((list): ReferenceRow[] => [
    { in: "pod", path: [list, EACH, "env", EACH, "valueFrom", "secretKeyRef", "name"], to: "Secret" },
    { in: "pod", path: [list, EACH, "env", EACH, "valueFrom", "configMapKeyRef", "name"], to: "ConfigMap" },
    { in: "pod", path: [list, EACH, "envFrom", EACH, "secretRef", "name"], to: "Secret" },
    { in: "pod", path: [list, EACH, "envFrom", EACH, "configMapRef", "name"], to: "ConfigMap" },
  ]),
  { in: ["apps/StatefulSet"], path: ["spec", "serviceName"], to: "Service" },
  { in: ["ServiceAccount"], path: ["secrets", EACH, "name"], to: "Secret" },
  { in: ["ServiceAccount"], path: ["imagePullSecrets", EACH, "name"], to: "Secret" },
  {
    in: BINDINGS,
    path: ["roleRef", "name"],
    to: { fallback: `${RBAC}/Role`, only: [`${RBAC}/Role`, `${RBAC}/ClusterRole`] },
  },
  {
    in: BINDINGS,
    path: ["subjects", EACH, "name"],
    to: { fallback: "ServiceAccount", group: "apiGroup", only: ["ServiceAccount"] },
    hasNamespace: true,
  },
  {
    in: ["networking.k8s.io/Ingress"],
    path: ["spec", "rules", EACH, "http", "paths", EACH, "backend", "service", "name"],
    to: "Service",
  },
  { in: ["networking.k8s.io/Ingress"], path: ["spec", "defaultBackend", "service", "name"], to: "Service" },
  { in: ["networking.k8s.io/Ingress"], path: ["spec", "tls", EACH, "secretName"], to: "Secret" },
  {
    in: ["networking.k8s.io/Ingress"],
    path: ["spec", "ingressClassName"],
    to: "networking.k8s.io/IngressClass",
  },
  { in: [`${GATEWAY_API}/Gateway`], path: ["spec", "gatewayClassName"], to: `${GATEWAY_API}/GatewayClass` },
  {
    in: [`${GATEWAY_API}/Gateway`],
    path: ["spec", "listeners", EACH, "tls", "certificateRefs", EACH, "name"],
    to: { fallback: "Secret", group: "group", only: ["Secret"] },
    hasNamespace: true,
  },
  {
    in: ROUTES,
    path: ["spec", "parentRefs", EACH, "name"],
    to: {
      fallback: `${GATEWAY_API}/Gateway`,
      group: "group",
      only: [`${GATEWAY_API}/Gateway`, "Service"],
    },
    hasNamespace: true,
  },
  { in: ROUTES, path: ["spec", "rules", EACH, "backendRefs", EACH, "name"], to: BACKEND, hasNamespace: true },
  {
    in: ROUTES,
    path: ["spec", "rules", EACH, "filters", EACH, "requestMirror", "backendRef", "name"],
    to: BACKEND,
    hasNamespace: true,
  },
  { in: ["route.openshift.io/Route"], path: ["spec", "to", "name"], to: "Service" },
  {
    in: ["traefik.io/IngressRoute"],
    path: ["spec", "routes", EACH, "services", EACH, "name"],
    to: { fallback: "Service", only: ["Service"] },
    hasNamespace: true,
  },
  { in: ["traefik.io/IngressRoute"], path: ["spec", "tls", "secretName"], to: "Secret" },
  {
    in: AUTOSCALER_KINDS,
    path: ["spec", "scaleTargetRef", "name"],
    to: { fallback: "apps/Deployment", group: "apiVersion" },
  },
  {
    in: ["PersistentVolumeClaim", "PersistentVolume"],
    path: ["spec", "storageClassName"],
    to: "storage.k8s.io/StorageClass",
  },
  { in: ["PersistentVolumeClaim"], path: ["spec", "volumeName"], to: "PersistentVolume" },
  {
    in: ["PersistentVolume"],
    path: ["spec", "claimRef", "name"],
    to: "PersistentVolumeClaim",
    hasNamespace: true,
  },
  {
    in: [`${ADMISSION}/ValidatingAdmissionPolicyBinding`],
    path: ["spec", "policyName"],
    to: `${ADMISSION}/ValidatingAdmissionPolicy`,
  },
  {
    in: [`${ADMISSION}/MutatingAdmissionPolicyBinding`],
    path: ["spec", "policyName"],
    to: `${ADMISSION}/MutatingAdmissionPolicy`,
  },
  {
    in: WEBHOOKS,
    path: ["webhooks", EACH, "clientConfig", "service", "name"],
    to: "Service",
    hasNamespace: true,
  },
  {
    in: ["cert-manager.io/Certificate"],
    path: ["spec", "issuerRef", "name"],
    to: { fallback: "cert-manager.io/Issuer", group: "group" },
  },
  {
    in: ["external-secrets.io/ExternalSecret"],
    path: ["spec", "secretStoreRef", "name"],
    to: { fallback: "external-secrets.io/SecretStore" },
  },
  {
    in: [`${ISTIO}/VirtualService`],
    path: ["spec", "gateways", EACH],
    to: `${ISTIO}/Gateway`,
    as: "namespace/name",
  },
  ...["http", "tcp", "tls"].map(
    (protocol): ReferenceRow => ({
      in: [`${ISTIO}/VirtualService`],
      path: ["spec", protocol, EACH, "route", EACH, "destination", "host"],
      to: "Service",
      as: "host",
    }),
  ),
  { in: [`${ISTIO}/DestinationRule`], path: ["spec", "host"], to: "Service", as: "host" },
  {
    in: [`${ISTIO}/Gateway`],
    path: ["spec", "servers", EACH, "tls", "credentialName"],
    to: "Secret",
  },
];
