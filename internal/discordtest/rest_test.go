package discordtest

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"slices"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// form is a body with files.
type form struct {
	content bytes.Buffer
	kind    string
}

const posts = "/channels/" + Channel + "/messages"

// decent is a message as discordgo sends it.
func decent(text string) *discordgo.MessageSend {
	return &discordgo.MessageSend{Content: text, Flags: discordgo.MessageFlagsSuppressEmbeds,
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}}
}

// TestMessages is the life of messages in a channel.
func TestMessages(t *testing.T) {
	r := open(t, messageIntents)
	asked := r.DirectMessage("who?")
	m := decent("an answer")
	m.Reference = &discordgo.MessageReference{MessageID: asked, ChannelID: Direct}
	m.Components = []discordgo.MessageComponent{discordgo.ActionsRow{Components: []discordgo.MessageComponent{
		discordgo.Button{Label: "more", CustomID: "more/1", Style: discordgo.SecondaryButton}, discordgo.Button{Label: "source", URL: "https://example.org", Style: discordgo.LinkButton},
	}}}
	sent, err := r.bot.ChannelMessageSendComplex(Direct, m)
	if err != nil || sent.ReferencedMessage == nil || sent.ReferencedMessage.ID != asked {
		t.Fatalf("%+v: %v", sent, err)
	}
	reply := r.Reply(asked)
	buttons := reply.Buttons()
	if len(buttons) != 2 || buttons[0] != (Button{Label: "more", CustomID: "more/1", Style: 2}) || buttons[1].URL == "" || reply.Message != sent.ID {
		t.Errorf("buttons %+v of %s", buttons, reply)
	}
	text := "a better answer"
	_, err = r.bot.ChannelMessageEditComplex(&discordgo.MessageEdit{ID: sent.ID, Channel: Direct, Content: &text,
		AllowedMentions: &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}})
	if err != nil {
		t.Fatal(err)
	}
	if edit := r.Wait("edit-message", asked, 1)[0]; edit.Message != sent.ID || edit.Content() != text {
		t.Errorf("edit %s", edit)
	}
	if shown, ok := r.Shown(sent.ID); !ok || shown.Text() != text || len(shown.Buttons()) != 2 || shown.Flags() != suppressEmbeds {
		t.Errorf("shown %+v", shown)
	}
	if n := r.Answers(asked); n != 1 {
		t.Errorf("%d answers, want 1", n)
	}
	if err := r.bot.ChannelMessageDelete(Direct, sent.ID); err != nil {
		t.Fatal(err)
	}
	if gone := r.Wait("delete-message", asked, 1)[0]; gone.Message != sent.ID {
		t.Errorf("deleted %s", gone)
	}
	r.want("edit what is gone", 404, "", "PATCH", "/channels/"+Direct+"/messages/"+sent.ID, plain(nil))
	r.want("edit of another's", 403, "", "PATCH", "/channels/"+Direct+"/messages/"+asked, plain(nil))
	r.complains("life", "")
}

// TestComponentsV2IsForGood: the flag can be given by an edit and not taken.
func TestComponentsV2IsForGood(t *testing.T) {
	r := open(t, messageIntents)
	id := r.want("post", 200, "", "POST", posts, display(words("a"), words("b")))["id"].(string)
	if shown, _ := r.Shown(id); shown.Text() != "a\nb" {
		t.Errorf("text %q", shown.Text())
	}
	at := posts + "/" + id
	r.want("edit", 200, "", "PATCH", at, plain(map[string]any{"content": nil, "flags": nil, "components": []any{words("c")}}))
	if shown, _ := r.Shown(id); shown.Flags()&componentsV2 == 0 || shown.Text() != "c" {
		t.Errorf("flags %d, text %q", shown.Flags(), shown.Text())
	}
	r.want("content", 400, "beside", "PATCH", at, plain(map[string]any{"flags": nil}))
	r.want("take back", 400, "taken back", "PATCH", at, plain(map[string]any{"content": nil, "components": []any{words("c")}}))
	id = r.want("plain", 200, "", "POST", posts, plain(nil))["id"].(string)
	up := display(words("x"))
	r.want("with the content left", 400, "beside", "PATCH", posts+"/"+id, up)
	up["content"] = ""
	r.want("upgrade", 200, "", "PATCH", posts+"/"+id, up)
}

