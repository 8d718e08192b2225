package discordtest

import (
	"maps"
	"math"
)

// Foreign makes the server leave out what other servers leave out that speak
// the protocol: the permissions of members and of the bot, languages of clients,
// lists of mentions, ids of commands, the application in READY, limits of
// sessions, the gateway's address but under /gateway/bot, and every resume.
func (s *Server) Foreign() {
	s.OnlyGatewayBot()
	s.RefuseResume(math.MaxInt)
	s.fault(func(f *faults) { f.foreign = true })
}

// unsaid are the fields of messages and interactions that other servers leave
// out.
var unsaid = []string{
	"locale", "guild_locale", "app_permissions", "context", "entitlements", "attachment_size_limit", "version", "channel",
	"mention_roles", "mention_everyone", "embeds", "attachments", "pinned", "tts", "interaction_metadata",
}

// reduced returns a message or an interaction as another server tells of it.
func reduced(fields map[string]any) map[string]any {
	fields = maps.Clone(fields)
	for _, key := range unsaid {
		delete(fields, key)
	}
	if fields["mentions"] != nil {
		fields["mentions"] = []any{}
	}
	if who, ok := fields["member"].(map[string]any); ok {
		fields["member"] = map[string]any{"user": who["user"], "roles": who["roles"]}
	}
	for _, key := range []string{"message", "referenced_message"} {
		if m, ok := fields[key].(map[string]any); ok {
			fields[key] = reduced(m)
		}
	}
	return fields
}
