import { expect, test } from "vitest";
import { afterFix, places } from "../../places";
import { workload } from "../../workload-manifest";

const at = "spec.template.spec.containers.0.image";

test.each([
  ["k8s.gcr.io/pause:3.9", "k8s.gcr.io", "registry.k8s.io/pause:3.9"],
  [
    "registry.hub.docker.com/grafana/grafana:11.2.0",
    "registry.hub.docker.com",
    "docker.io/grafana/grafana:11.2.0",
  ],
])("%s moves to its successor", (image, text, fixed) => {
  expect(places("image/deprecated-registry", workload({ image }))).toEqual([`${at} ${text}`]);
  const { object, left } = afterFix("image/deprecated-registry", workload({ image }));
  expect(JSON.stringify(object)).toContain(`"image":"${fixed}"`);
  expect(left).toEqual([]);
});

test.each(["gcr.io/google_containers/pause:3.1", "docker.pkg.github.com/o/r/i:1"])(
  "%s has no successor by name",
  (image) => {
    expect(places("image/deprecated-registry", workload({ image }))).toHaveLength(1);
    expect(afterFix("image/deprecated-registry", workload({ image })).left).toHaveLength(1);
  },
);

test.each(["registry.k8s.io/pause:3.9", "gcr.io/google_containers_mirror/pause:1", "nginx:1.27.2"])(
  "%s is quiet",
  (image) => {
    expect(places("image/deprecated-registry", workload({ image }))).toEqual([]);
  },
);
