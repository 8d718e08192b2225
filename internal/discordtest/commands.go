package discordtest

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"strings"
)

// registered are the commands that the bot has put, as JSON.
type registered []map[string]any

// commandName matches names of slash commands and of their options.
var commandName = regexp.MustCompile(`^[-_\p{L}\p{N}]{1,32}$`)

// putCommands takes commands, for all guilds or for one.
func (s *Server) putCommands(w http.ResponseWriter, r *http.Request, req *Request) {
	commands := req.Body["commands"].(registered)
	scope := r.PathValue("guild_id")
	s.mu.Lock()
	absent := s.place.absent || scope != "" && scope != Guild
	s.mu.Unlock()
	if scope != "" && absent {
		s.refuse(w, req, http.StatusForbidden, 50001, "Missing Access")
		return
	}
	if faults := wrongCommands(commands); len(faults) > 0 {
		s.errorf("commands: Discord would refuse them: %q", faults)
		s.refuse(w, req, http.StatusBadRequest, 50035, "Invalid Form Body")
		return
	}
	s.mu.Lock()
	s.registered[scope], s.lastPut = commands, commands
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, commands) // without ids, as some servers do
}

// getCommands lists the commands of a scope, with what Discord adds.
func (s *Server) getCommands(w http.ResponseWriter, r *http.Request, req *Request) {
	scope := r.PathValue("guild_id")
	list := []map[string]any{}
	s.mu.Lock()
	for i, c := range s.registered[scope] {
		c = maps.Clone(c)
		c["id"], c["application_id"], c["version"] = fmt.Sprint(300000000000000000+i), Application, "300000000000000000"
		if scope != "" {
			c["guild_id"] = scope
		}
		if s.faults.foreign {
			delete(c, "id")
			delete(c, "version")
		}
		list = append(list, c)
	}
	s.mu.Unlock()
	s.accept(w, req, http.StatusOK, list)
}

// Commands returns the commands that the bot has put last, in whichever scope;
// nil if it has put none.
func (s *Server) Commands() []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lastPut
}

// CommandsIn returns the commands of a guild, of all where that is "".
func (s *Server) CommandsIn(guild string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.registered[guild]
}

// localised reports whether commands have names for other languages.
func localised(raw []byte) bool {
	return strings.Contains(string(raw), "name_localizations")
}

// wrongCommands returns what Discord would refuse about commands.
func wrongCommands(list registered) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	limits := map[int]int{1: 100, 2: 15, 3: 15}
	count := make(map[int]int)
	seen := make(map[string]bool)
	for _, c := range list {
		kind := max(1, number(c["type"]))
		count[kind]++
		name, _ := c["name"].(string)
		if key := fmt.Sprint(kind, " ", name); seen[key] {
			fault("command %q twice", name)
		} else {
			seen[key] = true
		}
		description, _ := c["description"].(string)
		if kind == 1 {
			faults = append(faults, wrongNames(c)...)
			faults = append(faults, wrongOptions(c["options"])...)
		} else if description != "" {
			fault("command %q of type %d with a description", name, kind)
		}
	}
	for kind, n := range count {
		if n > limits[kind] {
			fault("%d commands of type %d, want at most %d", n, kind, limits[kind])
		}
	}
	return faults
}

// wrongNames returns what is wrong about the names and descriptions of a slash
// command or an option.
func wrongNames(c map[string]any) (faults []string) {
	check := func(name, description any) {
		n, _ := name.(string)
		if !commandName.MatchString(n) || strings.ToLower(n) != n {
			faults = append(faults, fmt.Sprintf("name %q", n))
		}
		if d, _ := description.(string); d == "" || units(d) > 100 {
			faults = append(faults, fmt.Sprintf("description of %q with %d characters, want 1 to 100", n, units(d)))
		}
	}
	check(c["name"], c["description"])
	names, _ := c["name_localizations"].(map[string]any)
	for _, name := range names {
		check(name, c["description"])
	}
	descriptions, _ := c["description_localizations"].(map[string]any)
	for _, description := range descriptions {
		check(c["name"], description)
	}
	return faults
}

// wrongOptions returns what is wrong about the options of a command.
func wrongOptions(list any) (faults []string) {
	options, _ := list.([]any)
	optional := false
	for _, one := range options {
		o, _ := one.(map[string]any)
		required := o["required"] == true
		if required && optional {
			faults = append(faults, fmt.Sprintf("option %v is required and stands behind an optional one", o["name"]))
		}
		optional = optional || !required
		if choices, _ := o["choices"].([]any); len(choices) > 0 && o["autocomplete"] == true {
			faults = append(faults, fmt.Sprintf("option %v has choices and autocomplete", o["name"]))
		}
		faults = append(faults, wrongNames(o)...)
		faults = append(faults, wrongOptions(o["options"])...)
	}
	return faults
}
