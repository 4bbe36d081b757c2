import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kubelet-iptables", {
  component: "kubelet",
  bad: [{ flags: ["--make-iptables-util-chains=false"], at: "--make-iptables-util-chains=false" }],
  good: [["--make-iptables-util-chains=true"], []],
});
