import { expect, test } from "vitest";
import { places } from "../../places";
import { workload } from "../../workload-manifest";

const at = "spec.template.spec.containers.0.image";

test.each([
  ["nginx", `${at} nginx`],
  ["registry.example:5000/web", `${at} registry.example:5000/web`],
  ["nginx:latest", `${at} latest`],
  ["registry.example/web:main", `${at} main`],
  ["registry.example/web:Nightly", `${at} Nightly`],
])("%s is reported at its tag, or whole", (image, expected) => {
  expect(places("image/latest-tag", workload({ image }))).toEqual([expected]);
});

test.each([
  "nginx:1.27.2",
  `nginx@sha256:${"a".repeat(64)}`,
  `nginx:latest@sha256:${"a".repeat(64)}`,
  "NGINX",
  '""',
])("%s is not", (image) => {
  expect(places("image/latest-tag", workload({ image }))).toEqual([]);
});

test("image volumes and init containers are read", () => {
  const pod = `initContainers:
  - name: init
    image: busybox
volumes:
  - name: models
    image:
      reference: registry.example/models:latest`;
  expect(places("image/latest-tag", workload({ pod }))).toEqual([
    "spec.template.spec.initContainers.0.image busybox",
    "spec.template.spec.volumes.0.image.reference latest",
  ]);
});
