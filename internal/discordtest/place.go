package discordtest

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
)

// The permissions that the server looks at, as Discord numbers them.
const (
	ManageGuild        = 1 << 5
	ViewChannel        = 1 << 10
	SendMessages       = 1 << 11
	ManageMessages     = 1 << 13
	EmbedLinks         = 1 << 14
	AttachFiles        = 1 << 15
	ReadMessageHistory = 1 << 16
	SendInThreads      = 1 << 38

	// Enough is what the bot has where a test does not say.
	Enough = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | SendInThreads

	everything = 1<<53 - 1
)

// The types of channels.
const (
	guildText     = 0
	directMessage = 1
	publicThread  = 11
)

// messageContent is the flag of an application that may read all messages.
const messageContent = 1 << 19

// place is where the bot is: its application, its guild and its channels.
type place struct {
	absent   bool  // the bot is not in the guild
	flags    int   // of the application
	rights   int64 // of the bot in the guild
	channels map[string]*channel
}

// channel is one that is not the guild's ordinary one.
type channel struct {
	kind   int
	parent string // of a thread
	rights int64  // of the bot, -1 for those in the guild
}

func newPlace() place {
	return place{rights: Enough, channels: map[string]*channel{
		Channel: {kind: guildText, rights: -1}, Direct: {kind: directMessage, rights: -1},
	}}
}

// of returns a channel; one that nobody has told of is of the guild.
func (p *place) of(id string) channel {
	if c, ok := p.channels[id]; ok {
		return *c
	}
	return channel{kind: guildText, rights: -1}
}

func (p *place) guildOf(channel string) string {
	if p.of(channel).kind == directMessage {
		return ""
	}
	return Guild
}

// Thread makes a public thread below a channel and returns its id.
func (s *Server) Thread(parent string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id = s.nextID()
	s.place.channels[id] = &channel{kind: publicThread, parent: parent, rights: -1}
	return id
}

// Permit sets what the bot may do in a channel; in the guild where that is "".
func (s *Server) Permit(id string, rights int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id == "" {
		s.place.rights = rights
		return
	}
	c := s.place.of(id)
	c.rights = rights
	s.place.channels[id] = &c
}

// Absent says that the bot is not in the guild, or is in it again.
func (s *Server) Absent(absent bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.absent = absent
}

// AllowMessageContent says that the application may use the intent to read all
// messages. Without it a session that wants it is closed with 4014, and the
// text of messages that do not concern the bot is empty.
func (s *Server) AllowMessageContent() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.place.flags |= messageContent
}

// rights returns what the bot may do in a channel.
func (s *Server) rights(id string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.place.rightsIn(id)
}

func (p *place) rightsIn(id string) int64 {
	c := p.of(id)
	switch {
	case c.kind == directMessage:
		return everything
	case c.rights < 0 && c.kind == publicThread:
		return p.rightsIn(c.parent)
	case c.rights < 0:
		return p.rights
	}
	return c.rights
}

// sendRight returns the permission that sending in a channel needs.
func (s *Server) sendRight(id string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.place.of(id).kind == publicThread {
		return SendInThreads
	}
	return SendMessages
}

// permitted answers a request that needs a permission which the bot lacks.
func (s *Server) permitted(w http.ResponseWriter, r *Request, channel string, right int64) bool {
	switch rights := s.rights(channel); {
	case rights&ViewChannel == 0:
		s.refuse(w, r, http.StatusForbidden, 50001, "Missing Access")
	case rights&right != right:
		s.refuse(w, r, http.StatusForbidden, 50013, "Missing Permissions")
	default:
		return true
	}
	return false
}

// seen returns a message as the bot may read it. s.mu must be held.
func (s *Server) seen(fields map[string]any) map[string]any {
	if s.faults.foreign {
		fields = reduced(fields)
	}
	if s.place.flags&messageContent != 0 || concerns(fields) {
		return fields
	}
	return veiled(fields)
}

// concerns reports whether Discord shows the bot the text of a message without
// the intent for it: a direct message, one of its own, one that mentions it or
// that replies to it.
func concerns(fields map[string]any) bool {
	author, _ := fields["author"].(map[string]any)
	replied, _ := fields["referenced_message"].(map[string]any)
	to, _ := replied["author"].(map[string]any)
	content, _ := fields["content"].(string)
	mentions, _ := fields["mentions"].([]any)
	return fields["guild_id"] == nil || author["id"] == Bot || to["id"] == Bot || mentionsBot.MatchString(content) ||
		slices.ContainsFunc(mentions, func(one any) bool {
			user, _ := one.(map[string]any)
			return user["id"] == Bot
		})
}

// veiled returns a message without what needs the intent.
func veiled(fields map[string]any) map[string]any {
	fields = maps.Clone(fields)
	fields["content"], fields["embeds"], fields["components"], fields["attachments"] = "", []any{}, []any{}, []any{}
	return fields
}

// digits returns permissions as Discord writes them.
func digits(rights int64) string { return strconv.FormatInt(rights, 10) }
