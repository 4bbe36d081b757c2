/** A Deployment whose only faults are those that "Harden this container" mends. */
export const DEPLOYMENT = `# The shop's API. Comments stay where they are.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      automountServiceAccountToken: false # talks to no API server
      containers:
        - name: api
          image: registry.example.com/shop/api:1.4.2
          ports:
            - containerPort: 8080
          resources: # measured in June
            requests: { cpu: 100m, memory: 128Mi }
            limits: { memory: 128Mi }
`;

/** The same, hardened: every other byte is as it was. */
export const HARDENED = DEPLOYMENT.replace(
  "            limits: { memory: 128Mi }\n",
  `            limits: { memory: 128Mi }
          securityContext:
            runAsNonRoot: true
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop:
                - ALL
          volumeMounts:
            - name: tmp
              mountPath: /tmp
      volumes:
        - name: tmp
          emptyDir: {}
      securityContext:
        seccompProfile:
          type: RuntimeDefault
`,
);

/** A policy that shuts every pod of the namespace off, from DNS too. */
export const NETWORK_POLICY = `# Nothing leaves the namespace unless a policy says so.
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: shop
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
`;

/** A policy with CEL, and a finding that is ignored for a reason. */
export const ADMISSION_POLICY = `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: replicas
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: [apps]
        apiVersions: [v1]
        operations: [CREATE, UPDATE]
        resources: [deployments]
  validations:
    # rampart-ignore-next-line admission/none -- shown to the tests
    - expression: object.spec.replicas <= 5 && has(object.metadata.labels)
      message: too many replicas
`;
