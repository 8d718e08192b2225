package web

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"dalil/corpus"
)

func TestArticle(t *testing.T) {
	s := newServer(options(t))
	for _, tc := range []struct {
		target string
		want   []string
	}{
		{"/s/boats.en", []string{
			`<html lang="en" dir="ltr">`, "<title>A model for fishing boats · Dalil</title>", "Source: The Quay", "Licence: CC-BY-4.0",
			`<time datetime="2025-03-04">4 March 2025</time>`, `href="https://example.org/boats"`, `href="https://example.org/reference"`,
			`<a class="other" href="./boats.ar" lang="ar" dir="rtl" hreflang="ar" rel="alternate">بالعربية</a>`,
			`id="p1"`, `id="p2"`, "<h2>Why it is small</h2>", `<bdi lang="ar" dir="rtl">زورق</bdi>`,
		}},
		{"/s/boats.ar", []string{
			`<html lang="ar" dir="rtl">`, `<time datetime="2025-03">مارس 2025</time>`, `(<bdi lang="en" dir="ltr">Sindbad Labs</bdi>)`,
			`<bdi lang="en" dir="ltr">Zawraq 2-mini</bdi>`, `href="./boats.en" lang="en" dir="ltr"`, `المصدر: الرصيف (<bdi lang="en" dir="ltr">The Quay</bdi>)`,
		}},
		{"/s/odd,%20name;%20100%25%20&%20more.en", []string{
			"&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;", "&lt;img src=x onerror=alert(&#39;source&#39;)&gt;", "&lt;iframe",
		}},
	} {
		w := get(s, tc.target)
		if w.Code != http.StatusOK {
			t.Errorf("%s: status %d", tc.target, w.Code)
		}
		for _, want := range tc.want {
			if !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: no %s in:\n%s", tc.target, want, w.Body)
			}
		}
		if strings.Contains(w.Body.String(), "<script") || strings.Contains(w.Body.String(), "<iframe") || strings.Contains(w.Body.String(), "<img") {
			t.Errorf("%s: a text of the corpus is more than text:\n%s", tc.target, w.Body)
		}
		header(t, tc.target, w.Header())
	}
}

// header checks what every page must say of itself.
func header(t *testing.T, target string, h http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; style-src 'sha256-", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
	} {
		if !strings.HasPrefix(h.Get(name), want) {
			t.Errorf("%s: %s is %q, want %s…", target, name, h.Get(name), want)
		}
	}
	if strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
		t.Errorf("%s: the policy allows too much", target)
	}
}

// TestText: a reader sees the text of the article and no other, whatever is
// isolated or marked.
func TestText(t *testing.T) {
	s := newServer(options(t))
	c, err := harbour()
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		for n, p := range a.Passages {
			link := PageURL("http://example.com", a.ID, a.Lang, n+1, p.Start, p.End)
			w := get(s, link)
			doc, err := html.Parse(strings.NewReader(w.Body.String()))
			if w.Code != http.StatusOK || err != nil {
				t.Fatalf("%s: status %d, %v", link, w.Code, err)
			}
			for m := range a.Passages {
				id := fmt.Sprintf("p%d", m+1)
				if got, want := textOf(byID(doc, id)), fmt.Sprint(m+1)+a.PassageText(m); got != want {
					t.Errorf("%s: %s says %q, want %q", link, id, got, want)
				}
			}
			if got := textOf(byID(doc, "q")); got != a.PassageText(n) {
				t.Errorf("%s: marked is %q, want %q", link, got, a.PassageText(n))
			}
		}
	}
}

func byID(n *html.Node, id string) *html.Node {
	for d := range n.Descendants() {
		for _, a := range d.Attr {
			if a.Key == "id" && a.Val == id {
				return d
			}
		}
	}
	return nil
}

func textOf(n *html.Node) string {
	var b strings.Builder
	if n != nil {
		for d := range n.Descendants() {
			if d.Type == html.TextNode {
				b.WriteString(d.Data)
			}
		}
	}
	return b.String()
}

