import { expect, test } from "vitest";
import { judge } from "../../judge";
import { ingress, rule } from "./manifests";

const ID = "edge/ingress-path-injection";
const path = ["spec", "rules", 0, "http", "paths", 0, "path"];
const of = (value: string) => judge(ID, ingress({ rules: [rule("a.example.com", value)] }));

test.each(["/a\nroot /etc", "/a;", "/a{", "/a b", "/a#", '/a"', "/a\u0000"])("%j breaks out", (value) => {
  expect(of(value)).toMatchObject([
    { path, message: "the path holds a character that ends a statement of the proxy's configuration" },
  ]);
});

test.each(["/etc/passwd", "/var/run/secrets", "/root", "/a/../b", "/proc"])(
  "%s names what belongs to the controller",
  (value) => {
    expect(of(value)).toMatchObject([
      { path, text: value, message: `path "${value}" names a directory of the controller itself` },
    ]);
  },
);

test.each(["/", "/api(/|$)(.*)", "/etcetera", "/v1/users/[0-9]+", "/a\\.js$"])("%s is quiet", (value) => {
  expect(of(value)).toEqual([]);
});
