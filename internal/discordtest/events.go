package discordtest

import (
	"maps"
	"slices"
)

// Message sends MESSAGE_CREATE and returns the id of the message: a text of
// User in Channel. fields replaces or adds fields; a nil value removes one.
func (s *Server) Message(content string, fields map[string]any) (id string) {
	s.t.Helper()
	s.mu.Lock()
	id = s.nextID()
	m := map[string]any{
		"id": id, "channel_id": Channel, "guild_id": Guild, "content": content, "type": 0,
		"author": map[string]any{"id": User, "username": "Layla"}, "mentions": []any{}, "mention_roles": []any{},
		"mention_everyone": false, "timestamp": "2026-01-02T03:04:05Z",
	}
	merge(m, fields)
	s.messages[id] = m
	s.mu.Unlock()
	s.Dispatch("MESSAGE_CREATE", m)
	return id
}

// DirectMessage is Message in the channel of direct messages.
func (s *Server) DirectMessage(content string) (id string) {
	s.t.Helper()
	return s.Message(content, map[string]any{"channel_id": Direct, "guild_id": nil})
}

// ReplyTo returns the fields of a message that replies to another one of the
// server's.
func (s *Server) ReplyTo(id string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := maps.Clone(s.messages[id])
	return map[string]any{
		"type": 19, "channel_id": m["channel_id"], "referenced_message": m,
		"message_reference": map[string]any{"message_id": id, "channel_id": m["channel_id"]},
	}
}

// Command sends INTERACTION_CREATE for a slash command of User in Channel and
// returns the id of the interaction. fields is as for Message.
func (s *Server) Command(name string, options map[string]any, fields map[string]any) (id string) {
	s.t.Helper()
	s.mu.Lock()
	id = s.nextID()
	s.mu.Unlock()
	list := []any{}
	for _, key := range slices.Sorted(maps.Keys(options)) {
		kind := 3
		if _, ok := options[key].(bool); ok {
			kind = 5
		}
		list = append(list, map[string]any{"name": key, "type": kind, "value": options[key]})
	}
	i := map[string]any{
		"id": id, "application_id": Application, "type": 2, "token": "token-" + id, "version": 1,
		"channel_id": Channel, "guild_id": Guild, "locale": "en-GB", "app_permissions": "2048",
		"member": map[string]any{"user": map[string]any{"id": User, "username": "Layla"}, "permissions": "2048"},
		"data":   map[string]any{"id": Application, "name": name, "type": 1, "options": list},
	}
	merge(i, fields)
	s.Dispatch("INTERACTION_CREATE", i)
	return id
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

// Reply waits for the answer to a message or an interaction.
func (s *Server) Reply(id string) (r Request) {
	s.t.Helper()
	s.wait("an answer to "+id, func() bool {
		replies := s.replies(id)
		if len(replies) > 0 {
			r = replies[len(replies)-1]
		}
		return len(replies) > 0
	})
	return r
}

// Wait waits for n requests of a kind that answer a message or an interaction;
// an empty id is any.
func (s *Server) Wait(kind, id string, n int) (found []Request) {
	s.t.Helper()
	s.wait(kind+" for "+id, func() bool {
		found = nil
		for _, r := range s.requests {
			if r.Kind == kind && (id == "" || r.To == id) {
				found = append(found, r)
			}
		}
		return len(found) >= n
	})
	return found
}

// Replies returns the answers to a message or an interaction so far.
func (s *Server) Replies(id string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.replies(id)
}

func (s *Server) replies(id string) (found []Request) {
	for _, r := range s.requests {
		if r.To == id {
			found = append(found, r)
		}
	}
	return found
}

// Sent returns the id of the message that a request has posted.
func (s *Server) Sent(r Request) string {
	id, _ := r.Body["id"].(string)
	return id
}
