/** A ServiceAccount with annotations and labels in flow style. */
export function serviceAccount(annotations: string, labels = "", name = "web"): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: shop
  annotations: {${annotations}}
  labels: {${labels}}
`;
}

/** A Deployment with labels and annotations of its own and of its pod template, in flow style. */
export function deployment(meta: {
  readonly labels?: string;
  readonly annotations?: string;
  readonly podLabels?: string;
  readonly podAnnotations?: string;
  readonly account?: string;
}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
  labels: {${meta.labels ?? ""}}
  annotations: {${meta.annotations ?? ""}}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata:
      labels: {${meta.podLabels ?? "app: web"}}
      annotations: {${meta.podAnnotations ?? ""}}
    spec:
      serviceAccountName: ${meta.account ?? "web"}
      containers:
        - name: web
          image: registry.example/web:1.0.0
`;
}
