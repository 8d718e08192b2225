package handlers

import (
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/discordtest"
)

// TestCommands: each command gives its answer, in the language of who uses it.
func TestCommands(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	for _, tc := range []struct {
		name    string
		options map[string]any
		arabic  bool
		private bool
		want    []string
	}{
		{"model", map[string]any{"name": "kimi"}, false, false, []string{"**Kimi**", "Maker: Moonshot AI [1]", "Released: 9 October 2023", "[1] Kimi"}},
		{"model", map[string]any{"name": "كيمي"}, true, false, []string{"الجهة المطوِّرة: مونشوت", "[1]"}},
		{"model", map[string]any{"name": "kimmi", "private": true}, false, true, []string{"**Kimi**"}},
		{"model", map[string]any{"name": "@everyone"}, false, true, []string{"I do not know"}},
		{"company", map[string]any{"name": "Moonshot AI"}, false, false, []string{"**Moonshot AI**"}},
		{"company", map[string]any{"name": "moonshot", "language": "ar"}, false, false, []string{"مونشوت"}},
		{"compare", map[string]any{"first": "kimi", "second": "Quay-1"}, false, true, []string{"I do not know Quay"}},
		{"compare", map[string]any{"first": "kimi", "second": "Kimi"}, false, true, []string{"one and the same"}},
		{"models", map[string]any{"maker": "moonshot"}, false, false, []string{"Kimi (9 October 2023)", "[1] Kimi"}},
		{"models", map[string]any{"year": 2024}, true, true, []string{"لا يضم السجلّ"}},
		{"models", map[string]any{"maker": "kimi"}, false, true, []string{"I do not know kimi"}},
		{"models", map[string]any{"kind": "dance"}, false, true, []string{"I do not know this kind"}},
		{"search", map[string]any{"words": "lawyers contracts"}, false, false, []string{"> lawyers contracts", "lawyers wanted to read whole contracts", "[1] The assistant of Moonshot AI › Why it reads long texts (en)"}},
		{"search", map[string]any{"words": "zzzz"}, false, true, []string{"I find no answer"}},
		{"sources", nil, false, true, []string{"1 in Arabic, 1 in English", "The assistant of Moonshot AI"}},
		{"sources", nil, true, true, []string{"مساعد مونشوت"}},
		{"help", nil, false, true, []string{"/compare", "mention me"}},
		{"help", nil, true, true, []string{"/ask", "اذكرني"}},
		{"privacy", nil, false, true, []string{"I write no questions"}},
		{"privacy", nil, true, true, []string{"لا أدوّن الأسئلة"}},
	} {
		fields := map[string]any{}
		if tc.arabic {
			fields["locale"] = "ar"
		}
		r := server.Reply(server.Command(tc.name, tc.options, fields))
		holds(t, bare(r.Text()), tc.want...)
		if r.Private() != tc.private || r.Type() != 4 {
			t.Errorf("/%s %v: private %v, type %d", tc.name, tc.options, r.Private(), r.Type())
		}
	}
	id := server.Message("who made Kimi?", nil)
	r := server.Reply(server.MessageCommand("Answer this", id, nil))
	holds(t, r.Text(), "> who made Kimi?", "Moonshot AI made Kimi")
	r = server.Reply(server.Command("اسأل", map[string]any{"question": "من صنع كيمي؟"}, nil))
	holds(t, r.Text(), "مونشوت")
}

// TestSourcesOfManyArticles: what the bot knows and how fresh it is are said also
// where there is no room for all titles.
func TestSourcesOfManyArticles(t *testing.T) {
	dir := folder(t)
	for n := range 30 {
		write(t, dir, fmt.Sprintf("articles/a%d.en.md", n), fmt.Sprintf("---\ntitle: %d %s\nlang: en\n---\nA text of its own, number %d.\n", n, strings.Repeat("of many ", 20), n))
	}
	server := discordtest.NewServer(t)
	l := service(t, dir)
	launch(t, server, l, Options{Keeper: l})
	server.WaitReady(1)
	holds(t, server.Reply(server.Command("sources", nil, nil)).Text(), "31 in English", "Catalogue: 1 models", "Built: ", "…")
}

