package discordtest

import (
	"fmt"
	"iter"
	"unicode/utf16"
)

// The types of components that the server looks at.
const (
	actionRow   = 1
	button      = 2
	section     = 9
	textDisplay = 10
	linkStyle   = 5
)

// What a message may hold.
const (
	maxComponents = 40
	maxDisplayed  = 4000 // characters of all text displays
	maxRow        = 5    // buttons
	maxRows       = 5    // without Components V2
	maxLabel      = 80
	maxCustomID   = 100
)

// Button is one of a message.
type Button struct {
	Label, CustomID, URL string
	Style                int
	Disabled             bool
}

// Buttons returns the buttons of the message, in their order.
func (r Request) Buttons() (list []Button) {
	for c := range nested(r.Data["components"]) {
		if number(c["type"]) != button {
			continue
		}
		b := Button{Style: number(c["style"])}
		b.Label, _ = c["label"].(string)
		b.CustomID, _ = c["custom_id"].(string)
		b.URL, _ = c["url"].(string)
		b.Disabled, _ = c["disabled"].(bool)
		list = append(list, b)
	}
	return list
}

// nested yields components and those within them, in the order that they are
// shown.
func nested(list any) iter.Seq[map[string]any] {
	return func(yield func(map[string]any) bool) { visit(list, yield) }
}

func visit(list any, yield func(map[string]any) bool) bool {
	components, _ := list.([]any)
	for _, one := range components {
		c, ok := one.(map[string]any)
		if !ok {
			continue
		}
		if !yield(c) || !visit(c["components"], yield) {
			return false
		}
		if accessory, ok := c["accessory"]; ok && !visit([]any{accessory}, yield) {
			return false
		}
	}
	return true
}

// find returns the component with a custom id.
func find(list any, id string) (map[string]any, bool) {
	for c := range nested(list) {
		if c["custom_id"] == id && id != "" {
			return c, true
		}
	}
	return nil, false
}

// wrongComponents returns what Discord would refuse about the components of a
// message. v2 is whether the message says that it uses Components V2.
func wrongComponents(list any, v2 bool) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	rows, _ := list.([]any)
	count, text := 0, 0
	seen := make(map[string]bool)
	for c := range nested(list) {
		count++
		if kind := number(c["type"]); !v2 && kind >= section {
			fault("component of type %d without the flag of Components V2", kind)
		}
		faults = append(faults, wrongComponent(c)...)
		if content, ok := c["content"].(string); ok {
			text += units(content)
		}
		if id, ok := c["custom_id"].(string); ok {
			if seen[id] {
				fault("custom_id %q twice", id)
			}
			seen[id] = true
		}
	}
	switch {
	case count > maxComponents:
		fault("%d components, want at most %d", count, maxComponents)
	case text > maxDisplayed:
		fault("%d characters in text displays, want at most %d", text, maxDisplayed)
	case !v2 && len(rows) > maxRows:
		fault("%d rows, want at most %d", len(rows), maxRows)
	}
	return faults
}

// wrongComponent returns what is wrong about a component by itself.
func wrongComponent(c map[string]any) (faults []string) {
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	label, _ := c["label"].(string)
	id, hasID := c["custom_id"].(string)
	_, hasURL := c["url"].(string)
	inside, _ := c["components"].([]any)
	if hasID && (id == "" || units(id) > maxCustomID) {
		fault("custom_id of %d characters, want 1 to %d: %q", units(id), maxCustomID, id)
	}
	switch number(c["type"]) {
	case actionRow:
		if len(inside) == 0 || len(inside) > maxRow {
			fault("%d components in a row, want 1 to %d", len(inside), maxRow)
		}
	case button:
		if units(label) > maxLabel {
			fault("label of %d characters, want at most %d: %q", units(label), maxLabel, label)
		}
		if label == "" && c["emoji"] == nil {
			fault("button without label and emoji")
		}
		if link := number(c["style"]) == linkStyle; link && (!hasURL || hasID) || !link && (hasURL || !hasID) {
			fault("button %q of style %d with custom_id %q and url %v", label, number(c["style"]), id, c["url"])
		}
	case section:
		if c["accessory"] == nil {
			fault("section without accessory")
		}
		if len(inside) == 0 || len(inside) > 3 {
			fault("section with %d texts, want 1 to 3", len(inside))
		}
	case textDisplay:
		if content, _ := c["content"].(string); content == "" {
			fault("text display without text")
		}
	}
	return faults
}

// units returns the length of a text as Discord counts it.
func units(text string) int { return len(utf16.Encode([]rune(text))) }
