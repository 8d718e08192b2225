package discordtest

import "testing"

func TestBroken(t *testing.T) {
	for text, broken := range map[string]bool{
		"": false,
		"> asked\n**Title**\nsaid [1]\n\n[1] Title\n> quoted\n<https://e.org/a_b*c>\n\n-# small": false,
		`\# \*\*a\*\* \_b\_ ` + "\\`c\\`":     false,
		"**a** and **b**":                     false,
		"**a":                                 true,
		"*a*":                                 true,
		"a_b":                                 true,
		"`a`":                                 true,
		"```\na\n```":                         true,
		"||a||":                               true,
		"~~a~~":                               true,
		"# a":                                 true,
		"> # a":                               true,
		"a\n> b":                              true,
		"-# a\nb":                             true,
		"[a](<https://e.org>)":                true,
		`\\*a\\*`:                             true, // the escape is escaped
		"a\n>>> b":                            true,
		"#a, 3 > 2, \u202e#\u202e no heading": false,
	} {
		if found := Broken(text); len(found) > 0 != broken {
			t.Errorf("%q: found %q, want some: %v", text, found, broken)
		}
	}
}
