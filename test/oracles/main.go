// Answers questions about Kubernetes with the libraries that Kubernetes itself
// uses: one JSON object a line in, one out, in the same order.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// envelope is what every question has; the other fields belong to its oracle.
type envelope struct {
	ID     int    `json:"id"`
	Oracle string `json:"oracle"`
}

// answer holds a result, or the error of the library that was asked.
type answer struct {
	ID     int    `json:"id"`
	Result any    `json:"result,omitempty"`
	Error  string `json:"error,omitempty"`
}

var oracles = map[string]func(question []byte) (any, error){
	"pod-security":        podSecurity,
	"pod-security-matrix": podSecurityMatrix,
	"yaml-to-json":        yamlToJSON,
	"yaml-documents":      yamlDocuments,
	"quantity":            quantity,
	"compare-quantities":  compareQuantities,
	"selector":            selector,
	"label-selector":      labelSelector,
	"image-reference":     imageReference,
	"cel":                 evaluateCEL,
}

func main() {
	if err := serve(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func serve(in io.Reader, out io.Writer) error {
	reader := bufio.NewReaderSize(in, 1<<20)
	writer := bufio.NewWriterSize(out, 1<<20)
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		line, readError := reader.ReadBytes('\n')
		if len(line) > 1 {
			if err := encoder.Encode(reply(line)); err != nil {
				return err
			}
		}
		// Answers are flushed when no further question waits.
		if readError != nil || reader.Buffered() == 0 {
			if err := writer.Flush(); err != nil {
				return err
			}
		}
		if errors.Is(readError, io.EOF) {
			return nil
		}
		if readError != nil {
			return readError
		}
	}
}

func reply(line []byte) (reply answer) {
	var head envelope
	if err := json.Unmarshal(line, &head); err != nil {
		return answer{Error: err.Error()}
	}
	reply.ID = head.ID
	oracle, known := oracles[head.Oracle]
	if !known {
		reply.Error = fmt.Sprintf("no oracle is called %q", head.Oracle)
		return reply
	}
	// A library that panics on odd input has answered: it cannot read it.
	defer func() {
		if failure := recover(); failure != nil {
			reply.Result, reply.Error = nil, fmt.Sprintf("panic: %v", failure)
		}
	}()
	result, err := oracle(line)
	if err != nil {
		reply.Error = err.Error()
		return reply
	}
	reply.Result = result
	return reply
}
