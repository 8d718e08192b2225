package handlers

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/discordtest"
	"dalil/internal/gateway"
	"dalil/internal/live"
	"dalil/internal/search"
)

// clinic is a fake Discord on which all is well, and a checkup of it.
type clinic struct {
	*discordtest.Server
	session *discordgo.Session
	Checkup
}

func newClinic(t *testing.T) *clinic {
	t.Helper()
	c := &clinic{Server: discordtest.NewServer(t)}
	g := gateway.New(gateway.Options{Token: discordtest.Token, APIURL: c.URL()})
	t.Cleanup(g.Close)
	c.session = g.REST()
	if _, err := c.session.ApplicationCommandBulkOverwrite(discordtest.Application, "", definitions(true)); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(dir, small); err != nil {
		t.Fatal(err)
	}
	dictionaries := t.TempDir()
	for _, name := range []string{"freedict-eng-ara.index", "freedict-ara-eng.index"} {
		if err := os.WriteFile(filepath.Join(dictionaries, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	c.Checkup = Checkup{Guild: discordtest.Guild, Source: live.Source{CorpusDir: dir, DataDir: t.TempDir(), DictionaryDir: dictionaries}}
	if c.Source.PrebuiltDir = filepath.Join(scratch, "clinic"); buildOnce(c.Source) != nil {
		t.Fatal("no index")
	}
	return c
}

var building sync.Once

// buildOnce builds the index of the small corpus on the shelf that all share.
func buildOnce(s live.Source) (err error) {
	building.Do(func() {
		s.DataDir = s.PrebuiltDir
		var ix *search.Index
		if ix, err = s.Open(context.Background(), nil); err == nil {
			err = ix.Close()
		}
	})
	return err
}

// TestDoctor: nothing is wrong, and then one thing after the other.
func TestDoctor(t *testing.T) {
	const readOnly = discordtest.ViewChannel | discordtest.ReadMessageHistory
	for name, test := range map[string]struct {
		spoil func(*testing.T, *clinic)
		level Level // Fine: nothing is found
		says  string
		mends string
	}{
		"nothing": {func(*testing.T, *clinic) {}, Fine, "", ""},
		"no token": {func(_ *testing.T, c *clinic) { c.session = nil }, Failure,
			"There is no token", "Set DISCORD_TOKEN"},
		"wrong token": {func(_ *testing.T, c *clinic) { c.Refuse("get-user", http.StatusUnauthorized) }, Failure,
			"Discord does not take the token", "Reset Token"},
		"nobody there": {func(_ *testing.T, c *clinic) { c.Close() }, Failure,
			"Discord cannot be asked", "DISCORD_API_URL"},
		"intent": {func(_ *testing.T, c *clinic) { c.Content = true }, Failure,
			"may not read all messages", "Message Content Intent"},
		"intent is there": {func(_ *testing.T, c *clinic) { c.Content = true; c.AllowMessageContent() }, Fine, "", ""},
		"no server":       {func(_ *testing.T, c *clinic) { c.Guild = "" }, Warning, "No server was looked at", "--guild"},
		"not on the server": {func(_ *testing.T, c *clinic) { c.Absent(true) }, Failure, "not on the server " + discordtest.Guild,
			fmt.Sprintf("client_id=%s&scope=bot+applications.commands&permissions=%d", discordtest.Application, int64(discordtest.Enough&^discordtest.EmbedLinks))},
		"permissions": {func(_ *testing.T, c *clinic) { c.Permit("", readOnly|discordtest.EmbedLinks|discordtest.AttachFiles) }, Failure,
			"lacks on the server: Send Messages, Send Messages in Threads.", "Roles"},
		"files": {func(_ *testing.T, c *clinic) { c.Permit("", discordtest.Enough&^discordtest.AttachFiles) }, Warning,
			"previews: Attach Files.", "Roles"},
		"mute channel": {func(_ *testing.T, c *clinic) { c.Permit(discordtest.Channel, readOnly) }, Warning,
			"may not answer in: 1 (#channel-" + discordtest.Channel + ")", "Edit Channel"},
		"hidden channel": {func(_ *testing.T, c *clinic) { c.Permit(discordtest.Channel, 0) }, Fine, "", ""},
		"own channel": {func(_ *testing.T, c *clinic) {
			c.Channels = []string{discordtest.Channel}
			c.Permit(discordtest.Channel, readOnly)
		}, Failure, "own channel " + discordtest.Channel + " the bot lacks: Send Messages, Send Messages in Threads", "Edit Channel"},
		"unknown channel": {func(_ *testing.T, c *clinic) { c.Channels = []string{"9"} }, Failure, "own channel 9 is not on this server", "DEDICATED_CHANNELS"},
		"no commands":     {func(t *testing.T, c *clinic) { c.put(t, "", []*discordgo.ApplicationCommand{}) }, Failure, "not registered", "Start the bot"},
		"twice, here": {func(t *testing.T, c *clinic) { c.put(t, discordtest.Guild, definitions(true)) }, Warning,
			"for this server", "guilds/" + discordtest.Guild + "/commands"},
		"twice, everywhere": {func(t *testing.T, c *clinic) {
			c.Scope = discordtest.Guild
			c.put(t, discordtest.Guild, definitions(true))
		}, Warning, "for all servers", "applications/" + discordtest.Application + "/commands"},
		"other commands": {func(t *testing.T, c *clinic) { c.put(t, "", definitions(true)[1:]) }, Warning, "another version", "this version"},
		"corpus": {func(t *testing.T, c *clinic) { c.write(t, "articles/bad.en.md", "no front matter") }, Failure,
			"faults: 1. The first: articles/bad.en.md", "bot check"},
		"no index": {func(t *testing.T, c *clinic) {
			c.write(t, "articles/new.en.md", "---\ntitle: New\n---\nSome text.\n")
		}, Warning, "no index of the corpus as the files are now", "The next start"},
		"damaged index": {func(t *testing.T, c *clinic) {
			c.Source.PrebuiltDir = ""
			ix, err := c.Source.Open(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			ix.Close()
			files, err := filepath.Glob(filepath.Join(c.Source.DataDir, "index", "*", "corpus.gob"))
			if err != nil || len(files) != 1 || os.Truncate(files[0], 10) != nil {
				t.Fatal(files, err)
			}
		}, Warning, "damaged", "check the disk"},
		"dictionaries": {func(_ *testing.T, c *clinic) { c.Source.DictionaryDir = "/nowhere" }, Warning,
			"freedict-eng-ara, freedict-ara-eng", "dict-freedict-eng-ara dict-freedict-ara-eng"},
		"no dictionaries are wanted": {func(_ *testing.T, c *clinic) { c.Source.DictionaryDir = "" }, Fine, "", ""},
		"data folder": {func(t *testing.T, c *clinic) {
			c.Source.DataDir = filepath.Join(c.Source.CorpusDir, "articles", "kimi.en.md")
		}, Failure, "Nothing can be written to", "DATA_DIR"},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClinic(t)
			test.spoil(t, c)
			for _, l := range []corpus.Lang{corpus.English, corpus.Arabic} {
				c.Lang = l
				var bad []Finding
				for _, f := range Check(t.Context(), c.session, c.Checkup) {
					if strings.Contains(f.Text+f.Remedy, "%!") || f.Text == "" || f.Level != Fine && f.Remedy == "" {
						t.Errorf("%+v", f)
					}
					if f.Level != Fine {
						bad = append(bad, f)
					}
				}
				switch {
				case test.level == Fine && len(bad) == 0, l == corpus.Arabic && len(bad) == 1 && bad[0].Level == test.level:
				case len(bad) != 1 || bad[0].Level != test.level || !strings.Contains(bad[0].Text, test.says) || !strings.Contains(bad[0].Remedy, test.mends):
					t.Errorf("got %+v, want %s %q, %q", bad, test.level, test.says, test.mends)
				}
			}
		})
	}
}

func (c *clinic) put(t *testing.T, guild string, list []*discordgo.ApplicationCommand) {
	t.Helper()
	if _, err := c.session.ApplicationCommandBulkOverwrite(discordtest.Application, guild, list); err != nil {
		t.Fatal(err)
	}
}

func (c *clinic) write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(c.Source.CorpusDir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestDoctorAll: on a good day all is looked at, each with a sentence, and
// nothing is changed.
func TestDoctorAll(t *testing.T) {
	c := newClinic(t)
	c.Content, c.Channels = true, []string{discordtest.Channel}
	c.AllowMessageContent()
	before := c.Commands()
	var lines []string
	for _, f := range Check(t.Context(), c.session, c.Checkup) {
		lines = append(lines, f.String())
	}
	want := []string{
		"✓ The token is that of Dalil.", "✓ The application may read all messages, as MESSAGE_CONTENT=1 needs.", "✓ The bot is on the server The harbour.",
		"✓ The bot has all permissions that it needs on the server.", "✓ The bot may answer in its own channel " + discordtest.Channel + ".",
		"✓ The commands are registered.", "✓ The corpus is sound.", "✓ The index of the corpus is there and whole.",
		"✓ Indexes can be kept in " + filepath.Join(c.Source.DataDir, "index") + ".", "✓ The dictionaries are there.",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	if len(c.Commands()) != len(before) {
		t.Error("the commands were changed")
	}
}

// TestDoctorRefused: an error of the server is told, not taken for a finding
// about the bot.
func TestDoctorRefused(t *testing.T) {
	c := newClinic(t)
	c.Refuse("get-channels", http.StatusInternalServerError)
	found := Check(t.Context(), c.session, c.Checkup)
	if !slices.ContainsFunc(found, func(f Finding) bool { return f.Level == Failure && strings.Contains(f.Text, "Discord cannot be asked") }) {
		t.Errorf("got %+v", found)
	}
}
