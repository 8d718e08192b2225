package discordtest

import (
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// back is the path of the callback to an interaction.
func back(id string) string { return "/interactions/" + id + "/token-" + id + "/callback" }

// hook is the path of the webhook of an interaction.
func hook(id, rest string) string { return "/webhooks/" + Application + "/token-" + id + rest }

func callback(kind int, data map[string]any) map[string]any {
	c := map[string]any{"type": kind}
	if data != nil {
		c["data"] = data
	}
	return c
}

// arriving hands the interactions that the bot gets to the test.
func (r *rig) arriving() chan *discordgo.Interaction {
	c := make(chan *discordgo.Interaction, 100)
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.InteractionCreate) { c <- e.Interaction })
	return c
}

// TestInteractions: the library reads what the server sends.
func TestInteractions(t *testing.T) {
	r := open(t, messageIntents)
	got := r.arriving()
	r.Command("models", map[string]any{"maker": "x", "year": 2024, "open": true, "size": 1.5}, As(Other, ManageGuild))
	i := <-got
	data := i.ApplicationCommandData()
	types := ""
	for _, o := range data.Options {
		types += fmt.Sprint(o.Name, "=", o.Type, " ")
	}
	if types != "maker=String open=Boolean size=Number year=Integer " || data.Options[3].IntValue() != 2024 {
		t.Errorf("options %s", types)
	}
	if i.Member.User.ID != Other || i.Member.Permissions != ManageGuild || i.AppPermissions != Enough || i.GuildID != Guild {
		t.Errorf("from %+v, app %d", i.Member, i.AppPermissions)
	}
	r.Subcommand("admin", "reindex", map[string]any{"rollback": true}, In(Direct))
	i = <-got
	sub := i.ApplicationCommandData().Options[0]
	if i.User.ID != User || i.Member != nil || i.GuildID != "" || sub.Name != "reindex" || !sub.Options[0].BoolValue() {
		t.Errorf("subcommand %+v of %+v", sub, i)
	}
	r.Complete("model", map[string]any{"name": "kim", "language": "en"}, "name", nil)
	i = <-got
	if o := i.ApplicationCommandData().Options[1]; i.Type != discordgo.InteractionApplicationCommandAutocomplete || !o.Focused || o.StringValue() != "kim" {
		t.Errorf("autocomplete %+v", o)
	}
	message := r.Message("who made it?", nil)
	r.MessageCommand("Answer this", message, nil)
	i = <-got
	if d := i.ApplicationCommandData(); d.TargetID != message || d.Resolved.Messages[message].Content != "who made it?" {
		t.Errorf("message command %+v", d)
	}
	posted := r.want("post", 200, "", "POST", posts, display(map[string]any{"type": 17, "components": []any{words("x"), row(press("more", "m1"))}}))["id"].(string)
	r.Press(posted, "m1", nil)
	i = <-got
	if d := i.MessageComponentData(); d.CustomID != "m1" || d.ComponentType != discordgo.ButtonComponent || i.Message.ID != posted || len(i.Message.Components) != 1 {
		t.Errorf("press %+v of %+v", d, i.Message)
	}
	r.complains("sent", "")
	r.Press(posted, "m2", nil)
	r.complains("no such button", "no component")
	r.Press("1", "m1", nil)
	r.complains("no such message", "no message")
}

