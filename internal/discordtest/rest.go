package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
)

// Request is one that the bot has made.
type Request struct {
	Kind string         // "message", "callback", "edit", "followup", "commands" or "typing"
	To   string         // id of the message or interaction that it answers, "" for none
	Path string         // below the base of the interface
	Body map[string]any // nil where the body is no object
	Data map[string]any // the message in it: the body, or what stands in a callback's data
}

// Content returns the text of the message that the request sends.
func (r Request) Content() string {
	text, _ := r.Data["content"].(string)
	return text
}

// Flags returns the flags of the message that the request sends.
func (r Request) Flags() int {
	flags, _ := r.Data["flags"].(float64)
	return int(flags)
}

// Type returns the type of a callback.
func (r Request) Type() int {
	kind, _ := r.Body["type"].(float64)
	return int(kind)
}

func respond(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// take reads and checks a request and keeps it. It returns false where the
// request is refused, which is then already answered. template is the path as
// the description of the interface has it.
func (s *Server) take(w http.ResponseWriter, r *http.Request, kind, template string) (req Request, ok bool) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		s.t.Errorf("discordtest: %s: %v", kind, err)
		return req, false
	}
	webhook := strings.HasPrefix(template, "/webhooks/") || strings.HasPrefix(template, "/interactions/")
	if !webhook && r.Header.Get("Authorization") != "Bot "+Token {
		s.t.Errorf("discordtest: %s: wrong authorization", kind)
	}
	var body any
	if len(raw) > 0 {
		if err := json.Unmarshal(raw, &body); err != nil {
			s.t.Errorf("discordtest: %s: body is no JSON: %v", kind, err)
		}
		s.schemas.check(s.t, r.Method, template, raw)
	}
	req = Request{Kind: kind, Path: strings.TrimPrefix(r.URL.Path, "/api/v10")}
	req.Body, _ = body.(map[string]any)
	req.Data = req.Body
	if kind == "callback" {
		req.Data, _ = req.Body["data"].(map[string]any)
		req.To = r.PathValue("interaction")
	}
	if ref, ok := req.Body["message_reference"].(map[string]any); ok {
		req.To, _ = ref["message_id"].(string)
	}
	if kind == "edit" || kind == "followup" {
		req.To = strings.TrimPrefix(r.PathValue("token"), "token-")
	}
	s.mu.Lock()
	status := s.faults.status[kind]
	s.mu.Unlock()
	if status == 0 {
		if kind != "commands" && kind != "typing" {
			s.checkMessage(req)
		}
		return req, true
	}
	s.keep(req)
	respond(w, status, map[string]any{"code": 50013, "message": "Missing Permissions"})
	return req, false
}

// keep records a request and wakes who waits for it.
func (s *Server) keep(req Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, req)
	s.changed.Broadcast()
}

// store makes a message of a request, as the channel holds it.
func (s *Server) store(channel string, req Request) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := map[string]any{
		"id": s.nextID(), "channel_id": channel, "content": req.Content(), "type": 0,
		"author": map[string]any{"id": Bot, "username": "Dalil", "bot": true}, "mentions": []any{}, "flags": req.Flags(),
	}
	if ref, ok := req.Data["message_reference"]; ok {
		m["type"], m["message_reference"] = 19, ref
	}
	s.messages[m["id"].(string)] = m
	return m
}

func (s *Server) postMessage(w http.ResponseWriter, r *http.Request) {
	req, ok := s.take(w, r, "message", "/channels/{channel_id}/messages")
	if !ok {
		return
	}
	m := s.store(r.PathValue("channel"), req)
	req.Body["id"] = m["id"]
	s.keep(req)
	respond(w, http.StatusOK, m)
}

func (s *Server) getMessage(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	m, ok := s.messages[r.PathValue("message")]
	s.mu.Unlock()
	if !ok || m["channel_id"] != r.PathValue("channel") {
		respond(w, http.StatusNotFound, map[string]any{"code": 10008, "message": "Unknown Message"})
		return
	}
	respond(w, http.StatusOK, m)
}

func (s *Server) getMessages(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []map[string]any{}
	for _, m := range s.messages {
		if m["channel_id"] == r.PathValue("channel") {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b map[string]any) int { return strings.Compare(b["id"].(string), a["id"].(string)) })
	respond(w, http.StatusOK, list)
}

func (s *Server) typing(w http.ResponseWriter, r *http.Request) {
	if req, ok := s.take(w, r, "typing", "/channels/{channel_id}/typing"); ok {
		s.keep(req)
		w.WriteHeader(http.StatusNoContent)
	}
}

func (s *Server) postCallback(w http.ResponseWriter, r *http.Request) {
	req, ok := s.take(w, r, "callback", "/interactions/{interaction_id}/{interaction_token}/callback")
	if !ok {
		return
	}
	if r.PathValue("token") != "token-"+req.To {
		s.t.Errorf("discordtest: callback with a wrong token: %s", req.Path)
	}
	if req.Flags()&ephemeral == 0 {
		s.store(Channel, req)
	}
	s.keep(req)
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) editOriginal(w http.ResponseWriter, r *http.Request) {
	req, ok := s.take(w, r, "edit", "/webhooks/{webhook_id}/{webhook_token}/messages/@original")
	if ok {
		s.keep(req)
		respond(w, http.StatusOK, s.store(Channel, req))
	}
}

func (s *Server) postFollowup(w http.ResponseWriter, r *http.Request) {
	req, ok := s.take(w, r, "followup", "/webhooks/{webhook_id}/{webhook_token}")
	if ok {
		s.keep(req)
		respond(w, http.StatusOK, s.store(Channel, req))
	}
}
