import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-host-not-in-tls";

test("a host that no TLS entry names is reported at the host", () => {
  const found = judge(
    ID,
    ingress({ rules: [rule("a.example.com"), rule("b.example.com")], tls: [{ hosts: ["a.example.com"] }] }),
  );
  expect(found).toMatchObject([{ path: ["spec", "rules", 1, "host"], text: "b.example.com" }]);
  expect(found[0]?.finding.fixes).toMatchObject([
    {
      safety: "input",
      changes: [{ op: "append", path: ["spec", "tls", 0, "hosts"], value: "b.example.com" }],
    },
  ]);
});

test("a wildcard covers one label only", () => {
  const of = (host: string) =>
    judge(ID, ingress({ rules: [rule(host)], tls: [{ hosts: ["*.example.com"] }] }));
  expect(of("a.example.com")).toEqual([]);
  expect(of("*.example.com")).toEqual([]);
  expect(of("a.b.example.com")).toMatchObject([{ path: ["spec", "rules", 0, "host"] }]);
  expect(of("example.com")).toHaveLength(1);
});

test.each([
  [
    "an entry without hosts holds for all",
    ingress({ rules: [rule("a.example.com")], tls: [{ secretName: "x" }] }),
  ],
  ["a rule without a host", ingress({ rules: [rule(undefined)], tls: [{ hosts: ["a.example.com"] }] })],
  ["no TLS at all, which is another finding", ingress({ rules: [rule("a.example.com")] })],
])("quiet: %s", (_case, text) => {
  expect(judge(ID, text)).toEqual([]);
});

test("with two entries no fix can tell which certificate is meant", () => {
  const tls = [{ hosts: ["a.example.com"] }, { hosts: ["b.example.com"] }];
  expect(judge(ID, ingress({ rules: [rule("c.example.com")], tls }))[0]?.finding.fixes).toEqual([]);
});
