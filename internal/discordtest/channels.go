package discordtest

import (
	"maps"
	"net/http"
)

// postMessage takes a message of the bot in a channel.
func (s *Server) postMessage(w http.ResponseWriter, r *http.Request, req *Request) {
	channel := r.PathValue("channel_id")
	if !s.permitted(w, req, channel, s.sendRight(channel)) {
		return
	}
	if len(req.Files) > 0 && !s.permitted(w, req, channel, AttachFiles) {
		return
	}
	if req.To != "" && s.rights(channel)&ReadMessageHistory == 0 {
		s.refuse(w, req, http.StatusBadRequest, 160002, "Cannot reply without permission to read message history")
		return
	}
	fields := s.blank(channel)
	if !s.refer(fields, req) {
		s.refuse(w, req, http.StatusBadRequest, 50035, "Invalid Form Body: message_reference: Unknown message")
		return
	}
	fields, ok := s.write(w, req, fields, true)
	if !ok {
		return
	}
	if known, again := s.nonce(channel, req, fields); again {
		fields = known
	} else {
		s.put(&message{fields: fields, to: req.To})
	}
	req.Message = fields["id"].(string)
	s.accept(w, req, http.StatusOK, fields)
	s.echo("MESSAGE_CREATE", fields)
}

// refer makes a message the reply that a request wants; false where there is
// nothing to reply to and the request insists.
func (s *Server) refer(fields map[string]any, r *Request) bool {
	ref, ok := r.Data["message_reference"].(map[string]any)
	if !ok {
		return true
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	to := s.messages[r.To]
	if to == nil || to.only != "" {
		return ref["fail_if_not_exists"] == false
	}
	before := maps.Clone(to.fields)
	delete(before, "referenced_message") // Discord goes one message back
	fields["type"], fields["message_reference"], fields["referenced_message"] = 19, ref, before
	return true
}

// nonce returns the message that a request has posted before, where it says
// that it must not be posted twice.
func (s *Server) nonce(channel string, r *Request, fields map[string]any) (known map[string]any, again bool) {
	nonce, ok := r.Data["nonce"]
	if !ok || r.Data["enforce_nonce"] != true {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := channel + " " + text(nonce)
	if id, ok := s.nonces[key]; ok && s.messages[id] != nil {
		return s.messages[id].fields, true
	}
	s.nonces[key] = fields["id"].(string)
	return nil, false
}

func (s *Server) getMessage(w http.ResponseWriter, r *http.Request, req *Request) {
	channel := r.PathValue("channel_id")
	if !s.permitted(w, req, channel, ReadMessageHistory) {
		return
	}
	m, ok := s.lookup(channel, r.PathValue("message_id"))
	if !ok {
		s.refuse(w, req, http.StatusNotFound, unknownMessage, "Unknown Message")
		return
	}
	s.mu.Lock()
	seen := s.seen(m.fields)
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, seen)
}

func (s *Server) getMessages(w http.ResponseWriter, r *http.Request, req *Request) {
	channel := r.PathValue("channel_id")
	if !s.permitted(w, req, channel, ReadMessageHistory) {
		return
	}
	found, err := s.list(channel, r.URL.Query())
	if err != nil {
		s.errorf("%s: %v", req.Kind, err)
		s.refuse(w, req, http.StatusBadRequest, 50035, "Invalid Form Body")
		return
	}
	s.accept(w, req, http.StatusOK, found)
}

func (s *Server) patchMessage(w http.ResponseWriter, r *http.Request, req *Request) {
	m, ok := s.lookup(r.PathValue("channel_id"), r.PathValue("message_id"))
	switch {
	case !ok:
		s.refuse(w, req, http.StatusNotFound, unknownMessage, "Unknown Message")
		return
	case m.author() != Bot:
		s.refuse(w, req, http.StatusForbidden, 50005, "Cannot edit a message authored by another user")
		return
	}
	fields, ok := s.write(w, req, m.fields, false)
	if !ok {
		return
	}
	s.put(&message{fields: edited(fields), to: m.to})
	req.Message = r.PathValue("message_id")
	s.accept(w, req, http.StatusOK, fields)
	s.echo("MESSAGE_UPDATE", fields)
}

func (s *Server) deleteMessage(w http.ResponseWriter, r *http.Request, req *Request) {
	channel, id := r.PathValue("channel_id"), r.PathValue("message_id")
	m, ok := s.lookup(channel, id)
	if !ok {
		s.refuse(w, req, http.StatusNotFound, unknownMessage, "Unknown Message")
		return
	}
	if m.author() != Bot && !s.permitted(w, req, channel, ManageMessages) {
		return
	}
	s.remove(id)
	req.Message = id
	s.accept(w, req, http.StatusNoContent, nil)
	s.echo("MESSAGE_DELETE", gone(m))
}

func (s *Server) typing(w http.ResponseWriter, r *http.Request, req *Request) {
	channel := r.PathValue("channel_id")
	if s.permitted(w, req, channel, s.sendRight(channel)) {
		s.accept(w, req, http.StatusNoContent, nil)
	}
}
