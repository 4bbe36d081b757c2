/** A Pod of namespace shop that mounts a SecretProviderClass. */
export const podWithClass = (name: string): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec:
  volumes:
    - name: vault
      csi:
        driver: secrets-store.csi.k8s.io
        readOnly: true
        volumeAttributes: {secretProviderClass: ${name}}
  containers:
    - {name: web, image: "registry.example/web:1.0.0"}
`;

/** A SecretProviderClass. */
export const providerClassOf = (name: string, namespace = "shop", more = ""): string => `---
apiVersion: secrets-store.csi.x-k8s.io/v1
kind: SecretProviderClass
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  provider: aws
${more}`;
