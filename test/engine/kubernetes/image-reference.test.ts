import { expect, test } from "vitest";
import { imageName, parseImageReference } from "../../../engine/kubernetes/image-reference";

const hash = "0123456789abcdef".repeat(4);

test.each([
  ["nginx", "docker.io/library/nginx", undefined, undefined],
  ["nginx:1.27", "docker.io/library/nginx", "1.27", undefined],
  ["grafana/grafana:11.2.0", "docker.io/grafana/grafana", "11.2.0", undefined],
  ["index.docker.io/nginx:1", "docker.io/library/nginx", "1", undefined],
  ["docker.io/bitnami/redis", "docker.io/bitnami/redis", undefined, undefined],
  ["localhost/app:dev", "localhost/app", "dev", undefined],
  ["localhost:5000/app", "localhost:5000/app", undefined, undefined],
  ["registry.example:5000/a/b/c:v1", "registry.example:5000/a/b/c", "v1", undefined],
  ["[2001:db8::1]:5000/app:1", "[2001:db8::1]:5000/app", "1", undefined],
  [`registry.example/app@sha256:${hash}`, "registry.example/app", undefined, `sha256:${hash}`],
  [`registry.example/app:1.2@sha256:${hash}`, "registry.example/app", "1.2", `sha256:${hash}`],
  ["a_b.example/app:1", "/a_b.example/app", "1", undefined],
  ["MyHost/app", "MyHost/app", undefined, undefined],
  ["a__b/c--d.e", "docker.io/a__b/c--d.e", undefined, undefined],
])("%s", (text, name, tag, digest) => {
  const image = parseImageReference(text);
  expect(image && imageName(image)).toBe(name);
  expect(image).toMatchObject({ tag, digest });
});

test.each([
  "",
  "Nginx",
  "registry.example/App:1",
  "nginx:",
  "nginx:-x",
  "nginx latest",
  "https://registry.example/app",
  "docker://nginx",
  "registry.example//app",
  "app@sha256:abc",
  `app@md5:${hash}`,
  hash,
  "a/".repeat(130).concat("b"),
  "-app",
  "a___b",
])("%j is refused", (text) => {
  expect(parseImageReference(text)).toBeUndefined();
});
