import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/insecure-port", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--insecure-port=8080"], at: "--insecure-port=8080" },
    { flags: [], at: "command" },
  ],
  good: [["--insecure-port=0"]],
  options: { kubernetesVersion: 19 },
});
