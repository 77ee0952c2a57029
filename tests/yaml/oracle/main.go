// Says what the YAML library of Kubernetes' tools makes of values and texts: reads a JSON object a line, with a value or
// a YAML text, and answers each with a line that holds the YAML or the error.
package main

import (
	"bufio"
	"encoding/json"
	"os"

	"sigs.k8s.io/yaml"
)

type question struct {
	Value any     `json:"value"`
	Text  *string `json:"text"`
}

type answer struct {
	YAML  string `json:"yaml"`
	Error string `json:"error"`
}

func main() {
	questions := json.NewDecoder(bufio.NewReader(os.Stdin))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	answers := json.NewEncoder(out)
	for questions.More() {
		var asked question
		if err := questions.Decode(&asked); err != nil {
			panic(err)
		}
		if err := answers.Encode(answerTo(asked)); err != nil {
			panic(err)
		}
	}
}

func answerTo(asked question) answer {
	value := asked.Value
	if asked.Text != nil {
		if err := yaml.Unmarshal([]byte(*asked.Text), &value); err != nil {
			return answer{Error: err.Error()}
		}
	}
	text, err := yaml.Marshal(value)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{YAML: string(text)}
}