// TestHistory: a channel is read back in pages, as far as the bot may read.
func TestHistory(t *testing.T) {
	r := open(t, messageIntents)
	thread := r.Thread(Channel)
	var ids []string
	for i := range 7 {
		ids = append(ids, r.Message(fmt.Sprint("<@"+Bot+"> ", i), In(thread)))
	}
	secret := r.Message("not for the bot", In(thread))
	read := func(limit int, before, after, around string) (found []string) {
		list, err := r.bot.ChannelMessages(thread, limit, before, after, around)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			found = append(found, m.ID)
		}
		slices.Reverse(found)
		return found
	}
	for name, got := range map[string][]string{
		"before": read(2, ids[4], "", ""), "after": read(2, "", ids[1], ""), "around": read(2, "", "", ids[3]),
	} {
		if want := ids[2:4]; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	if got := read(0, "", "", ""); !slices.Equal(got, append(slices.Clone(ids), secret)) {
		t.Errorf("all: %v", got)
	}
	if m, err := r.bot.ChannelMessage(thread, secret); err != nil || m.Content != "" {
		t.Errorf("without the intent: %+v, %v", m, err)
	}
	r.AllowMessageContent()
	if m, err := r.bot.ChannelMessage(thread, secret); err != nil || m.Content == "" {
		t.Errorf("with the intent: %+v, %v", m, err)
	}
	r.Permit(thread, Enough&^ReadMessageHistory)
	if _, err := r.bot.ChannelMessage(thread, secret); err == nil {
		t.Error("read without permission")
	}
	r.want("limit", 403, "", "GET", "/channels/"+thread+"/messages?limit=101", nil)
	r.want("limit", 400, "limit", "GET", posts+"?limit=101", nil)
}

// TestPermissions: what the bot may not do is refused with Discord's codes, and
// a bot that computes its permissions comes to the same.
func TestPermissions(t *testing.T) {
	r := open(t, messageIntents)
	thread := r.Thread(Channel)
	in := func(channel string) string { return "/channels/" + channel + "/messages" }
	reply := plain(map[string]any{"message_reference": map[string]any{"message_id": r.Message("x", nil)}})
	code := func(name string, rights int64, status, code int, path string, body any) {
		t.Helper()
		r.Permit(Channel, rights)
		if answer := r.want(name, status, "", "POST", path, body); number(answer["code"]) != code {
			t.Errorf("%s: code %v, want %d", name, answer["code"], code)
		}
	}
	code("all", Enough, 200, 0, in(Channel), plain(nil))
	code("none", 0, 403, 50001, in(Channel), plain(nil))
	code("no sending", Enough&^SendMessages, 403, 50013, in(Channel), plain(nil))
	code("no sending, thread", Enough&^SendMessages, 200, 0, in(thread), plain(nil))
	code("no threads", Enough&^SendInThreads, 403, 50013, in(thread), plain(nil))
	code("no history", Enough&^ReadMessageHistory, 400, 160002, in(Channel), reply)
	code("typing", Enough&^SendMessages, 403, 50013, "/channels/"+Channel+"/typing", nil)
	code("reply", Enough, 200, 0, in(Channel), reply)
	if n := r.Counts().Invalid; n != 4 {
		t.Errorf("%d invalid requests, want 4", n)
	}
	r.Permit(Channel, Enough&^EmbedLinks)
	r.bot.State.User = &discordgo.User{ID: Bot}
	got, err := r.bot.UserChannelPermissions(Bot, Channel)
	if err != nil || got != Enough&^EmbedLinks {
		t.Errorf("computed %d, want %d: %v", got, Enough&^EmbedLinks, err)
	}
	if c, err := r.bot.Channel(thread); err != nil || c.ParentID != Channel || !c.IsThread() {
		t.Errorf("thread %+v: %v", c, err)
	}
	if c, err := r.bot.Channel(Direct); err != nil || c.Type != discordgo.ChannelTypeDM {
		t.Errorf("direct %+v: %v", c, err)
	}
	r.Absent(true)
	if _, err := r.bot.Guild(Guild); err == nil {
		t.Error("a guild without the bot")
	}
}

