package discordtest

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// The types of interactions.
const (
	commandInteraction      = 2
	componentInteraction    = 3
	autocompleteInteraction = 4
)

// How long the bot may take with an interaction.
const (
	callbackTime = 3 * time.Second
	tokenTime    = 15 * time.Minute
)

// interaction is one that was sent.
type interaction struct {
	id, channel, user string
	kind              int
	name              string // of the command
	at                time.Time
	source            string        // id of the message whose component was used
	response          int           // type of the callback that was accepted, 0 for none yet
	took              time.Duration // until then
	callback          []byte        // the body of the callback that was accepted
	only              bool          // the announced answer is for the user alone
	original          string        // id of the message that answers, "" for none yet
	waiting           bool          // the answer was announced and not given
}

// As returns the fields of an interaction of somebody with permissions in the
// guild.
func As(user string, permissions int64) map[string]any {
	who := member(map[string]any{"id": user, "username": "Layla"})
	who["permissions"] = digits(permissions)
	return map[string]any{"member": who}
}

// Command sends INTERACTION_CREATE for a slash command of User in Channel and
// returns the id of the interaction. A name of two words is a command and its
// subcommand. fields is as for Message; where they say Direct as the channel,
// it comes from there.
func (s *Server) Command(name string, options map[string]any, fields map[string]any) (id string) {
	s.t.Helper()
	return s.interact(commandInteraction, commandData(name, options, ""), "", fields)
}

// Subcommand is Command for a subcommand.
func (s *Server) Subcommand(name, sub string, options, fields map[string]any) (id string) {
	s.t.Helper()
	return s.Command(name+" "+sub, options, fields)
}

// Complete asks for the choices of an option while a user types a command.
func (s *Server) Complete(name string, options map[string]any, focused string, fields map[string]any) (id string) {
	s.t.Helper()
	return s.interact(autocompleteInteraction, commandData(name, options, focused), "", fields)
}

// MessageCommand uses a message command on a message, which is then shown to
// the bot whatever it may read.
func (s *Server) MessageCommand(name, message string, fields map[string]any) (id string) {
	s.t.Helper()
	s.mu.Lock()
	m := s.messages[message]
	s.mu.Unlock()
	if m == nil {
		s.errorf("there is no message %s for %q", message, name)
		return ""
	}
	data := map[string]any{
		"id": Application, "name": name, "type": 3, "target_id": message,
		"resolved": map[string]any{"messages": map[string]any{message: m.fields}},
	}
	return s.interact(commandInteraction, data, "", with(fields, "channel_id", m.channel()))
}

// Press presses a button of a message, by its custom id.
func (s *Server) Press(message, customID string, fields map[string]any) (id string) {
	s.t.Helper()
	return s.Choose(message, customID, nil, fields)
}

// Choose picks values of a select menu of a message, by its custom id.
func (s *Server) Choose(message, customID string, values []string, fields map[string]any) (id string) {
	s.t.Helper()
	s.mu.Lock()
	m := s.messages[message]
	s.mu.Unlock()
	if m == nil {
		s.errorf("there is no message %q with a component %q", message, customID)
		return ""
	}
	c, ok := find(m.fields["components"], customID)
	switch {
	case !ok:
		s.errorf("message %s has no component %q: %v", message, customID, m.fields["components"])
		return ""
	case c["disabled"] == true:
		s.errorf("component %q of message %s is disabled", customID, message)
		return ""
	case m.only != "" && m.only != userOf(fields):
		s.errorf("message %s is for %s alone; %s can't see its component %q", message, m.only, userOf(fields), customID)
		return ""
	}
	data := map[string]any{"custom_id": customID, "component_type": c["type"]}
	if values != nil {
		data["values"] = values
	}
	fields = with(with(fields, "channel_id", m.channel()), "message", m.fields)
	return s.interact(componentInteraction, data, message, fields)
}

// commandData is the data of a slash command. focused is the option that is
// being typed, "" for none.
func commandData(name string, options map[string]any, focused string) map[string]any {
	list := []any{}
	for _, key := range slices.Sorted(maps.Keys(options)) {
		option := map[string]any{"name": key, "type": optionType(options[key]), "value": options[key]}
		if key == focused {
			option["focused"] = true
		}
		list = append(list, option)
	}
	name, sub, _ := strings.Cut(name, " ")
	if sub != "" {
		list = []any{map[string]any{"name": sub, "type": 1, "options": list}}
	}
	return map[string]any{"id": Application, "name": name, "type": 1, "options": list}
}

// optionType returns Discord's number for the type of an option.
func optionType(value any) int {
	switch value.(type) {
	case int, int64:
		return 4
	case bool:
		return 5
	case float64:
		return 10
	}
	return 3
}

// with returns fields with one more, unless it is there.
func with(fields map[string]any, key string, value any) map[string]any {
	more := map[string]any{key: value}
	maps.Copy(more, fields)
	return more
}

// userOf returns who an interaction with these fields is from.
func userOf(fields map[string]any) string {
	user, _ := fields["user"].(map[string]any)
	if who, ok := fields["member"].(map[string]any); ok {
		user, _ = who["user"].(map[string]any)
	}
	if id, ok := user["id"].(string); ok {
		return id
	}
	return User
}

// interact sends an interaction and returns its id.
func (s *Server) interact(kind int, data map[string]any, source string, fields map[string]any) (id string) {
	s.t.Helper()
	channel, ok := fields["channel_id"].(string)
	if !ok {
		channel = Channel
	}
	s.mu.Lock()
	id = s.nextID()
	i := map[string]any{
		"id": id, "application_id": Application, "type": kind, "token": "token-" + id, "version": 1,
		"channel_id": channel, "channel": s.show(channel), "locale": "en-GB", "app_permissions": digits(s.place.rightsIn(channel)),
		"data": data, "entitlements": []any{}, "attachment_size_limit": maxFiles,
	}
	direct := s.place.of(channel).kind == directMessage
	s.mu.Unlock()
	who := map[string]any{"id": User, "username": "Layla"}
	if direct {
		i["user"], i["context"] = who, 1
		fields = asUser(fields)
	} else {
		m := member(who)
		m["permissions"] = "2048"
		i["member"], i["context"], i["guild_id"], i["guild_locale"] = m, 0, Guild, "en-US"
	}
	merge(i, fields)
	name, _ := data["name"].(string)
	s.mu.Lock()
	s.interactions[id] = &interaction{id: id, channel: channel, user: userOf(i), kind: kind, name: name, source: source, at: time.Now()}
	endpoint := s.faults.endpoint
	s.mu.Unlock()
	if endpoint != nil {
		s.post(endpoint, id, i)
		return id
	}
	s.Dispatch("INTERACTION_CREATE", i)
	return id
}

// asUser turns the member in fields into a user, as direct messages have it.
func asUser(fields map[string]any) map[string]any {
	who, ok := fields["member"].(map[string]any)
	if !ok {
		return fields
	}
	fields = maps.Clone(fields)
	delete(fields, "member")
	fields["user"] = who["user"]
	return fields
}

// Age makes an interaction older, so that its time is up.
func (s *Server) Age(id string, by time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if i := s.interactions[id]; i != nil {
		i.at = i.at.Add(-by)
	}
}
