package handlers

import (
	"fmt"
	"io/fs"
	"net/url"
	"strconv"
	"testing"
	"testing/fstest"

	"dalil/corpus"
	"dalil/internal/discordtest"
)

// marks are texts that would change how a message looks.
var marks = []string{
	"**", "*x", "__x", "_x_", "`", "```", "```go\nx\n```", "~~x", "||x", "# x", "### x", "-# x", "> x", ">>> x", "[x](https://example.org)",
	"[x](<https://example.org>)", `\`, `\\*x*`, `x\`, "- x\n# y", "**x\n\n> y**", "\u202e# x", "[1] # x", "<https://example.org/**>",
}

// hostile is a corpus in which an injection stands wherever a text may, as it is
// or, in addresses, as it may be.
func hostile(injection, address string) fstest.MapFS {
	q := strconv.Quote
	article := fmt.Sprintf("---\ntitle: %s\nlang: en\nurl: %s\nsource: %s\n---\nThe quay of Tyre holds %s barrels of oil.\n\n## %s\n\nThe lamp of the quay is %s bright.\n",
		q("The quay "+injection), q(address), q(injection+" press"), injection, injection, injection)
	return fstest.MapFS{
		"articles/quay.en.md": {Data: []byte(article)},
		"catalogue/organisations.yaml": {Data: fmt.Appendf(nil, "organisations:\n  - id: shipyard\n    name: %s\n    aliases:\n      en: [Shipyard, %s]\n    type: company\n",
			q("Shipyard "+injection), q(injection+" yard"))},
		"catalogue/models.yaml": {Data: fmt.Appendf(nil, "models:\n  - id: galley\n    name: %s\n    aliases:\n      en: [Galley, %s]\n    maker: shipyard\n    released: '2024-01-02'\n    description: {en: %s}\n    sources: [%s]\n",
			q("Galley "+injection), q(injection+" ship"), q("A ship "+injection), q(address))},
	}
}

// tame returns the hostile corpus of an injection; false where no corpus may
// hold it.
func tame(injection string) (fs.FS, bool) {
	for _, address := range []string{injection, url.PathEscape(injection)} {
		files := hostile(injection, "https://example.org/"+address)
		if _, err := corpus.Load(files); err == nil {
			return files, true
		}
	}
	return nil, false
}

// TestInjections: whatever stands in a question, in an article or in the
// catalogue, nothing that is sent pings anybody or breaks the mark-up. The fake
// looks at every message.
func TestInjections(t *testing.T) {
	server := discordtest.NewServer(t)
	b := launch(t, server, nil, Options{})
	server.WaitReady(1)
	all := append(marks, injections...)
	for _, text := range all {
		for _, id := range []string{
			server.Message(me+" "+text, nil), server.Message(me+" who made Kimi "+text, nil), server.DirectMessage(text + " من صنع كيمي؟"),
			server.Command("ask", map[string]any{"question": text}, nil), server.Command("ask", map[string]any{"question": text + " who made Kimi?"}, nil),
			server.Command("search", map[string]any{"words": "Kimi " + text}, nil), server.Command("model", map[string]any{"name": text}, nil),
			server.Command("compare", map[string]any{"first": "Kimi", "second": text}, nil), server.Command("company", map[string]any{"name": text}, map[string]any{"locale": "ar"}),
			server.Command("models", map[string]any{"maker": text}, nil), server.Complete("model", map[string]any{"name": text}, "name", nil),
		} {
			server.Reply(id)
		}
	}
	b.stop()
	loaded := 0
	for i, text := range all {
		files, ok := tame(text)
		if !ok {
			continue
		}
		loaded++
		t.Run(fmt.Sprint(i), func(t *testing.T) { askHostile(t, files, i%2 == 1) })
	}
	if loaded < len(all)-2 { // NUL may not
		t.Errorf("only %d of %d injections can stand in a corpus", loaded, len(all))
	}
}

// askHostile asks a corpus for all that it holds.
func askHostile(t *testing.T, files fs.FS, plainText bool) {
	server := discordtest.NewServer(t)
	b := launch(t, server, engineOver(t, files), Options{PlainText: plainText})
	defer b.stop()
	server.WaitReady(1)
	ask := func(q string) string { return server.Message(me+" "+q, nil) }
	answered := 0
	for _, id := range []string{
		ask("who made Galley?"), ask("when was Galley released?"), ask("what is Galley?"), ask("what does the quay of Tyre hold?"), ask("من صنع Galley؟"),
		ask("how bright is the lamp of the quay?"), ask("how old is the quay?"), ask("which models did Shipyard release?"),
		server.Command("search", map[string]any{"words": "quay lamp"}, nil), server.Command("model", map[string]any{"name": "Galley"}, nil),
		server.Command("model", map[string]any{"name": "Galley", "language": "ar"}, nil), server.Command("company", map[string]any{"name": "Shipyard"}, nil),
		server.Command("models", nil, nil), server.Command("sources", nil, nil), server.Complete("model", map[string]any{"name": "Gal"}, "name", nil),
	} {
		r := server.Reply(id)
		if len(r.Buttons()) > 2 {
			answered++
		}
		for _, button := range r.Buttons() {
			if button.Label == "Open" || button.Label == "[1]" {
				server.Reply(server.Press(server.Sent(r), button.CustomID, asOther()))
			}
		}
	}
	if answered < 5 {
		t.Errorf("only %d of the answers have sources", answered)
	}
}
