package handlers

import (
	"crypto/rand"
	"encoding/base32"
	"strconv"
	"strings"
	"sync"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/bwmarrin/discordgo"
)

// memory is what saves reading things back from Discord. Nothing depends on it:
// after a restart it is empty.
type memory struct {
	seen     *lru.Cache[string, struct{}] // events that were taken
	answers  *lru.Cache[string, string]   // message with a question -> message with its answer
	deleted  *lru.Cache[string, struct{}] // messages that are, so that none is answered afterwards
	channels *lru.Cache[string, channel]

	mu     sync.Mutex
	orders map[string]*order // by message
}

// order lets the events of one message follow each other.
type order struct {
	sync.Mutex
	users int
}

// inOrder waits until no other event of a message is worked on. done ends it.
func (m *memory) inOrder(id string) (done func()) {
	m.mu.Lock()
	o := m.orders[id]
	if o == nil {
		o = &order{}
		m.orders[id] = o
	}
	o.users++
	m.mu.Unlock()
	o.Lock()
	return func() {
		o.Unlock()
		m.mu.Lock()
		defer m.mu.Unlock()
		if o.users--; o.users == 0 {
			delete(m.orders, id)
		}
	}
}

// channel is what the bot wants to know of a channel.
type channel struct {
	thread bool
	parent string
}

const remembered = 10_000 // of each

func newMemory() *memory {
	return &memory{seen: newCache[struct{}](), answers: newCache[string](), deleted: newCache[struct{}](), channels: newCache[channel](), orders: make(map[string]*order)}
}

func newCache[V any]() *lru.Cache[string, V] {
	c, err := lru.New[string, V](remembered)
	if err != nil {
		panic(err) // the size is positive
	}
	return c
}

// first reports whether an event comes for the first time: Discord may send one
// twice when a connection is resumed.
func (m *memory) first(id string) bool {
	again, _ := m.seen.ContainsOrAdd(id, struct{}{})
	return !again
}

// NewKey returns a random key for the signatures of buttons.
func NewKey() []byte {
	key := make([]byte, 32)
	rand.Read(key) // never fails
	return key
}

// newID returns a short random name for a question.
func newID() string {
	raw := make([]byte, 5)
	rand.Read(raw)
	return strings.ToLower(base32.StdEncoding.EncodeToString(raw))
}

// created returns when a message was sent, as its id tells; the zero time for
// an id that is none of Discord's.
func created(id string) time.Time {
	n, err := strconv.ParseUint(id, 10, 64)
	if err != nil {
		return time.Time{}
	}
	const epoch = 1420070400000 // 2015, in milliseconds
	return time.UnixMilli(int64(n>>22) + epoch)
}

// userOf returns who made an interaction, "" where it does not say.
func userOf(i *discordgo.Interaction) string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}
