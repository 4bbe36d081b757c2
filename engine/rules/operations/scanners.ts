/** Programs that look for faults in code, images, manifests or secrets. */
export const SCANNER =
  /\b(?:trivy|grype|snyk|clair|kube-linter|kube-score|kubescape|kubesec|kubeaudit|kube-bench|polaris|checkov|kics|terrascan|tfsec|datree|conftest|semgrep|gitleaks|trufflehog|detect-secrets|osv-scanner|kyverno(?=\s+(?:apply|test))|pluto|docker\s+scout|(?:kube-)?rampart(?=\s+(?:scan|diff)))\b/;

/** Scanners that end with 0 whatever they find, unless a flag or variable says otherwise. Sources: their manuals. */
export interface LenientScanner {
  readonly name: string;
  /** The command as a shell runs it. */
  readonly command: RegExp;
  /** The flag that makes it fail. */
  readonly strict: RegExp;
  /** What a message recommends. */
  readonly advice: string;
  /** The variable of the same effect. */
  readonly variable?: string;
}

export const LENIENT_SCANNERS: readonly LenientScanner[] = [
  {
    name: "trivy",
    command:
      /(?:^|[\s;&|(])trivy\s+(?:-{1,2}\S+\s+)*(?:image|i|fs|filesystem|config|conf|repo|repository|rootfs|k8s|kubernetes|sbom)\b(?!.*--download-(?:java-)?db-only)/,
    strict: /--exit-code[= ]+["']?[1-9]/,
    advice: "--exit-code 1",
    variable: "TRIVY_EXIT_CODE",
  },
  {
    name: "grype",
    command: /(?:^|[\s;&|(])grype\s+(?!db\b|version\b|--version|-h\b)\S/,
    strict: /(?:--fail-on|\s-f)[= ]/,
    advice: "--fail-on high",
    variable: "GRYPE_FAIL_ON_SEVERITY",
  },
  {
    name: "polaris",
    command: /(?:^|[\s;&|(])polaris\s+audit\b/,
    strict: /--set-exit-code-(?:on-danger|below-score)/,
    advice: "--set-exit-code-on-danger",
  },
  {
    name: "kubescape",
    command: /(?:^|[\s;&|(])kubescape\s+scan\b/,
    strict: /--(?:compliance-threshold|fail-threshold|severity-threshold)\b/,
    advice: "--severity-threshold high",
  },
];

/** What follows a scanner on its line and takes its failure away. */
export const SWALLOWED =
  /\|\|\s*(?:true\b|:(?=\s|$)|exit\s+0\b|echo\b|\/bin\/true\b)|;\s*true\s*$|--exit-code[= ]+["']?0\b|--exit-zero\b|--soft-fail\b(?!-on)|--no-fail\b|--ignore-on-exit[= ]+(?:all|results)\b|--fail-on[= ]+never\b|--no-exit-code\b|--exit-code-on-failure[= ]+0\b/;

/** Inputs of actions and tasks that take a scanner's failure away, by name and value. */
export const LENIENT_INPUTS: readonly { readonly input: RegExp; readonly value: RegExp }[] = [
  { input: /^(soft[-_]fail|softFail)$/, value: /^true$/i },
  { input: /^(exit[-_]code|exitCode|exit_code)$/, value: /^0$/ },
  { input: /^(fail[-_]build|failBuild|fail)$/, value: /^false$/i },
  { input: /^ignore_on_exit$/, value: /^(all|results)$/ },
];

/** Actions that end with 0 whatever they find, unless an input says otherwise. Source: their READMEs. */
export const LENIENT_ACTIONS: readonly {
  readonly action: RegExp;
  readonly input: string;
  readonly advice: string;
}[] = [{ action: /^aquasecurity\/trivy-action@/, input: "exit-code", advice: 'exit-code: "1"' }];
