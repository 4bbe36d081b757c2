import { workload } from "../../workload-manifest";
import { testRule } from "./test-rule";

testRule("workload/git-sync", [
  {
    title: "a hook, which another rule reports",
    text: workload({
      container: "args: [--repo=https://a.example/a, --exechook-command=/x]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: [],
  },
  {
    title: "the account's token as password",
    text: workload({
      container: "args: [--password-file, /var/run/secrets/kubernetes.io/serviceaccount/token]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["high spec.template.spec.containers.0.args.0 > --password-file"],
    says: ["container \"web\" sends the pod's account token to the repository's server as password-file"],
  },
  {
    title: "the account's token as password, in a variable",
    text: workload({
      container:
        "env: [{ name: GITSYNC_PASSWORD_FILE, value: /var/run/secrets/kubernetes.io/serviceaccount/token }]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: ["high spec.template.spec.containers.0.env.0.name > GITSYNC_PASSWORD_FILE"],
  },
  {
    title: "a password of its own",
    text: workload({
      container: "args: [--password-file=/etc/git/password]",
      image: "registry.k8s.io/git-sync/git-sync:v4.4.2",
    }),
    finds: [],
  },
  {
    title: "another image",
    text: workload({
      container: "args: [--password-file=/run/secrets/kubernetes.io/serviceaccount/token]",
      image: "registry.example/web:1",
    }),
    finds: [],
  },
]);
