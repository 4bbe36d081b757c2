import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-peer-auto-tls", {
  component: "etcd",
  bad: [
    {
      flags: ["--peer-auto-tls", "--peer-cert-file=/c", "--peer-key-file=/k"],
      at: "--peer-auto-tls",
      fixes: 1,
    },
    { flags: ["--peer-auto-tls=true"], at: "--peer-auto-tls=true", fixes: 0 },
  ],
  good: [["--peer-auto-tls=false"], []],
});
