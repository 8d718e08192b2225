package main

import (
	"io"
	"net/http"
	"regexp"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// TestFigures: a question leaves its traces in what Prometheus reads.
func TestFigures(t *testing.T) {
	server := discordtest.NewServer(t)
	p := startProcess(t, server, "CORPUS_DIR=testdata/corpus")
	server.WaitReady(1)
	if said, ok := p.health(10 * time.Second); !ok {
		t.Fatalf("not healthy: %s", said)
	}
	server.Reply(server.DirectMessage("who painted the ceiling of Rome?"))
	answer, err := http.Get("http://" + p.http + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`(?m)^dalil_search_seconds_count [1-9]`, `(?m)^dalil_answer_seconds_count [1-9]`, `(?m)^dalil_questions_total\{.*way="direct".*\} 1`} {
		if !regexp.MustCompile(want).Match(text) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
}
