package discordtest

import (
	"bytes"
	"net/http"
	"slices"
)

// callbacks are the types of callbacks that an interaction takes.
var callbacks = map[int][]int{
	commandInteraction:      {4, 5},
	componentInteraction:    {4, 5, 6, 7},
	autocompleteInteraction: {8},
}

// postCallback takes the answer to an interaction.
func (s *Server) postCallback(w http.ResponseWriter, r *http.Request, req *Request) {
	if r.PathValue("interaction_token") != "token-"+req.To {
		s.errorf("callback with a wrong token: %s", req.Path)
	}
	i, ok := s.claim(w, req)
	if !ok || !s.respondTo(w, i, req) {
		return
	}
	if r.URL.Query().Get("with_response") != "true" {
		s.accept(w, req, http.StatusNoContent, nil)
		return
	}
	body := map[string]any{"interaction": map[string]any{"id": req.To, "type": i.kind}, "resource": map[string]any{"type": req.Type()}}
	if shown, ok := s.Shown(req.Message); ok {
		body["resource"].(map[string]any)["message"] = shown.Data
	}
	s.accept(w, req, http.StatusOK, body)
}

// claim takes an interaction for the one callback that it gets, or answers why
// it can't be had. The claim is given back where the callback is refused.
func (s *Server) claim(w http.ResponseWriter, r *Request) (*interaction, bool) {
	s.mu.Lock()
	i := s.interactions[r.To]
	twice := i != nil && i.response != 0
	late := i != nil && r.At.Sub(i.at) > callbackTime
	wrong := i != nil && !slices.Contains(callbacks[i.kind], r.Type())
	if i != nil && !twice && !late && !wrong {
		i.response, i.took, i.callback = r.Type(), r.At.Sub(i.at), r.raw
	}
	again := twice && bytes.Equal(i.callback, r.raw) // the bot has not heard the answer to it
	if late && !twice {
		s.counts.Late++
	}
	s.mu.Unlock()
	switch {
	case i == nil:
		s.errorf("callback to an interaction that nobody has sent: %s", r.Path)
		s.refuse(w, r, http.StatusNotFound, 10062, "Unknown interaction")
	case twice:
		if !again {
			s.errorf("two callbacks to interaction %s: %s", r.To, r.raw)
		}
		s.refuse(w, r, http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case late:
		s.refuse(w, r, http.StatusNotFound, 10062, "Unknown interaction")
	case wrong:
		s.errorf("callback of type %d to an interaction of type %d", r.Type(), i.kind)
		s.refuse(w, r, http.StatusBadRequest, 50035, "Invalid Form Body")
	default:
		return i, true
	}
	return nil, false
}

// respondTo does what a callback says, or answers why not.
func (s *Server) respondTo(w http.ResponseWriter, i *interaction, r *Request) bool {
	ok := true
	switch r.Type() {
	case 4:
		ok = s.answer(w, i, r)
	case 5:
		fields := s.origin(i)
		fields["flags"] = r.Flags()&ephemeral | loading
		s.keepAnswer(i, r, fields, true)
	case 6:
		s.mu.Lock()
		i.original = i.source
		s.mu.Unlock()
	case 7:
		s.mu.Lock()
		i.original = i.source
		s.mu.Unlock()
		ok = s.revise(w, i, r, i.source)
	case 8:
		if faults := wrongChoices(r.Data["choices"]); len(faults) > 0 {
			s.errorf("autocomplete: Discord would refuse the choices: %q", faults)
			s.refuse(w, r, http.StatusBadRequest, 50035, "Invalid Form Body")
			ok = false
		}
	}
	if !ok {
		s.mu.Lock()
		i.response = 0
		s.mu.Unlock()
	}
	return ok
}

// origin returns the fields that a message has because it answers an
// interaction.
func (s *Server) origin(i *interaction) map[string]any {
	fields := s.blank(i.channel)
	fields["application_id"], fields["webhook_id"] = Application, Application
	fields["interaction_metadata"] = map[string]any{"id": i.id, "type": i.kind, "user": map[string]any{"id": i.user, "username": "Layla"}}
	if i.kind == commandInteraction {
		fields["type"] = 20
		fields["interaction"] = map[string]any{"id": i.id, "type": i.kind, "name": i.name, "user": map[string]any{"id": i.user, "username": "Layla"}}
	}
	return fields
}

// answer posts a message that answers an interaction.
func (s *Server) answer(w http.ResponseWriter, i *interaction, r *Request) bool {
	fields := s.origin(i)
	fields["flags"] = r.Flags() & ephemeral
	fields, ok := s.write(w, r, fields, true)
	if ok {
		s.keepAnswer(i, r, fields, false)
	}
	return ok
}

// keepAnswer keeps a message that answers an interaction; the first one is its
// original. waiting is whether it is only announced.
func (s *Server) keepAnswer(i *interaction, r *Request, fields map[string]any, waiting bool) {
	m := &message{fields: fields, to: i.id}
	if number(fields["flags"])&ephemeral != 0 {
		m.only = i.user
	}
	s.put(m)
	r.Message = fields["id"].(string)
	s.mu.Lock()
	if i.original == "" {
		i.original = r.Message
	}
	i.waiting, i.only = waiting, m.only != ""
	s.mu.Unlock()
}

// revise changes a message through an interaction, or answers why not.
func (s *Server) revise(w http.ResponseWriter, i *interaction, r *Request, id string) bool {
	s.mu.Lock()
	m := s.messages[id]
	s.mu.Unlock()
	if m == nil {
		s.refuse(w, r, http.StatusNotFound, unknownMessage, "Unknown Message")
		return false
	}
	fields, ok := s.write(w, r, m.fields, false)
	if !ok {
		return false
	}
	if number(m.fields["flags"])&loading == 0 {
		fields = edited(fields)
	}
	s.put(&message{fields: fields, to: m.to, only: m.only})
	r.Message = id
	s.mu.Lock()
	i.waiting = false
	s.mu.Unlock()
	return true
}