// TestQuote marks a sentence where the link is right and nothing where it is
// not.
func TestQuote(t *testing.T) {
	s := newServer(options(t))
	a := article(t, "boats", corpus.English)
	const sentence = "Fishing boats have no fast connection."
	start := strings.Index(a.Text, sentence)
	right := fmt.Sprintf("%d-%d", start, start+len(sentence))
	marked := regexp.MustCompile(`<mark id="q">(.*?)</mark>`)
	if got := marked.FindStringSubmatch(get(s, "/s/boats.en?q="+right).Body.String()); got == nil || got[1] != sentence {
		t.Errorf("%s marks %q, want %q", right, got, sentence)
	}
	arabic := article(t, "boats", corpus.Arabic)
	for _, wrong := range []string{
		"", "-", "5", "5-", "-5", "9-5", "5-5", "-5-9", "0-99999", "0-" + fmt.Sprint(len(a.Text)), "x-y", "1e1-20", "99999999999999999999-1", "5-9-12", right + "x",
	} {
		if w := get(s, "/s/boats.en?q="+wrong); w.Code != http.StatusOK || strings.Contains(w.Body.String(), "<mark") || strings.Contains(w.Body.String(), "cited") && strings.Contains(w.Body.String(), `class="note"`) {
			t.Errorf("q=%s: status %d, marks something", wrong, w.Code)
		}
	}
	for _, cut := range []string{"0-1", "1-4", "0-5"} { // half a letter
		if _, ok := quoteOf(cut, arabic); ok {
			t.Errorf("q=%s cuts a letter and is taken", cut)
		}
	}
	if _, ok := quoteOf("0-4", arabic); !ok {
		t.Error("q=0-4 is not taken")
	}
}

// TestNames: an article has one address; its other names lead there, and no
// other name does.
func TestNames(t *testing.T) {
	s := newServer(options(t))
	for _, tc := range []struct{ target, accept, want string }{
		{"/s/boats", "", "./boats.en"},
		{"/s/boats", "ar-SY,ar;q=0.9,en;q=0.5", "./boats.ar"},
		{"/s/boats", "fr, AR;q=.5", "./boats.ar"},
		{"/s/lighthouse", "en", "./lighthouse.ar"},
		{"/s/lighthouse.en?q=1-5", "en", "./lighthouse.ar"},
		{"/s/odd,%20name;%20100%25%20&%20more", "", "./odd%2C%20name%3B%20100%25%20&%20more.en"},
	} {
		w := get(s, tc.target, "Accept-Language", tc.accept)
		if w.Code != http.StatusFound || w.Header().Get("Location") != tc.want || w.Body.Len() > 0 {
			t.Errorf("%s (%s): status %d to %q, want %q", tc.target, tc.accept, w.Code, w.Header().Get("Location"), tc.want)
		}
	}
	for _, target := range []string{
		"/s/", "/s/none", "/s/none.en", "/s/.en", "/s/boats.en/", "/s/boats.fr", "/s/../boats.en", "/s//boats.en", "/s/..%2fboats.en",
		"/s/%2e%2e/articles/boats.en.md", "/s/boats.en.md", "/s/articles/boats", "/s/boats.en%00", "/S/boats.en", "/", "//", "/s", "/robots.txt/", "/favicon.ico",
	} {
		w := get(s, target)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "There is no such page") || !strings.Contains(w.Body.String(), `<section lang="ar" dir="rtl">`) {
			t.Errorf("%s: status %d, %s", target, w.Code, w.Body)
		}
		header(t, target, w.Header())
	}
}

func TestCache(t *testing.T) {
	s := newServer(options(t))
	w := get(s, "/s/boats.en")
	tag := w.Header().Get("ETag")
	if tag == "" || w.Header().Get("Cache-Control") != "public, max-age=300" {
		t.Errorf("ETag %q, Cache-Control %q", tag, w.Header().Get("Cache-Control"))
	}
	if again := get(s, "/s/boats.en", "If-None-Match", tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("status %d with the tag of the page, want 304", again.Code)
	}
	if marked := get(s, "/s/boats.en?q=0-7", "If-None-Match", tag); marked.Code != http.StatusOK {
		t.Errorf("status %d for the page with a mark, want 200", marked.Code)
	}
	for _, target := range []string{"/livez", "/readyz", "/none"} {
		if got := get(s, target).Header().Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", target, got)
		}
	}
}

func TestPageURL(t *testing.T) {
	for _, tc := range []struct{ got, want string }{
		{PageURL("https://b.org", "boats", corpus.Arabic, 3, 120, 260), "https://b.org/s/boats.ar?q=120-260#p3"},
		{PageURL("https://b.org/bot/", "boats", corpus.English, 0, 120, 260), "https://b.org/bot/s/boats.en?q=120-260#q"},
		{PageURL("https://b.org", "boats", corpus.English, 1, 0, 0), "https://b.org/s/boats.en#p1"},
		{PageURL("https://b.org", "a b/c?d#e", corpus.English, 0, 0, 0), "https://b.org/s/a%20b%2Fc%3Fd%23e.en"},
		{PageURL("https://b.org", "", corpus.English, 1, 0, 9), ""},
		{PageURL("", "boats", corpus.English, 1, 0, 9), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("got %q, want %q", tc.got, tc.want)
		}
	}
}
