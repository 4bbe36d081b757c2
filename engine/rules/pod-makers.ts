import type { Inventory } from "../inventory/inventory";
import { memoOf } from "../inventory/tracked-inventory";
import { stringAt } from "../kubernetes/fields";
import { effectiveNamespace } from "../network/endpoint";

/** Groups all of whose kinds stand for pods, or for whole deployments, that a controller makes. */
const GROUPS: ReadonlySet<string> = new Set([
  "postgresql.cnpg.io",
  "acid.zalan.do",
  "postgres-operator.crunchydata.com",
  "kafka.strimzi.io",
  "elasticsearch.k8s.elastic.co",
  "kibana.k8s.elastic.co",
  "beat.k8s.elastic.co",
  "logstash.k8s.elastic.co",
  "opensearch.opster.io",
  "rabbitmq.com",
  "mongodb.com",
  "mongodbcommunity.mongodb.com",
  "psmdb.percona.com",
  "pxc.percona.com",
  "ps.percona.com",
  "pgv2.percona.com",
  "mysql.oracle.com",
  "k8s.mariadb.com",
  "redis.redis.opstreelabs.in",
  "databases.spotahome.com",
  "dragonflydb.io",
  "cassandra.datastax.com",
  "k8ssandra.io",
  "scylla.scylladb.com",
  "clickhouse.altinity.com",
  "opentelemetry.io",
  "jaegertracing.io",
  "k8s.keycloak.org",
  "minio.min.io",
  "grafana.integreatly.org",
  "loki.grafana.com",
  "tempo.grafana.com",
  "operator.victoriametrics.com",
  "flink.apache.org",
  "sparkoperator.k8s.io",
  "ray.io",
  "serving.kserve.io",
  "vault.banzaicloud.com",
  "helm.toolkit.fluxcd.io",
  "helm.cattle.io",
  "operators.coreos.com",
]);

/** Kinds that do, of groups whose other kinds do not. */
const KINDS: ReadonlySet<string> = new Set([
  "monitoring.coreos.com/Prometheus",
  "monitoring.coreos.com/PrometheusAgent",
  "monitoring.coreos.com/Alertmanager",
  "monitoring.coreos.com/ThanosRuler",
  "argoproj.io/Application",
  "argoproj.io/ArgoCD",
  "gateway.networking.k8s.io/Gateway",
]);

/** Gateways of clouds run outside the cluster. */
const OUTSIDE = /^(azure-alb-|gke-l7-|amazon-vpc-lattice$)/;

/**
 * The namespaces in which a controller makes pods that no manifest shows: operators of databases and monitoring,
 * in-cluster gateways, charts installed by GitOps. There "no pod has these labels" cannot be said.
 */
export function namespacesWithMadePods(inventory: Inventory): ReadonlySet<string> {
  return madeIn(inventory.whole);
}

const madeIn = memoOf((inventory): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const kind of inventory.kinds()) {
    const slash = kind.indexOf("/");
    if (slash < 0 || !(KINDS.has(kind) || GROUPS.has(kind.slice(0, slash)))) continue;
    for (const { namespace, data } of inventory.ofKind(kind))
      if (!OUTSIDE.test(stringAt(data, "spec", "gatewayClassName") ?? ""))
        found.add(effectiveNamespace(namespace));
  }
  return found;
});
