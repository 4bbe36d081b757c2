import { expect, test } from "vitest";
import { stringify } from "yaml";
import { judge } from "../../judge";

const ID = "edge/loopback-endpoints";

test("Endpoints: the address is reported", () => {
  const text = stringify({
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { name: "web" },
    subsets: [
      {
        addresses: [{ ip: "10.0.0.4" }, { ip: "127.0.0.1" }],
        notReadyAddresses: [{ ip: "169.254.169.254" }],
      },
    ],
  });
  expect(judge(ID, text)).toMatchObject([
    {
      path: ["subsets", 0, "addresses", 1, "ip"],
      text: "127.0.0.1",
      message: "127.0.0.1 is a loopback address",
    },
    { path: ["subsets", 0, "notReadyAddresses", 0, "ip"], text: "169.254.169.254" },
  ]);
});

test("EndpointSlice: the address is reported", () => {
  const slice = (addresses: string[]) =>
    stringify({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: { name: "web-1" },
      addressType: "IPv6",
      endpoints: [{ addresses }],
    });
  expect(judge(ID, slice(["::1", "fe80::1"]))).toMatchObject([
    { path: ["endpoints", 0, "addresses", 0], text: "::1" },
    { path: ["endpoints", 0, "addresses", 1], text: "fe80::1" },
  ]);
  expect(judge(ID, slice(["2001:db8::4", "host.example.com"]))).toEqual([]);
});
