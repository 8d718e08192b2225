package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dalil/config"
	"dalil/internal/handlers"
)

// documents returns the Markdown files of the repository by path from its top.
func documents(t *testing.T) map[string]string {
	t.Helper()
	all := make(map[string]string)
	for _, pattern := range []string{"*.md", "docs/*.md"} {
		paths, err := filepath.Glob(filepath.Join("../..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			all[strings.TrimPrefix(filepath.ToSlash(path), "../../")] = string(text)
		}
	}
	if len(all) < 8 {
		t.Fatalf("%d documents", len(all))
	}
	return all
}

var (
	mdLink  = regexp.MustCompile(`\]\(([^)#]+)[^)]*\)`)
	mdFile  = regexp.MustCompile("[`>]((?:scripts|deploy|docs|cmd|config|internal|corpus)/[A-Za-z0-9_./-]*)")
	mdSet   = regexp.MustCompile("[`>]([A-Z]+(?:_[A-Z]+)+)\\b")
	notOurs = []string{"APPLICATION_ID", "DALIL_SHARED"} // other variables that documents name
)

// TestDocuments: what documents link to and name is there.
func TestDocuments(t *testing.T) {
	for name, text := range documents(t) {
		for _, m := range mdLink.FindAllStringSubmatch(text, -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			}
		}
		for _, m := range mdFile.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join("../..", strings.TrimRight(m[1], "/."))); err != nil && !strings.Contains(name, "CHANGELOG") {
				t.Errorf("%s names %s: %v", name, m[1], err)
			}
		}
		for _, m := range mdSet.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(config.Names(), m[1]) && !slices.Contains(notOurs, m[1]) {
				t.Errorf("%s names the setting %s, which there is not", name, m[1])
			}
		}
	}
}

// TestInvite: the number in the link is the sum of the permissions that the
// page explains, and the bot uses them all.
func TestInvite(t *testing.T) {
	text := documents(t)["docs/invite.md"]
	link := regexp.MustCompile(`permissions=(\d+)`).FindStringSubmatch(text)
	if link == nil {
		t.Fatal("no link")
	}
	asked, _ := strconv.ParseInt(link[1], 10, 64)
	var sum int64
	for _, row := range regexp.MustCompile(`(?m)^\| [A-Z][A-Za-z ]+ \| (\d+) \| .+ \|$`).FindAllStringSubmatch(text, -1) {
		bit, _ := strconv.ParseInt(row[1], 10, 64)
		sum |= bit
	}
	if asked != sum || asked&^handlers.Permissions() != 0 {
		t.Errorf("the link asks for %d, the table explains %d, the bot uses %d", asked, sum, handlers.Permissions())
	}
}
