package handlers

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/discordtest"
	"dalil/internal/search"
)

var small = fstest.MapFS{
	"articles/kimi.en.md": {Data: []byte("---\ntitle: The assistant of Moonshot AI\nlang: en\nurl: https://example.org/kimi\nsource: The Quay\n---\n" +
		"Moonshot AI made the chat assistant Kimi in Beijing.\n\n## Why it reads long texts\n\n" +
		"Moonshot AI gave Kimi a long memory because lawyers wanted to read whole contracts with it.\n")},
	"articles/kimi.ar.md": {Data: []byte("---\ntitle: مساعد مونشوت\nlang: ar\nurl: https://example.org/kimi-ar\n---\n" +
		"طورت شركة مونشوت (Moonshot AI) مساعد الدردشة كيمي في بكين.\n")},
	"catalogue/organisations.yaml": {Data: []byte("organisations:\n  - id: moonshot\n    name: Moonshot AI\n    aliases:\n      ar: [مونشوت]\n    type: company\n")},
	"catalogue/models.yaml": {Data: []byte("models:\n  - id: kimi\n    name: Kimi\n    aliases:\n      ar: [كيمي]\n    maker: moonshot\n" +
		"    released: '2023-10-09'\n    sources: [https://example.org/kimi]\n")},
}

// scratch holds the index of the small corpus.
var scratch string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "dalil-handlers-")
	if err != nil {
		panic(err)
	}
	scratch = dir
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// world is an engine over an index that stays.
type world struct {
	*answer.Answerer
	index *search.Index
}

func (w world) Use(f func(*search.Index, *answer.Answerer) error) error {
	return f(w.index, w.Answerer)
}

// engine returns the real engine over the small corpus.
var engine = sync.OnceValues(func() (Engine, error) { return newWorld(small, "small") })

// newWorld builds an index in a folder of its own and opens it.
func newWorld(files fs.FS, name string) (Engine, error) {
	c, err := corpus.Load(files)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(scratch, name)
	if err := search.Build(context.Background(), dir, c, nil); err != nil {
		return nil, err
	}
	ix, err := search.Open(dir)
	if err != nil {
		return nil, err
	}
	return world{answer.New(ix), ix}, nil
}

// engineOver returns a real engine over a corpus of the test's own.
func engineOver(t *testing.T, files fs.FS) Engine {
	t.Helper()
	e, err := newWorld(files, t.Name())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// answererFunc is an engine that misbehaves.
type answererFunc func(context.Context, answer.Question) (answer.Reply, error)

func (f answererFunc) Answer(ctx context.Context, q answer.Question) (answer.Reply, error) {
	return f(ctx, q)
}

func (f answererFunc) Use(func(*search.Index, *answer.Answerer) error) error {
	return errors.New("no index")
}

// logTo logs to the test.
type logTo struct{ t *testing.T }

func (l logTo) Write(p []byte) (int, error) {
	l.t.Logf("%s", p)
	return len(p), nil
}

// bot is one that runs against a fake Discord.
type bot struct {
	*discordtest.Server
	t      *testing.T
	cancel context.CancelFunc
	wait   func() error // waits for its end; it is safe to call again
}

// launch runs a bot with the real engine, or with the engine that is given.
func launch(t *testing.T, server *discordtest.Server, a Engine, opt Options) *bot {
	t.Helper()
	if a == nil {
		real, err := engine()
		if err != nil {
			t.Fatal(err)
		}
		a = real
	}
	if opt.Token == "" {
		opt.Token = discordtest.Token
	}
	opt.APIURL = server.URL()
	opt.Logger = slog.New(slog.NewTextHandler(logTo{t}, nil))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- New(a, opt).Run(ctx) }()
	b := &bot{Server: server, t: t, cancel: cancel}
	b.wait = sync.OnceValue(func() error {
		select {
		case err := <-ended:
			return err
		case <-time.After(12 * time.Second):
			t.Error("the bot does not end")
			return nil
		}
	})
	t.Cleanup(func() { b.stop() })
	return b
}

// stop ends the bot.
func (b *bot) stop() error {
	b.cancel()
	return b.wait()
}

// echo answers every question with itself.
var echo = slowly(0)

// slowly is echo after some time.
func slowly(d time.Duration) answererFunc {
	return func(_ context.Context, q answer.Question) (answer.Reply, error) {
		time.Sleep(d)
		return answer.Reply{Status: answer.Answered, Text: q.Text}, nil
	}
}
