package main

import (
	"strings"
	"testing"

	"dalil/internal/discordtest"
)

// TestDoctor runs the program against a fake Discord: before the bot has served,
// its commands are missing; the exit code says so, and the token is not printed.
func TestDoctor(t *testing.T) {
	server := discordtest.NewServer(t)
	env := serving(t, server)
	doctor := func(args ...string) (int, string) {
		var out, stderr strings.Builder
		code := run(t.Context(), append([]string{"bot", "doctor"}, args...), env, strings.NewReader(""), &out, &stderr)
		if stderr.Len() > 0 || strings.Contains(out.String(), discordtest.Token) {
			t.Errorf("says %s%s", &out, &stderr)
		}
		return code, out.String()
	}
	code, out := doctor("--guild", discordtest.Guild)
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
	code, out = doctor("--json", "--lang", "ar", "--corpus", "nowhere")
	if code != exitFailed || !strings.Contains(out, `"level": "fail"`) || !strings.Contains(out, "الأوامر غير مسجلة") {
		t.Errorf("exit code %d, %s", code, out)
	}
}
