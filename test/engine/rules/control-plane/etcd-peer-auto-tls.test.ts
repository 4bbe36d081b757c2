import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-peer-auto-tls", {
  component: "etcd",
  bad: [{ flags: ["--peer-auto-tls=true"], at: "--peer-auto-tls=true" }],
  good: [["--peer-auto-tls=false"], []],
});
