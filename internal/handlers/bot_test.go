package handlers

import (
	"fmt"
	"strings"
	"testing"

	"dalil/internal/discordtest"
)

const me = "<@" + discordtest.Bot + ">"

// TestConversations runs one bot over everything that people do in channels.
func TestConversations(t *testing.T) {
	b := launch(t, discordtest.NewServer(t), nil, Options{})
	b.WaitReady(1)
	t.Run("mention", b.mention)
	t.Run("direct message", b.direct)
	t.Run("command", b.command)
	t.Run("private", b.private)
	t.Run("reply chain", b.chain)
	t.Run("after a command", b.afterCommand)
	t.Run("refusal", b.refusal)
	t.Run("injections", b.injections)
	t.Run("unknown", b.unknown)
	t.Run("silence", b.silence)
}

func holds(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			t.Errorf("no %q in %q", part, text)
		}
	}
}

// said returns the text of a message without its footer.
func said(r discordtest.Request) string {
	text, _, _ := strings.Cut(r.Text(), "\n-# ")
	return strings.TrimSpace(text)
}

func (b *bot) mention(t *testing.T) {
	r := b.Reply(b.Message(me+" who made Kimi?", map[string]any{"mentions": []any{map[string]any{"id": discordtest.Bot}}}))
	holds(t, r.Text(), "Moonshot AI", "[1]", "\n[1] ", "<https://example.org/kimi>")
	if r.Path != "/channels/"+discordtest.Channel+"/messages" {
		t.Errorf("sent to %s", r.Path)
	}
	r = b.Reply(b.Message("<@!"+discordtest.Bot+">, who made Kimi?", map[string]any{"mentions": nil}))
	holds(t, r.Text(), "Moonshot AI")
}

func (b *bot) direct(t *testing.T) {
	r := b.Reply(b.DirectMessage("من صنع كيمي؟"))
	holds(t, r.Text(), "مونشوت", "\u2068", "\u2069", "[1] ")
}

func (b *bot) command(t *testing.T) {
	r := b.Reply(b.Command("ask", map[string]any{"question": "who made Kimi?"}, nil))
	if r.Type() != 4 || r.Private() {
		t.Errorf("type %d, flags %d", r.Type(), r.Flags())
	}
	holds(t, r.Text(), "> who made Kimi?\n", "Moonshot AI")
	r = b.Reply(b.Command("ask", map[string]any{"question": "who made Kimi?", "language": "ar"}, map[string]any{
		"member": nil, "user": map[string]any{"id": discordtest.User}, "guild_id": nil, "locale": nil, "app_permissions": nil,
	}))
	holds(t, r.Text(), "هي الجهة المطوِّرة")
}

func (b *bot) private(t *testing.T) {
	r := b.Reply(b.Command("ask", map[string]any{"question": "who made Kimi?", "private": true}, nil))
	if !r.Private() {
		t.Errorf("flags %d, want an answer for one person", r.Flags())
	}
}

func (b *bot) chain(t *testing.T) {
	first := b.Reply(b.Message(me+" who made Kimi?", nil))
	second := b.Reply(b.Message("and when was it released?", b.ReplyTo(b.Sent(first))))
	holds(t, second.Text(), "2023", "Kimi")
	third := b.Reply(b.Message(me+" and who made it?", b.ReplyTo(b.Sent(second))))
	holds(t, third.Text(), "Moonshot AI")
	r := b.Reply(b.DirectMessage("متى صدر كيمي؟"))
	fields := b.ReplyTo(b.Sent(r))
	fields["guild_id"] = nil
	holds(t, b.Reply(b.Message("ومن صنعه؟", fields)).Text(), "مونشوت")
}

func (b *bot) afterCommand(t *testing.T) {
	b.Reply(b.Command("ask", map[string]any{"question": "who made Kimi?"}, nil))
	fields := map[string]any{"type": 19, "referenced_message": map[string]any{
		"id": "1", "channel_id": discordtest.Channel, "content": "> who made Kimi?\nMoonshot AI made Kimi.",
		"author": map[string]any{"id": discordtest.Bot, "bot": true},
	}}
	holds(t, b.Reply(b.Message("and when was it released?", fields)).Text(), "2023")
}

