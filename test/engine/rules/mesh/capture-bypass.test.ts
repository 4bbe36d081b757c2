import { expect, test } from "vitest";
import { judge } from "../../judge";
import { pod } from "./manifests";

const ID = "mesh/capture-bypass";
const of = (annotations: object) => judge(ID, pod({}, { annotations }));

test.each([
  ["traffic.sidecar.istio.io/excludeInboundPorts", "8080", "medium"],
  ["traffic.sidecar.istio.io/excludeInterfaces", "eth1", "medium"],
  ["traffic.sidecar.istio.io/includeInboundPorts", "", "medium"],
  ["traffic.sidecar.istio.io/includeInboundPorts", "80", "medium"],
  ["traffic.sidecar.istio.io/excludeOutboundPorts", "5432", "low"],
  ["traffic.sidecar.istio.io/excludeOutboundIPRanges", "0.0.0.0/0", "medium"],
  ["traffic.sidecar.istio.io/includeOutboundIPRanges", "", "low"],
  ["config.linkerd.io/skip-inbound-ports", "8080", "medium"],
  ["config.linkerd.io/skip-outbound-ports", "5432", "low"],
  ["config.linkerd.io/skip-subnets", "10.0.0.0/8", "medium"],
])("%s: %j", (key, value, severity) => {
  const [found] = of({ [key]: value });
  const path = ["metadata", "annotations", key];
  expect(found).toMatchObject({ path, text: key, severity });
  expect(found?.finding.fixes).toMatchObject([{ safety: "unsafe", changes: [{ op: "remove", path }] }]);
});

test.each([
  { "traffic.sidecar.istio.io/includeInboundPorts": "*" },
  { "traffic.sidecar.istio.io/includeOutboundIPRanges": "*" },
  { "traffic.sidecar.istio.io/excludeInboundPorts": "" },
  { "sidecar.istio.io/inject": "true" },
])("%j is quiet", (annotations) => {
  expect(of(annotations)).toEqual([]);
});
