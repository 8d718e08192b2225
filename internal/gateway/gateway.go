// Package gateway keeps a bot connected to Discord. It stands around the
// library discordgo, whose own reconnecting can hang for ever, goes on after a
// refusal and spends identifies, and takes the part of it that decides: when a
// connection is made, resumed, given up. It also is the way of all requests,
// which it counts, bounds and repeats where that is safe.
package gateway

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Options are the settings of a connection. Only Token is needed.
type Options struct {
	Token   string            // without the word before it
	APIURL  string            // base of the REST interface; "" for Discord's own
	Intents discordgo.Intent  // 0 for DefaultIntents
	Shards  Shards            //
	Logger  *slog.Logger      // nil for the default one
	Base    http.RoundTripper // what requests go through; nil for a transport of its own

	Handshake     time.Duration // from dialling to READY; 0 for 30 s
	CallTimeout   time.Duration // of one request; 0 for 15 s
	IdentifyEvery time.Duration // time in which max_concurrency identifies are allowed; 0 for 5.25 s, Discord's 5 and a margin

	OnCall    func(Call)                    // hears of every request; nil for nobody
	OnConnect func(shard int, resumed bool) // hears of every shard that is ready

	OnDisconnect func(shard int) // hears of every shard that was and is no more; it must not ask for the state
}

// Shards says which part of the servers this process serves; the zero value is
// all in one.
type Shards struct {
	Auto  bool // as many as Discord recommends
	Count int  // how many there are in all; 0 is 1
	Only  bool // this process is the one with the number ID; else it runs all
	ID    int
}

// DefaultIntents are the events that a bot needs which is asked by mentions,
// replies and direct messages. None of them is privileged.
const DefaultIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// Gateway is the connection of one bot. Discord's addresses are global in the
// library: there is one at a time in a process.
type Gateway struct {
	opt    Options
	log    *slog.Logger
	calls  *transport
	rest   *discordgo.Session // for requests; never opened
	budget *budget

	mu     sync.Mutex
	shards []*shard // of this process, by id; nil before Run knows them
}

// New returns a connection that is not made yet. Requests through REST are
// possible at once.
func New(opt Options) *Gateway {
	opt.Handshake = orDefault(opt.Handshake, 30*time.Second)
	opt.CallTimeout = orDefault(opt.CallTimeout, 15*time.Second)
	opt.IdentifyEvery = orDefault(opt.IdentifyEvery, 5250*time.Millisecond)
	if opt.Intents == 0 {
		opt.Intents = DefaultIntents
	}
	if opt.Logger == nil {
		opt.Logger = slog.Default()
	}
	pointAt(opt.APIURL)
	g := &Gateway{opt: opt, log: opt.Logger, calls: newTransport(opt)}
	g.rest = g.session(g.calls)
	g.budget = newBudget(opt.IdentifyEvery, opt.Logger, g.find)
	return g
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return fallback
}

// REST returns the session for requests. It lives as long as the Gateway, while
// those that events come from are replaced when a connection begins anew.
func (g *Gateway) REST() *discordgo.Session { return g.rest }

// Close gives the idle connections of requests back.
func (g *Gateway) Close() { g.calls.CloseIdleConnections() }

// Run keeps all shards of this process connected until ctx is done, which is no
// error, or until Discord refuses the bot for good: then the error is a
// *Refused. attach registers the handlers on each session that is made. A
// session calls them one after another, so they must not wait, and must not
// lock the session.
func (g *Gateway) Run(ctx context.Context, attach func(*discordgo.Session)) error {
	defer listen(g.log).stop()
	defer g.Close()
	ids, count, err := g.layout(ctx)
	if err != nil {
		return unlessDone(ctx, err)
	}
	inner, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	g.mu.Lock()
	g.shards = nil
	for _, id := range ids {
		g.shards = append(g.shards, newShard(g, id, count, attach))
	}
	shards := g.shards
	g.mu.Unlock()
	var all sync.WaitGroup
	for _, s := range shards {
		all.Go(func() {
			if err := s.run(inner); err != nil {
				cancel(err)
			}
		})
	}
	all.Wait()
	return unlessDone(ctx, context.Cause(inner))
}

// unlessDone returns err, nil where ctx is done: an end that was asked for.
func unlessDone(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// layout returns the numbers of the shards that this process runs, and how many
// there are in all. Where Discord is asked, it waits until Discord answers.
func (g *Gateway) layout(ctx context.Context) (ids []int, count int, err error) {
	of := g.opt.Shards
	count = max(of.Count, 1)
	for failures := 0; of.Auto; {
		var found addresses
		if found, err = g.budget.addresses(ctx); err == nil {
			count = max(found.shards, 1)
			break
		}
		var refused *Refused
		if errors.As(err, &refused) || ctx.Err() != nil {
			return nil, 0, err
		}
		failures++
		g.log.Warn("cannot learn the number of shards", "error", err, "attempt", failures)
		if !sleep(ctx, backoff(failures)) {
			return nil, 0, ctx.Err()
		}
	}
	if of.Only {
		return []int{of.ID}, count, nil
	}
	for id := range count {
		ids = append(ids, id)
	}
	return ids, count, nil
}

// session returns a session that is not open. All share the limits of requests.
func (g *Gateway) session(calls http.RoundTripper) *discordgo.Session {
	s, _ := discordgo.New("Bot " + g.opt.Token) // never fails
	s.Client = &http.Client{Transport: calls, Timeout: g.opt.CallTimeout}
	s.LogLevel = discordgo.LogWarning
	s.StateEnabled = false
	s.Compress = false // the link reads what is sent
	s.SyncEvents = true
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.MaxRestRetries = 0
	s.Identify.Intents = g.opt.Intents
	if g.rest != nil {
		s.Ratelimiter = g.rest.Ratelimiter
	}
	return s
}
