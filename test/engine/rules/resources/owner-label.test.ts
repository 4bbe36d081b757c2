import { expect, test } from "vitest";
import { places } from "../../places";

const rule = "resources/owner-label";
const namespace = (metadata: string) =>
  `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop${metadata} }\n`;

test.each(["", ", labels: { app: web }", ', labels: { owner: "" }'])("%j names nobody", (metadata) => {
  expect(places(rule, namespace(metadata))[0]).toMatch(/^metadata\.labels /);
});

test.each([", labels: { owner: me }", ", annotations: { example.com/team: us }"])(
  "%j names an owner",
  (metadata) => {
    expect(places(rule, namespace(metadata))).toEqual([]);
  },
);

test("the option asks for all of its keys", () => {
  const options = { rules: { [rule]: { required: ["owner", "cost-center"] } } };
  expect(places(rule, namespace(", labels: { owner: me }"), options)).toHaveLength(1);
  expect(places(rule, namespace(", labels: { owner: me, cost-center: a1 }"), options)).toEqual([]);
});
