package gateway

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
	"go.uber.org/goleak"
)

// TestMain fails where any goroutine is left after the tests, and after the
// second that the library sleeps at the end of a connection.
func TestMain(m *testing.M) {
	code := m.Run()
	var err error
	for range 5 { // each waits for half a second
		if err = goleak.Find(); err == nil {
			break
		}
	}
	if err != nil && code == 0 {
		fmt.Fprintln(os.Stderr, "left behind:", err)
		code = 1
	}
	os.Exit(code)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func asClose(err error, to **websocket.CloseError) bool { return errors.As(err, to) }

// running is a gateway that runs in a test.
type running struct {
	*Gateway
	t      *testing.T
	cancel context.CancelFunc
	wait   func() error // for its end; may be called again
	texts  chan string  // of the messages that reached the handlers
	events atomic.Int64 // sessions that were made
}

// run runs a gateway until the test ends.
func run(t *testing.T, opt Options) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r := &running{Gateway: New(opt), t: t, cancel: cancel, texts: make(chan string, 1000)}
	ended := make(chan error, 1)
	go func() {
		ended <- r.Run(ctx, func(s *discordgo.Session) {
			r.events.Add(1)
			s.AddHandler(func(_ *discordgo.Session, m *discordgo.MessageCreate) { r.texts <- m.Content })
		})
	}()
	r.wait = sync.OnceValue(func() error {
		select {
		case err := <-ended:
			return err
		case <-time.After(10 * time.Second):
			t.Error("the gateway does not end")
			return nil
		}
	})
	t.Cleanup(func() {
		cancel()
		r.wait()
	})
	return r
}

// eventually waits for a condition.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); !is(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("waited 10 s for %s", what)
		}
	}
}

// heard waits for a message.
func (r *running) heard(want string) {
	r.t.Helper()
	select {
	case got := <-r.texts:
		if got != want {
			r.t.Errorf("heard %q, want %q", got, want)
		}
	case <-time.After(10 * time.Second):
		r.t.Errorf("never heard %q", want)
	}
}
