package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"

	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// yamlToJSON converts one document. The result is the JSON text itself, so
// that numbers keep every digit.
func yamlToJSON(question []byte) (any, error) {
	var asked struct {
		Text   string `json:"text"`
		Strict bool   `json:"strict"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	convert := yaml.YAMLToJSON
	if asked.Strict {
		convert = yaml.YAMLToJSONStrict
	}
	converted, err := convert([]byte(asked.Text))
	if err != nil {
		return nil, err
	}
	return string(converted), nil
}

// yamlDocuments splits a file into documents as kubectl does (by lines that
// begin with ---, wherever they are), and converts each.
func yamlDocuments(question []byte) (any, error) {
	var asked struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(question, &asked); err != nil {
		return nil, err
	}
	reader := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader([]byte(asked.Text))))
	documents := []string{}
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		converted, err := yaml.YAMLToJSON(document)
		if err != nil {
			return nil, err
		}
		documents = append(documents, string(converted))
	}
}
