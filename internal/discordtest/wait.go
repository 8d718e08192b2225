package discordtest

import "time"

// Reply waits for the answer to a message or an interaction: the last request
// that was accepted and carries a message or choices. The announcement that an
// answer is to come is none.
func (s *Server) Reply(id string) (r Request) {
	s.t.Helper()
	s.wait(id, "an answer to "+id, func() bool {
		places := s.byTo[id]
		for i := len(places) - 1; i >= 0; i-- {
			if r = s.requests[places[i]]; r.accepted() && r.answers() {
				return true
			}
		}
		return false
	})
	return r
}

// answers reports whether a request gives an answer or a part of one.
func (r Request) answers() bool {
	switch r.Kind {
	case "callback":
		return r.Type() == 4 || r.Type() == 7 || r.Type() == 8
	case "delete", "delete-message", "typing":
		return false
	}
	return true
}

// Wait waits for n requests of a kind that answer a message or an interaction,
// refused ones too; an empty id is any.
func (s *Server) Wait(kind, id string, n int) (found []Request) {
	s.t.Helper()
	s.wait(id, kind+" for "+id, func() bool {
		places := s.byKind[kind]
		if id != "" {
			places = s.byTo[id]
		}
		found = nil
		for _, at := range places {
			if r := s.requests[at]; r.Kind == kind {
				found = append(found, r)
			}
		}
		return len(found) >= n
	})
	return found
}

// Replies returns the accepted requests for a message or an interaction so far.
func (s *Server) Replies(id string) (found []Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, at := range s.byTo[id] {
		if r := s.requests[at]; r.accepted() {
			found = append(found, r)
		}
	}
	return found
}

// Answers returns how often a message or an interaction was answered: messages
// posted, one that came twice with its nonce once, and edits of an announced
// answer counted as one.
func (s *Server) Answers(id string) (n int) {
	edited := 0
	posted := make(map[string]bool)
	for _, r := range s.Replies(id) {
		switch {
		case r.Kind == "edit":
			edited = 1
		case r.Kind == "edit-message" || !r.answers() || r.Message != "" && posted[r.Message]:
		default:
			posted[r.Message] = true
			n++
		}
	}
	return max(n, edited)
}

// Sent returns the id of the message that a request has posted or changed.
func (s *Server) Sent(r Request) string { return r.Message }

// Shown returns a message as its readers see it now; ok is false where it is
// not there or is gone.
func (s *Server) Shown(id string) (r Request, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.messages[id]
	if !ok {
		return r, false
	}
	return Request{To: m.to, Data: m.fields, Message: id}, true
}

// Latency returns how long the bot took to call back for an interaction; false
// where it has not, or too late.
func (s *Server) Latency(id string) (d time.Duration, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := s.interactions[id]
	if i == nil || i.response == 0 {
		return 0, false
	}
	return i.took, true
}