// TestCompletions: names are found from what is typed, in any script and with
// typing errors; at most 25, none longer than Discord takes.
func TestCompletions(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, engineOver(t, many()), Options{})
	server.WaitReady(1)
	for _, tc := range []struct {
		command, option, typed, locale string
		want                           string
		n                              int
	}{
		{"company", "name", "moonsh", "en-GB", "Moonshot AI", 1},
		{"company", "name", "مونشو", "ar", "مونشوت (Moonshot AI)", 1},
		{"company", "name", "moonhsot", "en-GB", "Moonshot AI", 1},
		{"model", "name", "", "en-GB", "Quay-0", 25},
		{"compare", "second", "quay", "en-GB", "Quay-7", 25},
		{"models", "maker", "moon", "en-GB", "Moonshot AI", 1},
		{"models", "kind", "video", "en-GB", "text-to-video model", 1},
		{"models", "kind", "فيديو", "ar", "", 1},
		{"model", "name", strings.Repeat("@everyone", 500), "en-GB", "", 0},
	} {
		id := server.Complete(tc.command, map[string]any{tc.option: tc.typed}, tc.option, map[string]any{"locale": tc.locale})
		r := server.Reply(id)
		names := r.Choices()
		if r.Type() != 8 || len(names) < tc.n || len(names) > maxChoices || tc.n == 0 && len(names) > 0 {
			t.Errorf("%s %q: type %d, %q", tc.command, tc.typed, r.Type(), names)
		}
		if !strings.Contains(strings.Join(names, "\n"), tc.want) {
			t.Errorf("%s %q: no %q in %q", tc.command, tc.typed, tc.want, names)
		}
	}
}

// TestDefinitions: names and descriptions are as Discord wants them, in both
// languages, and /admin is hidden from those who do not manage the server.
func TestDefinitions(t *testing.T) {
	for _, localised := range []bool{true, false} {
		seen := make(map[string]bool)
		for _, d := range definitions(localised) {
			if seen[d.Name] {
				t.Errorf("%s twice", d.Name)
			}
			seen[d.Name] = true
			if d.Type == discordgo.ChatApplicationCommand {
				checkName(t, d.Name, d.Description)
			}
			if localised && (*d.NameLocalizations)[arabicLocale] == "" {
				t.Errorf("%s has no Arabic name", d.Name)
			}
			if admin := d.DefaultMemberPermissions != nil && *d.DefaultMemberPermissions == discordgo.PermissionManageGuild; admin != (d.Name == adminName) {
				t.Errorf("%s: for managers %v", d.Name, admin)
			}
			names := make(map[string]bool)
			for _, o := range d.Options {
				checkName(t, o.Name, o.Description)
				if localised {
					ar := o.NameLocalizations[arabicLocale]
					checkName(t, ar, o.DescriptionLocalizations[arabicLocale])
					if names[ar] {
						t.Errorf("%s: two options are called %s", d.Name, ar)
					}
					names[ar] = true
				}
			}
		}
		if !seen["ask"] || seen[say(corpus.Arabic, "ask.name")] == localised {
			t.Errorf("localised %v: commands %v", localised, seen)
		}
	}
}

// checkName holds a name and a description to Discord's rules.
func checkName(t *testing.T, name, description string) {
	t.Helper()
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' || unicode.IsUpper(r) {
			t.Errorf("name %q holds %q", name, r)
		}
	}
	if n := utf8.RuneCountInString(name); n < 1 || n > 32 {
		t.Errorf("name %q has %d characters", name, n)
	}
	if n := utf8.RuneCountInString(description); n < 1 || n > 100 {
		t.Errorf("description %q of %s has %d characters", description, name, n)
	}
}

// TestOneScope: with a server set, commands are registered there alone.
func TestOneScope(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{Guild: discordtest.Guild})
	server.Wait("commands", "", 1)
	if len(server.CommandsIn(discordtest.Guild)) == 0 || len(server.CommandsIn("")) > 0 {
		t.Errorf("%d commands there, %d everywhere", len(server.CommandsIn(discordtest.Guild)), len(server.CommandsIn("")))
	}
}

func BenchmarkCompletions(b *testing.B) {
	e, err := newWorld(corpus.Default(), "completions")
	if err != nil {
		b.Fatal(err)
	}
	bot := New(e, Options{})
	for _, typed := range []string{"", "deepsek", "ديب سيك"} {
		c := call{options: map[string]*discordgo.ApplicationCommandInteractionDataOption{nameName: {Name: nameName, Value: typed, Focused: true}}}
		b.Run(typed, func(b *testing.B) {
			for b.Loop() {
				bot.completions(c, discordgo.ApplicationCommandInteractionData{Name: compareName})
			}
		})
	}
}

// TestRegisteredAfterTrouble: a request that is lost does not leave the bot
// without its commands.
func TestRegisteredAfterTrouble(t *testing.T) {
	server := discordtest.NewServer(t)
	server.Hangup("commands", 1, false)
	server.Hangup("get-commands", 1, false)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	server.Wait("commands", "", 1)
}
