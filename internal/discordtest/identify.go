package discordtest

import (
	"encoding/json"
	"time"
)

// hello is what the bot says of itself.
type hello struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
	Shard   *[2]int
	Intents int `json:"intents"`
}

// welcome reads an identify or a resume and does what goes wrong in its place;
// then it returns false.
func (s *Server) welcome(c *client, p payload) (h hello, ok bool) {
	if err := json.Unmarshal(p.Data, &h); err != nil {
		s.errorf("identify: %v", err)
	}
	s.mu.Lock()
	code, again := s.faults.closeCode, s.faults.reconnectAt
	s.faults.reconnectAt = false
	content := s.place.flags&messageContent != 0
	s.mu.Unlock()
	switch {
	case code != 0:
		c.close(code)
	case h.Token != "Bot "+Token:
		c.close(4004)
	case again:
		c.send(opReconnect, nil)
	case h.Shard != nil && (h.Shard[0] < 0 || h.Shard[0] >= h.Shard[1]):
		c.close(4010)
	case h.Intents&intentMessageContent != 0 && !content:
		c.close(4014)
	default:
		return h, true
	}
	return h, false
}

// identify begins a session, in place of the one that the shard had.
func (s *Server) identify(c *client, p payload) {
	h, ok := s.welcome(c, p)
	if !ok {
		return
	}
	shard := [2]int{0, 1}
	if h.Shard != nil {
		shard = *h.Shard
	}
	s.mu.Lock()
	g := &s.gateways
	s.counts.Identifies++
	bucket := shard[0] % max(1, g.concurrency)
	early := time.Since(g.identified[bucket]) < g.every
	if early {
		s.counts.EarlyIdentifies++
	} else {
		g.identified[bucket] = time.Now()
	}
	ss := &session{id: "session-" + s.nextID(), shard: shard[0], intents: h.Intents, conn: c}
	absent, flags, guild, foreign := s.place.absent, s.place.flags, s.guild(), s.faults.foreign
	guild["channels"], guild["members"], guild["threads"] = s.guildChannels(), []any{}, []any{}
	guild["joined_at"], guild["member_count"], guild["large"] = "2026-01-02T03:04:05Z", 3, false
	s.mu.Unlock()
	if early {
		c.send(opInvalidSession, false)
		return
	}
	mine := !absent && shardOf(Guild, shard[1]) == shard[0]
	guilds := []any{}
	if mine {
		guilds = append(guilds, map[string]any{"id": Guild, "unavailable": true})
	}
	hello := map[string]any{
		"v": 10, "session_id": ss.id, "resume_gateway_url": s.socketURL(), "guilds": guilds, "shard": shard, "user": me,
		"application": map[string]any{"id": Application, "flags": flags},
	}
	if foreign {
		hello = map[string]any{"session_id": ss.id, "user": me}
	}
	ready, _ := json.Marshal(hello)
	ss.mu.Lock() // whoever has an event for it waits until READY is out
	defer ss.mu.Unlock()
	s.publish(c, ss, shard[1])
	ss.add("READY", ready)
	if mine && h.Intents&intentGuilds != 0 {
		raw, _ := json.Marshal(guild)
		ss.add("GUILD_CREATE", raw)
	}
}

// publish makes a session the one that its shard's events go to.
func (s *Server) publish(c *client, ss *session, count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &s.gateways
	if g.count != count {
		clear(g.sessions)
		g.count = count
	}
	if old := g.sessions[ss.shard]; old != nil {
		old.kill()
		delete(g.known, old.id)
	}
	g.sessions[ss.shard], g.known[ss.id], g.clients[c] = ss, ss, ss
	s.counts.Readies++
	s.wake("")
}

// resume continues a session.
func (s *Server) resume(c *client, p payload) {
	h, ok := s.welcome(c, p)
	if !ok {
		return
	}
	s.mu.Lock()
	ss := s.gateways.known[h.Session]
	refused := s.faults.refuseResume > 0
	if refused {
		s.faults.refuseResume--
	}
	if ss != nil && !refused {
		s.gateways.clients[c] = ss
	}
	s.mu.Unlock()
	if ss == nil || refused || !ss.resume(c, h.Seq) {
		if ss != nil {
			s.forget(ss)
		}
		s.mu.Lock()
		s.counts.RefusedResumes++
		s.mu.Unlock()
		c.send(opInvalidSession, false)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.Resumes++
	s.wake("")
}

// invalidate ends the session of a connection for good.
func (s *Server) invalidate(c *client) {
	s.mu.Lock()
	ss := s.gateways.clients[c]
	s.mu.Unlock()
	if ss != nil {
		s.forget(ss)
	}
}

// forget makes a session one that can't be resumed.
func (s *Server) forget(ss *session) {
	ss.kill()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.gateways.known, ss.id)
	s.wake("")
}
