import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/etcd-client-authentication", {
  component: "etcd",
  bad: [
    { flags: ["--client-cert-auth=false"], at: "--client-cert-auth=false" },
    { flags: [], at: "command" },
  ],
  good: [["--client-cert-auth=true"], ["--client-cert-auth"]],
});
