import { expect, test } from "vitest";
import { judge } from "../../judge";
import { mesh, NETWORKING } from "./manifests";

const ID = "mesh/tls-origination-unverified";
const rule = (spec: object) =>
  judge(ID, mesh(NETWORKING, "DestinationRule", { host: "db.example.com", ...spec }));
const path = ["spec", "trafficPolicy", "tls"];

test("verification is skipped, TLS is off, or nothing is expected", () => {
  const [skipped] = rule({
    trafficPolicy: { tls: { mode: "SIMPLE", sni: "db.example.com", insecureSkipVerify: true } },
  });
  expect(skipped).toMatchObject({ path: [...path, "insecureSkipVerify"], severity: "high" });
  expect(skipped?.finding.fixes).toMatchObject([{ changes: [{ op: "remove" }] }]);
  expect(rule({ trafficPolicy: { tls: { mode: "DISABLE" } } })).toMatchObject([
    {
      path: [...path, "mode"],
      text: "DISABLE",
      severity: "medium",
      message: "traffic to db.example.com is plain text, also inside the mesh",
    },
  ]);
  expect(rule({ trafficPolicy: { tls: { mode: "MUTUAL" } } })).toMatchObject([
    {
      path: [...path, "mode"],
      message: "TLS to db.example.com names neither the authority nor the name to expect",
    },
  ]);
});

test("no fix where there is nothing to verify against", () => {
  expect(
    rule({ trafficPolicy: { tls: { mode: "SIMPLE", insecureSkipVerify: true } } })[0]?.finding.fixes,
  ).toEqual([]);
});

test("ports and subsets have settings of their own", () => {
  expect(
    rule({ trafficPolicy: { portLevelSettings: [{ port: { number: 5432 }, tls: { mode: "DISABLE" } }] } }),
  ).toMatchObject([{ path: ["spec", "trafficPolicy", "portLevelSettings", 0, "tls", "mode"] }]);
  expect(
    rule({ subsets: [{ name: "a" }, { name: "b", trafficPolicy: { tls: { mode: "SIMPLE" } } }] }),
  ).toMatchObject([{ path: ["spec", "subsets", 1, "trafficPolicy", "tls", "mode"] }]);
});

test.each([
  { trafficPolicy: { tls: { mode: "ISTIO_MUTUAL" } } },
  { trafficPolicy: { tls: { mode: "SIMPLE", caCertificates: "/etc/ca.pem" } } },
  { trafficPolicy: { tls: { mode: "SIMPLE", sni: "db.example.com" } } },
  { trafficPolicy: { tls: { mode: "MUTUAL", credentialName: "db" } } },
  {},
])("%j is quiet", (spec) => {
  expect(rule(spec)).toEqual([]);
});
