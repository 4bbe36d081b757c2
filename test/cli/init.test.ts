import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseConfiguration } from "../../engine/policy/parse-configuration";
import { CALM, PRIVILEGED_POD, rampart, workspace } from "./run-cli";

const ingress = (host: string, ...paths: string[]) => `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: ${host.split(".")[0]}, namespace: shop}
spec:
  rules:
    - host: ${host}
      http:
        paths: [${paths.map((path) => `{path: ${path}, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}`).join(", ")}]
`;
const ROUTE = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: partners, namespace: shop}
spec:
  hostnames: [partners.example.com]
`;

/** What `init` writes for some files. */
async function init(files: Readonly<Record<string, string>>) {
  const cwd = workspace(files);
  const { status, stderr } = await rampart(cwd, ["init"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "rampart: wrote .rampart.yaml\n" });
  const text = readFileSync(join(cwd, ".rampart.yaml"), "utf8");
  const { configuration, problems } = parseConfiguration(".rampart.yaml", text);
  expect(problems).toEqual([]);
  return { cwd, text, configuration };
}

test("finds environments, registries, and the hosts and paths at the edge", async () => {
  const { cwd, text, configuration } = await init({
    "overlays/prod/pod.yaml": PRIVILEGED_POD,
    "overlays/development/pod.yaml": PRIVILEGED_POD.replace("registry.example", "docker.io"),
    "edge/web.yaml": ingress("www.example.com", "/", "/cart"),
    "edge/admin.yaml": ingress("admin.example.com", "/users", "/users/new", "/reports"),
    "edge/route.yaml": ROUTE,
  });
  expect(configuration).toMatchObject({
    environments: [
      { name: "dev", paths: ["overlays/development/**"], profile: "dev" },
      { name: "prod", paths: ["overlays/prod/**"], profile: "prod" },
    ],
    trustedRegistries: ["docker.io", "registry.example"],
    ingress: [
      { host: "admin.example.com", paths: ["/reports", "/users"] },
      { host: "partners.example.com" },
      { host: "www.example.com" },
    ],
  });
  expect(text).toMatch(/^# Configuration of Rampart\./);
  // What exists is meant to: nothing of it is beside the inventory.
  const scan = ["scan", ".", "--rule", "edge/ingress-inventory", "--format", "json"];
  expect(JSON.parse((await rampart(cwd, scan)).stdout).findings).toEqual([]);
});

test("writes suggestions as comments where nothing is found", async () => {
  const { text, configuration } = await init({ "settings.yaml": CALM });
  expect(configuration).toEqual({ kubernetesVersion: expect.any(Number), profile: "prod" });
  for (const key of ["environments", "trustedRegistries", "ingress", "scopes", "rules", "waivers"])
    expect(text).toMatch(new RegExp(`^# ${key}:`, "m"));
  // As its comments say it, it is valid too.
  const { problems } = parseConfiguration(".rampart.yaml", text.replace(/^# (?=( |- |[a-zA-Z]+:))/gm, ""));
  expect(problems).toEqual([]);
});

test("quotes what it finds, whatever it is", async () => {
  const host = '"a: b # \\" \\u2028 {{ x }}"';
  const { configuration } = await init({
    "edge.yaml": ingress("web", "/").replace("host: web", `host: ${host}`),
  });
  expect(configuration.ingress).toEqual([{ host: 'a: b # " \u2028 {{ x }}' }]);
});

test("never overwrites a configuration", async () => {
  const cwd = workspace({ ".rampart.yaml": "profile: dev\n" });
  const { status, stderr } = await rampart(cwd, ["init"]);
  expect(status).toBe(2);
  expect(stderr).toBe("rampart: .rampart.yaml: it is there already; change it, or move it away first\n");
  expect(readFileSync(join(cwd, ".rampart.yaml"), "utf8")).toBe("profile: dev\n");
});
