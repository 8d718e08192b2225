package handlers

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// DefaultAPIURL is the base of Discord's own REST interface.
const DefaultAPIURL = "https://discord.com/api/v10"

// pointAt sets the addresses that the library uses, which are global. It must
// not be called while a session is in use.
func pointAt(base string) {
	if base == "" {
		base = DefaultAPIURL
	}
	base = strings.TrimRight(base, "/") + "/"
	discordgo.APIVersion = "10"
	discordgo.EndpointAPI = base
	discordgo.EndpointGuilds = base + "guilds/"
	discordgo.EndpointChannels = base + "channels/"
	discordgo.EndpointUsers = base + "users/"
	discordgo.EndpointGateway = base + "gateway"
	discordgo.EndpointGatewayBot = base + "gateway/bot"
	discordgo.EndpointWebhooks = base + "webhooks/"
	discordgo.EndpointApplications = base + "applications"
}

// listener hears what the library logs, which is the only place where it says
// why a connection has ended.
type listener struct {
	log *slog.Logger

	mu     sync.Mutex
	closed error // the last end of a connection
}

// hearing is the listener of the bot that runs; the library's logger is global
// and set once, since its goroutines read it at any time.
var (
	hearing    atomic.Pointer[listener]
	setLibrary = sync.OnceFunc(func() {
		discordgo.Logger = func(level, _ int, format string, a ...any) {
			if l := hearing.Load(); l != nil {
				l.hear(level, format, a)
			}
		}
	})
)

// listen starts to hear.
func listen(log *slog.Logger) *listener {
	l := &listener{log: log}
	hearing.Store(l)
	setLibrary()
	return l
}

func (l *listener) stop() { hearing.CompareAndSwap(l, nil) }

func (l *listener) hear(level int, format string, a []any) {
	for _, arg := range a {
		if err, ok := arg.(error); ok && websocket.IsUnexpectedCloseError(err) {
			l.mu.Lock()
			l.closed = err
			l.mu.Unlock()
		}
	}
	if level <= discordgo.LogError {
		l.log.Warn("discordgo: " + fmt.Sprintf(format, a...))
		return
	}
	l.log.Debug("discordgo: " + fmt.Sprintf(format, a...))
}

// takeClosed returns why the last connection ended, nil if nothing said so.
func (l *listener) takeClosed() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.closed
	l.closed = nil
	return err
}

// advice adds to an error of Discord what can be done about it.
func advice(err error) error {
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) || rest.Message == nil {
		return err
	}
	switch rest.Message.Code {
	case discordgo.ErrCodeMissingPermissions, discordgo.ErrCodeMissingAccess:
		return fmt.Errorf("%w: give the bot View Channel, Send Messages, Send Messages in Threads and Read Message History there", err)
	}
	return err
}
