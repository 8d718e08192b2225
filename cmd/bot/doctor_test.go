package main

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// TestDoctor runs the program against a fake Discord: before the bot has served,
// its commands are missing; the exit code says so, and the token is not printed.
func TestDoctor(t *testing.T) {
	server := discordtest.NewServer(t)
	base := serving(t, server)
	env := func(name string) string {
		if name == "DISCORD_GUILD_ID" {
			return discordtest.Guild
		}
		return base(name)
	}
	doctor := func(args ...string) (int, string) {
		var out, stderr strings.Builder
		code := run(t.Context(), append([]string{"bot", "doctor"}, args...), env, strings.NewReader(""), &out, &stderr)
		if stderr.Len() > 0 || strings.Contains(out.String(), discordtest.Token) {
			t.Errorf("says %s%s", &out, &stderr)
		}
		return code, out.String()
	}
	code, out := doctor()
	for _, want := range []string{
		"ok    The token is that of Dalil.\n", "ok    The bot is on the server The harbour.\n",
		"fail  The commands are not registered.\n      Start the bot: it registers them when it connects.\n", "ok    The corpus is sound.\n",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if code != exitFailed {
		t.Errorf("exit code %d", code)
	}
	_, out = doctor("--guild", "123")
	if !strings.Contains(out, "fail  The bot is not on the server 123.\n      Invite it: https://discord.com/oauth2/authorize?client_id=") {
		t.Errorf("another server:\n%s", out)
	}
	code, out = doctor("--json", "--lang", "ar", "--corpus", "nowhere")
	if code != exitFailed || !strings.Contains(out, `"level": "fail"`) || !strings.Contains(out, "الأوامر غير مسجلة") {
		t.Errorf("exit code %d, %s", code, out)
	}
	served(t, server, env)
	if code, out = doctor(); code != exitDone {
		t.Errorf("after the bot has served: exit code %d\n%s", code, out)
	}
}

// served runs the bot until it has answered /admin doctor.
func served(t *testing.T, server *discordtest.Server, env func(string) string) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"bot"}, env, strings.NewReader(""), io.Discard, io.Discard)
	}()
	server.WaitReady(1)
	for deadline := time.Now().Add(30 * time.Second); len(server.CommandsIn(discordtest.Guild)) == 0 && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
	}
	id := server.Subcommand("admin", "doctor", nil, discordtest.As(discordtest.User, discordtest.ManageGuild))
	answer := server.Wait("callback", id, 1)[0]
	if answer.Type() != 4 { // it takes long, and is announced
		answer = server.Wait("edit", id, 1)[0]
	}
	for _, want := range []string{"The bot is on the server The harbour.", "The commands are registered."} {
		if !strings.Contains(answer.Text(), want) {
			t.Errorf("no %q in %q", want, answer.Text())
		}
	}
	cancel()
	if got := <-code; got != exitDone {
		t.Errorf("exit code %d", got)
	}
}