// TestFiles: files come with messages.
func TestFiles(t *testing.T) {
	r := open(t, messageIntents)
	m := decent("see the file")
	m.Files = []*discordgo.File{{Name: "problems.txt", ContentType: "text/plain", Reader: strings.NewReader("one\ntwo")}}
	sent, err := r.bot.ChannelMessageSendComplex(Channel, m)
	if err != nil || len(sent.Attachments) != 1 || sent.Attachments[0].Filename != "problems.txt" {
		t.Fatalf("%+v: %v", sent, err)
	}
	if got := r.Wait("message", "", 1)[0].Files["problems.txt"]; string(got) != "one\ntwo" {
		t.Errorf("file %q", got)
	}
	r.complains("file", "")
	big := &form{}
	w := multipart.NewWriter(&big.content)
	part, _ := w.CreateFormFile("files[0]", "big")
	part.Write(make([]byte, maxFiles+1))
	w.WriteField("payload_json", `{"flags":4,"allowed_mentions":{"parse":[]}}`)
	w.Close()
	big.kind = w.FormDataContentType()
	r.want("too big", 400, "bytes", "POST", posts, big)
	r.Permit(Channel, Enough&^AttachFiles)
	if _, err := r.bot.ChannelMessageSendComplex(Channel, m); err == nil {
		t.Error("a file without permission")
	}
}

// TestNonce: a message that is posted again because nobody heard the answer is
// there once.
func TestNonce(t *testing.T) {
	r := open(t, messageIntents)
	body := plain(map[string]any{"nonce": "n1", "enforce_nonce": true})
	r.Hangup("message", 1, true)
	if status, _, _ := r.do("POST", posts, body); status != 0 {
		t.Errorf("status %d of a dropped connection", status)
	}
	first := r.want("again", 200, "", "POST", posts, body)["id"]
	if got := r.Wait("message", "", 2); got[0].Message != first {
		t.Errorf("%s and %s, want one message", got[0].Message, first)
	}
	if other := r.want("another", 200, "", "POST", posts, plain(nil))["id"]; other == first {
		t.Error("another message is the same")
	}
}

// TestCommands: commands are kept by scope, and checked.
func TestCommands(t *testing.T) {
	r := open(t, messageIntents)
	rights := int64(ManageGuild)
	ask := []*discordgo.ApplicationCommand{{Name: "admin", Description: "Admin", DefaultMemberPermissions: &rights}}
	for _, scope := range []string{"", Guild} {
		if _, err := r.bot.ApplicationCommandBulkOverwrite(Application, scope, ask); err != nil {
			t.Fatal(err)
		}
		have, err := r.bot.ApplicationCommands(Application, scope)
		if err != nil || len(have) != 1 || have[0].ID == "" || *have[0].DefaultMemberPermissions != rights {
			t.Errorf("%q: %+v, %v", scope, have, err)
		}
		ask[0].Name = "admin2"
	}
	r.complains("commands", "")
	if all, one := r.CommandsIn("")[0]["name"], r.CommandsIn(Guild)[0]["name"]; all != "admin" || one != "admin2" {
		t.Errorf("scopes hold %v and %v", all, one)
	}
	at := "/applications/" + Application + "/commands"
	command := func(changes map[string]any) []any {
		c := map[string]any{"name": "x", "description": "x"}
		merge(c, changes)
		return []any{c}
	}
	option := func(name string, required bool) any {
		return map[string]any{"type": 3, "name": name, "description": "x", "required": required}
	}
	r.want("Arabic", 200, "", "PUT", at, command(map[string]any{"name": "\u0627\u0633\u0623\u0644"}))
	r.want("capital", 400, "name", "PUT", at, command(map[string]any{"name": "Ask"}))
	r.want("space", 400, "name", "PUT", at, command(map[string]any{"name": "a b"}))
	r.want("vowel", 400, "name", "PUT", at, command(map[string]any{"name": "\u0627\u064e"}))
	r.want("order", 400, "stands behind", "PUT", at, command(map[string]any{"options": []any{option("a", false), option("b", true)}}))
	r.want("twice", 400, "twice", "PUT", at, append(command(nil), command(nil)...))
	r.want("message command", 200, "", "PUT", at, []any{map[string]any{"type": 3, "name": "Answer this"}})
	r.want("another guild", 403, "", "PUT", "/applications/"+Application+"/guilds/1/commands", command(nil))
}
