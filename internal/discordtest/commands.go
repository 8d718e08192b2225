package discordtest

import (
	"encoding/json"
	"io"
	"net/http"
)

// registered are the commands that the bot has put, as JSON.
type registered []map[string]any

func (s *Server) putCommands(w http.ResponseWriter, r *http.Request) {
	raw, err := io.ReadAll(r.Body)
	var commands registered
	if err == nil {
		err = json.Unmarshal(raw, &commands)
	}
	if err != nil {
		s.t.Errorf("discordtest: commands: %v", err)
	}
	s.schemas.check(s.t, r.Method, "/applications/{application_id}/commands", raw)
	s.mu.Lock()
	status := s.faults.status["commands"]
	s.mu.Unlock()
	s.keep(Request{Kind: "commands", Path: r.URL.Path, Body: map[string]any{"commands": commands}})
	if status != 0 {
		respond(w, status, map[string]any{"code": 50035, "message": "Invalid Form Body"})
		return
	}
	respond(w, http.StatusOK, commands) // without ids, as some servers do
}

func (s *Server) getCommands(w http.ResponseWriter, _ *http.Request) {
	list := s.Commands()
	if list == nil {
		list = registered{}
	}
	respond(w, http.StatusOK, list)
}

// Commands returns the commands that the bot has put last, nil if it has put
// none.
func (s *Server) Commands() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(s.requests) - 1; i >= 0; i-- {
		if s.requests[i].Kind == "commands" {
			return s.requests[i].Body["commands"].(registered)
		}
	}
	return nil
}