// TestCallbacks: one callback an interaction, of a type that suits it, in time.
func TestCallbacks(t *testing.T) {
	r := open(t, messageIntents)
	ask := func() string { return r.Command("ask", nil, nil) }
	message := plain(nil)
	id := ask()
	r.want("answer", 204, "", "POST", back(id), callback(4, message))
	r.want("the same again, whose answer was lost", 400, "", "POST", back(id), callback(4, message))
	r.want("second", 400, "two callbacks", "POST", back(id), callback(4, plain(map[string]any{"content": "another"})))
	if _, ok := r.Latency(id); !ok || r.Reply(id).Content() != "hello" || len(r.Replies(id)) != 1 {
		t.Errorf("replies %v", r.Replies(id))
	}
	id = ask()
	r.Age(id, callbackTime)
	if code := r.want("late", 404, "", "POST", back(id), callback(4, message))["code"]; number(code) != 10062 || r.Counts().Late != 1 {
		t.Errorf("code %v, %d late", code, r.Counts().Late)
	}
	r.want("update of a command", 400, "type 7", "POST", back(ask()), callback(7, message))
	r.want("choices of a command", 400, "type 8", "POST", back(ask()), callback(8, map[string]any{"choices": []any{}}))
	r.want("bad message, then a good one", 400, "would refuse", "POST", back(id2(r, &id)), callback(4, plain(map[string]any{"content": strings.Repeat("x", 2001)})))
	r.want("the good one", 204, "", "POST", back(id), callback(4, message))
	r.want("nobody's", 404, "nobody", "POST", back("1"), callback(4, message))
	complete := func() string { return r.Complete("model", map[string]any{"name": "k"}, "name", nil) }
	choices := func(n int, name string) map[string]any {
		list := []any{}
		for range n {
			list = append(list, map[string]any{"name": name, "value": "v"})
		}
		return map[string]any{"choices": list}
	}
	id = complete()
	r.want("choices", 204, "", "POST", back(id), callback(8, choices(25, strings.Repeat("x", 100))))
	if n := len(r.Reply(id).Choices()); n != 25 {
		t.Errorf("%d choices", n)
	}
	r.want("26 choices", 400, "refuse", "POST", back(complete()), callback(8, choices(26, "x")))
	r.want("long choice", 400, "refuse", "POST", back(complete()), callback(8, choices(1, strings.Repeat("x", 101))))
	r.want("empty choice", 400, "refuse", "POST", back(complete()), callback(8, choices(1, "")))
	r.want("a message for choices", 400, "type 4", "POST", back(complete()), callback(4, message))
}

// id2 sends a command, and remembers its id.
func id2(r *rig, id *string) string {
	*id = r.Command("ask", nil, nil)
	return *id
}

// TestDeferred: an announced answer is given by an edit, as often as the bot
// likes, until the token dies.
func TestDeferred(t *testing.T) {
	r := open(t, messageIntents)
	id := r.Command("ask", nil, nil)
	r.want("edit too early", 404, "", "PATCH", hook(id, "/messages/@original"), plain(nil))
	r.want("announce", 204, "", "POST", back(id), callback(5, map[string]any{"flags": ephemeral}))
	if n := r.Answers(id); n != 0 {
		t.Errorf("%d answers before the first", n)
	}
	for _, text := range []string{"1", "2"} {
		r.want("edit", 200, "", "PATCH", hook(id, "/messages/@original"), plain(map[string]any{"flags": nil, "content": text}))
	}
	if reply := r.Reply(id); reply.Content() != "2" || r.Answers(id) != 1 {
		t.Errorf("reply %s, %d answers", reply, r.Answers(id))
	}
	shown := r.want("get", 200, "", "GET", hook(id, "/messages/@original"), nil)
	if shown["content"] != "2" || number(shown["flags"]) != ephemeral {
		t.Errorf("original %v", shown)
	}
	more := r.want("followup", 200, "", "POST", hook(id, "?wait=true"), plain(nil))["id"].(string)
	r.want("edit of the followup", 200, "", "PATCH", hook(id, "/messages/"+more), plain(map[string]any{"content": "", "flags": componentsV2, "components": []any{words("x")}}))
	r.want("delete", 204, "", "DELETE", hook(id, "/messages/"+more), nil)
	r.want("delete again", 404, "", "DELETE", hook(id, "/messages/"+more), nil)
	r.Age(id, tokenTime)
	r.want("dead token", 401, "", "PATCH", hook(id, "/messages/@original"), plain(nil))
	r.want("no token", 404, "nobody", "PATCH", hook("1", "/messages/@original"), plain(nil))
	id = r.Command("ask", nil, nil)
	r.want("announce", 204, "", "POST", back(id), callback(5, nil))
	first := r.want("followup as the answer", 200, "", "POST", hook(id, "?wait=true"), plain(nil))["id"]
	if got := r.want("original", 200, "", "GET", hook(id, "/messages/@original"), nil)["id"]; got != first {
		t.Errorf("the first followup is %v, the original %v", first, got)
	}
}

