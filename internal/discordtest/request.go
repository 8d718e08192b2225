package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"strings"
	"time"
)

// Request is one that the bot has made.
type Request struct {
	// Kind is what it does: "message", "edit-message", "delete-message" and
	// "typing" in a channel, "callback", "edit", "delete" and "followup" for an
	// interaction, or "commands".
	Kind    string
	To      string            // id of the message or interaction that it answers, "" for none
	Path    string            // below the base of the interface
	Body    map[string]any    // nil where the body is no object
	Data    map[string]any    // the message in it: the body, or what stands in a callback's data
	Files   map[string][]byte // that came with it, by name
	Message string            // id of the message that it made, changed or took away, "" for none
	Status  int               // of the answer
	At      time.Time         // when it came

	raw []byte // the JSON of Body
}

// Content returns the plain text of the message that the request sends.
func (r Request) Content() string {
	text, _ := r.Data["content"].(string)
	return text
}

// Text returns all text of the message: the plain one, and that of components
// in their order, joined by newlines.
func (r Request) Text() string {
	var parts []string
	if text := r.Content(); text != "" {
		parts = append(parts, text)
	}
	for c := range nested(r.Data["components"]) {
		if text, ok := c["content"].(string); ok && number(c["type"]) == textDisplay {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n")
}

// Flags returns the flags of the message that the request sends.
func (r Request) Flags() int { return number(r.Data["flags"]) }

// Private reports whether one person alone sees the message.
func (r Request) Private() bool { return r.Flags()&ephemeral != 0 }

// Type returns the type of a callback.
func (r Request) Type() int { return number(r.Body["type"]) }

// accepted reports whether the server did what was asked.
func (r Request) accepted() bool { return r.Status < 300 }

// String is for messages of failed tests.
func (r Request) String() string {
	return fmt.Sprintf("%s for %q: %d %.300q", r.Kind, r.To, r.Status, r.raw)
}

// number returns a number of JSON as an integer, 0 for anything else.
func number(v any) int {
	switch n := v.(type) {
	case float64:
		return int(n)
	case int:
		return n
	}
	return 0
}

func respond(w http.ResponseWriter, status int, body any) {
	if body == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// problem is the body of an answer that refuses a request.
func problem(code int, message string) map[string]any {
	return map[string]any{"code": code, "message": message}
}

// maxBody is how much the server reads of a request.
const maxBody = 32 << 20

// take reads and checks a request, and serves it where no fault comes between.
func (s *Server) take(rt route) http.HandlerFunc {
	hooked := strings.HasPrefix(rt.template, "/webhooks/") || strings.HasPrefix(rt.template, "/interactions/")
	return func(w http.ResponseWriter, r *http.Request) {
		req := &Request{Kind: rt.kind, Path: strings.TrimPrefix(r.URL.Path, base), At: time.Now()}
		if err := req.read(r); err != nil {
			s.errorf("%s: %v", rt.kind, err)
			respond(w, http.StatusBadRequest, problem(50109, "The request body contains invalid JSON."))
			return
		}
		s.address(r, req)
		if s.stumble(w, r, req) {
			return
		}
		if !hooked && rt.template != "/gateway" && r.Header.Get("Authorization") != "Bot "+Token {
			if rt.kind != "gateway" {
				s.errorf("%s: wrong authorization", rt.kind)
			}
			s.refuse(w, req, http.StatusUnauthorized, 0, "401: Unauthorized")
			return
		}
		if len(req.raw) > 0 && !s.described(rt, req) {
			s.refuse(w, req, http.StatusBadRequest, 50035, "Invalid Form Body")
			return
		}
		if nobody := s.unheard(rt.kind); nobody != nil {
			rt.serve(nobody, r, req)
			panic(http.ErrAbortHandler)
		}
		rt.serve(w, r, req)
	}
}

// read fills in what the body says.
func (r *Request) read(from *http.Request) error {
	body := io.LimitReader(from.Body, maxBody)
	kind, params, _ := mime.ParseMediaType(from.Header.Get("Content-Type"))
	var err error
	if kind == "multipart/form-data" {
		err = r.readParts(multipart.NewReader(body, params["boundary"]))
	} else {
		r.raw, err = io.ReadAll(body)
	}
	if err != nil || len(r.raw) == 0 {
		return err
	}
	if r.Kind == "commands" {
		var list registered
		err := json.Unmarshal(r.raw, &list)
		r.Body = map[string]any{"commands": list}
		return err
	}
	if err := json.Unmarshal(r.raw, &r.Body); err != nil {
		return fmt.Errorf("body is no object: %w", err)
	}
	r.Data = r.Body
	if r.Kind == "callback" {
		r.Data, _ = r.Body["data"].(map[string]any)
	}
	return nil
}

// readParts reads a body with files.
func (r *Request) readParts(parts *multipart.Reader) error {
	r.Files = make(map[string][]byte)
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		var content bytes.Buffer
		if _, err := content.ReadFrom(part); err != nil {
			return err
		}
		switch name := part.FormName(); {
		case name == "payload_json":
			r.raw = content.Bytes()
		case strings.HasPrefix(name, "files[") && part.FileName() != "":
			r.Files[part.FileName()] = content.Bytes()
		default:
			return fmt.Errorf("unknown part %q of a form", name)
		}
	}
}

// address finds out what a request answers.
func (s *Server) address(from *http.Request, r *Request) {
	if ref, ok := r.Body["message_reference"].(map[string]any); ok && r.Kind == "message" {
		r.To, _ = ref["message_id"].(string)
	}
	switch r.Kind {
	case "callback":
		r.To = from.PathValue("interaction_id")
	case "edit", "delete", "followup":
		r.To = strings.TrimPrefix(from.PathValue("webhook_token"), "token-")
	case "edit-message", "delete-message":
		s.mu.Lock()
		defer s.mu.Unlock()
		if m := s.messages[from.PathValue("message_id")]; m != nil {
			r.To = m.to
		}
	}
}

// refuse answers a request with an error.
func (s *Server) refuse(w http.ResponseWriter, r *Request, status, code int, message string) {
	r.Status = status
	s.keep(*r)
	respond(w, status, problem(code, message))
}

// accept keeps a request and answers it.
func (s *Server) accept(w http.ResponseWriter, r *Request, status int, body any) {
	r.Status = status
	s.keep(*r)
	respond(w, status, body)
}

// keep counts a request, records one that writes, and wakes who waits for it.
func (s *Server) keep(r Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count(r)
	if strings.HasPrefix(r.Kind, "get") || r.Kind == "gateway" {
		return
	}
	at := len(s.requests)
	s.requests = append(s.requests, r)
	s.byKind[r.Kind] = append(s.byKind[r.Kind], at)
	if r.To != "" {
		s.byTo[r.To] = append(s.byTo[r.To], at)
	}
	s.wake(r.To)
}
