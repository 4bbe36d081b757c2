import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { type JsonObject, valueAt } from "../../engine/json";
import { mapsAt, stringAt } from "../../engine/kubernetes/fields";
import { skipped } from "../oracles/skip";
import { controlPlaneMissing } from "./build-control-plane.mjs";
import { type ControlPlane, controlPlaneTimeout, startControlPlane } from "./control-plane";

const objects: JsonObject[] = ["rampart-viewer.yaml", "scan.yaml"].flatMap((file) =>
  parseAllDocuments(readFileSync(resolve(__dirname, "../../deploy", file), "utf8")).map((document) =>
    document.toJS(),
  ),
);

const cronJob = objects.find(({ kind }) => kind === "CronJob");
const podSpec = valueAt(cronJob, ["spec", "jobTemplate", "spec", "template", "spec"]);
const SCANNER = "system:serviceaccount:rampart-system:rampart-scanner";

describe.skipIf(skipped("the scan inside the cluster", await controlPlaneMissing()))(
  "what deploy/ holds on the API server",
  () => {
    let cluster: ControlPlane;

    beforeAll(async () => {
      cluster = await startControlPlane();
      await cluster.apply(objects);
    }, controlPlaneTimeout);

    afterAll(async () => {
      await cluster?.stop();
    });

    test("is accepted with strict validation, without a warning", async () => {
      const { code, stderr } = await cluster.kubectl(
        ["apply", "--server-side", "--dry-run=server", "--validate=strict", "--filename=-"],
        { stdin: JSON.stringify({ apiVersion: "v1", kind: "List", items: objects }) },
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    });

    test("its pods pass the restricted level that its namespace enforces, and its quota", async () => {
      const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "scan" }, spec: podSpec };
      const { status, body } = await cluster.request(
        "POST",
        "/api/v1/namespaces/rampart-system/pods?dryRun=All",
        pod,
      );
      expect({ status, message: body.message }).toEqual({ status: 201, message: undefined });
    });

    test("its account lists all that the first container asks for", async () => {
      const [list] = mapsAt(podSpec, "initContainers").map(({ value }) => value);
      const kinds = mapsAt(list, "env").find(({ value }) => value.name === "KINDS")?.value;
      const { code, stderr } = await cluster.kubectl([
        "get",
        stringAt(kinds, "value") ?? "",
        "--all-namespaces",
        "--chunk-size=500",
        "--output=yaml",
        `--as=${SCANNER}`,
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    });

    test.each([
      ["list", "", "secrets", "", false],
      ["get", "", "secrets", "", false],
      ["create", "", "pods", "", false],
      ["get", "", "pods", "log", false],
      ["create", "", "serviceaccounts", "token", false],
      ["delete", "wgpolicyk8s.io", "policyreports", "", false],
      ["create", "authorization.k8s.io", "subjectaccessreviews", "", false],
      ["list", "rbac.authorization.k8s.io", "roles", "", true],
      ["patch", "wgpolicyk8s.io", "policyreports", "", true],
    ])("its account may %s %s/%s %s: %s", async (verb, group, resource, subresource, allowed) => {
      const { body } = await cluster.request("POST", "/apis/authorization.k8s.io/v1/subjectaccessreviews", {
        apiVersion: "authorization.k8s.io/v1",
        kind: "SubjectAccessReview",
        spec: { user: SCANNER, resourceAttributes: { verb, group, resource, subresource } },
      });
      expect(body.status.allowed).toBe(allowed);
    });
  },
);
