package handlers

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// longest is a corpus whose texts are as long as they may be, and longer on a
// message than they are: full of what is escaped.
func longest() fstest.MapFS {
	stars := strings.Repeat("*", 190)
	address := "https://example.org/" + strings.Repeat("@", 370)
	models := "models:\n"
	for i := range 4 {
		models += fmt.Sprintf("  - id: galley-%d\n    name: '%s%d'\n    aliases:\n      en: [Galley %d]\n    maker: shipyard\n    released: '2024-01-0%d'\n    description: {en: 'A ship %s.'}\n    sources: [%s%d]\n",
			i, stars, i, i, i+1, strings.Repeat("of many_words ", 260), address, i)
	}
	return fstest.MapFS{
		"articles/quay.en.md": {Data: fmt.Appendf(nil, "---\ntitle: '%s'\nlang: en\nurl: %s\nsource: '%s'\n---\nThe quay of Tyre holds %s barrels.\n\n## %s\n\nThe lamp of the quay is bright.\n",
			strings.Repeat("_", 299)+"x", address, stars, strings.Repeat("a_b ", 200), strings.Repeat("s_", 200))},
		"catalogue/organisations.yaml": {Data: fmt.Appendf(nil, "organisations:\n  - id: shipyard\n    name: 'Shipyard %s'\n    aliases:\n      en: [Shipyard]\n    type: company\n", stars)},
		"catalogue/models.yaml":        {Data: []byte(models)},
	}
}

// TestLongest: no text of a corpus, however long, and no address of a page makes
// a message longer than Discord takes; the fake looks at every one.
func TestLongest(t *testing.T) {
	e := engineOver(t, longest())
	for _, plainText := range []bool{false, true} {
		server := discordtest.NewServer(t)
		b := launch(t, server, e, Options{PlainText: plainText, PageURL: func(string, lang, int, int) string {
			return "https://example.org/" + strings.Repeat("@", 379)
		}})
		server.WaitReady(1)
		question := map[string]any{"question": strings.Repeat("*", 960) + " Galley 0: who made it?"}
		for _, id := range []string{
			server.Command("model", map[string]any{"name": "galley-0"}, nil), server.Command("model", map[string]any{"name": "galley-1", "language": "ar"}, nil),
			server.Command("company", map[string]any{"name": "shipyard"}, nil), server.Command("models", nil, nil), server.Command("ask", question, nil),
			server.Command("compare", map[string]any{"first": "galley-0", "second": "galley-1"}, nil), server.Command("search", map[string]any{"words": "quay lamp barrels"}, nil),
			server.Message(me+" compare Galley 0, Galley 1, Galley 2 and Galley 3", nil), server.Message(me+" what is Galley 0?", nil), server.Command("sources", nil, nil),
		} {
			r := server.Reply(id)
			for _, button := range r.Buttons() {
				if button.Label == "Open" || button.Label == "[1]" || button.Label == "Next" {
					server.Reply(server.Press(server.Sent(r), button.CustomID, nil))
				}
			}
		}
		b.stop()
	}
}

// TestManySourcesOfALine: sources for which there is no room beside their line
// go, and their numbers with them.
func TestManySourcesOfALine(t *testing.T) {
	r := answer.Reply{Status: answer.Answered, Text: "A line [1] [2] [3] [4] [5] [6]"}
	for n := 1; n <= 6; n++ {
		r.Citations = append(r.Citations, answer.Citation{N: n, Title: strings.Repeat("*", 300), Quote: strings.Repeat("_", 300), URL: "https://example.org/" + strings.Repeat("@", 370)})
	}
	for _, p := range paginate(r, maxDisplay-100) {
		if marks := anyMark.FindAllString(p.text, -1); len(marks) != len(p.sources) || len(marks) == 0 {
			t.Errorf("%d numbers, %d sources", len(marks), len(p.sources))
		}
	}
	forms(t, r, "")
	unnumbered := answer.Reply{Status: answer.Answered, Text: "A line.", Citations: r.Citations}
	forms(t, unnumbered, "")
}
