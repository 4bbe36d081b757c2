import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/extended-token-lifetime", {
  component: "kube-apiserver",
  bad: [
    {
      flags: ["--service-account-extend-token-expiration=true"],
      at: "--service-account-extend-token-expiration=true",
    },
    { flags: [], at: "command" },
  ],
  good: [["--service-account-extend-token-expiration=false"]],
});
