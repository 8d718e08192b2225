package gateway

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// longestWait is after how long at most Discord is asked again whether the bot
// may identify.
const longestWait = 15 * time.Minute

// addresses are what Discord says about connecting.
type addresses struct {
	url         string // of the gateway
	shards      int    // recommended
	limited     bool   // remaining counts
	remaining   int    // identifies that are left
	resetAfter  time.Duration
	concurrency int // identifies at a time, at least 1
}

// find asks for the gateway where every server has it, and learns on the way
// whether the token is right.
func (g *Gateway) find(ctx context.Context) (a addresses, err error) {
	var answer *discordgo.GatewayBotResponse
	err = Try(ctx, func(o ...discordgo.RequestOption) (err error) {
		answer, err = g.rest.GatewayBot(o...)
		return err
	})
	if unknown(err) || err == nil && answer.URL == "/" { // a server without limits
		answer = &discordgo.GatewayBotResponse{Shards: 1}
		err = Try(ctx, func(o ...discordgo.RequestOption) (err error) {
			answer.URL, err = g.rest.Gateway(o...)
			return err
		})
	}
	if err != nil {
		return a, refusal(err)
	}
	limit := answer.SessionStartLimit
	a = addresses{
		url: answer.URL, shards: answer.Shards,
		limited: limit.Total > 0, remaining: limit.Remaining,
		resetAfter: time.Duration(limit.ResetAfter) * time.Millisecond, concurrency: max(1, limit.MaxConcurrency),
	}
	if !isGateway(a.url) {
		return a, fmt.Errorf("%q is no address of a gateway", a.url)
	}
	return a, nil
}

// unknown reports whether a server does not know what it was asked for.
func unknown(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Response.StatusCode < 500 && rest.Response.StatusCode != http.StatusUnauthorized
}

// isGateway reports whether a text is the address of a websocket.
func isGateway(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "ws" || u.Scheme == "wss") && u.Host != ""
}

// budget gives leave to identify: Discord allows so many a day, after which it
// resets the token, and at any time one in five seconds for each remainder of
// shard / max_concurrency.
type budget struct {
	every time.Duration
	log   *slog.Logger
	find  func(context.Context) (addresses, error)

	mu      sync.Mutex
	known   addresses
	asked   time.Time             // when known was found; zero for never
	turns   map[int]chan struct{} // by remainder
	lastOne map[int]time.Time     // identify, by remainder
}

func newBudget(every time.Duration, log *slog.Logger, find func(context.Context) (addresses, error)) *budget {
	return &budget{every: every, log: log, find: find, turns: make(map[int]chan struct{}), lastOne: make(map[int]time.Time)}
}

// addresses returns what Discord has said within the last interval, or asks.
func (b *budget) addresses(ctx context.Context) (addresses, error) {
	b.mu.Lock()
	known, asked := b.known, b.asked
	b.mu.Unlock()
	if !asked.IsZero() && time.Since(asked) < b.every {
		return known, nil
	}
	found, err := b.find(ctx)
	if err != nil {
		return addresses{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.known, b.asked = found, time.Now()
	return found, nil
}

// reserve waits until a shard may identify and returns where. The shard then
// calls done, when it has identified (true) or will not (false); only the first
// call counts.
func (b *budget) reserve(ctx context.Context, shard int) (url string, done func(identified bool), err error) {
	for {
		a, err := b.addresses(ctx)
		if err != nil {
			return "", nil, err
		}
		key := shard % a.concurrency
		turn := b.turn(key)
		select {
		case turn <- struct{}{}:
		case <-ctx.Done():
			return "", nil, ctx.Err()
		}
		b.mu.Lock()
		wait := time.Until(b.lastOne[key].Add(b.every))
		b.mu.Unlock()
		if !sleep(ctx, wait) {
			<-turn
			return "", nil, ctx.Err()
		}
		if wait = b.take(); wait == 0 {
			return a.url, b.settle(key, turn), nil
		}
		<-turn
		b.log.Warn("no connection is left in Discord's budget; waiting", "for", wait)
		if !sleep(ctx, wait) {
			return "", nil, ctx.Err()
		}
	}
}

// turn returns what one shard at a time holds while it identifies.
func (b *budget) turn(key int) chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.turns[key] == nil {
		b.turns[key] = make(chan struct{}, 1)
	}
	return b.turns[key]
}

// take takes one identify from those that are left, or returns how long to wait
// before asking anew.
func (b *budget) take() (wait time.Duration) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.known.limited && b.known.remaining <= 0 {
		b.asked = time.Time{}
		return min(longestWait, max(b.known.resetAfter, b.every))
	}
	b.known.remaining--
	return 0
}

// settle returns what ends a turn, and notes the identify if there was one. One
// that was not made is not given back: Discord's next answer corrects that.
func (b *budget) settle(key int, turn chan struct{}) func(identified bool) {
	var once sync.Once
	return func(identified bool) {
		once.Do(func() {
			if identified {
				b.mu.Lock()
				b.lastOne[key] = time.Now()
				b.mu.Unlock()
			}
			<-turn
		})
	}
}
