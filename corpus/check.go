package corpus

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	maxAlias = 200 // characters in a name or alias

	minYear, maxYear = 1900, 2100
)

var (
	idForm   = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]*$`)
	dateForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)
)

// checker records what is wrong with the fields of one article or entry.
type checker struct {
	problems *Problems
	file     string
	at       lines
	line     int // of the article or entry
}

// fail records a problem at the line of a field, or of what the field is in.
func (c checker) fail(field, format string, args ...any) {
	line := c.line
	for path := field; path != ""; path = path[:max(0, strings.LastIndexAny(path, ".["))] {
		if at, ok := c.at[path]; ok {
			line = at
			break
		}
	}
	c.problems.add(c.file, line, format, args...)
}

// date checks YYYY, YYYY-MM or YYYY-MM-DD; empty is right.
func (c checker) date(field, value string) {
	if value == "" {
		return
	}
	if !dateForm.MatchString(value) {
		c.fail(field, "bad date %q in %s: want YYYY, YYYY-MM or YYYY-MM-DD", value, field)
		return
	}
	t, err := time.Parse("2006-01-02"[:len(value)], value)
	if err != nil {
		c.fail(field, "bad date %q in %s: no such day in the calendar", value, field)
		return
	}
	if t.Year() < minYear || t.Year() > maxYear {
		c.fail(field, "bad date %q in %s: want a year from %d to %d", value, field, minYear, maxYear)
	}
}

// url checks an address on the web; empty is right.
func (c checker) url(field, value string) {
	if value != "" && !isURL(value) {
		c.fail(field, "bad URL %q in %s: want http:// or https://", value, field)
	}
}

func isURL(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && !strings.ContainsAny(s, " \t\n<>\"")
}

// oneOf checks a value of a closed list; empty is right.
func (c checker) oneOf(noun, field, value string, allowed []string) {
	if value != "" && !slices.Contains(allowed, value) {
		c.fail(field, "unknown %s %q: want one of %s", noun, value, strings.Join(allowed, ", "))
	}
}

// name checks a name or alias, which may not be empty.
func (c checker) name(field, value string) {
	switch {
	case value == "":
		c.fail(field, "empty name in %s: write it or remove the line", field)
	case utf8.RuneCountInString(value) > maxAlias:
		c.fail(field, "%s too long: at most %d characters", field, maxAlias)
	}
}

// entry checks what all entities have in common.
func (c checker) entry(e *Entry, articles map[string]bool) {
	switch {
	case e.ID == "":
		c.fail("id", "missing id: add id: with small letters, digits, dots and hyphens")
	case !idForm.MatchString(e.ID) || len(e.ID) > maxAlias:
		c.fail("id", "bad id %q: want small letters, digits, dots and hyphens, at most %d", e.ID, maxAlias)
	}
	if e.Name == "" {
		c.fail("name", "missing name: add name:")
	} else {
		c.name("name", e.Name)
	}
	for _, l := range []struct {
		lang  string
		names []string
	}{{"en", e.Aliases.EN}, {"ar", e.Aliases.AR}, {"zh", e.Aliases.ZH}, {"article", e.Aliases.Article}} {
		for i, name := range l.names {
			c.name(fmt.Sprintf("aliases.%s[%d]", l.lang, i), name)
		}
	}
	for i, s := range e.Sources {
		c.source(fmt.Sprintf("sources[%d]", i), s, articles)
		if s == "" {
			c.fail(fmt.Sprintf("sources[%d]", i), "empty source: write it or remove the line")
		}
	}
}

// source checks a URL or the id of an article; empty is right.
func (c checker) source(field, value string, articles map[string]bool) {
	if value != "" && !isURL(value) && !articles[value] {
		c.fail(field, "bad URL %q in %s: want http://, https:// or the id of an article", value, field)
	}
}
