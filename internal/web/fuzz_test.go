package web

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dalil/corpus"
)

// canary is in whatever a client sends, and must be in nothing that it gets.
const canary = "zqxjkv"

// outside are pieces of files that lie where a server with a hole would find
// them.
var outside = []string{"root:x:0", "module dalil", "package web", "DISCORD_TOKEN", "daemon:"}

// sound reports what is wrong with an answer: a fault of the server, text that
// was sent, or more than an article and the fixed pages.
func sound(c *corpus.Corpus, path string, status int, header http.Header, body []byte) error {
	protocol := status == http.StatusNotImplemented || status == http.StatusHTTPVersionNotSupported // is not HTTP as we know it
	if status >= 500 && !protocol {
		return fmt.Errorf("status %d: %.200s", status, body)
	}
	var all bytes.Buffer
	header.Write(&all)
	all.Write(body)
	if bytes.Contains(all.Bytes(), []byte(canary)) {
		return fmt.Errorf("repeats what was sent: %.300s", all.Bytes())
	}
	for _, text := range outside {
		if bytes.Contains(body, []byte(text)) {
			return fmt.Errorf("shows %q: %.300s", text, body)
		}
	}
	if status != http.StatusOK || len(body) == 0 || !strings.HasPrefix(path, pages) {
		return nil
	}
	for i := range c.Articles {
		if a := &c.Articles[i]; path == pages+a.ID+"."+string(a.Lang) {
			return nil
		}
	}
	return fmt.Errorf("%q is no article: %.200s", path, body)
}

// TestHostile sends 10,000 requests that no browser would, over real
// connections.
func TestHostile(t *testing.T) {
	c, err := harbour()
	if err != nil {
		t.Fatal(err)
	}
	addr := serving(t, options(t))
	random := rand.New(rand.NewPCG(5, 2026))
	var conn net.Conn
	var in *bufio.Reader
	statuses := make(map[int]int)
	unanswered := 0
	for range 10_000 {
		if conn == nil {
			if conn, err = net.Dial("tcp", addr); err != nil {
				t.Fatal(err)
			}
			in = bufio.NewReader(conn)
		}
		conn.SetDeadline(time.Now().Add(20 * time.Second))
		request, target := hostile(random)
		io.WriteString(conn, request)
		method, _, _ := strings.Cut(request, " ")
		response, err := http.ReadResponse(in, &http.Request{Method: method})
		if err != nil { // what is no HTTP may be answered by closing
			unanswered++
			conn.Close()
			conn = nil
			continue
		}
		body, err := io.ReadAll(response.Body)
		if err != nil { // the server has not read all that it refused
			response.Close = true
		}
		statuses[response.StatusCode]++
		path := target
		if parsed, err := http.ReadRequest(bufio.NewReader(strings.NewReader(request))); err == nil {
			path = parsed.URL.Path
		}
		if err := sound(c, path, response.StatusCode, response.Header, body); err != nil {
			t.Errorf("%.300q: %v", request, err)
		}
		if response.Close || response.StatusCode == http.StatusBadRequest {
			conn.Close()
			conn = nil
		}
	}
	t.Logf("answers by status: %v; closed without one: %d", statuses, unanswered)
	if statuses[200] < 300 || statuses[404] < 2000 || statuses[405] < 100 || statuses[400] < 500 || unanswered > 1000 {
		t.Error("the requests do not try enough")
	}
}

