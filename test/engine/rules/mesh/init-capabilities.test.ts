import { expect, test } from "vitest";
import { judge } from "../../judge";
import { pod } from "./manifests";

const ID = "mesh/init-capabilities";
const init = (securityContext: object, name = "istio-init") =>
  pod({ initContainers: [{ name, image: "x", securityContext }] });
const path = ["spec", "initContainers", 0, "securityContext"];

test("privileged, or more than redirection needs", () => {
  expect(judge(ID, init({ privileged: true }))).toMatchObject([
    { path: [...path, "privileged"], text: "true" },
  ]);
  expect(
    judge(ID, init({ capabilities: { add: ["NET_ADMIN", "SYS_ADMIN"] } }, "linkerd-init")),
  ).toMatchObject([{ path: [...path, "capabilities", "add", 1], text: "SYS_ADMIN" }]);
});

test("the name in another list", () => {
  expect(judge(ID, pod({ containers: [{ name: "istio-init", image: "x" }] }))).toMatchObject([
    { path: ["spec", "containers", 0, "name"], text: "istio-init" },
  ]);
});

test("what redirection needs is quiet, and other containers are judged elsewhere", () => {
  expect(judge(ID, init({ capabilities: { add: ["NET_ADMIN", "NET_RAW"] } }))).toEqual([]);
  expect(judge(ID, init({ privileged: true }, "migrate"))).toEqual([]);
});
