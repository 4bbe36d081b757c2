import { stringAt } from "../../kubernetes/fields";
import { defineResourceRule } from "../define-rule";
import { isRestrictedLoadBalancer } from "./load-balancer";
import { isEdgeController, servicePorts } from "./service";

const CERTIFICATE = "service.beta.kubernetes.io/aws-load-balancer-ssl-cert";

/** Source: AWS Load Balancer Controller "Service annotations", TLS; core/v1 Service. */
export const loadBalancerPlainHttp = defineResourceRule({
  id: "edge/load-balancer-plain-http",
  title: "LoadBalancer publishes plain HTTP",
  severity: "medium",
  why: "Requests cross the Internet in clear text, straight to the pods. Whoever sits on the path reads and changes them.",
  remediation: "Publish it through an ingress or gateway with TLS, or give the load balancer a certificate.",
  standards: { nsa: ["tls"], mitre: ["T1557"], owasp: ["K07"] },
  equivalents: { kubescape: ["C-0231"], kyverno: ["require-encryption-aws-loadbalancers"] },
  controls: ["lb-with-tls-certificate-annotation-aws"],
  since: "0.1.0",
  appliesTo: ["Service"],
  check({ resource, options, report }) {
    if (stringAt(resource.object, "spec", "type") !== "LoadBalancer" || options.tlsTerminatedBy !== undefined)
      return;
    const ports = servicePorts(resource);
    // A controller redirects on 80, and inside the network the judgement is another.
    if (isEdgeController(resource) || isRestrictedLoadBalancer(resource) || resource.annotations[CERTIFICATE])
      return;
    const isAws = Object.keys(resource.annotations).some((key) => /aws-load-balancer/.test(key));
    const plain = ports.find(
      ({ port, name, appProtocol }) =>
        port === 80 || port === 8080 || name === "http" || appProtocol === "http",
    );
    const hasTls = ports.some(({ port, name }) => port === 443 || port === 8443 || name === "https");
    if (!plain || hasTls) return;
    report({
      path: [...plain.at, "port"],
      message: isAws
        ? `port ${plain.port} is published without a certificate (${CERTIFICATE})`
        : `port ${plain.port} is published as plain HTTP`,
    });
  },
});
