package discordtest

import (
	"net/http"
	"time"
)

// hooked returns the interaction whose token a request has, and the id of the
// message that it means, or answers why that can't be had.
func (s *Server) hooked(w http.ResponseWriter, r *http.Request, req *Request) (i *interaction, id string, ok bool) {
	s.mu.Lock()
	i = s.interactions[req.To]
	if req.Kind == "get-original" {
		i = s.interactions[hookToken(r)]
	}
	expired := i != nil && time.Since(i.at) > tokenTime
	answered := i != nil && i.response != 0
	if id = r.PathValue("message_id"); id == "@original" && i != nil {
		id = i.original
	}
	m := s.messages[id]
	own := i != nil && m != nil && (m.to == i.id || id == i.original)
	s.mu.Unlock()
	switch {
	case i == nil || r.PathValue("webhook_id") != Application:
		s.errorf("%s with a token that nobody has given: %s", req.Kind, req.Path)
		s.refuse(w, req, http.StatusNotFound, 10015, "Unknown Webhook")
	case expired:
		s.refuse(w, req, http.StatusUnauthorized, 50027, "Invalid Webhook Token")
	case !answered:
		s.refuse(w, req, http.StatusNotFound, 10015, "Unknown Webhook")
	case req.Kind != "followup" && !own:
		s.refuse(w, req, http.StatusNotFound, unknownMessage, "Unknown Message")
	default:
		return i, id, true
	}
	return nil, "", false
}

// hookToken returns the id of the interaction that a token is of.
func hookToken(r *http.Request) string {
	const prefix = "token-"
	token := r.PathValue("webhook_token")
	return token[min(len(prefix), len(token)):]
}

func (s *Server) patchOriginal(w http.ResponseWriter, r *http.Request, req *Request) {
	i, id, ok := s.hooked(w, r, req)
	if !ok || !s.revise(w, i, req, id) {
		return
	}
	shown, _ := s.Shown(id)
	s.accept(w, req, http.StatusOK, shown.Data)
}

func (s *Server) getOriginal(w http.ResponseWriter, r *http.Request, req *Request) {
	if _, id, ok := s.hooked(w, r, req); ok {
		shown, _ := s.Shown(id)
		s.accept(w, req, http.StatusOK, shown.Data)
	}
}

func (s *Server) deleteOriginal(w http.ResponseWriter, r *http.Request, req *Request) {
	if _, id, ok := s.hooked(w, r, req); ok {
		s.remove(id)
		req.Message = id
		s.accept(w, req, http.StatusNoContent, nil)
	}
}

// postFollowup takes a further message. Where the answer is announced only,
// the message is that answer.
func (s *Server) postFollowup(w http.ResponseWriter, r *http.Request, req *Request) {
	i, _, ok := s.hooked(w, r, req)
	if !ok {
		return
	}
	s.mu.Lock()
	waiting, original := i.waiting, i.original
	s.mu.Unlock()
	if waiting {
		ok = s.revise(w, i, req, original)
	} else {
		ok = s.answer(w, i, req)
	}
	if ok {
		shown, _ := s.Shown(req.Message)
		s.accept(w, req, http.StatusOK, shown.Data)
	}
}
