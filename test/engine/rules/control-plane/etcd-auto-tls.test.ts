import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-auto-tls", {
  component: "etcd",
  bad: [
    { flags: ["--auto-tls", "--cert-file=/c", "--key-file=/k"], at: "--auto-tls", fixes: 1 },
    { flags: ["--auto-tls=true"], at: "--auto-tls=true", fixes: 0 },
    { flags: ["--auto-tls"], at: "--auto-tls" },
  ],
  good: [["--auto-tls=false"], []],
});
