package discordtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// maxContent is how long the text of a bot's message may be; the description
// of the interface allows more, which is for others.
const maxContent = 2000

// maxFiles is how many bytes of files a message may carry.
const maxFiles = 10 << 20

// The flags of a message that the server looks at.
const (
	suppressEmbeds = 1 << 2
	ephemeral      = 1 << 6
	loading        = 1 << 7 // the answer was announced
	componentsV2   = 1 << 15
)

// pings matches what notifies somebody where Discord reads mentions.
var pings = regexp.MustCompile(`(?i)@(everyone|here)|<(@[!&]?|#)\d+>`)

// Pings returns the mentions in a text that Discord would read, after it has
// dropped the marks that it drops.
func Pings(text string) []string {
	text = strings.NewReplacer("\u202d", "", "\u202e", "").Replace(text)
	return pings.FindAllString(text, -1)
}

// courteous fails the test for a message that could notify anybody, whose
// mark-up is broken, or that lets links grow. Discord would take it.
func (s *Server) courteous(r *Request) {
	s.t.Helper()
	allowed, _ := r.Data["allowed_mentions"].(map[string]any)
	if parse, ok := allowed["parse"].([]any); !ok || len(parse) > 0 || allowed["users"] != nil || allowed["roles"] != nil || allowed["replied_user"] == true {
		s.errorf("%s: allowed_mentions is %v, want an explicit empty parse", r.Kind, r.Data["allowed_mentions"])
	}
	if found := Pings(r.Text()); len(found) > 0 {
		s.errorf("%s mentions %q: %q", r.Kind, found, r.Text())
	}
	if found := Broken(r.Text()); len(found) > 0 {
		s.errorf("%s has broken mark-up %q: %q", r.Kind, found, r.Text())
	}
	changes := r.Kind == "edit" || r.Kind == "edit-message" || r.Type() == 7
	if !changes && r.Flags()&(suppressEmbeds|componentsV2) == 0 {
		s.errorf("%s lets links grow into embeds: flags %d", r.Kind, r.Flags())
	}
}

// wrongMessage returns what Discord would refuse about a message. fields are
// those that it will have, before those that it has now, nil for a new one.
func wrongMessage(r *Request, fields, before map[string]any) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	flags, was := number(fields["flags"]), number(before["flags"])
	content, _ := fields["content"].(string)
	embeds, _ := fields["embeds"].([]any)
	components, _ := fields["components"].([]any)
	attachments, _ := fields["attachments"].([]any)
	v2 := flags&componentsV2 != 0
	if _, given := r.Data["flags"]; given && was&componentsV2 != 0 && r.Flags()&componentsV2 == 0 {
		fault("the flag of Components V2 can't be taken back")
	}
	if n := units(content); n > maxContent {
		fault("%d characters, want at most %d", n, maxContent)
	}
	switch {
	case v2 && (content != "" || len(embeds) > 0):
		fault("content or embeds beside Components V2")
	case v2 && len(components) == 0:
		fault("Components V2 without components")
	case strings.TrimSpace(content) == "" && len(embeds)+len(components)+len(attachments) == 0:
		fault("an empty message")
	}
	size := 0
	for _, file := range r.Files {
		size += len(file)
	}
	if size > maxFiles {
		fault("files of %d bytes, want at most %d", size, maxFiles)
	}
	faults = append(faults, wrongEmbeds(embeds)...)
	return append(faults, wrongComponents(fields["components"], v2)...)
}

// wrongEmbeds returns what Discord would refuse about embeds.
func wrongEmbeds(embeds []any) (faults []string) {
	total := 0
	long := func(of map[string]any, key string, limit int) {
		text, _ := of[key].(string)
		total += units(text)
		if units(text) > limit {
			faults = append(faults, fmt.Sprintf("%s of an embed with %d characters, want at most %d", key, units(text), limit))
		}
	}
	for _, one := range embeds {
		embed, _ := one.(map[string]any)
		long(embed, "title", 256)
		long(embed, "description", 4096)
		footer, _ := embed["footer"].(map[string]any)
		long(footer, "text", 2048)
		fields, _ := embed["fields"].([]any)
		if len(fields) > 25 {
			faults = append(faults, fmt.Sprintf("embed with %d fields, want at most 25", len(fields)))
		}
		for _, f := range fields {
			field, _ := f.(map[string]any)
			long(field, "name", 256)
			long(field, "value", 1024)
		}
	}
	if len(embeds) > 10 || total > 6000 {
		faults = append(faults, fmt.Sprintf("%d embeds of %d characters, want at most 10 of 6000", len(embeds), total))
	}
	return faults
}

// wrongChoices returns what Discord would refuse about an autocomplete result.
func wrongChoices(list any) (faults []string) {
	choices, ok := list.([]any)
	if !ok || len(choices) > 25 {
		return []string{fmt.Sprintf("%d choices, want a list of at most 25", len(choices))}
	}
	for _, one := range choices {
		choice, _ := one.(map[string]any)
		name, _ := choice["name"].(string)
		if n := units(name); n == 0 || n > 100 {
			faults = append(faults, fmt.Sprintf("name of a choice with %d characters, want 1 to 100", n))
		}
		if value, ok := choice["value"].(string); ok && (value == "" || units(value) > 100) {
			faults = append(faults, fmt.Sprintf("value of a choice with %d characters, want 1 to 100", units(value)))
		}
	}
	return faults
}

// Choices returns the names in an autocomplete result.
func (r Request) Choices() (names []string) {
	list, _ := r.Data["choices"].([]any)
	for _, one := range list {
		choice, _ := one.(map[string]any)
		name, _ := choice["name"].(string)
		names = append(names, name)
	}
	return slices.Clip(names)
}
