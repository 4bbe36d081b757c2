import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/host-aliases", [
  {
    title: "an entry",
    text: workload({ pod: "hostAliases: [{ ip: 10.0.0.1, hostnames: [a.example] }]" }),
    finds: ["low spec.template.spec.hostAliases > hostAliases"],
    says: ["the pod writes names into /etc/hosts, which are believed before DNS"],
  },
  {
    title: "an empty list",
    text: workload({ pod: "hostAliases: []" }),
    finds: [],
  },
]);
