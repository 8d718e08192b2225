package handlers

import (
	"testing"

	"dalil/internal/discordtest"
)

// TestOtherServer: on a server that speaks the protocol and leaves out what
// such servers leave out, everything is answered, also after its connection was
// lost and after events that nobody knows.
func TestOtherServer(t *testing.T) {
	server := discordtest.NewServer(t)
	server.Foreign()
	server.Echo(true)
	key := NewKey()
	first := launch(t, server, nil, Options{Key: key})
	server.WaitReady(1)
	t.Run("first", func(t *testing.T) { everything(t, server) })
	server.Dispatch("SOMETHING_NEW", []any{1, nil})
	server.Dispatch("MESSAGE_REACTION_ADD", map[string]any{"user_id": 5, "emoji": "x"})
	server.Dispatch("MESSAGE_CREATE", map[string]any{"id": 5, "content": []any{}})
	server.Dispatch("MESSAGE_UPDATE", nil)
	server.Reset()
	server.WaitReady(2)
	t.Run("after a reset", func(t *testing.T) { everything(t, server) })
	first.stop()
	launch(t, server, nil, Options{Key: key})
	server.WaitReady(3)
	t.Run("after a restart", func(t *testing.T) { everything(t, server) })
	if c := server.Counts(); c.Resumes != 0 || c.Requests["commands"] != 1 {
		t.Errorf("%d resumes; commands registered %d times", c.Resumes, c.Requests["commands"])
	}
}

// everything asks in every way.
func everything(t *testing.T, server *discordtest.Server) {
	const maker = "Moonshot AI"
	asked := server.Message(me+" who made Kimi?", nil)
	r := server.Reply(asked)
	holds(t, r.Text(), maker)
	holds(t, server.Reply(server.Message("and when was it released?", server.ReplyTo(server.Sent(r)))).Text(), "2023")
	holds(t, server.Reply(server.DirectMessage("من صنع كيمي؟")).Text(), "مونشوت")
	holds(t, server.Reply(server.DirectMessage("ومتى صدر؟")).Text(), "2023")
	thread := discordtest.In(server.Thread(discordtest.Channel))
	server.Reply(server.Message(me+" who made Kimi?", thread))
	holds(t, server.Reply(server.Message(me+" and when was it released?", thread)).Text(), "2023")
	command := server.Reply(server.Command("ask", map[string]any{"question": "who made Kimi?"}, nil))
	holds(t, command.Text(), maker)
	for _, r := range []discordtest.Request{r, command} {
		holds(t, server.Reply(server.Press(server.Sent(r), pick(t, r, "Open"), asOther())).Text(), maker)
		holds(t, server.Reply(server.Press(server.Sent(r), pick(t, r, "بالعربية"), nil)).Text(), "هي الجهة المطوِّرة")
	}
	holds(t, server.Reply(server.Command("model", map[string]any{"name": "kimi"}, discordtest.In(discordtest.Direct))).Text(), maker)
	holds(t, server.Reply(server.MessageCommand("Answer this", server.Message("who made Kimi?", nil), nil)).Text(), maker)
	if found := server.Reply(server.Complete("model", map[string]any{"name": "kim"}, "name", nil)).Choices(); len(found) == 0 {
		t.Error("nothing is completed")
	}
	if refused := server.Reply(server.Subcommand("admin", "status", nil, nil)); !refused.Private() {
		t.Errorf("whoever has no permissions may manage: %q", refused.Text())
	}
	server.Edit(asked, me+" when was Kimi released?")
	holds(t, server.Wait("edit-message", asked, 1)[0].Text(), "2023")
	server.Delete(asked)
	server.Wait("delete-message", asked, 1)
}
