package config

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

func TestSecretDoesNotShow(t *testing.T) {
	const text = "MTA4.secret"
	c := Config{Token: NewSecret(text)}
	var out strings.Builder
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		fmt.Fprintf(&out, verb+"\n", c)
		fmt.Fprintf(&out, verb+"\n", c.Token)
		fmt.Fprintf(&out, verb+"\n", &c.Token)
	}
	for _, h := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(h).Info("settings", "config", c, "token", c.Token)
	}
	for _, v := range []any{c, c.Token, map[string]any{"t": c.Token}} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(data)
	}
	out.WriteString(c.Token.String() + c.Token.GoString())
	for _, s := range []string{text, fmt.Sprintf("%x", text), fmt.Sprintf("%X", text)} {
		if strings.Contains(out.String(), s) {
			t.Errorf("the secret shows as %q in:\n%s", s, &out)
		}
	}
	if !strings.Contains(out.String(), redacted) {
		t.Errorf("no %s in:\n%s", redacted, &out)
	}
	if c.Token.Value() != text {
		t.Errorf("Value() = %q", c.Token.Value())
	}
}
