package corpus

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// maxHints bounds the searches for a nearest id, since each goes through the
// whole catalogue.
const maxHints = 50

// singular names an entity of a list.
var singular = map[string]string{organisations: "organisation", models: "model", others: "other", "": "id"}

// ref checks that an id is that of an entity of a list, or of any if list is
// "". An empty id is right in a field, but not in a list of ids.
func (c catalogueChecker) ref(field, id, list string) {
	if id == "" {
		if strings.HasSuffix(field, "]") {
			c.fail(field, "empty id in %s: write it or remove the line", field)
		}
		return
	}
	rec, known := c.ids[id]
	switch {
	case known && (list == "" || rec.list == list):
	case known:
		c.fail(field, "unknown %s %q: that id is in %s", singular[list], id, rec.list)
	case c.broken[list], list == "" && slices.Contains(slices.Collect(maps.Values(c.broken)), true):
		// the file that may hold it is reported already
	default:
		c.fail(field, "unknown %s %q%s", singular[list], id, c.hint(id, list))
	}
}

// hint asks whether the nearest id was meant, if one is near enough to be a
// slip of the keyboard. Names count as ids too.
func (c catalogueChecker) hint(id, list string) string {
	if *c.hints >= maxHints {
		return ""
	}
	*c.hints++
	best, least := "", 1+max(2, len(id)/3)
	for _, other := range slices.Sorted(maps.Keys(c.ids)) {
		rec := c.ids[other]
		if list != "" && rec.list != list {
			continue
		}
		for _, name := range []string{other, rec.entity.base().Name} {
			if d := distance(strings.ToLower(id), strings.ToLower(name), least); d < least {
				best, least = other, d
			}
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf(": did you mean %q?", best)
}

// distance is the number of letters to add, drop or change to make b of a, or
// limit if it is that or more.
func distance(a, b string, limit int) int {
	if max(len(a)-len(b), len(b)-len(a)) >= limit {
		return limit
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := corner
			if a[i] != b[j] {
				change++
			}
			corner = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return min(row[len(b)], limit)
}

// circles reports each circle of references in a field: parent or based_on.
func (c catalogueChecker) circles(records []record, field string) {
	const walking, done = 1, 2
	state := map[string]int{}
	var path []string
	var visit func(id string)
	visit = func(id string) {
		rec, ok := c.ids[id]
		if !ok || state[id] == done {
			return
		}
		if state[id] == walking {
			circle := strings.Join(path[slices.Index(path, id):], " -> ")
			e := rec.entity.base()
			c.problems.add(e.File, rec.line(field), "%s goes in a circle: %s -> %s", field, circle, id)
			return
		}
		state[id] = walking
		path = append(path, id)
		for _, next := range above(rec.entity, field) {
			visit(next)
		}
		path = path[:len(path)-1]
		state[id] = done
	}
	for _, rec := range records {
		visit(rec.entity.base().ID)
	}
}

// above returns the ids that an entity names in parent or based_on.
func above(e entity, field string) []string {
	switch e := e.(type) {
	case *Organisation:
		if field == "parent" {
			return []string{e.Parent}
		}
	case *Model:
		if field == "based_on" {
			return e.BasedOn
		}
	}
	return nil
}
