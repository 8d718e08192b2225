package handlers

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// limits bound how much one user and one channel may ask.
type limits struct {
	user, channel int // a minute; 0 for no limit
	limiters      *lru.Cache[string, *rate.Limiter]
	told          *lru.Cache[string, time.Time] // when a user was told last
}

// tellEvery is how often a user is told at most that something is too much or
// not allowed where it was asked.
const tellEvery = 10 * time.Minute

func newLimits(user, channel int) *limits {
	return &limits{user: user, channel: channel, limiters: newCache[*rate.Limiter](), told: newCache[time.Time]()}
}

// allow reports whether a question may be answered now, and counts it. Whoever
// is limited does not use up what the channel has.
func (l *limits) allow(user, channel string, now time.Time) bool {
	return l.take("u"+user, l.user, now) && l.take("c"+channel, l.channel, now)
}

func (l *limits) take(key string, perMinute int, now time.Time) bool {
	if perMinute == 0 {
		return true
	}
	limiter, ok := l.limiters.Get(key)
	if !ok {
		limiter = rate.NewLimiter(rate.Limit(float64(perMinute)/60), perMinute)
		if have, ok, _ := l.limiters.PeekOrAdd(key, limiter); ok {
			limiter = have
		}
	}
	return limiter.AllowN(now, 1)
}

// mayTell reports whether a user has not been told lately, and remembers that
// it is now.
func (l *limits) mayTell(user string, now time.Time) bool {
	if at, ok := l.told.Get(user); ok && now.Sub(at) < tellEvery {
		return false
	}
	l.told.Add(user, now)
	return true
}
