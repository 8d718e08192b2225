package discordtest

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// message is one of a channel.
type message struct {
	fields map[string]any // as JSON; replaced as a whole, never changed
	to     string         // id of what it answers
	only   string         // the one user who sees it, "" for all
}

// author returns the id of who wrote a message.
func (m *message) author() string {
	author, _ := m.fields["author"].(map[string]any)
	id, _ := author["id"].(string)
	return id
}

// channel returns the id of the channel of a message.
func (m *message) channel() string {
	id, _ := m.fields["channel_id"].(string)
	return id
}

// me is the bot as the author of messages.
var me = map[string]any{"id": Bot, "username": "Dalil", "discriminator": "0", "bot": true}

// apply returns the fields of a message after a request has written it; fields
// are those before, and stay as they are.
func apply(fields map[string]any, r *Request) map[string]any {
	after := maps.Clone(fields)
	for _, key := range []string{"content", "embeds", "components", "flags", "poll"} {
		value, given := r.Data[key]
		switch {
		case !given:
		case key == "flags": // the others are not the sender's
			after[key] = number(value) | number(fields[key])&^(suppressEmbeds|loading)
		case value == nil && key == "content":
			after[key] = ""
		case value == nil:
			after[key] = []any{}
		default:
			after[key] = value
		}
	}
	attachments, _ := fields["attachments"].([]any)
	if kept, ok := r.Data["attachments"].([]any); ok {
		attachments = slices.DeleteFunc(slices.Clone(attachments), func(have any) bool {
			return !slices.ContainsFunc(kept, func(keep any) bool { return text(part(keep)["id"]) == text(part(have)["id"]) })
		})
	}
	for i, name := range slices.Sorted(maps.Keys(r.Files)) {
		attachments = append(slices.Clip(attachments), map[string]any{
			"id": fmt.Sprint(fields["id"], i), "filename": name, "size": len(r.Files[name]), "url": "https://cdn.example/" + name, "proxy_url": "https://cdn.example/" + name,
		})
	}
	after["attachments"] = attachments
	after["flags"] = number(after["flags"]) &^ loading
	return after
}

// part returns an object within JSON, nil for anything else.
func part(v any) map[string]any {
	m, _ := v.(map[string]any)
	return m
}

// write checks the message of a request and returns its fields, or answers that
// it is refused. before are the fields so far, with what a new message has by
// itself; isNew is whether it is one.
func (s *Server) write(w http.ResponseWriter, r *Request, before map[string]any, isNew bool) (map[string]any, bool) {
	after := apply(before, r)
	was := before
	if isNew {
		was = nil
	}
	if faults := wrongMessage(r, after, was); len(faults) > 0 {
		s.errorf("%s: Discord would refuse the message: %q\n%s", r.Kind, faults, r.raw)
		s.refuse(w, r, http.StatusBadRequest, 50035, "Invalid Form Body")
		return nil, false
	}
	s.courteous(r)
	return after, true
}

// blank returns the fields that a new message of the bot has by itself.
func (s *Server) blank(channel string) map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := map[string]any{
		"id": s.nextID(), "channel_id": channel, "content": "", "type": 0, "author": me, "mentions": []any{}, "mention_roles": []any{},
		"mention_everyone": false, "embeds": []any{}, "attachments": []any{}, "components": []any{}, "flags": 0, "pinned": false, "tts": false,
		"timestamp": time.Now().UTC().Format(time.RFC3339Nano), "edited_timestamp": nil,
	}
	if guild := s.place.guildOf(channel); guild != "" {
		m["guild_id"] = guild
	}
	return m
}

// put keeps a message, a new one or a new version of one.
func (s *Server) put(m *message) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := m.fields["id"].(string)
	if _, ok := s.messages[id]; !ok {
		s.history[m.channel()] = append(s.history[m.channel()], id)
	}
	s.messages[id] = m
}

// remove forgets messages, and returns false where one is not there.
func (s *Server) remove(ids ...string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := true
	for _, id := range ids {
		m := s.messages[id]
		if m == nil {
			all = false
			continue
		}
		delete(s.messages, id)
		channel := m.channel()
		// A copy: a reader may hold the list.
		s.history[channel] = slices.DeleteFunc(slices.Clone(s.history[channel]), func(other string) bool { return other == id })
	}
	return all
}

// edited stamps the fields of a message with the time of its change.
func edited(fields map[string]any) map[string]any {
	fields["edited_timestamp"] = time.Now().UTC().Format(time.RFC3339Nano)
	return fields
}

// lookup returns a message that the bot may see in a channel.
func (s *Server) lookup(channel, id string) (*message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.messages[id]
	if !ok || m.channel() != channel || m.only != "" {
		return nil, false
	}
	return m, true
}

const unknownMessage = 10008

// list returns the messages of a channel that a query asks for, newest first.
func (s *Server) list(channel string, query map[string][]string) ([]map[string]any, error) {
	get := func(key string) string { return cmp.Or(append(query[key], "")...) }
	limit := 50
	if text := get("limit"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 100 {
			return nil, fmt.Errorf("limit %q is not 1 to 100", text)
		}
		limit = n
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ids := make([]string, 0, limit)
	for _, id := range s.history[channel] {
		if s.messages[id].only == "" {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids) // all have the same length
	before, after, around := get("before"), get("after"), get("around")
	switch {
	case before != "":
		at, _ := slices.BinarySearch(ids, before)
		ids = ids[max(0, at-limit):at]
	case after != "":
		at, found := slices.BinarySearch(ids, after)
		if found {
			at++
		}
		ids = ids[at:min(len(ids), at+limit)]
	case around != "":
		at, _ := slices.BinarySearch(ids, around)
		from := max(0, at-limit/2)
		ids = ids[from:min(len(ids), from+limit)]
	default:
		ids = ids[max(0, len(ids)-limit):]
	}
	found := []map[string]any{}
	for _, id := range slices.Backward(ids) {
		found = append(found, s.seen(s.messages[id].fields))
	}
	return found, nil
}
