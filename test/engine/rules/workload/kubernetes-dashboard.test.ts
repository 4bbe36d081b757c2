import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/kubernetes-dashboard", [
  {
    title: "the dashboard",
    text: workload({ image: "kubernetesui/dashboard:v2.7.0" }),
    finds: ["medium spec.template.spec.containers.0.image > kubernetesui/dashboard:v2.7.0"],
    says: ['container "web" is the Kubernetes Dashboard, a console over the whole cluster'],
  },
  {
    title: "its later parts",
    text: workload({ image: "docker.io/kubernetesui/dashboard-api:1.10.1" }),
    finds: ["medium spec.template.spec.containers.0.image > docker.io/kubernetesui/dashboard-api:1.10.1"],
  },
  {
    title: "without a login",
    text: workload({
      image: "kubernetesui/dashboard:v2.7.0",
      container: "args: [--namespace=a, --enable-skip-login]",
    }),
    finds: ["high spec.template.spec.containers.0.args.1 > --enable-skip-login"],
    says: ['container "web" opens the Kubernetes Dashboard without a login: --enable-skip-login'],
  },
  {
    title: "another dashboard",
    text: workload({ image: "grafana/grafana:12.1.0" }),
    finds: [],
  },
]);
