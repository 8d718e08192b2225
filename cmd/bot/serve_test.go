package main

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// serving is the environment of a bot that serves on a fake Discord.
func serving(t *testing.T, server *discordtest.Server) func(string) string {
	env := testEnv(t)
	return func(name string) string {
		switch name {
		case "DISCORD_TOKEN":
			return discordtest.Token
		case "DISCORD_API_URL":
			return server.URL()
		case "USER_RATE", "CHANNEL_RATE":
			return "0" // tests ask faster than people
		}
		return env(name)
	}
}

// TestServe runs the program against a fake Discord until it is told to stop.
func TestServe(t *testing.T) {
	server := discordtest.NewServer(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var stderr strings.Builder
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"bot"}, serving(t, server), strings.NewReader(""), new(strings.Builder), &stderr)
	}()
	mention := "<@" + discordtest.Bot + "> "
	for question, want := range map[string]string{
		mention + "who made Zawraq 2?":               "Sindbad Labs",
		mention + "who painted the ceiling of Rome?": "I find no answer",
	} {
		if got := server.Reply(server.Message(question, nil)).Text(); !strings.Contains(got, want) {
			t.Errorf("%s: no %q in %q", question, want, got)
		}
	}
	if got := server.Reply(server.DirectMessage("من صنع زورق 2؟")).Text(); !strings.Contains(got, "سندباد") {
		t.Errorf("got %q", got)
	}
	cancel()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d; says %s", got, &stderr)
	}
	if strings.Contains(stderr.String(), discordtest.Token) || strings.Contains(stderr.String(), "who made") {
		t.Errorf("the log holds the token or a question: %s", &stderr)
	}
}

// TestServeRefused: a refusal of Discord is exit code 1 with advice.
func TestServeRefused(t *testing.T) {
	server := discordtest.NewServer(t)
	server.CloseWith(4004)
	var stderr strings.Builder
	code := run(t.Context(), []string{"bot"}, serving(t, server), strings.NewReader(""), new(strings.Builder), &stderr)
	if code != exitFailed || !strings.Contains(stderr.String(), "DISCORD_TOKEN") {
		t.Errorf("exit code %d, says %q", code, &stderr)
	}
}

// TestServeSignal ends the real program with SIGTERM.
func TestServeSignal(t *testing.T) {
	server := discordtest.NewServer(t)
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), "DALIL_TEST_MAIN=1", "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+server.URL(),
		"CORPUS_DIR=testdata/corpus", "DATA_DIR="+t.TempDir())
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	server.WaitReady(1)
	server.Reply(server.DirectMessage("who made Zawraq 2?"))
	start := time.Now()
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("%v; says %s", err, &stderr)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("ended after %v", took)
	}
}
