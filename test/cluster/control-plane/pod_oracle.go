package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/runtime"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"
	"k8s.io/apiserver/pkg/registry/rest"
	"k8s.io/apiserver/pkg/warning"
	"k8s.io/kubernetes/pkg/api/legacyscheme"
	"k8s.io/kubernetes/pkg/apis/core"
	"k8s.io/kubernetes/pkg/capabilities"
	"k8s.io/kubernetes/pkg/registry/core/pod"
)

// podQuestion is one line of input.
type podQuestion struct {
	ID int `json:"id"`
	// Pod is a v1 Pod; apiVersion, kind, name and namespace may be left out.
	Pod json.RawMessage `json:"pod"`
	// Defaulted asks for the pod as the API server would store it.
	Defaulted bool `json:"defaulted"`
}

// podVerdict says what the API server's own registry code makes of a pod,
// before any admission plug-in has looked at it.
type podVerdict struct {
	Valid bool `json:"valid"`
	// Errors are the API server's validation or decoding errors.
	Errors []string `json:"errors"`
	// Strict lists what only fieldValidation=Strict refuses: unknown and
	// duplicate fields.
	Strict   []string        `json:"strict"`
	Warnings []string        `json:"warnings"`
	Pod      json.RawMessage `json:"pod,omitempty"`
}

type podAnswer struct {
	ID     int         `json:"id"`
	Result *podVerdict `json:"result,omitempty"`
	Error  string      `json:"error,omitempty"`
}

// runPodOracle answers JSON Lines until the input ends, and returns the exit
// status.
func runPodOracle(in io.Reader, out io.Writer) int {
	// As kube-apiserver --allow-privileged=true does.
	capabilities.Setup(true, 0)
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, readError := reader.ReadBytes('\n')
		if len(line) > 1 {
			if err := encoder.Encode(answerPod(line)); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
		}
		// Answers are flushed when no further question waits.
		if readError != nil || reader.Buffered() == 0 {
			if err := writer.Flush(); err != nil {
				fmt.Fprintln(os.Stderr, err)
				return 1
			}
		}
		if errors.Is(readError, io.EOF) {
			return 0
		}
		if readError != nil {
			fmt.Fprintln(os.Stderr, readError)
			return 1
		}
	}
}

func answerPod(line []byte) podAnswer {
	var question podQuestion
	if err := json.Unmarshal(line, &question); err != nil {
		return podAnswer{Error: err.Error()}
	}
	result, err := judgePod(question)
	if err != nil {
		return podAnswer{ID: question.ID, Error: err.Error()}
	}
	return podAnswer{ID: question.ID, Result: result}
}

// judgePod does what the create handler does: decode with defaulting, convert
// to the internal version, prepare and validate.
func judgePod(question podQuestion) (*podVerdict, error) {
	verdict := &podVerdict{Errors: []string{}, Strict: []string{}, Warnings: []string{}}
	object, strict, err := decodePod(question.Pod)
	if err != nil {
		verdict.Errors = append(verdict.Errors, err.Error())
		return verdict, nil
	}
	verdict.Strict = append(verdict.Strict, strict...)
	if object.Namespace == "" {
		object.Namespace = "default"
	}
	if object.Name == "" {
		object.Name = object.GenerateName + "pod"
	}
	rest.FillObjectMetaSystemFields(object)
	recorder := &warningRecorder{}
	ctx := genericapirequest.WithNamespace(context.Background(), object.Namespace)
	// Declarative validation asks which API version the request used.
	ctx = genericapirequest.WithRequestInfo(ctx, &genericapirequest.RequestInfo{
		IsResourceRequest: true,
		Verb:              "create",
		APIVersion:        "v1",
		Resource:          "pods",
		Namespace:         object.Namespace,
	})
	ctx = warning.WithWarningRecorder(ctx, recorder)
	if err := rest.BeforeCreate(pod.Strategy, ctx, object); err != nil {
		verdict.Errors = append(verdict.Errors, causes(err)...)
	}
	verdict.Warnings = append(verdict.Warnings, recorder.texts...)
	verdict.Valid = len(verdict.Errors) == 0
	if question.Defaulted {
		encoded, err := runtime.Encode(legacyscheme.Codecs.LegacyCodec(corev1.SchemeGroupVersion), object)
		if err != nil {
			return nil, err
		}
		verdict.Pod = encoded
	}
	return verdict, nil
}

func decodePod(raw []byte) (*core.Pod, []string, error) {
	info, ok := runtime.SerializerInfoForMediaType(legacyscheme.Codecs.SupportedMediaTypes(), runtime.ContentTypeJSON)
	if !ok {
		return nil, nil, errors.New("no JSON serializer is registered")
	}
	decoder := legacyscheme.Codecs.DecoderToVersion(info.StrictSerializer, core.SchemeGroupVersion)
	kind := corev1.SchemeGroupVersion.WithKind("Pod")
	object, _, err := decoder.Decode(raw, &kind, &core.Pod{})
	var strict []string
	if strictError, isStrict := runtime.AsStrictDecodingError(err); isStrict && object != nil {
		for _, each := range strictError.Errors() {
			strict = append(strict, each.Error())
		}
	} else if err != nil {
		return nil, nil, err
	}
	decoded, ok := object.(*core.Pod)
	if !ok {
		return nil, nil, fmt.Errorf("not a v1 Pod but %T", object)
	}
	return decoded, strict, nil
}

// causes returns one text a validation error, or the error itself.
func causes(err error) []string {
	var status apierrors.APIStatus
	if !errors.As(err, &status) || status.Status().Details == nil || len(status.Status().Details.Causes) == 0 {
		return []string{err.Error()}
	}
	var texts []string
	for _, cause := range status.Status().Details.Causes {
		texts = append(texts, cause.Field+": "+cause.Message)
	}
	return texts
}

type warningRecorder struct{ texts []string }

func (recorder *warningRecorder) AddWarning(_, text string) {
	recorder.texts = append(recorder.texts, text)
}
