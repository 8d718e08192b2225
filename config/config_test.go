package config

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dalil/corpus"
)

var update = flag.Bool("update", false, "rewrite .env.example")

func env(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestFromEnv(t *testing.T) {
	tests := []struct {
		name string
		env  []string
		want Config
	}{
		{"nothing is set", nil, Config{UserRate: 10, ChannelRate: 60}},
		{"everything is set", []string{
			Corpus, "my corpus", DataDir, "/data", LogLevel, "debug", Lang, "ar", Token, "abc.def-1", API, "http://127.0.0.1:80/api/v10/",
		}, Config{UserRate: 10, ChannelRate: 60, API: "http://127.0.0.1:80/api/v10", Corpus: "my corpus", DataDir: "/data", LogLevel: slog.LevelDebug, Lang: corpus.Arabic, Token: NewSecret("abc.def-1")}},
		{"spaces around are dropped", []string{Lang, " en\n", Token, "abc "}, Config{UserRate: 10, ChannelRate: 60, Lang: corpus.English, Token: NewSecret("abc")}},
		{"capitals do not matter", []string{Lang, "AUTO", LogLevel, "WARN"}, Config{UserRate: 10, ChannelRate: 60, LogLevel: slog.LevelWarn}},
		{"serving", []string{
			Watch, "1", Guild, "123", Admins, "4, 5", MessageContent, "yes", Channels, "6", PlainText, "on", UserRate, "0", ChannelRate, "5",
			InteractionsAddr, ":8081", PublicKey, strings.Repeat("0a", 32), HTTPAddr, "0.0.0.0:80", PublicURL, "https://b.org/", LogFormat, "JSON",
		}, Config{
			Watch: true, Guild: "123", Admins: []string{"4", "5"}, MessageContent: true, Channels: []string{"6"}, PlainText: true, ChannelRate: 5,
			InteractionsAddr: "127.0.0.1:8081", PublicKey: bytes.Repeat([]byte{10}, 32), HTTPAddr: "0.0.0.0:80", PublicURL: "https://b.org", LogJSON: true,
		}},
		{"all parts", []string{ShardsOf, "auto"}, Config{UserRate: 10, ChannelRate: 60, Shards: Shards{Auto: true}}},
		{"one part", []string{ShardsOf, "1", ShardID, "2", ShardCount, "3"}, Config{UserRate: 10, ChannelRate: 60, Shards: Shards{Count: 3, Only: true, ID: 2}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := FromEnv(env(test.env...), os.ReadFile)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(Secret{})); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestFromEnvReportsEveryFault(t *testing.T) {
	_, err := FromEnv(env(Lang, "fr", LogLevel, "loud", Token, "Bot hush-hush", DataDir, "a\x00b", Corpus, "ok", API, "discord.com"), os.ReadFile)
	if err == nil {
		t.Fatal("no error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 5 {
		t.Errorf("%d faults, want 5:\n%v", len(lines), err)
	}
	for _, want := range []string{`BOT_LANG: unknown language "fr"`, `LOG_LEVEL: unknown level "loud"`, "DISCORD_TOKEN: not a token", "DATA_DIR: ", `DISCORD_API_URL: "discord.com" is no address`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in:\n%v", want, err)
		}
	}
	if strings.Contains(err.Error(), "hush") {
		t.Errorf("the error shows the token: %v", err)
	}
}

func TestFromEnvReportsContradictions(t *testing.T) {
	for want, vars := range map[string][]string{
		"SHARD_ID: 3 is not below SHARD_COUNT":             {ShardID, "3", ShardCount, "3"},
		"SHARDS: leave it empty":                           {ShardsOf, "auto", ShardID, "0", ShardCount, "2"},
		"DISCORD_PUBLIC_KEY: needed":                       {InteractionsAddr, ":80"},
		"DEDICATED_CHANNELS: only with MESSAGE_CONTENT=1":  {Channels, "1"},
		`SHARDS: "0" is neither auto`:                      {ShardsOf, "0"},
		`USER_RATE: "-1" is no number from 0 to 6000`:      {UserRate, "-1"},
		`WATCH_CORPUS: "perhaps" is neither 1 nor 0`:       {Watch, "perhaps"},
		`ADMIN_ROLES: "moderators" is no id`:               {Admins, "12 moderators"},
		`HTTP_ADDR: "8080" is no host:port`:                {HTTPAddr, "8080"},
		"DISCORD_PUBLIC_KEY: not a public key":             {PublicKey, "abc"},
		"SIGNING_KEY: too short":                           {SigningKey, "short-and-secret"},
		`LOG_FORMAT: unknown format "xml"`:                 {LogFormat, "xml"},
		`PUBLIC_URL: "bot" is no address: want one as htt`: {PublicURL, "bot"},
	} {
		_, err := FromEnv(env(vars...), os.ReadFile)
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "and-secret") {
			t.Errorf("%v: %v, want %q", vars, err, want)
		}
	}
}

func TestCheck(t *testing.T) {
	if err := Check(Lang, "ar"); err != nil {
		t.Error(err)
	}
	err := Check(Lang, "fr")
	if err == nil || err.Error() != `unknown language "fr": want ar, en or auto` {
		t.Errorf("got %v", err)
	}
}

func TestSecretFile(t *testing.T) {
	dir := t.TempDir()
	good, empty, large := filepath.Join(dir, "good"), filepath.Join(dir, "empty"), filepath.Join(dir, "large")
	for path, text := range map[string]string{good: " abc.def-1\n", empty: "\n", large: strings.Repeat("a", maxSecret+1)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, err := FromEnv(env(Token+fileSuffix, good), os.ReadFile)
	if err != nil || c.Token.Value() != "abc.def-1" {
		t.Errorf("token %q, error %v", c.Token.Value(), err)
	}
	for want, vars := range map[string][]string{
		"DISCORD_TOKEN_FILE is set too": {Token, "abc", Token + fileSuffix, good},
		"is empty":                      {Token + fileSuffix, empty},
		"larger than 64 kB":             {Token + fileSuffix, large},
		"cannot read the file that DISCORD_TOKEN_FILE name": {Token + fileSuffix, filepath.Join(dir, "none")},
	} {
		if _, err := FromEnv(env(vars...), os.ReadFile); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "DISCORD_TOKEN: ") {
			t.Errorf("no %q in %v", want, err)
		}
	}
}

func TestNames(t *testing.T) {
	for _, name := range []string{Token, Token + fileSuffix, Lang} {
		if !slices.Contains(Names(), name) {
			t.Errorf("no %s in %q", name, Names())
		}
	}
	if slices.Contains(Names(), Lang+fileSuffix) {
		t.Errorf("%s is no secret and has a file", Lang)
	}
}

// TestExample keeps .env.example equal to the table of settings; go test
// ./config -update rewrites it.
func TestExample(t *testing.T) {
	const path = "../.env.example"
	var b strings.Builder
	b.WriteString("# Settings. Copy this file to .env; what the environment already has wins.\n")
	for _, s := range settings {
		b.WriteString("\n")
		for line := range strings.Lines(s.help + "\n") {
			b.WriteString("# " + line)
		}
		b.WriteString(s.name + "=" + s.fallback + "\n")
		if s.secret {
			b.WriteString("# Or the path of a file that holds it:\n" + s.name + fileSuffix + "=\n")
		}
		if s.fallback != "" {
			if err := Check(s.name, s.fallback); err != nil {
				t.Errorf("default of %s: %v", s.name, err)
			}
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(b.String(), string(got)); diff != "" {
		t.Errorf("%s: run go test ./config -update; -want +got:\n%s", path, diff)
	}
}

// TestTables keeps the tables of settings in both READMEs equal to the table of
// settings; go test ./config -update rewrites them.
func TestTables(t *testing.T) {
	arabic := make(map[string]string)
	text, err := os.ReadFile("settings.ar.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if name, meaning, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			arabic[name] = meaning
		}
	}
	english := make(map[string]string)
	for _, s := range settings {
		english[s.name] = strings.ReplaceAll(s.help, "\n", " ")
		if arabic[s.name] == "" {
			t.Errorf("settings.ar.tsv does not say what %s means", s.name)
		}
	}
	if len(arabic) != len(settings) {
		t.Errorf("settings.ar.tsv has %d settings, there are %d", len(arabic), len(settings))
	}
	for path, table := range map[string]string{
		"../README.md":    settingsTable("variable", "default", "meaning", english),
		"../README.ar.md": settingsTable("المتغير", "القيمة المبدئية", "المعنى", arabic),
	} {
		const begin, end = "<!-- settings -->\n", "<!-- end of settings -->"
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		before, rest, ok := strings.Cut(string(data), begin)
		_, after, ends := strings.Cut(rest, end)
		if !ok || !ends {
			t.Errorf("%s has no table of settings between %q and %q", path, begin, end)
			continue
		}
		want := before + begin + table + end + after
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if want != string(data) {
			t.Errorf("%s: the table of settings is old: run go test ./config -update", path)
		}
	}
}

// settingsTable returns the settings as a Markdown table.
func settingsTable(name, fallback, meaning string, meanings map[string]string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "| %s | %s | %s |\n|---|---|---|\n", name, fallback, meaning)
	for _, s := range settings {
		names := "`" + s.name + "`"
		if s.secret {
			names += ", `" + s.name + fileSuffix + "`"
		}
		value := s.fallback
		if value != "" {
			value = "`" + value + "`"
		}
		fmt.Fprintf(&b, "| %s | %s | %s |\n", names, value, meanings[s.name])
	}
	return b.String()
}
