package handlers

import (
	"context"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
)

func (b *Bot) onInteraction(s *discordgo.Session, e *discordgo.InteractionCreate) {
	i := e.Interaction
	c, ok := commandFrom(i)
	p := &promise{bot: b, out: sender{s}, i: i, private: c.private || !ok}
	b.events.run(job{
		name: "interaction",
		work: func(ctx context.Context) error {
			if !ok {
				p.keep(ctx, say(langOf(i), "unknown"))
				return nil
			}
			return b.answerCommand(ctx, p, c)
		},
		sorry: func(ctx context.Context) { p.keep(ctx, say(langOf(i), "failed")) },
	})
}

// answerCommand answers /ask.
func (b *Bot) answerCommand(ctx context.Context, p *promise, c command) error {
	slow := time.AfterFunc(b.opt.Slow, func() { p.make(ctx) })
	defer slow.Stop()
	lang := b.opt.Lang
	if c.lang != "" {
		lang = corpus.Lang(c.lang)
	}
	r, err := b.ask(ctx, answer.Question{Text: c.question, Lang: lang})
	if err != nil {
		return err
	}
	p.keep(ctx, render(r, c.question))
	return nil
}

// langOf returns the language of who uses a command, as far as the client says.
func langOf(i *discordgo.Interaction) corpus.Lang {
	if i.Locale == arabicLocale {
		return corpus.Arabic
	}
	return corpus.English
}

// promise is the answer to an interaction: given at once, or announced within
// the three seconds that Discord allows and given later.
type promise struct {
	bot     *Bot
	out     sender
	i       *discordgo.Interaction
	private bool

	mu   sync.Mutex
	made bool // it was announced
	kept bool // it was given
}

// make announces the answer, unless it was given.
func (p *promise) make(ctx context.Context) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made || p.kept {
		return
	}
	err := p.out.later(ctx, p.i, p.private)
	p.made = err == nil
	p.bot.tell(err)
}

// keep gives the answer.
func (p *promise) keep(ctx context.Context, text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept {
		return
	}
	p.kept = true
	if p.made {
		p.bot.tell(p.out.edit(ctx, p.i, text))
		return
	}
	p.bot.tell(p.out.respond(ctx, p.i, text, p.private))
}