func (b *bot) refusal(t *testing.T) {
	r := b.Reply(b.Message(me+" who won the chess tournament of 1998?", nil))
	holds(t, r.Text(), "I find no answer to this in the corpus.")
	if strings.Contains(r.Text(), "[1]") {
		t.Errorf("a refusal with sources: %q", r.Text())
	}
	holds(t, b.Reply(b.Message(me, nil)).Text(), "Please ask a question in words.")
}

func (b *bot) unknown(t *testing.T) {
	r := b.Reply(b.Command("dance", nil, map[string]any{"locale": "ar"}))
	holds(t, r.Text(), "لا أعرف هذا الأمر")
	b.Dispatch("SOMETHING_NEW", map[string]any{"x": 1})
}

func (b *bot) injections(t *testing.T) {
	for _, text := range injections {
		r := b.Reply(b.Command("ask", map[string]any{"question": "who made Kimi? " + text}, nil))
		if found := discordtest.Pings(r.Text()); len(found) > 0 {
			t.Errorf("%q: %q", text, found)
		}
	}
}

func (b *bot) silence(t *testing.T) {
	other := map[string]any{"id": "100000000000000099", "username": "Omar"}
	ofBot := b.Sent(b.Reply(b.Message(me+" who made Kimi?", nil)))
	toBot := func(more map[string]any) map[string]any {
		fields := b.ReplyTo(ofBot)
		for k, v := range more {
			fields[k] = v
		}
		return fields
	}
	question := " who made Kimi?"
	silent := map[string]string{
		"no mention":           b.Message(question, nil),
		"everyone":             b.Message("@everyone"+question, map[string]any{"mention_everyone": true}),
		"here":                 b.Message("@here"+question, map[string]any{"mention_everyone": true}),
		"everyone and the bot": b.Message("@everyone "+me+question, map[string]any{"mention_everyone": true}),
		"a role":               b.Message("<@&100000000000000088>"+question, map[string]any{"mention_roles": []any{"100000000000000088"}}),
		"somebody else":        b.Message("<@100000000000000099>"+question, map[string]any{"mentions": []any{other}}),
		"another bot":          b.Message(me+question, map[string]any{"author": map[string]any{"id": "1", "bot": true}}),
		"itself":               b.Message(me+question, map[string]any{"author": map[string]any{"id": discordtest.Bot}}),
		"a webhook":            b.Message(me+question, map[string]any{"webhook_id": "100000000000000077"}),
		"a pin":                b.Message(me+question, map[string]any{"type": 6}),
		"in code":              b.Message("`"+me+"`"+question, nil),
		"reply to somebody":    b.Message(question, b.ReplyTo(b.Message("hello", nil))),
		"reply for somebody":   b.Message("<@100000000000000099> look", toBot(nil)),
		"reply without text":   b.Message("", toBot(nil)),
		"another bot's DM":     b.Message(question, map[string]any{"guild_id": nil, "author": map[string]any{"id": "1", "bot": true}}),
		"no author":            b.Message(me+question, map[string]any{"author": nil}),
	}
	b.Reply(b.DirectMessage("who made Kimi?"))
	if err := b.stop(); err != nil {
		t.Error(err)
	}
	for name, id := range silent {
		if replies := b.Replies(id); len(replies) > 0 {
			t.Errorf("%s: answered %q", name, replies[0].Text())
		}
	}
}

func TestCommandsOnlyOnce(t *testing.T) {
	server := discordtest.NewServer(t)
	server.Refuse("commands", 400)
	first := launch(t, server, nil, Options{})
	puts := server.Wait("commands", "", 2) // with Arabic names, then without
	if got := fmt.Sprint(puts[0].Body); !strings.Contains(got, "اسأل") {
		t.Errorf("no Arabic names: %s", got)
	}
	if got := fmt.Sprint(puts[1].Body); strings.Contains(got, "name_localizations") {
		t.Errorf("Arabic names again: %s", got)
	}
	server.Refuse("commands", 0)
	first.stop()
	second := launch(t, server, nil, Options{})
	server.WaitReady(2)
	server.Reply(server.DirectMessage("who made Kimi?"))
	second.stop()
	if n := len(server.Wait("commands", "", 2)); n != 2 {
		t.Errorf("registered %d times", n)
	}
}