// hostile returns a request, and its path where it can be parsed.
func hostile(r *rand.Rand) (request, target string) {
	pick := func(all ...string) string { return all[r.IntN(len(all))] }
	junk := func() string {
		b := make([]byte, r.IntN(40))
		for i := range b {
			b[i] = byte(r.IntN(256))
		}
		return string(b)
	}
	for range r.IntN(6) {
		target += pick("/", "//", "/s/", "/s/", "..", "/..", "%2e%2e", "%2f", "%5c", `\`, "/./", "%00", "%c0%af", "%252e%252e%252f", "boats", "boats.en", "boats.ar",
			"lighthouse", ".en", ".md", "etc/passwd", "proc/self/environ", "articles", "corpus.gob", "go.mod", "livez", "readyz", "/metrics", "/debug/pprof/", "robots.txt",
			"<script>"+canary+"</script>", canary, "%3Cb%3E"+canary, "%0d%0aX-"+canary+":%201", "C:", "~root", ";"+canary, ":", "@", "*")
	}
	if r.IntN(8) == 0 {
		target += junk()
	}
	if r.IntN(3) == 0 {
		target = pick("/livez", "/readyz", "/s/boats.en", "/s/boats.ar", "/s/lighthouse", "/s/boats", "/metrics", "/s/boats.en?q=0-7")
	}
	if r.IntN(200) == 0 {
		target += strings.Repeat("/"+canary, r.IntN(3000))
	}
	if r.IntN(3) == 0 {
		target += "?" + pick("q=", "q=0-", "q=-1-5&", "lang=", "file=", "seconds=", "debug=", "") + pick("<script>", "9999999999999999999", "../../etc/passwd", "%00", "") + canary
	}
	if r.IntN(30) != 0 && !strings.HasPrefix(target, "/") {
		target = "/" + target
	}
	var b strings.Builder
	rarely := func(usual string, all ...string) string {
		if r.IntN(8) > 0 {
			return usual
		}
		return pick(all...)
	}
	method := pick("GET", "GET", "GET", "HEAD", rarely("GET", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "get", "PROPFIND", canary))
	fmt.Fprintf(&b, "%s %s %s\r\n", method, target, rarely("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9."+canary))
	if host := rarely("localhost", "127.0.0.1", canary+".example", "a b", "["+canary+"]", "", "none"); host != "none" {
		fmt.Fprintf(&b, "Host: %s\r\n", host)
	}
	for range r.IntN(5) {
		name := pick("Accept-Language", "If-None-Match", "Range", "X-Forwarded-For", "Cookie", "Referer", "User-Agent", "Origin", "X-"+canary,
			"Expect", "Upgrade", "Connection", "Accept-Encoding", "X-Original-URL", "If-Range", "Content-Type", rarely("Authorization", "Content-Length", "Transfer-Encoding"))
		value := pick(canary, "ar, "+canary, `"`+canary+`"`, "bytes=0-10,5-"+canary, "bytes=0-9,3-7,-5", "*", "gzip;q="+canary, "100-continue", "5", "chunked", "-1", "close",
			"<script>"+canary, strings.Repeat(canary, r.IntN(400)))
		if r.IntN(10) == 0 {
			value = junk()
		}
		fmt.Fprintf(&b, "%s: %s\r\n", name, value)
	}
	b.WriteString("\r\n")
	if r.IntN(30) == 0 {
		b.WriteString(canary + junk())
	}
	return b.String(), target
}

// FuzzRequest serves whatever can be parsed as a request.
func FuzzRequest(f *testing.F) {
	f.Add("GET /s/boats.en?q=0-7 HTTP/1.1\r\nHost: a\r\nRange: bytes=1-2\r\n\r\n")
	f.Add("GET /s/..%2f..%2fgo.mod HTTP/1.1\r\nHost: a\r\n\r\n")
	f.Add("HEAD /s/" + canary + " HTTP/1.1\r\nHost: a\r\nAccept-Language: ar;" + canary + "\r\nX-Forwarded-For: " + canary + "\r\n\r\n")
	f.Add("GET /debug/pprof/" + canary + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
	f.Add("GET /readyz HTTP/1.1\r\nHost: a\r\nIf-None-Match: *\r\n\r\n")
	c, err := harbour()
	if err != nil {
		f.Fatal(err)
	}
	s := newServer(options(f))
	f.Fuzz(func(t *testing.T, raw string) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(raw)))
		if err != nil {
			t.Skip()
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if err := sound(c, r.URL.Path, w.Code, w.Header(), w.Body.Bytes()); err != nil {
			t.Errorf("%.300q: %v", raw, err)
		}
	})
}
