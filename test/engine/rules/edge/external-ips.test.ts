import { expect, test } from "vitest";
import { judge } from "../../judge";
import { service } from "./manifests";

const ID = "edge/external-ips";

test("external IPs are reported at the key, with a removal", () => {
  const [found] = judge(ID, service({ externalIPs: ["198.51.100.7"] }));
  expect(found).toMatchObject({
    path: ["spec", "externalIPs"],
    text: "externalIPs",
    message: "nodes answer for address 198.51.100.7 that the Service claims",
  });
  expect(found?.finding.fixes).toMatchObject([
    { changes: [{ op: "remove", path: ["spec", "externalIPs"] }] },
  ]);
  expect(judge(ID, service({ externalIPs: ["198.51.100.7", "198.51.100.8"] }))[0]?.message).toContain(
    "2 addresses",
  );
});

test("none are quiet", () => {
  expect(judge(ID, service({ externalIPs: [] }))).toEqual([]);
  expect(judge(ID, service({}))).toEqual([]);
});
