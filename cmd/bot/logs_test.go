package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// TestLogs: the real program says how questions end, and never its token nor
// what was asked; as JSON where that is set, an object a line.
func TestLogs(t *testing.T) {
	const secretWord = "Qaysariyya" // in every question and in no article
	for _, format := range []string{"json", "text"} {
		t.Run(format, func(t *testing.T) {
			server := discordtest.NewServer(t)
			p := startProcess(t, server, "CORPUS_DIR=testdata/corpus", "LOG_FORMAT="+format, "LOG_LEVEL=info")
			server.WaitReady(1)
			for _, question := range []string{"who made Zawraq 2? " + secretWord, "where is " + secretWord + "?"} {
				server.Reply(server.DirectMessage(question))
			}
			id := server.Command("ask", map[string]any{"question": "what is " + secretWord + "?"}, nil)
			server.Reply(id)
			server.Refuse("message", 500) // what fails is logged too
			server.DirectMessage("who made Zawraq 2? " + secretWord)
			for until := time.Now().Add(20 * time.Second); !strings.Contains(p.stderr.String(), "ERROR") && time.Now().Before(until); {
				time.Sleep(50 * time.Millisecond)
			}
			server.Refuse("message", 0)
			p.stop()
			log := p.stderr.String()
			for _, hidden := range []string{secretWord, discordtest.Token, "Zawraq"} {
				if strings.Contains(log, hidden) {
					t.Errorf("the log shows %q:\n%s", hidden, log)
				}
			}
			if !strings.Contains(log, "ERROR") {
				t.Errorf("the log says nothing of what failed:\n%s", log)
			}
			questions := 0
			for line := range strings.Lines(log) {
				if format == "text" {
					if strings.Contains(line, "msg=question") {
						questions++
					}
					continue
				}
				var entry struct {
					Time, Level, Msg, Status, Lang string
					Took                           int64
				}
				d := json.NewDecoder(bytes.NewReader([]byte(line)))
				if err := d.Decode(&entry); err != nil {
					t.Errorf("%v: %s", err, line)
				}
				if entry.Msg == "question" {
					questions++
					if entry.Time == "" || entry.Level != "INFO" || entry.Status == "" || entry.Lang == "" || entry.Took <= 0 {
						t.Errorf("a question is logged as %s", line)
					}
				}
			}
			if questions < 3 {
				t.Errorf("%d questions in the log, want 3 or more:\n%s", questions, log)
			}
		})
	}
}
