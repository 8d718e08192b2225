package handlers

import (
	"runtime"
	"testing"

	"go.uber.org/goleak"

	"dalil/internal/discordtest"
)

// maxLeft is how much memory may be left of a test, in bytes: what the test
// itself keeps, its log above all.
const maxLeft = 1 << 20

// footprint is what runs and what is held before a test.
type footprint struct {
	running goleak.Option
	heap    uint64
}

// still returns the footprint of the moment.
func still() footprint { return footprint{goleak.IgnoreCurrent(), heap()} }

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one has freed of pools
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// same fails the test where goroutines or memory are left over when the bot has
// ended. It closes the server, which has nothing recorded then.
func (f footprint) same(t *testing.T, server *discordtest.Server) {
	t.Helper()
	server.Close()
	server.Forget()
	var err error
	for range 5 { // each waits for half a second; the library sleeps for one at the end of a connection
		if err = goleak.Find(f.running); err == nil {
			break
		}
	}
	if err != nil {
		t.Error(err)
	}
	left := int64(heap()) - int64(f.heap)
	t.Logf("%d KB are left over", left>>10)
	if left > maxLeft {
		t.Errorf("%d bytes are left over, want at most %d", left, maxLeft)
	}
}
