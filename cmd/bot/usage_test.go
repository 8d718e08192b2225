package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestUsage(t *testing.T) {
	for _, test := range []struct{ args, says string }{
		{"--corps x", "unknown flag --corps, did you mean --corpus?; see bot --help"},
		{"ask --zzzzzz x", "unknown flag --zzzzzz; see bot ask --help"},
		{"ask -z x", "unknown flag -z; see bot ask --help"},
		{"who", `unknown command "who"; to ask a question: bot ask "…"; see bot --help`},
		{"ask --corpus", "flag --corpus needs a value; see bot ask --help"},
		{"ask --lang fr x", `flag --lang: unknown language "fr": want ar, en or auto; see bot ask --help`},
		{"check --log-level loud", `flag --log-level: unknown level "loud": want debug, info, warn or error; see bot check --help`},
		{"ask --json=maybe x", `flag --json: takes true or false, not "maybe"; see bot ask --help`},
		{"index here", `index takes no argument "here"; see bot index --help`},
		{"chat here", `chat takes no argument "here"; see bot chat --help`},
		{"check here", `check takes no argument "here"; see bot check --help`},
		{"eval", "what to measure? name a folder with --data or a file with --questions; see bot eval --help"},
		{"eval --data a --questions b", "--data and --questions do not go together; see bot eval --help"},
		{"eval --data a b", `eval takes no argument "b"; see bot eval --help`},
		{"eval --questions a b", `eval takes no argument "b"; see bot eval --help`},
		{"eval --questions a --answers", "--answers needs a file with --questions: --answers OUT.jsonl; see bot eval --help"},
		{"eval --data a --failures 3", "--failures goes with --questions; see bot eval --help"},
		{"eval --data a --foreign b", "--foreign goes with --answers; see bot eval --help"},
		{"eval --data a --answers --run b", "--run and --answers do not go together; see bot eval --help"},
		{"eval --questions a --split b", "--split goes with --data; see bot eval --help"},
		{"eval --questions a --failures many", `flag --failures: "many" is no number; see bot eval --help`},
		{"help nothing", "No help topic for 'nothing'"},
	} {
		var stdout, stderr bytes.Buffer
		args := append([]string{"bot"}, strings.Fields(test.args)...)
		code := run(t.Context(), args, testEnv(t), strings.NewReader(""), &stdout, &stderr)
		if code != exitUsage || stdout.Len() > 0 {
			t.Errorf("bot %s: exit code %d, want %d; standard output %q", test.args, code, exitUsage, &stdout)
		}
		if got := stderr.String(); got != "bot: "+test.says+"\n" {
			t.Errorf("bot %s says\n%swant\nbot: %s", test.args, got, test.says)
		}
	}
}
