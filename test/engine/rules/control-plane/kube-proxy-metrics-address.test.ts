import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/kube-proxy-metrics-address", {
  component: "kube-proxy",
  bad: [{ flags: ["--metrics-bind-address=0.0.0.0:10249"], at: "--metrics-bind-address=0.0.0.0:10249" }],
  good: [["--metrics-bind-address=127.0.0.1:10249"], ["--metrics-bind-address=[::1]:10249"], []],
});
