package handlers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	intents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

	firstPause = 100 * time.Millisecond // between attempts to connect; doubled each time
	maxPause   = 5 * time.Minute        // and never longer
	farewell   = 200 * time.Millisecond // to tell Discord that the bot leaves; then the library sleeps
	steady     = time.Minute            // a connection that lasted so long has not failed
)

// errHandshake is a connection that was not ready in time.
var errHandshake = errors.New("the gateway of Discord did not answer in time")

// connect keeps a connection until ctx is done or Discord refuses the bot for
// good, and then drains the events. The library's own reconnecting is off: it
// goes on for ever after a refusal, and can wait for ever.
func (b *Bot) connect(ctx context.Context) error {
	listener := listen(b.log)
	defer listener.stop()
	var s *discordgo.Session
	defer func() { b.shutdown(s) }()
	var down chan struct{}
	for failures := 0; ; {
		if s == nil {
			var err error
			if s, down, err = b.session(); err != nil {
				return err
			}
		}
		drained(down)
		began := time.Now()
		err := b.open(ctx, s)
		if err == nil || errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			select {
			case <-ctx.Done():
				return nil
			case <-down:
			}
			err = listener.takeClosed()
		} else {
			abandon(s, err)
			s = nil // it may be stuck, or hold a session that Discord has forgotten
		}
		if ctx.Err() != nil {
			return nil
		}
		if why := refusal(err); why != "" {
			return errors.New(why)
		}
		if failures++; time.Since(began) > steady {
			failures = 0
		}
		b.log.Warn("no connection to Discord", "error", err, "attempt", failures)
		if failures > 0 && !sleep(ctx, min(maxPause, firstPause<<min(failures, 12))) {
			return nil
		}
	}
}

// drained empties a channel: a connection may tell twice that it has ended.
func drained(down chan struct{}) {
	select {
	case <-down:
	default:
	}
}

// session returns a session that is not open, and what receives when its
// connection ends.
func (b *Bot) session() (*discordgo.Session, chan struct{}, error) {
	s, err := discordgo.New("Bot " + b.opt.Token)
	if err != nil {
		return nil, nil, err
	}
	s.LogLevel = discordgo.LogWarning
	s.StateEnabled = false
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.ShouldRetryOnRateLimit = false
	s.Identify.Intents = intents
	if b.opt.Content {
		s.Identify.Intents |= discordgo.IntentMessageContent
	}
	b.attach(s)
	down := make(chan struct{}, 1)
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case down <- struct{}{}:
		default:
		}
	})
	return s, down, nil
}

// open opens a session within the handshake's time. One that did not come in
// time is not to be used again.
func (b *Bot) open(ctx context.Context, s *discordgo.Session) error {
	ctx, cancel := context.WithTimeoutCause(ctx, b.opt.Handshake, errHandshake)
	defer cancel()
	if err := b.findGateway(ctx, s); err != nil {
		return err
	}
	opened := make(chan error, 1)
	go func() { opened <- s.Open() }()
	select {
	case err := <-opened:
		return err
	case <-ctx.Done():
		go func() {
			if <-opened == nil {
				s.Close()
			}
		}()
		return context.Cause(ctx)
	}
}

// findGateway asks for the gateway's address where every server has it, and
// learns on the way whether the token is right and connecting allowed.
func (b *Bot) findGateway(ctx context.Context, s *discordgo.Session) error {
	g, err := s.GatewayBot(discordgo.WithContext(ctx))
	var rest *discordgo.RESTError
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.As(err, &rest) && rest.Response.StatusCode == http.StatusUnauthorized:
		return err
	case err != nil || g.URL == "/":
		return nil // the library asks at the other address
	}
	if limit := g.SessionStartLimit; limit.Total > 0 && limit.Remaining == 0 {
		wait := time.Duration(limit.ResetAfter) * time.Millisecond
		b.log.Warn("too many connections today; waiting", "for", wait)
		if !sleep(ctx, wait) {
			return context.Cause(ctx)
		}
	}
	discordgo.EndpointGateway = discordgo.EndpointGatewayBot
	return nil
}

// abandon closes a session that has failed, unless it may be stuck.
func abandon(s *discordgo.Session, err error) {
	if !errors.Is(err, errHandshake) && !errors.Is(err, context.Canceled) {
		s.Close()
	}
}

// shutdown ends the connection and lets the answers under way end. s may be nil.
func (b *Bot) shutdown(s *discordgo.Session) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		if s != nil {
			s.Close()
		}
	}()
	b.events.drain(b.opt.Drain)
	select {
	case <-closed:
	case <-time.After(farewell):
	}
}

// sleep waits; false if ctx ended before.
func sleep(ctx context.Context, d time.Duration) bool {
	select {
	case <-time.After(d):
		return true
	case <-ctx.Done():
		return false
	}
}

// refusal returns what to do about an error after which connecting again is of
// no use, "" for others.
func refusal(err error) string {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil && rest.Response.StatusCode == http.StatusUnauthorized {
		return wrongToken
	}
	var closed *websocket.CloseError
	if !errors.As(err, &closed) {
		return ""
	}
	switch closed.Code {
	case 4004:
		return wrongToken
	case 4010, 4011:
		return fmt.Sprintf("Discord wants the bot to be split into shards, which it cannot do (close code %d)", closed.Code)
	case 4012, 4013:
		return fmt.Sprintf("Discord refuses the version or the intents that the bot asks for (close code %d): use a newer version of the bot", closed.Code)
	case 4014:
		return "Discord refuses an intent (close code 4014): enable it in the Developer Portal, your application, Bot, Privileged Gateway Intents, Message Content Intent"
	}
	return ""
}

const wrongToken = "Discord refuses the token (4004): copy it again into DISCORD_TOKEN from the Developer Portal, your application, Bot, Reset Token"
