/*
 * Software whose web console gives its visitor power over the cluster, its data or its machines, and which by default
 * asks nobody who they are or is known for weak first passwords. The pattern is looked for in names of Services, hosts,
 * labels and selectors, as a whole part between dashes or dots.
 */
export const CONSOLES: readonly (readonly [RegExp, string])[] = [
  ["kubernetes-dashboard|kubernetes-dashboard-kong-proxy", "the Kubernetes dashboard"],
  ["kubeflow|ml-pipeline-ui|centraldashboard", "Kubeflow"],
  ["weave-scope|weave-scope-app", "Weave Scope"],
  ["kubeview|octant|headlamp|skooner|k8dash", "a cluster dashboard"],
  ["rancher|portainer", "a cluster manager"],
  ["argo-server|argo-workflows-server", "Argo Workflows"],
  ["jenkins", "Jenkins"],
  ["prometheus|alertmanager|thanos-query|prometheus-server", "Prometheus"],
  ["kibana|elasticsearch|opensearch|opensearch-dashboards", "Elasticsearch or its dashboard"],
  ["jaeger|jaeger-query|zipkin", "a tracing console"],
  ["kiali|hubble-ui|linkerd-viz|goldpinger", "a network console"],
  ["kubecost|cost-analyzer|opencost", "a cost console"],
  ["longhorn|longhorn-frontend|rook-ceph-mgr-dashboard|minio-console", "a storage console"],
  ["traefik-dashboard|consul-ui|nacos", "a proxy or registry console"],
  [
    "pgadmin|pgadmin4|phpmyadmin|adminer|mongo-express|redis-commander|redisinsight|cloudbeaver",
    "a database console",
  ],
  ["rabbitmq-management|kafka-ui|akhq|kafdrop|cmak", "a broker console"],
  [
    "airflow|airflow-webserver|celery-flower|spark-master|spark-history-server|flink-jobmanager|zeppelin",
    "a job console",
  ],
  ["jupyter|jupyterlab|jupyterhub|code-server", "a notebook or editor that runs code"],
  ["mlflow|ray-dashboard|ray-head|tensorboard", "a machine-learning console"],
  ["ollama|open-webui|comfyui|vllm|litellm|langflow|n8n", "an AI server"],
  ["etcd|etcd-client|vault-ui", "a store of secrets"],
].map(([names, title]) => [new RegExp(`(^|[./_-])(${names})($|[./_-])`), title ?? ""] as const);

/** Host labels that mean an administration surface of any software. */
export const ADMIN_HOST =
  /^(admin|administration|backoffice|console|internal|management|mgmt|ops|debug|actuator)[.-]/;

/** What a name stands for, where it is a known admin console. */
export function consoleNamed(...names: readonly (string | undefined)[]): string | undefined {
  for (const name of names) {
    if (name === undefined) continue;
    const found = CONSOLES.find(([pattern]) => pattern.test(name.toLowerCase()));
    if (found) return found[1];
  }
  return undefined;
}

/** Whether a host says of itself that it is for administrators. */
export function isAdminHost(host: string): boolean {
  return ADMIN_HOST.test(host.toLowerCase());
}
