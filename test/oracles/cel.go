package main

import (
	"encoding/json"
	"sync"

	"github.com/google/cel-go/cel"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/apimachinery/pkg/util/version"
	"k8s.io/apiserver/pkg/cel/environment"
)

// celEnvironment is that of admission policies, with the object as anything.
var celEnvironment = sync.OnceValues(func() (*cel.Env, error) {
	base := environment.MustBaseEnvSet(environment.DefaultCompatibilityVersion())
	extended, err := base.Extend(environment.VersionedOptions{
		IntroducedVersion: version.MajorMinor(1, 0),
		EnvOptions:        []cel.EnvOption{cel.Variable("object", cel.DynType)},
	})
	if err != nil {
		return nil, err
	}
	return extended.Env(environment.StoredExpressions)
})

// celAnswer says what the API server makes of an expression that should be a boolean.
type celAnswer struct {
	// Outcome is "true", "false", "fails" (an error at run time), "refused" (by the compiler, or no boolean).
	Outcome string `json:"outcome"`
	Detail  string `json:"detail,omitempty"`
}

func evaluateCEL(line []byte) (any, error) {
	var question struct {
		Expression string          `json:"expression"`
		Object     json.RawMessage `json:"object"`
	}
	if err := json.Unmarshal(line, &question); err != nil {
		return nil, err
	}
	// Whole numbers become integers, as they do in the API server.
	var object any
	if err := utiljson.Unmarshal(question.Object, &object); err != nil {
		return nil, err
	}
	env, err := celEnvironment()
	if err != nil {
		return nil, err
	}
	ast, issues := env.Compile(question.Expression)
	if issues.Err() != nil {
		return celAnswer{Outcome: "refused", Detail: issues.Err().Error()}, nil
	}
	if !ast.OutputType().IsExactType(cel.BoolType) {
		return celAnswer{Outcome: "refused", Detail: "no boolean: " + ast.OutputType().String()}, nil
	}
	program, err := env.Program(ast)
	if err != nil {
		return celAnswer{Outcome: "refused", Detail: err.Error()}, nil
	}
	value, _, err := program.Eval(map[string]any{"object": object})
	if err != nil {
		return celAnswer{Outcome: "fails", Detail: err.Error()}, nil
	}
	if value.Value() == true {
		return celAnswer{Outcome: "true"}, nil
	}
	return celAnswer{Outcome: "false"}, nil
}
