/** A pod whose only fault under Pod Security baseline is its privileged container. */
export const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: app
      image: registry.example/app:1.2.3
      securityContext:
        privileged: true
`;

/** Settings under which exactly the checks of Pod Security baseline run, whatever rules are added later. */
export const BASELINE = () => ({ profile: "pss-baseline" });

/** A pod whose only fault under Pod Security baseline is that it shares the node's processes. */
export const HOST_PID = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  hostPID: true # why not
  containers:
    - name: app
      image: registry.example/app:1.2.3
`;
