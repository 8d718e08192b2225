package gateway

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"
)

const (
	maxTries    = 6           // of one request: where one in ten fails, one in a million does for good
	maxPatience = time.Minute // for one limit; a longer one is an error at once

	// errAcknowledged is Discord's code for a second answer to an interaction.
	errAcknowledged = 40060
)

// attempt is what the transport saw of one request of Try. The library's errors
// do not tell it: a 502 has no type, and a 429 without JSON is one of parsing.
type attempt struct {
	method, route string
	unique        bool        // Discord does not do it twice
	reached       atomic.Bool // Discord may have it
	status        int         // 0 where there was no answer
	retryAfter    time.Duration
}

type attemptKey struct{}

// attemptOf returns the attempt that a request is, a new one outside Try.
func attemptOf(ctx context.Context) *attempt {
	if a, ok := ctx.Value(attemptKey{}).(*attempt); ok {
		return a
	}
	return new(attempt)
}

// Try makes a request, and again, at most five times and within ctx, where it
// was limited, after the time that Discord asks for, or where Discord failed
// (5xx). Where an answer did not come the request may have been carried out:
// then only one is repeated that does no harm twice, which is all but most
// POSTs. The session must be one of a Gateway.
func Try(ctx context.Context, request func(...discordgo.RequestOption) error) error {
	return try(ctx, false, request)
}

// TryUnique is Try for a request that Discord carries out once, however often it
// comes: the POST of a message with a nonce and enforce_nonce, of which Discord
// keeps one within some minutes. A server that does not know the field may show
// the message twice.
func TryUnique(ctx context.Context, request func(...discordgo.RequestOption) error) error {
	return try(ctx, true, request)
}

func try(ctx context.Context, unique bool, request func(...discordgo.RequestOption) error) error {
	for tries := 1; ; tries++ {
		a := &attempt{unique: unique}
		err := withoutTokens(request(discordgo.WithContext(context.WithValue(ctx, attemptKey{}, a))))
		if err == nil || tries > 1 && acknowledged(err) {
			return nil
		}
		wait, again := a.again(err, tries)
		if deadline, ok := ctx.Deadline(); !again || tries == maxTries || ok && time.Until(deadline) < wait {
			return err
		}
		if !sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

// again returns whether to try again, and after how long.
func (a *attempt) again(err error, tries int) (wait time.Duration, again bool) {
	var limited *discordgo.RateLimitError
	isLimited := errors.As(err, &limited) || a.status == http.StatusTooManyRequests
	switch {
	case errors.Is(err, ErrInvalidRequests), errors.Is(err, context.Canceled), errors.Is(err, discordgo.ErrJSONUnmarshal):
		return 0, false
	case isLimited:
		wait = a.retryAfter
		if limited != nil {
			wait = max(wait, limited.RetryAfter)
		}
		return max(wait, backoff(tries)), wait <= maxPatience
	case a.status >= 500:
		return backoff(tries), true
	case a.status >= 300:
		return 0, false
	}
	return backoff(tries), a.harmless() || !a.reached.Load() // no answer, or not the whole of it
}

// harmless reports whether a request may be carried out twice. A second answer
// to an interaction is refused by Discord.
func (a *attempt) harmless() bool {
	return a.unique || a.method != http.MethodPost || strings.HasSuffix(a.route, "/callback") || strings.HasSuffix(a.route, "/typing")
}

// acknowledged reports whether an error says that an interaction was answered
// before: by the try whose answer was lost.
func acknowledged(err error) bool {
	var rest *discordgo.RESTError
	return errors.As(err, &rest) && rest.Message != nil && rest.Message.Code == errAcknowledged
}

// withoutTokens takes the addresses out of an error, which hold the tokens of
// interactions.
func withoutTokens(err error) error {
	var address *url.Error
	if errors.As(err, &address) {
		address.URL = route(address.URL)
	}
	var limited *discordgo.RateLimitError
	if errors.As(err, &limited) {
		limited.URL = route(limited.URL)
	}
	return err
}
