import { testFlagRule } from "./test-flag-rule";

testFlagRule("control-plane/removed-flag", {
  component: "kube-apiserver",
  bad: [
    { flags: ["--insecure-port=0"], at: "--insecure-port=0" },
    { flags: ["--basic-auth-file=/users.csv"], at: "--basic-auth-file=/users.csv" },
    { flags: ["--kubelet-https=true"], at: "--kubelet-https=true" },
    { flags: ["--insecure-bind-address", "127.0.0.1"], at: "127.0.0.1" },
    { flags: ["--logtostderr=true"], at: "--logtostderr=true" },
  ],
  good: [["--secure-port=6443"], ["--anonymous-auth=false"]],
});
