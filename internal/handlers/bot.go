// Package handlers is the bot on Discord: what a message or a command asks is
// extracted, answered by package answer, rendered and sent. It holds no rule
// about answers.
package handlers

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
)

// Answerer is what answers questions: *answer.Answerer, also while it is
// exchanged for one over a newer index.
type Answerer interface {
	Answer(context.Context, answer.Question) (answer.Reply, error)
}

// Options are the settings of a bot. Only Token is needed.
type Options struct {
	Token  string
	APIURL string       // base of the REST interface; "" for Discord's own
	Lang   corpus.Lang  // of the replies; "" for that of the question
	Logger *slog.Logger // nil for the default one

	Handshake time.Duration // how long connecting may take; 0 for 30 s
	Deadline  time.Duration // for the answer to one event; 0 for 30 s
	Slow      time.Duration // after which an answer is announced; 0 for 1.5 s
	Drain     time.Duration // how long a shutdown waits for answers; 0 for 8 s
}

// Bot is a bot on Discord. Discord's addresses are global in the library: one
// bot runs at a time in a process.
type Bot struct {
	answerer Answerer
	opt      Options
	log      *slog.Logger
	id       atomic.Pointer[string] // of the bot as a user
	events   *dispatcher
	commands atomic.Bool // are registered
}

// New returns a bot that answers with a.
func New(a Answerer, opt Options) *Bot {
	opt.Handshake = orDefault(opt.Handshake, 30*time.Second)
	opt.Deadline = orDefault(opt.Deadline, 30*time.Second)
	opt.Slow = orDefault(opt.Slow, 1500*time.Millisecond)
	opt.Drain = orDefault(opt.Drain, 8*time.Second)
	if opt.Logger == nil {
		opt.Logger = slog.Default()
	}
	return &Bot{answerer: a, opt: opt, log: opt.Logger}
}

func orDefault(d, fallback time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return fallback
}

// Run serves until ctx is done, which is no error, or until Discord refuses the
// bot for good. Answers under way are finished first, for at most
// Options.Drain.
func (b *Bot) Run(ctx context.Context) error {
	pointAt(b.opt.APIURL)
	b.events = newDispatcher(ctx, b.log, b.opt.Deadline)
	return b.connect(ctx)
}

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
	s.AddHandler(b.onInteraction)
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

func (b *Bot) onMessage(s *discordgo.Session, m *discordgo.MessageCreate) {
	q, ok := questionFrom(m.Message, b.self())
	if !ok {
		return
	}
	out := sender{s}
	b.events.run(job{
		name:  "message",
		work:  func(ctx context.Context) error { return b.answerMessage(ctx, out, m.Message, q) },
		sorry: func(ctx context.Context) { b.tell(out.reply(ctx, m.Message, say(b.opt.Lang, "failed"))) },
	})
}

// answerMessage answers the question in a message.
func (b *Bot) answerMessage(ctx context.Context, out sender, m *discordgo.Message, q asked) error {
	slow := time.AfterFunc(b.opt.Slow, func() { b.tell(out.typing(ctx, m.ChannelID)) })
	defer slow.Stop()
	var turn *answer.Context
	if q.reply {
		var err error
		if turn, err = b.turn(ctx, out, m, b.opt.Lang); err != nil {
			return err
		}
	}
	r, err := b.ask(ctx, answer.Question{Text: q.text, Lang: b.opt.Lang, Turn: turn})
	if err != nil {
		return err
	}
	b.tell(out.reply(ctx, m, render(r, "")))
	return nil
}

// ask answers a question and logs how it went, without what was asked.
func (b *Bot) ask(ctx context.Context, q answer.Question) (answer.Reply, error) {
	start := time.Now()
	r, err := b.answerer.Answer(ctx, q)
	if err == nil {
		b.log.Info("question", "status", r.Status, "lang", r.Lang, "sources", len(r.Citations),
			"follows", q.Turn != nil, "took", time.Since(start))
	}
	return r, err
}

// tell logs why something could not be sent.
func (b *Bot) tell(err error) {
	if err != nil {
		b.log.Error("cannot send", "error", advice(err))
	}
}
