import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/tiller", [
  {
    title: "the server",
    text: workload({ image: "ghcr.io/helm/tiller:v2.17.0" }),
    finds: ["critical spec.template.spec.containers.0.image > ghcr.io/helm/tiller:v2.17.0"],
    says: ["Tiller of Helm 2 is deployed: it obeys whoever reaches its port"],
  },
  {
    title: "the server on its own pod's address",
    text: workload({ image: "ghcr.io/helm/tiller:v2.17.0", container: "args: [--listen=localhost:44134]" }),
    finds: ["high spec.template.spec.containers.0.image > ghcr.io/helm/tiller:v2.17.0"],
    says: [
      "Tiller of Helm 2 is deployed: it has no fixes since 2020, even where it listens to its own pod only",
    ],
  },
  {
    title: "its Service",
    text: `apiVersion: v1
kind: Service
metadata:
  name: tiller-deploy
  labels: {}
spec:
  ports: [{ port: 44134 }]
`,
    finds: ["critical metadata.name > tiller-deploy"],
    says: ["the Service offers Tiller to every pod of the cluster: whoever calls it is cluster-admin"],
  },
  {
    title: "its Service by labels",
    text: `apiVersion: v1
kind: Service
metadata:
  name: tiller
  labels: { app: helm, name: tiller }
spec:
  ports: [{ port: 44134 }]
`,
    finds: ["critical metadata.name > tiller"],
  },
  {
    title: "another Service",
    text: `apiVersion: v1
kind: Service
metadata:
  name: web
  labels: {}
spec:
  ports: [{ port: 44134 }]
`,
    finds: [],
  },
  {
    title: "another image",
    text: workload({ image: "registry.example/fortiller-web:1" }),
    finds: [],
  },
]);
