import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type {
  LivePlace,
  LivePlaceQuestion,
  LivePolicyAnswer,
  RenderedSource,
} from "../../server/requests/live-protocol";
import { openFolder, type TestFolder } from "./folder";

const workload = (name: string, namespace?: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}${namespace === undefined ? "" : `\n  namespace: ${namespace}`}
spec:
  template:
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.2.3
`;

const FILES = {
  "all.yaml": `${workload("api", "shop")}---\n${workload("api", "other")}---\n${workload("web")}`,
  "prod/kustomization.yaml": "namespace: prod\nnamePrefix: eu-\nresources: [cart.yaml]\n",
  "prod/cart.yaml": workload("cart"),
  ".rampart.yaml":
    "profile: dev\nrules:\n  workload/privileged: hint\n  image/digest: on\nclusterDns: nodelocal\n",
};
const IMAGE = ["spec", "template", "spec", "containers", 0, "image"];

async function places(folder: TestFolder, questions: readonly Omit<LivePlaceQuestion, "groupKind">[]) {
  const found = await folder.client.connection.sendRequest<(LivePlace | null)[]>(
    "rampart/live/places",
    questions.map((each) => ({ groupKind: "apps/Deployment", ...each })),
  );
  return found.map(
    (place) =>
      place &&
      `${folder.nameOf(place.uri)}:${place.range.start.line + 1} of ${place.within.start.line + 1}-${place.within.end.line + 1}`,
  );
}

describe("what the workspace knows of a cluster's objects", () => {
  it("tells where each is declared: of its namespace, else one that names none", async () => {
    const folder = await openFolder(FILES);
    expect(
      await places(folder, [
        { namespace: "shop", name: "api", path: IMAGE },
        { namespace: "other", name: "api", path: IMAGE },
        { namespace: "anywhere", name: "web", path: IMAGE },
        { namespace: "anywhere", name: "api", path: IMAGE },
        { namespace: "shop", name: "gone", path: IMAGE },
      ]),
    ).toEqual(["all.yaml:11 of 1-12", "all.yaml:23 of 12-24", "all.yaml:34 of 24-35", null, null]);
  });

  it("knows objects by the names that kustomizations give them, and the nearest place of what is not written", async () => {
    const folder = await openFolder(FILES);
    expect(
      await places(folder, [
        {
          namespace: "prod",
          name: "eu-cart",
          path: [...IMAGE.slice(0, -1), "securityContext", "privileged"],
        },
      ]),
    ).toEqual(["prod/cart.yaml:9 of 1-11"]);
  });

  it("tells how a folder is judged", async () => {
    const folder = await openFolder(FILES);
    const ask = (params: object) =>
      folder.client.connection.sendRequest<LivePolicyAnswer>("rampart/live/policy", params);
    const policy = await ask({ folder: folder.uriOf("").slice(0, -1) });
    expect(policy.profile.name).toBe("dev");
    expect(policy.options.clusterDns).toBe("nodelocal");
    expect(policy.levels).toEqual({ "workload/privileged": "hint" });
    expect(policy.enabled).toContain("image/digest");
    const other = await ask({});
    expect(other.profile.name).toBe("prod");
    expect(other.enabled).not.toContain("image/digest");
  });

  it.skipIf(process.platform === "win32")(
    "hands over what tools render, to a trusted workspace alone",
    async () => {
      const bin = mkdtempSync(path.join(tmpdir(), "rampart-kustomize-"));
      onTestFinished(() => rmSync(bin, { recursive: true }));
      const program = path.join(bin, "kustomize");
      writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${workload("eu-cart", "prod")}END\n`);
      chmodSync(program, 0o755);
      const folder = await openFolder(FILES, {
        searchPath: [bin, "/usr/bin", "/bin"].join(path.delimiter),
        settings: () => ({ render: "auto" }),
      });
      const ask = (trusted: boolean) =>
        folder.client.connection.sendRequest<RenderedSource[]>("rampart/live/rendered", { trusted });
      expect(await ask(false)).toEqual([]);
      expect(await ask(true)).toEqual([
        {
          uri: folder.uriOf("prod/kustomization.yaml"),
          files: [folder.uriOf("prod/cart.yaml"), folder.uriOf("prod/kustomization.yaml")],
          text: workload("eu-cart", "prod"),
        },
      ]);
      writeFileSync(program, "#!/bin/sh\nexit 1\n");
      expect(await ask(true)).toMatchObject([{ failure: expect.any(String) }]);
    },
  );
});
