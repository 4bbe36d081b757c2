import type { ControlPlane } from "./control-plane";
import { until } from "./wait";

type Request = ControlPlane["request"];

const RBAC = "rbac.authorization.k8s.io";
const MARKER = "written-last";

/**
 * Waits until the authorizer knows every role and binding that was written before. It learns of them by one watch for
 * each kind, in the order of the changes: once it knows an object of a kind that was written last, it knows the others.
 *
 * @param request as an administrator; what is written for the purpose is deleted again
 * @throws Error after a minute
 */
export async function rolesInForce(request: Request): Promise<void> {
  const rules = [{ apiGroups: ["example.com"], resources: [MARKER], verbs: ["get"] }];
  const objects = ["Role", "ClusterRole"].flatMap((kind) => {
    const path = `/apis/${RBAC}/v1${kind === "Role" ? "/namespaces/default" : ""}`;
    const metadata = { name: MARKER };
    const subject = { apiGroup: RBAC, kind: "User", name: `${MARKER}-${kind}` };
    return [
      { path: `${path}/${kind.toLowerCase()}s`, object: { kind, metadata, rules } },
      {
        path: `${path}/${kind.toLowerCase()}bindings`,
        object: {
          kind: `${kind}Binding`,
          metadata,
          roleRef: { apiGroup: RBAC, kind, name: MARKER },
          subjects: [subject],
        },
      },
    ];
  });
  for (const { path, object } of objects) {
    const { status, body } = await request("POST", path, { apiVersion: `${RBAC}/v1`, ...object });
    if (status !== 201) throw new Error(`${path}: ${JSON.stringify(body)}`);
  }
  const isAllowed = async (user: string): Promise<boolean> => {
    const { body } = await request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
      apiVersion: "authorization.k8s.io/v1",
      kind: "SubjectAccessReview",
      spec: {
        user,
        resourceAttributes: {
          group: "example.com",
          resource: MARKER,
          verb: "get",
          namespace: "default",
          name: "any",
        },
      },
    });
    return body.status.allowed === true;
  };
  await until(
    "the authorizer does not know the roles",
    async () => (await isAllowed(`${MARKER}-Role`)) && (await isAllowed(`${MARKER}-ClusterRole`)),
  );
  for (const { path } of objects) await request("DELETE", `${path}/${MARKER}`);
}

/**
 * Waits until admission enforces every quota that was written to a namespace before: the controller must have counted
 * it, and admission learns of the count a moment after the API shows it, in the order of the changes.
 *
 * @param request as an administrator; the namespace keeps a quota that allows no further ConfigMaps
 * @throws Error after a minute
 */
export async function quotasInForce(request: Request, namespace: string): Promise<void> {
  const core = `/api/v1/namespaces/${namespace}`;
  const counted = () =>
    until(`the quotas of ${namespace} are not counted`, async () => {
      const { body } = await request("GET", `${core}/resourcequotas`);
      return body.items.every(
        ({ status }: { status?: { hard?: object; used?: object } }) => status?.hard && status.used,
      );
    });
  await counted();
  const { status, body } = await request("POST", `${core}/resourcequotas`, {
    apiVersion: "v1",
    kind: "ResourceQuota",
    metadata: { name: MARKER },
    spec: { hard: { "count/configmaps": "0" } },
  });
  if (status !== 201) throw new Error(JSON.stringify(body));
  await counted();
  await until(`the quotas of ${namespace} are not enforced`, async () => {
    const configMap = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "one-too-many" } };
    return (await request("POST", `${core}/configmaps?dryRun=All`, configMap)).status === 403;
  });
}
