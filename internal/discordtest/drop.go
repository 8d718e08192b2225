package discordtest

import "slices"

// final are the close codes after which a session can't be resumed.
var final = []int{1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014}

// Drop ends the connections of the bot: with a close code, or with the request
// to reconnect where that is 0.
func (s *Server) Drop(code int) {
	s.t.Helper()
	s.WaitReady(1)
	for _, c := range s.live() {
		if code == 0 {
			c.send(opReconnect, nil)
			continue
		}
		if slices.Contains(final, code) {
			s.invalidate(c)
		}
		s.cut(c)
		c.close(code)
	}
}

// Reset breaks the connections of the bot off, without a goodbye.
func (s *Server) Reset() {
	s.t.Helper()
	s.WaitReady(1)
	for _, c := range s.live() {
		s.cut(c)
		c.reset()
	}
}

// Zombie makes the connections that there are go silent: no heartbeat is
// acknowledged on them and no event comes.
func (s *Server) Zombie() {
	s.t.Helper()
	s.WaitReady(1)
	for _, c := range s.live() {
		c.zombie.Store(true)
	}
}

// Invalidate tells the bot that its sessions are invalid. Those that are not
// resumable lose what was not yet sent.
func (s *Server) Invalidate(resumable bool) {
	s.t.Helper()
	s.WaitReady(1)
	for _, c := range s.live() {
		if !resumable {
			s.invalidate(c)
		}
		s.cut(c)
		c.send(opInvalidSession, resumable)
	}
}

// cut detaches the session of a connection, which may be resumed.
func (s *Server) cut(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ss := s.gateways.clients[c]; ss != nil {
		ss.detach(c)
	}
}
