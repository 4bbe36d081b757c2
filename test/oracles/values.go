package main

import (
	"encoding/json"

	"github.com/distribution/reference"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/labels"
)

// quantity reads a JSON string or number as the API server reads the field.
func quantity(question []byte) (any, error) {
	var asked struct {
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	parsed, err := parseQuantity(asked.Value)
	if err != nil {
		return nil, err
	}
	return map[string]any{
		"canonical": parsed.String(),
		"decimal":   parsed.AsDec().String(),
		"format":    string(parsed.Format),
	}, nil
}

func compareQuantities(question []byte) (any, error) {
	var asked struct {
		Left  json.RawMessage `json:"left"`
		Right json.RawMessage `json:"right"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	left, err := parseQuantity(asked.Left)
	if err != nil {
		return nil, err
	}
	right, err := parseQuantity(asked.Right)
	if err != nil {
		return nil, err
	}
	return left.Cmp(right), nil
}

// parseQuantity decodes as an object's field is decoded: spaces around the
// text are dropped, and printing it gives the canonical form. ParseQuantity
// alone does neither.
func parseQuantity(value json.RawMessage) (resource.Quantity, error) {
	var parsed resource.Quantity
	err := parsed.UnmarshalJSON(value)
	return parsed, err
}

// selector answers for the text form, as in kubectl --selector.
func selector(question []byte) (any, error) {
	var asked struct {
		Selector string            `json:"selector"`
		Labels   map[string]string `json:"labels"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	parsed, err := labels.Parse(asked.Selector)
	if err != nil {
		return nil, err
	}
	return selection(parsed, asked.Labels), nil
}

// labelSelector answers for the object form with matchLabels and
// matchExpressions; null selects nothing, {} everything.
func labelSelector(question []byte) (any, error) {
	var asked struct {
		Selector *metav1.LabelSelector `json:"selector"`
		Labels   map[string]string     `json:"labels"`
	}
	if err := decode(question, &asked); err != nil {
		return nil, err
	}
	parsed, err := metav1.LabelSelectorAsSelector(asked.Selector)
	if err != nil {
		return nil, err
	}
	return selection(parsed, asked.Labels), nil
}

func selection(parsed labels.Selector, set map[string]string) map[string]any {
	return map[string]any{"matches": parsed.Matches(labels.Set(set)), "canonical": parsed.String()}
}

func imageReference(question []byte) (any, error) {
	var asked struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	named, err := reference.ParseNormalizedNamed(asked.Text)
	if err != nil {
		return nil, err
	}
	result := map[string]any{
		"normalized": named.String(),
		"familiar":   reference.FamiliarString(named),
		"domain":     reference.Domain(named),
		"path":       reference.Path(named),
	}
	if tagged, ok := named.(reference.Tagged); ok {
		result["tag"] = tagged.Tag()
	}
	if digested, ok := named.(reference.Digested); ok {
		result["digest"] = digested.Digest().String()
	}
	return result, nil
}
