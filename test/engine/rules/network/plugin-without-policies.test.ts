import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "network/plugin-without-policies";
const daemonSet = (...images: string[]) =>
  stringify({
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: "net" },
    spec: {
      selector: { matchLabels: { app: "net" } },
      template: { spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) } },
    },
  });

test("flannel alone is reported at its image", () => {
  expect(judge(ID, daemonSet("ghcr.io/flannel-io/flannel:v0.27.4"))).toMatchObject([
    {
      path: ["spec", "template", "spec", "containers", 0, "image"],
      text: "ghcr.io/flannel-io/flannel:v0.27.4",
      message: "flannel does not enforce NetworkPolicies",
    },
  ]);
});

test("flannel with an enforcer beside it (canal), and other plugins, are quiet", () => {
  expect(judge(ID, daemonSet("docker.io/calico/node:v3.31.0", "docker.io/flannel/flannel:v0.27.4"))).toEqual(
    [],
  );
  expect(judge(ID, daemonSet("quay.io/cilium/cilium:v1.18.2"))).toEqual([]);
  expect(judge(ID, daemonSet("ghcr.io/flannel-io/flannel-cni-plugin:v1.8.0"))).toEqual([]);
});