// TestPrivate: a private answer can be seen and used by one person.
func TestPrivate(t *testing.T) {
	r := open(t, messageIntents)
	id := r.Command("ask", nil, nil)
	private := plain(map[string]any{"flags": 4 | ephemeral, "components": []any{row(press("more", "m"))}})
	r.want("answer", 204, "", "POST", back(id), callback(4, private))
	sent := r.Reply(id)
	if !sent.Private() {
		t.Errorf("not private: %s", sent)
	}
	r.want("get", 404, "", "GET", posts+"/"+sent.Message, nil)
	r.want("edit", 404, "", "PATCH", posts+"/"+sent.Message, plain(nil))
	r.want("through the webhook", 200, "", "GET", hook(id, "/messages/@original"), nil)
	r.Press(sent.Message, "m", As(Other, 0))
	r.complains("another's press", "alone")
	pressed := r.Press(sent.Message, "m", nil)
	r.complains("own press", "")
	r.want("update", 204, "", "POST", back(pressed), callback(7, plain(map[string]any{"flags": nil, "content": "page 2"})))
	if shown, _ := r.Shown(sent.Message); shown.Text() != "page 2" || !shown.Private() {
		t.Errorf("shown %+v", shown)
	}
	silent := r.Press(sent.Message, "m", nil)
	r.want("deferred update", 204, "", "POST", back(silent), callback(6, nil))
	r.want("then an edit", 200, "", "PATCH", hook(silent, "/messages/@original"), plain(map[string]any{"flags": nil, "content": "page 3", "components": []any{}}))
	if shown, _ := r.Shown(sent.Message); shown.Text() != "page 3" || len(shown.Buttons()) != 0 {
		t.Errorf("shown %+v", shown)
	}
	r.want("then away", 204, "", "DELETE", hook(silent, "/messages/@original"), nil)
	if _, ok := r.Shown(sent.Message); ok {
		t.Error("still there")
	}
}

// TestEvents: what happens to messages is told to those who want to know.
func TestEvents(t *testing.T) {
	r := open(t, messageIntents)
	var mu sync.Mutex
	var seen []string
	note := func(format string, args ...any) {
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, fmt.Sprintf(format, args...))
	}
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageCreate) { note("new %s", e.Content) })
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageUpdate) { note("edit %s", e.Content) })
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageDelete) { note("gone %s", e.GuildID) })
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageDeleteBulk) { note("gone %d", len(e.Messages)) })
	id := r.DirectMessage("a")
	r.Edit(id, "b")
	r.Message("not for the bot", nil)
	other := r.Message("c <@"+Bot+">", nil)
	r.Delete(other)
	r.Delete(id, r.DirectMessage("d"))
	r.Echo(true)
	r.want("post", 200, "", "POST", posts, plain(nil))
	want := "new a|edit b|new |new c <@" + Bot + ">|gone " + Guild + "|new d|gone 2|new hello"
	eventually(t, want, func() bool {
		mu.Lock()
		defer mu.Unlock()
		return strings.Join(seen, "|") == want
	})
	r.complains("events", "")
	r.Delete(id)
	r.complains("gone twice", "no messages")
}

// TestEndpoint: interactions go over HTTP, signed, and are answered there.
func TestEndpoint(t *testing.T) {
	r := open(t, messageIntents)
	public, key, _ := ed25519.GenerateKey(nil)
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, _ := io.ReadAll(q.Body)
		sig, _ := hex.DecodeString(q.Header.Get("X-Signature-Ed25519"))
		if !ed25519.Verify(public, append([]byte(q.Header.Get("X-Signature-Timestamp")), body...), sig) {
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		json.NewEncoder(w).Encode(callback(4, plain(nil)))
	}))
	defer bot.Close()
	r.InteractionsAt(bot.URL, key)
	if got := r.Reply(r.Command("ask", nil, nil)).Content(); got != "hello" {
		t.Errorf("answer %q", got)
	}
	r.complains("endpoint", "")
}

// TestReplyGivesUp: waiting for what does not come ends the test that waits.
func TestReplyGivesUp(t *testing.T) {
	r := open(t, messageIntents)
	r.patience = 50 * time.Millisecond
	ended := make(chan struct{})
	start := time.Now()
	go func() {
		defer close(ended)
		r.wait("1", "nothing", func() bool { return time.Since(start) > time.Hour })
		t.Error("it came")
	}()
	r.mu.Lock()
	r.wake("1") // for nothing
	r.mu.Unlock()
	<-ended
	r.complains("wait", "waited")
}
