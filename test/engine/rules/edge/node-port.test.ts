import { expect, test } from "vitest";
import { judge } from "../../judge";
import { service } from "./manifests";

const ID = "edge/node-port";

test("a NodePort is reported at its type; the fix drops the number too", () => {
  const [found] = judge(
    ID,
    service({ type: "NodePort", ports: [{ port: 80, nodePort: 30080 }, { port: 81 }] }),
  );
  expect(found).toMatchObject({ path: ["spec", "type"], text: "NodePort" });
  expect(found?.finding.fixes).toMatchObject([
    {
      safety: "unsafe",
      changes: [
        { op: "set", path: ["spec", "type"], value: "ClusterIP" },
        { op: "remove", path: ["spec", "ports", 0, "nodePort"] },
      ],
    },
  ]);
});

test.each([{ type: "LoadBalancer", ports: [{ port: 80, nodePort: 30080 }] }, { type: "ClusterIP" }, {}])(
  "%j is quiet",
  (spec) => {
    expect(judge(ID, service(spec))).toEqual([]);
  },
);
