package handlers

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"dalil/internal/discordtest"
)

// pick returns the id of the button of a message whose label holds a text.
func pick(t *testing.T, r discordtest.Request, label string) string {
	t.Helper()
	for _, b := range r.Buttons() {
		if strings.Contains(b.Label, label) {
			return b.CustomID
		}
	}
	t.Fatalf("no button %q: %+v in %q", label, r.Buttons(), r.Text())
	return ""
}

// asOther are the fields of what somebody else does.
func asOther() map[string]any { return discordtest.As(discordtest.Other, discordtest.SendMessages) }

// TestAnswerInChannel: asked in a channel, the bot replies to that message with
// the maker, a verbatim quote and buttons that work, in both languages.
func TestAnswerInChannel(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	for _, tc := range []struct{ question, maker, quote, open, context string }{
		{"who made Kimi?", "Moonshot AI", "Moonshot AI made the chat assistant Kimi in Beijing.", "Open", "“Moonshot AI made"},
		{"من صنع كيمي؟", "مونشوت", "طورت شركة مونشوت", "افتح", "«طورت شركة"},
	} {
		id := server.Message(me+" "+tc.question, nil)
		r := server.Reply(id)
		if r.To != id {
			t.Errorf("a reply to %s, want %s", r.To, id)
		}
		holds(t, r.Text(), tc.maker, tc.quote, "[1]", "[2]")
		opened := ""
		for _, b := range r.Buttons() {
			if b.Label != tc.open {
				continue
			}
			private := server.Reply(server.Press(server.Sent(r), b.CustomID, asOther()))
			if !private.Private() {
				t.Errorf("a source is opened for all")
			}
			opened += private.Text()
		}
		holds(t, strings.NewReplacer("\u2068", "", "\u2069", "").Replace(opened), tc.context)
	}
}

// TestRefusalButtons: a refusal of a command is for the asker alone, and names
// the nearest articles as buttons that open them.
func TestRefusalButtons(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	r := server.Reply(server.Command("ask", map[string]any{"question": "how old is the assistant of Moonshot AI?"}, nil))
	if !r.Private() {
		t.Error("a refusal that all can see")
	}
	opened := server.Reply(server.Press(server.Sent(r), pick(t, r, "The assistant of Moonshot AI"), nil))
	holds(t, opened.Text(), "Kimi in Beijing")
}

// TestTranslate: the button shows the answer in the other language, to the asker
// in its place, to others alone.
func TestTranslate(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	for _, id := range []string{
		server.Message(me+" who made Kimi?", nil), server.Command("ask", map[string]any{"question": "who made Kimi?"}, nil),
	} {
		r := server.Reply(id)
		private := server.Reply(server.Press(server.Sent(r), pick(t, r, "بالعربية"), asOther()))
		if private.Type() != 4 || !private.Private() {
			t.Errorf("type %d, flags %d for somebody else", private.Type(), private.Flags())
		}
		holds(t, private.Text(), "هي الجهة المطوِّرة", "> who made Kimi?")
		changed := server.Reply(server.Press(server.Sent(r), pick(t, r, "بالعربية"), nil))
		if changed.Type() != 7 {
			t.Errorf("type %d for the asker", changed.Type())
		}
		holds(t, changed.Text(), "هي الجهة المطوِّرة")
		back := server.Reply(server.Press(server.Sent(r), pick(t, changed, "In English"), nil))
		holds(t, back.Text(), "Moonshot AI made Kimi")
	}
}

// TestDelete: the asker and moderators delete an answer, nobody else.
func TestDelete(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	for _, id := range []string{
		server.Message(me+" who made Kimi?", nil), server.Command("ask", map[string]any{"question": "who made Kimi?"}, nil),
		server.DirectMessage("who made Kimi?"),
	} {
		r := server.Reply(id)
		refused := server.Reply(server.Press(server.Sent(r), pick(t, r, "Delete"), asOther()))
		if holds(t, refused.Text(), "Only who asked"); !refused.Private() {
			t.Error("told to all")
		}
		server.Wait("delete", server.Press(server.Sent(r), pick(t, r, "Delete"), nil), 1)
	}
	r := server.Reply(server.Message(me+" who made Kimi?", nil))
	moderator := discordtest.As(discordtest.Other, discordtest.ManageMessages)
	server.Wait("delete", server.Press(server.Sent(r), pick(t, r, "Delete"), moderator), 1)
}

// many is a corpus with more models than a page has room for.
func many() fstest.MapFS {
	files := fstest.MapFS{}
	for name, f := range small {
		files[name] = f
	}
	models := "models:\n"
	for i := range 30 {
		models += fmt.Sprintf("  - id: quay-%d\n    name: Quay-%d\n    maker: moonshot\n    kind: [llm]\n    licence_class: permissive\n    open_weights: true\n    released: '2024-01-%02d'\n    sources: [https://example.org/%d]\n", i, i, i%28+1, i)
	}
	files["catalogue/models.yaml"] = &fstest.MapFile{Data: []byte(models)}
	return files
}

// TestPagesOfList: a long list has pages whose buttons go on working after a
// restart, and none with another key.
func TestPagesOfList(t *testing.T) {
	e := engineOver(t, many())
	key := NewKey()
	server := discordtest.NewServer(t)
	first := launch(t, server, e, Options{Key: key})
	server.WaitReady(1)
	listed := server.Reply(server.Command("models", map[string]any{"maker": "moonshot", "open": true, "year": 2024}, nil))
	asked := server.Reply(server.Message(me+" which models did Moonshot AI release?", nil))
	first.stop()
	second := launch(t, server, e, Options{Key: key})
	server.WaitReady(2)
	for _, r := range []discordtest.Request{listed, asked} {
		sent, seen := server.Sent(r), r.Text()
		for range 3 {
			r = server.Reply(server.Press(sent, pick(t, r, "Next"), nil))
			if r.Type() != 7 {
				t.Fatalf("type %d", r.Type())
			}
			seen += r.Text()
		}
		for i := range 30 {
			holds(t, seen, fmt.Sprintf("Quay-%d (", i))
		}
		for _, b := range r.Buttons() {
			if b.Label == "Next" {
				t.Error("there is a page behind the last")
			}
		}
		holds(t, server.Reply(server.Press(sent, pick(t, r, "Previous"), nil)).Text(), "3/4")
	}
	second.stop()
	launch(t, server, e, Options{})
	server.WaitReady(3)
	shown, _ := server.Shown(server.Sent(listed))
	stranger := server.Reply(server.Press(server.Sent(listed), pick(t, shown, "Next"), nil))
	holds(t, stranger.Text(), "not one of mine")
}

// TestPlainText: without components the same is a text with buttons below.
func TestPlainText(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{PlainText: true})
	server.WaitReady(1)
	r := server.Reply(server.Message(me+" who made Kimi?", nil))
	holds(t, r.Content(), "Moonshot AI", "\n[1] ", "<https://example.org/kimi>")
	opened := server.Reply(server.Press(server.Sent(r), pick(t, r, "[2]"), nil))
	holds(t, opened.Content(), "Kimi in Beijing")
}
