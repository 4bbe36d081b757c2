import { expect, test } from "vitest";
import { judge } from "../../judge";
import { pod } from "./manifests";

const ID = "mesh/init-container-name";

test.each(["istio-init", "linkerd-init"])("the name %s in another list", (name) => {
  expect(judge(ID, pod({ containers: [{ name, image: "x" }] }))).toMatchObject([
    { path: ["spec", "containers", 0, "name"], text: name },
  ]);
});

test("an init container of that name, and other containers, are judged elsewhere", () => {
  const securityContext = { capabilities: { add: ["NET_ADMIN", "SYS_ADMIN"] } };
  const init = pod({ initContainers: [{ name: "istio-init", image: "x", securityContext }] });
  expect(judge(ID, init)).toEqual([]);
  expect(judge("workload/dangerous-capability", init)).toMatchObject([
    { path: ["spec", "initContainers", 0, "securityContext", "capabilities", "add", 1] },
  ]);
  expect(judge(ID, pod({ containers: [{ name: "migrate", image: "x" }] }))).toEqual([]);
});
