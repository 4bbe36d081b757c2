import { expect, test } from "vitest";
import { judge } from "../../judge";
import { pod } from "./manifests";

const ID = "mesh/proxy-user";
const container = (name: string, runAsUser: number) => ({ name, image: "x", securityContext: { runAsUser } });

test.each([
  [1337, "Istio"],
  [2102, "Linkerd"],
])("user %i of %s", (user, name) => {
  const path = ["spec", "containers", 0, "securityContext", "runAsUser"];
  const [found] = judge(ID, pod({ containers: [container("app", user)] }));
  expect(found).toMatchObject({ path, text: String(user) });
  expect(found?.message).toContain(`${name}'s proxy`);
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "harden",
      changes: [
        { op: "set", path, value: 10001 },
        { op: "set", value: true },
      ],
    },
  ]);
});

test("of the whole pod", () => {
  expect(judge(ID, pod({ securityContext: { runAsUser: 1337 } }))).toMatchObject([
    { path: ["spec", "securityContext", "runAsUser"] },
  ]);
});

test("the proxy itself, and other users, are quiet", () => {
  expect(judge(ID, pod({ containers: [container("istio-proxy", 1337), container("app", 1000)] }))).toEqual(
    [],
  );
  expect(judge(ID, pod({ containers: [container("linkerd-proxy", 2102)] }))).toEqual([]);
});
