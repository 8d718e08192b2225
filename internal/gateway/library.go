package gateway

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/bwmarrin/discordgo"
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

// listener hears what the library logs.
type listener struct{ log *slog.Logger }

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
	l := &listener{log}
	hearing.Store(l)
	setLibrary()
	return l
}

func (l *listener) stop() { hearing.CompareAndSwap(l, nil) }

// hear logs what the library says. Its warnings may hold texts of users, and of
// the gateway it tells only what the link and the shard know better.
func (l *listener) hear(level int, format string, a []any) {
	to := slog.LevelDebug
	if level <= discordgo.LogError && !strings.Contains(format, "gateway") {
		to = slog.LevelWarn
	}
	if l.log.Enabled(context.Background(), to) {
		l.log.Log(context.Background(), to, "discordgo: "+fmt.Sprintf(format, a...))
	}
}
