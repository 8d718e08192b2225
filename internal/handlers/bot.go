// Package handlers is the bot on Discord: what a message, a command or a button
// asks is extracted, answered by package answer, rendered and sent. It holds no
// rule about answers.
package handlers

import (
	"cmp"
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/gateway"
	"dalil/internal/live"
	"dalil/internal/metrics"
	"dalil/internal/search"
)

// Engine is what answers, also while it is exchanged for one over a newer
// index.
type Engine interface {
	Answer(context.Context, answer.Question) (answer.Reply, error)
	// Use lends the index of the moment, which stays open until the function returns.
	Use(func(*search.Index, *answer.Answerer) error) error
}

// Keeper exchanges the index.
type Keeper interface {
	Reindex(context.Context, func(live.Progress)) (live.Report, error)
	Rollback(context.Context) (live.Report, error)
	Status() live.Status
}

// Options are the settings of a bot. Only Token is needed.
type Options struct {
	Token  string
	APIURL string       // base of the REST interface; "" for Discord's own
	Lang   corpus.Lang  // of the replies; "" for that of the question
	Logger *slog.Logger // nil for the default one

	Shards  gateway.Shards   // which part of the servers is served
	Metrics *metrics.Metrics // nil: none

	// PageURL returns the address of a page that shows a part of an article; nil:
	// there are no pages.
	PageURL func(article string, l corpus.Lang, start, end int) string

	Guild     string   // where commands are registered; "" for everywhere
	Content   bool     // ask for the intent to read all messages
	Channels  []string // in which every question is answered, with Content
	PlainText bool     // no components but buttons
	Key       []byte   // signs buttons; nil for one of this process

	Keeper Keeper   // nil: the index cannot be exchanged
	Admins []string // roles that may; none: whoever may manage the server

	Checkup *Checkup // what the doctor looks at; nil: there is none

	UserRate, ChannelRate int // questions a minute; 0 for no limit
	Waiting               int // events that wait while others are answered; 0 for 256

	Handshake time.Duration // how long connecting may take; 0 for 30 s
	Deadline  time.Duration // for the answer to one event; 0 for 30 s
	Slow      time.Duration // after which an answer is announced; 0 for 1.5 s
	Drain     time.Duration // how long a shutdown waits for answers; 0 for 8 s
}

// Bot is a bot on Discord. Discord's addresses are global in the library: one
// bot runs at a time in a process.
type Bot struct {
	engine    Engine
	opt       Options
	log       *slog.Logger
	id        atomic.Pointer[string] // of the bot as a user
	link      *gateway.Gateway
	connected sync.Map // shards that were
	events    *dispatcher
	commands  atomic.Bool // are registered
	memory    *memory
	limits    *limits
	names     completers
	began     time.Time
}

// New returns a bot that answers with an engine.
func New(e Engine, opt Options) *Bot {
	opt.Handshake = orDefault(opt.Handshake, 30*time.Second)
	opt.Deadline = orDefault(opt.Deadline, 30*time.Second)
	opt.Slow = orDefault(opt.Slow, 1500*time.Millisecond)
	opt.Drain = orDefault(opt.Drain, 8*time.Second)
	opt.Waiting = cmp.Or(opt.Waiting, 256)
	if opt.Logger == nil {
		opt.Logger = slog.Default()
	}
	if opt.Key == nil {
		opt.Key = NewKey()
	}
	b := &Bot{engine: e, opt: opt, log: opt.Logger, memory: newMemory(), limits: newLimits(opt.UserRate, opt.ChannelRate), began: time.Now()}
	b.events = newDispatcher(b.log, opt.Waiting, opt.Deadline, opt.Slow)
	opt.Metrics.Queue(b.events.load)
	b.link = b.connection()
	return b
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return fallback
}

// connection returns what connects the bot to Discord.
func (b *Bot) connection() *gateway.Gateway {
	m := b.opt.Metrics
	opt := gateway.Options{
		Token: b.opt.Token, APIURL: b.opt.APIURL, Intents: gateway.DefaultIntents, Shards: b.opt.Shards, Logger: b.log, Handshake: b.opt.Handshake,
		OnCall: func(c gateway.Call) { m.Call(metrics.Route(c.Method, c.Route), c.Status, c.Took) },
		OnConnect: func(shard int, _ bool) {
			m.Connected(shard, true)
			if _, again := b.connected.LoadOrStore(shard, true); again {
				m.Reconnected(shard)
			}
		},
		OnDisconnect: func(shard int) { m.Connected(shard, false) },
	}
	if b.opt.Content {
		opt.Intents |= discordgo.IntentMessageContent
	}
	return gateway.New(opt)
}

// Run serves until ctx is done, which is no error, or until Discord refuses the
// bot for good. Answers under way are finished first, for at most
// Options.Drain.
func (b *Bot) Run(ctx context.Context) error {
	defer b.link.Close()
	defer b.events.drain(b.opt.Drain)
	return b.link.Run(ctx, b.attach)
}

// State returns how the connection does.
func (b *Bot) State() gateway.State { return b.link.State() }

// self returns the id of the bot, "" before it is connected.
func (b *Bot) self() string {
	if id := b.id.Load(); id != nil {
		return *id
	}
	return ""
}

// attach registers the handlers. The session calls them one after another, so
// they must not wait.
func (b *Bot) attach(s *discordgo.Session) {
	s.SyncEvents = true
	s.AddHandler(b.onReady)
	s.AddHandler(b.onMessage)
	s.AddHandler(b.onEdit)
	s.AddHandler(b.onDelete)
	s.AddHandler(b.onDeleteBulk)
	s.AddHandler(func(s *discordgo.Session, e *discordgo.InteractionCreate) {
		b.interact(sender{s}, sender{s}, e.Interaction)
	})
}

func (b *Bot) onReady(s *discordgo.Session, r *discordgo.Ready) {
	if r.User == nil {
		b.log.Error("Discord does not say who the bot is")
		return
	}
	b.id.Store(&r.User.ID)
	application := r.User.ID
	if r.Application != nil && r.Application.ID != "" {
		application = r.Application.ID
	}
	b.log.Info("connected to Discord", "bot", r.User.Username, "id", r.User.ID)
	b.events.run(job{name: "commands", work: func(ctx context.Context) error {
		return b.register(ctx, s, application)
	}})
}

// ask answers a question and logs how it went, without what was asked. id is
// what the log and the answer's footer call it.
func (b *Bot) ask(ctx context.Context, way, id string, q answer.Question) (answer.Reply, error) {
	start := time.Now()
	r, err := b.engine.Answer(ctx, q)
	b.opt.Metrics.Answer(time.Since(start))
	b.opt.Metrics.Question(way, string(r.Lang), outcome(r, err), time.Since(start))
	if err == nil {
		b.log.Info("question", "id", id, "way", way, "status", r.Status, "lang", r.Lang, "sources", len(r.Citations),
			"follows", q.Turn != nil, "took", time.Since(start))
		b.log.Debug("question", "id", id, "text", q.Text)
	}
	return r, err
}

// outcome is how the figures call what came of a question.
func outcome(r answer.Reply, err error) string {
	if err != nil {
		return "failed"
	}
	return string(r.Status)
}

// tell logs why something could not be sent.
func (b *Bot) tell(err error) {
	if err != nil && !errors.Is(err, context.Canceled) { // what is not wanted any more
		b.log.Error("cannot send", "error", gateway.Advice(err))
	}
}
