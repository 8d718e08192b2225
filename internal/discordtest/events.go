package discordtest

import (
	"maps"
	"regexp"
)

var mentionsBot = regexp.MustCompile(`<@!?` + Bot + `>`)

// Message sends MESSAGE_CREATE and returns the id of the message: a text of
// User in Channel. fields replaces or adds fields; a nil value removes one.
func (s *Server) Message(content string, fields map[string]any) (id string) {
	s.t.Helper()
	s.mu.Lock()
	id = s.nextID()
	m := map[string]any{
		"id": id, "channel_id": Channel, "guild_id": Guild, "content": content, "type": 0,
		"author": map[string]any{"id": User, "username": "Layla"}, "mentions": []any{}, "mention_roles": []any{},
		"mention_everyone": false, "timestamp": "2026-01-02T03:04:05Z", "edited_timestamp": nil,
		"embeds": []any{}, "attachments": []any{}, "flags": 0,
	}
	merge(m, fields)
	if m["channel_id"] == Direct {
		delete(m, "guild_id")
	}
	s.mu.Unlock()
	s.put(&message{fields: m})
	s.Dispatch("MESSAGE_CREATE", m)
	return id
}

// DirectMessage is Message in the channel of direct messages.
func (s *Server) DirectMessage(content string) (id string) {
	s.t.Helper()
	return s.Message(content, map[string]any{"channel_id": Direct, "guild_id": nil})
}

// In returns the fields of a message or an interaction in a channel or thread.
func In(channel string) map[string]any { return map[string]any{"channel_id": channel} }

// ReplyTo returns the fields of a message that replies to another one of the
// server's.
func (s *Server) ReplyTo(id string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messages[id]
	if m == nil {
		return map[string]any{"type": 19, "referenced_message": nil, "message_reference": map[string]any{"message_id": id}}
	}
	before := maps.Clone(m.fields)
	delete(before, "referenced_message")
	return map[string]any{
		"type": 19, "channel_id": m.channel(), "referenced_message": before,
		"message_reference": map[string]any{"message_id": id, "channel_id": m.channel()},
	}
}

// Edit changes the text of a message and sends MESSAGE_UPDATE.
func (s *Server) Edit(id, content string) {
	s.t.Helper()
	s.mu.Lock()
	m := s.messages[id]
	s.mu.Unlock()
	if m == nil {
		s.errorf("there is no message %s to edit", id)
		return
	}
	fields := maps.Clone(m.fields)
	fields["content"] = content
	s.put(&message{fields: edited(fields), to: m.to, only: m.only})
	s.Dispatch("MESSAGE_UPDATE", fields)
}

// Delete takes messages of one channel away and sends MESSAGE_DELETE, or
// MESSAGE_DELETE_BULK for several.
func (s *Server) Delete(ids ...string) {
	s.t.Helper()
	s.mu.Lock()
	m := s.messages[ids[0]]
	s.mu.Unlock()
	if !s.remove(ids...) {
		s.errorf("there are no messages %q to delete", ids)
		return
	}
	what := gone(m)
	if len(ids) == 1 {
		s.Dispatch("MESSAGE_DELETE", what)
		return
	}
	delete(what, "id")
	what["ids"] = ids
	s.Dispatch("MESSAGE_DELETE_BULK", what)
}

// gone is what the gateway says of a message that was deleted.
func gone(m *message) map[string]any {
	fields := map[string]any{"id": m.fields["id"], "channel_id": m.channel()}
	if guild, ok := m.fields["guild_id"]; ok {
		fields["guild_id"] = guild
	}
	return fields
}

// echo tells the bot of its own messages where the test wants that.
func (s *Server) echo(event string, fields map[string]any) {
	s.mu.Lock()
	on := s.faults.echo
	s.mu.Unlock()
	if on {
		s.Dispatch(event, fields)
	}
}

func merge(m, fields map[string]any) {
	for key, value := range fields {
		if value == nil {
			delete(m, key)
			continue
		}
		m[key] = value
	}
}
