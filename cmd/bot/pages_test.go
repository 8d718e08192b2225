package main

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"dalil/internal/discordtest"
)

// TestPages follows the links of answers on Discord: each leads to a page on
// which the sentence that was quoted is marked.
func TestPages(t *testing.T) {
	const public = "https://bot.example.org/dalil"
	server := discordtest.NewServer(t)
	p := startProcess(t, server, "CORPUS_DIR=testdata/corpus", "PUBLIC_URL="+public)
	server.WaitReady(1)
	link := regexp.MustCompile(regexp.QuoteMeta(public) + `(/s/[^\s)>#\x60]+)#q`)
	marked := regexp.MustCompile(`<mark id="q">(.+)</mark>`)
	for question, lang := range map[string]string{
		"why is Zawraq 2 small?": "en", "لماذا زورق 2 صغير؟": "ar",
	} {
		said := server.Reply(server.DirectMessage(question)).Text()
		found := link.FindStringSubmatch(said)
		if found == nil {
			t.Errorf("%s: no link to a page in %q", question, said)
			continue
		}
		response, err := http.Get("http://" + p.http + found[1])
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(response.Body)
		response.Body.Close()
		mark := marked.FindSubmatch(page)
		if err != nil || response.StatusCode != http.StatusOK || mark == nil || !strings.Contains(string(page), `<html lang="`+lang+`"`) {
			t.Errorf("%s: %s: status %d, %v: %s", question, found[1], response.StatusCode, err, page)
			continue
		}
		plain := regexp.MustCompile("[\u2066-\u2069`*\\\\]").ReplaceAllString(said, "")
		if quote := untagged(string(mark[1])); !strings.Contains(plain, quote) {
			t.Errorf("%s: the page marks %q, the answer is %q", question, quote, plain)
		}
	}
}
