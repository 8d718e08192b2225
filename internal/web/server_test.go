package web

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dalil/internal/search"
)

// serving starts a server and returns its address. It ends with the test.
func serving(t testing.TB, opt Options) string {
	t.Helper()
	s, err := Listen(opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s.Addr()
}

// exchange sends bytes as they are and returns the answer.
func exchange(t *testing.T, addr, request string) *http.Response {
	t.Helper()
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(20 * time.Second))
	io.WriteString(conn, request)
	response, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatalf("%.80q: %v", request, err)
	}
	return response
}

func TestRequests(t *testing.T) {
	addr := serving(t, options(t))
	for _, tc := range []struct {
		request string
		want    int
	}{
		{"GET /livez HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"GET http://other.example/livez HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"HEAD /s/boats.en HTTP/1.1\r\nHost: a\r\n\r\n", 200},
		{"POST /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n", 405},
		{"TRACE /livez HTTP/1.1\r\nHost: a\r\n\r\n", 405},
		{"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405},
		{"CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
		{"<script> /livez HTTP/1.1\r\nHost: a\r\n\r\n", 400},
		{"GET /livez HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", 413},
		{"GET /livez HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413},
		{"GET /s/" + strings.Repeat("a", 2000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
		{"GET /livez HTTP/1.1\r\nHost: a\r\nX: " + strings.Repeat("a", 64<<10) + "\r\n\r\n", 431},
		{"GET /s/boats.en HTTP/1.1\r\nHost: a\r\nRange: bytes=0-3\r\n\r\n", 206},
	} {
		response := exchange(t, addr, tc.request)
		if response.StatusCode != tc.want {
			t.Errorf("%.60q: status %d, want %d", tc.request, response.StatusCode, tc.want)
		}
	}
}

// TestMetrics: figures are for who asks directly.
func TestMetrics(t *testing.T) {
	opt := options(t)
	opt.Metrics.Question("mention", "en", "answered", time.Millisecond)
	s := newServer(opt)
	if w := get(s, "/metrics"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "dalil_questions_total") {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	if w := get(s, "/metrics", "X-Forwarded-For", "192.0.2.1"); w.Code != http.StatusNotFound {
		t.Errorf("through a proxy: status %d", w.Code)
	}
	opt.Metrics = nil
	if w := get(newServer(opt), "/metrics"); w.Code != http.StatusNotFound {
		t.Errorf("without metrics: status %d", w.Code)
	}
}

// TestProfiles: profiles are for who sits at the machine and names it.
func TestProfiles(t *testing.T) {
	s := newServer(options(t))
	for _, tc := range []struct {
		remote, host string
		headers      []string
		want         int
	}{
		{"127.0.0.1:1234", "127.0.0.1:8080", nil, 200},
		{"127.0.0.1:1234", "localhost:8080", nil, 200},
		{"[::1]:1234", "[::1]:8080", nil, 200},
		{"[::ffff:127.0.0.1]:1234", "localhost", nil, 200},
		{"192.0.2.1:1234", "localhost", nil, 404},
		{"127.0.0.1:1234", "evil.example", nil, 404}, // a page that points a name at this machine
		{"127.0.0.1:1234", "localhost.evil.example", nil, 404},
		{"127.0.0.1:1234", "", nil, 404},
		{"127.0.0.1:1234", "localhost", []string{"X-Forwarded-For", "192.0.2.1"}, 404},
		{"127.0.0.1:1234", "localhost", []string{"Forwarded", ""}, 404},
		{"127.0.0.1:1234", "localhost", []string{"Via", "1.1 proxy"}, 404},
		{"", "localhost", nil, 404},
	} {
		for _, path := range []string{"/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/cmdline"} {
			r := httptest.NewRequest(http.MethodGet, path, nil)
			r.RemoteAddr, r.Host = tc.remote, tc.host
			for i := 0; i < len(tc.headers); i += 2 {
				r.Header.Set(tc.headers[i], tc.headers[i+1])
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != tc.want {
				t.Errorf("%s from %q to %q %v: status %d, want %d", path, tc.remote, tc.host, tc.headers, w.Code, tc.want)
			}
		}
	}
}

// TestBusy: pages are turned away before they pile up; health is not.
func TestBusy(t *testing.T) {
	opt := options(t)
	entered, release := make(chan struct{}), make(chan struct{})
	borrow := opt.Borrow
	opt.Borrow = func(use func(*search.Index) error) error {
		entered <- struct{}{}
		<-release
		return borrow(use)
	}
	s := newServer(opt)
	codes := make(chan int)
	for range maxPages {
		go func() { codes <- get(s, "/s/boats.en").Code }()
		<-entered
	}
	if w := get(s, "/s/boats.en"); w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d with %d pages under way", w.Code, maxPages)
	}
	if w := get(s, "/livez"); w.Code != http.StatusOK {
		t.Errorf("/livez: status %d", w.Code)
	}
	close(release)
	for range maxPages {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("status %d", code)
		}
	}
}

// TestNoIndex: without an index pages say so, and why goes to the log alone.
func TestNoIndex(t *testing.T) {
	opt := options(t)
	opt.Borrow = func(func(*search.Index) error) error { return errors.New("the disk of the operator") }
	if w := get(newServer(opt), "/s/boats.en"); w.Code != http.StatusServiceUnavailable || strings.Contains(w.Body.String(), "disk") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	opt.Borrow = func(func(*search.Index) error) error { panic("met") }
	if w := get(newServer(opt), "/s/boats.en"); w.Code != http.StatusInternalServerError || w.Body.String() != "failed\n" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestShutdown: a page that is being made is still sent, and the server ends.
func TestShutdown(t *testing.T) {
	opt := options(t)
	entered, release := make(chan struct{}), make(chan struct{})
	borrow := opt.Borrow
	opt.Borrow = func(use func(*search.Index) error) error {
		close(entered)
		<-release
		return borrow(use)
	}
	s, err := Listen(opt)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx) }()
	page := make(chan error, 1)
	go func() {
		response, err := http.Get("http://" + s.Addr() + "/s/boats.en")
		if err == nil && response.StatusCode != http.StatusOK {
			err = fmt.Errorf("status %d", response.StatusCode)
		}
		page <- err
	}()
	<-entered
	cancel()
	close(release)
	if err := <-page; err != nil {
		t.Errorf("the page under way: %v", err)
	}
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := http.Get("http://" + s.Addr() + "/livez"); err == nil {
		t.Error("answers after its end")
	}
}

func TestListenTaken(t *testing.T) {
	addr := serving(t, options(t))
	if _, err := Listen(Options{Addr: addr}); err == nil || !strings.Contains(err.Error(), addr) {
		t.Errorf("got %v", err)
	}
}
