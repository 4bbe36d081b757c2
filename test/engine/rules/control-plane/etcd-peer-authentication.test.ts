import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-peer-authentication", {
  component: "etcd",
  bad: [
    { flags: ["--peer-client-cert-auth=false"], at: "--peer-client-cert-auth=false" },
    { flags: [], at: "command" },
  ],
  good: [["--peer-client-cert-auth=true"]],
});
