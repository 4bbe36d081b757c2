import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/insecure-bind-address", {
  component: "kube-apiserver",
  bad: [{ flags: ["--insecure-bind-address=0.0.0.0"], at: "--insecure-bind-address=0.0.0.0" }],
  good: [["--bind-address=0.0.0.0"], ["--insecure-bind-address=0.0.0.0", "--insecure-port=0"]],
  options: { kubernetesVersion: 19 },
});
