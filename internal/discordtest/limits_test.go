package discordtest

import (
	"fmt"
	"strings"
	"testing"
)

// TestMessageLimits: what Discord would refuse is refused and fails the test,
// what it would take and nobody wants fails the test.
func TestMessageLimits(t *testing.T) {
	r := open(t, messageIntents)
	many := func(n int, one func(int) any) (list []any) {
		for i := range n {
			list = append(list, one(i))
		}
		return list
	}
	id := func(i int) any { return press("x", fmt.Sprint(i)) }
	link := map[string]any{"type": button, "style": 5, "label": "x", "custom_id": "x"}
	for _, tc := range []struct {
		name      string
		body      map[string]any
		status    int
		complaint string
	}{
		{"plain", plain(nil), 200, ""},
		{"2000", plain(map[string]any{"content": strings.Repeat("x", 2000)}), 200, ""},
		{"2001", plain(map[string]any{"content": strings.Repeat("x", 2001)}), 400, "2001 characters"},
		{"2000 beyond the plane", plain(map[string]any{"content": strings.Repeat("\U0001F600", 1001)}), 400, "2002 characters"},
		{"empty", plain(map[string]any{"content": ""}), 400, "empty"},
		{"pings", plain(map[string]any{"content": "@every\u202eone"}), 200, "mentions"},
		{"parses", plain(map[string]any{"allowed_mentions": map[string]any{"parse": []any{"users"}}}), 200, "allowed_mentions"},
		{"pings who is answered", plain(map[string]any{"allowed_mentions": map[string]any{"parse": []any{}, "replied_user": true}}), 200, "allowed_mentions"},
		{"says nothing of mentions", plain(map[string]any{"allowed_mentions": nil}), 200, "allowed_mentions"},
		{"embeds", plain(map[string]any{"flags": 0}), 200, "embeds"},
		{"display", display(words("hello")), 200, ""},
		{"display pings", display(words("<@1>")), 200, "mentions"},
		{"display with content", plain(map[string]any{"flags": componentsV2, "components": []any{words("x")}}), 400, "beside Components V2"},
		{"no flag", plain(map[string]any{"components": []any{words("x")}}), 400, "without the flag"},
		{"40 components", display(many(40, func(int) any { return words("x") })...), 200, ""},
		{"41 nested", display(map[string]any{"type": 17, "components": many(40, func(int) any { return words("x") })}), 400, "41 components"},
		{"4000 characters", display(words(strings.Repeat("x", 4000))), 200, ""},
		{"4001 characters", display(words(strings.Repeat("x", 2000)), words(strings.Repeat("x", 2001))), 400, "4001 characters"},
		{"five buttons", display(row(many(5, id)...)), 200, ""},
		{"six buttons", display(row(many(6, id)...)), 400, "refuse"},
		{"six rows", plain(map[string]any{"components": many(6, func(i int) any { return row(press("x", fmt.Sprint(i))) })}), 400, "6 rows"},
		{"same id", display(row(press("a", "x"), press("b", "x"))), 400, "twice"},
		{"long id", display(row(press("a", strings.Repeat("x", 101)))), 400, "refuse"},
		{"long label", display(row(press(strings.Repeat("x", 81), "x"))), 400, "refuse"},
		{"link with id", display(row(link)), 400, "style 5"},
		{"section", display(map[string]any{"type": section, "components": []any{words("x")}, "accessory": press("x", "y")}), 200, ""},
		{"bare section", display(map[string]any{"type": section, "components": []any{words("x")}}), 400, "refuse"},
	} {
		r.want(tc.name, tc.status, tc.complaint, "POST", posts, tc.body)
	}
}

// TestDescribed: a body that is not as Discord describes it is refused. Without
// the description, which is no part of the repository, nothing can be.
func TestDescribed(t *testing.T) {
	r := open(t, messageIntents)
	if r.schemas == nil {
		t.Skip("no description of Discord's interface")
	}
	r.want("a number as the content", 400, "Discord would refuse the body", "POST", posts, plain(map[string]any{"content": 5}))
}
