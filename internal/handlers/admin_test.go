package handlers

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dalil/internal/discordtest"
	"dalil/internal/live"
)

// folder writes the small corpus into a folder that a test may change.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, f := range small {
		write(t, dir, name, string(f.Data))
	}
	return dir
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// service is a real index in service over a folder.
func service(t *testing.T, dir string) *live.Live {
	t.Helper()
	l, err := live.Open(context.Background(), live.Source{CorpusDir: dir, DataDir: t.TempDir()}, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// final waits for the end of what a use of /admin began.
func final(t *testing.T, server *discordtest.Server, id string) discordtest.Request {
	t.Helper()
	first := server.Wait("callback", id, 1)[0]
	if !first.Private() {
		t.Error("/admin answers all")
	}
	if first.Type() == 4 {
		return first
	}
	for n := 1; ; n++ {
		if r := server.Wait("edit", id, n)[n-1]; !strings.Contains(r.Text(), say("en", "reindexing")[:18]) {
			return r
		}
	}
}

const harbour = "---\ntitle: The harbour\nlang: en\n---\nThe harbour of Tarsa was dug by the brothers Amin in 1904.\n"

// TestAdmin: an index is exchanged and taken back from Discord; what is wrong
// with the corpus is told with file and line, and the old index stays.
func TestAdmin(t *testing.T) {
	dir := folder(t)
	l := service(t, dir)
	server := discordtest.NewServer(t)
	launch(t, server, l, Options{Keeper: l})
	server.WaitReady(1)
	manager := func(arabic bool) map[string]any {
		fields := discordtest.As(discordtest.User, discordtest.ManageGuild)
		if arabic {
			fields["locale"] = "ar"
		}
		return fields
	}
	admin := func(sub string, arabic bool) discordtest.Request {
		return final(t, server, server.Subcommand("admin", sub, nil, manager(arabic)))
	}
	ask := func() string { return server.Reply(server.DirectMessage("who dug the harbour of Tarsa?")).Text() }

	holds(t, admin("status", false).Text(), "1 in Arabic, 1 in English", "Corpus: ", "Connected parts: 1 of 1 here")
	holds(t, admin("status", true).Text(), "المقالات")
	holds(t, ask(), "I find no answer")
	holds(t, admin("reindex", false).Text(), "has not changed")
	holds(t, admin("rollback", false).Text(), "no index before")

	write(t, dir, "articles/harbour.en.md", harbour)
	holds(t, admin("reindex", false).Text(), "Added: 1, removed: 0, changed: 0", "harbour.en.md")
	holds(t, ask(), "brothers Amin")
	holds(t, admin("rollback", true).Text(), "حُذف: 1")
	holds(t, ask(), "I find no answer")
	holds(t, admin("rollback", false).Text(), "Added: 1")

	write(t, dir, "articles/broken.en.md", "---\ntitle: [\n---\nText.\n")
	holds(t, admin("reindex", false).Text(), "checking them", "broken.en.md:2")
	for i := range 20 {
		write(t, dir, "articles/broken"+string(rune('a'+i))+".en.md", "no title")
	}
	failed := admin("reindex", true)
	holds(t, failed.Text(), "يبقى القديم في العمل")
	if faults := string(failed.Files["problems.txt"]); strings.Count(faults, "\n") < 20 {
		t.Errorf("faults: %q", faults)
	}
	holds(t, ask(), "brothers Amin")
	holds(t, admin("status", false).Text(), "The last exchange failed")
}

// TestAdminIsRefused: the server's word that somebody manages it counts, not
// that the client shows the command.
func TestAdminIsRefused(t *testing.T) {
	l := service(t, folder(t))
	for _, tc := range []struct {
		name    string
		admins  []string
		fields  map[string]any
		allowed bool
	}{
		{"anybody", nil, discordtest.As(discordtest.User, discordtest.SendMessages), false},
		{"manager", nil, discordtest.As(discordtest.User, discordtest.ManageGuild), true},
		{"manager without the role", []string{"77"}, discordtest.As(discordtest.User, discordtest.ManageGuild), false},
		{"role", []string{"77"}, map[string]any{"member": map[string]any{"user": map[string]any{"id": "5", "username": "x"}, "permissions": "0", "roles": []any{"77"}}}, true},
		{"no member", nil, map[string]any{"member": nil, "user": map[string]any{"id": "5", "username": "x"}}, false},
		{"no permissions", nil, map[string]any{"member": map[string]any{"user": map[string]any{"id": "5", "username": "x"}}}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			server := discordtest.NewServer(t)
			launch(t, server, l, Options{Keeper: l, Admins: tc.admins})
			server.WaitReady(1)
			for _, sub := range []string{"reindex", "rollback", "status", "doctor"} {
				r := final(t, server, server.Subcommand("admin", sub, nil, tc.fields))
				if refused := strings.Contains(r.Text(), "Only those who manage"); refused == tc.allowed {
					t.Errorf("%s: %q", sub, r.Text())
				}
			}
		})
	}
}
