package main

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/pod-security-admission/api"
	"k8s.io/pod-security-admission/policy"
	utiljson "sigs.k8s.io/json"
)

// newestMinor is the newest policy version that this module knows.
const newestMinor = 37

type failedCheck struct {
	ID     string `json:"id"`
	Reason string `json:"reason"`
	Detail string `json:"detail"`
}

// failures collects what the checks of the evaluation in progress refused;
// the evaluator itself does not tell which check a result comes from.
var failures []failedCheck

var evaluator = newEvaluator()

func newEvaluator() policy.Evaluator {
	checks := policy.DefaultChecks()
	for _, check := range checks {
		for i := range check.Versions {
			id, inner := string(check.ID), check.Versions[i].CheckPod
			check.Versions[i].CheckPod = recorded(id, inner)
		}
	}
	built, err := policy.NewEvaluator(checks, nil)
	if err != nil {
		panic(err)
	}
	return built
}

func recorded(id string, inner policy.CheckPodFn) policy.CheckPodFn {
	return func(metadata *metav1.ObjectMeta, spec *corev1.PodSpec) policy.CheckResult {
		result := inner(metadata, spec)
		if !result.Allowed {
			failures = append(failures, failedCheck{ID: id, Reason: result.ForbiddenReason, Detail: result.ForbiddenDetail})
		}
		return result
	}
}

// evaluate asks the library, and checks that what was recorded is its verdict.
func evaluate(level api.Level, version api.Version, pod *corev1.Pod) []failedCheck {
	failures = []failedCheck{}
	results := evaluator.EvaluatePod(api.LevelVersion{Level: level, Version: version}, &pod.ObjectMeta, &pod.Spec)
	if policy.AggregateCheckResults(results).Allowed != (len(failures) == 0) {
		panic("the recorded checks differ from the verdict")
	}
	return failures
}

// decode reads a value as the API server reads JSON: names are case-sensitive
// and whole numbers stay whole.
func decode(question []byte, into any) error {
	return utiljson.UnmarshalCaseSensitivePreserveInts(question, into)
}

func podSecurity(question []byte) (any, error) {
	var asked struct {
		Level   string     `json:"level"`
		Version string     `json:"version"`
		Pod     corev1.Pod `json:"pod"`
	}
	if err := decode(question, &asked); err != nil {
		return nil, err
	}
	level, err := api.ParseLevel(asked.Level)
	if err != nil {
		return nil, err
	}
	version, err := api.ParseVersion("v" + asked.Version)
	if asked.Version == "latest" {
		version, err = api.LatestVersion(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("version %q is neither 1.N nor latest", asked.Version)
	}
	failed := evaluate(level, version, &asked.Pod)
	return map[string]any{"allowed": len(failed) == 0, "checks": failed}, nil
}

// podSecurityMatrix answers for both levels and every version at once with the
// ids of the failed checks.
func podSecurityMatrix(question []byte) (any, error) {
	var asked struct {
		Pod corev1.Pod `json:"pod"`
	}
	if err := decode(question, &asked); err != nil {
		return nil, err
	}
	result := map[api.Level][][]string{}
	for _, level := range []api.Level{api.LevelBaseline, api.LevelRestricted} {
		for minor := 0; minor <= newestMinor; minor++ {
			ids := []string{}
			for _, failed := range evaluate(level, api.MajorMinorVersion(1, minor), &asked.Pod) {
				ids = append(ids, failed.ID)
			}
			result[level] = append(result[level], ids)
		}
	}
	return result, nil
}
