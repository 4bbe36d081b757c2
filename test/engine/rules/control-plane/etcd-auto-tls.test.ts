import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-auto-tls", {
  component: "etcd",
  bad: [
    { flags: ["--auto-tls=true"], at: "--auto-tls=true" },
    { flags: ["--auto-tls"], at: "--auto-tls" },
  ],
  good: [["--auto-tls=false"], []],
});
