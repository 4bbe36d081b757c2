/** A webhook configuration with one webhook on the creation of pods, as YAML; `webhook` replaces or adds fields. */
export function webhookConfiguration(
  webhook: Readonly<Record<string, unknown>>,
  kind = "ValidatingWebhookConfiguration",
  version = "v1",
): string {
  const base = {
    name: "pods.policies.example",
    sideEffects: "None",
    admissionReviewVersions: ["v1"],
    clientConfig: { service: { name: "policies", namespace: "policies" } },
    rules: [{ apiGroups: [""], apiVersions: ["v1"], resources: ["pods"], operations: ["CREATE"] }],
  };
  return JSON.stringify(
    {
      apiVersion: `admissionregistration.k8s.io/${version}`,
      kind,
      metadata: { name: "policies" },
      webhooks: [{ ...base, ...webhook }],
    },
    null,
    2,
  );
}

/** A rule of a webhook. */
export function rule(group: string, resource: string, ...operations: string[]): object {
  return { apiGroups: [group], apiVersions: ["*"], resources: [resource], operations };
}
