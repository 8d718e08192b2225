package discordtest

import "net/http"

// show returns a channel as JSON. s.mu must be held.
func (s *Server) show(id string) map[string]any {
	c := s.place.of(id)
	m := map[string]any{"id": id, "type": c.kind, "last_message_id": nil}
	switch c.kind {
	case directMessage:
		m["recipients"] = []any{map[string]any{"id": User, "username": "Layla", "discriminator": "0"}}
		return m
	case publicThread:
		m["parent_id"], m["owner_id"] = c.parent, User
		m["thread_metadata"] = map[string]any{"archived": false, "locked": false, "auto_archive_duration": 1440, "archive_timestamp": "2026-01-02T03:04:05Z"}
		m["permission_overwrites"] = []any{}
	default:
		overwrites := []any{}
		if c.rights >= 0 {
			overwrites = append(overwrites, map[string]any{
				"id": Bot, "type": 1, "allow": digits(c.rights), "deny": digits(everything &^ c.rights),
			})
		}
		m["permission_overwrites"], m["parent_id"] = overwrites, nil
	}
	m["guild_id"], m["name"], m["position"] = Guild, "channel-"+id, 0
	return m
}

// roles are those of the guild. s.mu must be held.
func (s *Server) roles() []any {
	role := func(id, name string, rights int64, managed bool) map[string]any {
		return map[string]any{
			"id": id, "name": name, "permissions": digits(rights), "managed": managed, "position": 0, "color": 0,
			"hoist": false, "mentionable": false, "flags": 0,
		}
	}
	return []any{role(Guild, "@everyone", 0, false), role(BotRole, "Dalil", s.place.rights, true)}
}

// guild returns the guild as JSON. s.mu must be held.
func (s *Server) guild() map[string]any {
	return map[string]any{
		"id": Guild, "name": "The harbour", "owner_id": Other, "roles": s.roles(), "emojis": []any{}, "features": []any{},
		"preferred_locale": "en-US", "unavailable": false,
	}
}

// guildRequest answers a request about the guild with what show returns, which
// it asks with s.mu held.
func (s *Server) guildRequest(w http.ResponseWriter, r *http.Request, req *Request, show func() any) {
	id := r.PathValue("guild_id")
	s.mu.Lock()
	absent := s.place.absent
	body := show()
	s.mu.Unlock()
	switch {
	case id != Guild:
		s.refuse(w, req, http.StatusNotFound, 10004, "Unknown Guild")
	case absent:
		s.refuse(w, req, http.StatusForbidden, 50001, "Missing Access")
	case body == nil:
		s.refuse(w, req, http.StatusNotFound, 10007, "Unknown Member")
	default:
		s.accept(w, req, http.StatusOK, body)
	}
}

func (s *Server) getGuild(w http.ResponseWriter, r *http.Request, req *Request) {
	s.guildRequest(w, r, req, func() any { return s.guild() })
}

func (s *Server) getRoles(w http.ResponseWriter, r *http.Request, req *Request) {
	s.guildRequest(w, r, req, func() any { return s.roles() })
}

func (s *Server) getChannels(w http.ResponseWriter, r *http.Request, req *Request) {
	s.guildRequest(w, r, req, func() any { return s.guildChannels() })
}

// guildChannels are the channels of the guild that are no threads. s.mu must be
// held.
func (s *Server) guildChannels() []any {
	list := []any{}
	for id, c := range s.place.channels {
		if c.kind == guildText {
			list = append(list, s.show(id))
		}
	}
	return list
}

func (s *Server) getMember(w http.ResponseWriter, r *http.Request, req *Request) {
	s.guildRequest(w, r, req, func() any {
		switch id := r.PathValue("user_id"); id {
		case Bot, "@me":
			return member(me, BotRole)
		case User, Other:
			return member(map[string]any{"id": id, "username": "Layla", "discriminator": "0"})
		}
		return nil
	})
}

// member is a member of the guild as JSON.
func member(user map[string]any, roles ...any) map[string]any {
	return map[string]any{
		"user": user, "roles": append([]any{}, roles...), "joined_at": "2026-01-02T03:04:05Z", "deaf": false, "mute": false, "flags": 0,
	}
}

func (s *Server) getChannel(w http.ResponseWriter, r *http.Request, req *Request) {
	id := r.PathValue("channel_id")
	if !s.permitted(w, req, id, ViewChannel) {
		return
	}
	s.mu.Lock()
	_, known := s.place.channels[id]
	body := s.show(id)
	s.mu.Unlock()
	if !known {
		s.refuse(w, req, http.StatusNotFound, 10003, "Unknown Channel")
		return
	}
	s.accept(w, req, http.StatusOK, body)
}

func (s *Server) getApplication(w http.ResponseWriter, _ *http.Request, req *Request) {
	s.mu.Lock()
	flags := s.place.flags
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, map[string]any{
		"id": Application, "name": "Dalil", "flags": flags, "bot_public": true, "bot_require_code_grant": false, "bot": me,
	})
}

func (s *Server) getUser(w http.ResponseWriter, _ *http.Request, req *Request) {
	s.accept(w, req, http.StatusOK, me)
}

func (s *Server) getGuilds(w http.ResponseWriter, _ *http.Request, req *Request) {
	s.mu.Lock()
	list := []any{}
	if !s.place.absent {
		list = append(list, map[string]any{"id": Guild, "name": "The harbour", "owner": false, "permissions": digits(s.place.rights), "features": []any{}})
	}
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, list)
}

// openDirect returns the channel of direct messages with a user, which has the
// user's id but for [User].
func (s *Server) openDirect(w http.ResponseWriter, _ *http.Request, req *Request) {
	id, _ := req.Body["recipient_id"].(string)
	if id == User {
		id = Direct
	}
	s.mu.Lock()
	if _, ok := s.place.channels[id]; !ok {
		s.place.channels[id] = &channel{kind: directMessage, rights: -1}
	}
	body := s.show(id)
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, body)
}
