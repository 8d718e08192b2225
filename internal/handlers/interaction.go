package handlers

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/metrics"
)

// responder gives the first answer to an interaction: over REST, or as the
// answer to the request that brought it.
type responder interface {
	respond(context.Context, *discordgo.Interaction, response) error
}

// call is one use of a command, of a button, or of a field that completes.
type call struct {
	*discordgo.Interaction
	out     sender
	lang    lang                                                          // of who uses it, as the client says
	options map[string]*discordgo.ApplicationCommandInteractionDataOption // by name
	sub     string                                                        // the subcommand
	promise *promise
}

// text returns the value of an option, "" where it is not given.
func (c call) text(name string) string {
	if o, ok := c.options[name]; ok {
		if text, ok := o.Value.(string); ok {
			return text
		}
	}
	return ""
}

func (c call) yes(name string) bool {
	o, ok := c.options[name]
	if !ok {
		return false
	}
	yes, _ := o.Value.(bool)
	return yes
}

// chosen returns the language of the reply: as asked for, as set, or else that
// of the fallback.
func (b *Bot) chosen(c call, fallback lang) lang {
	switch c.text(languageName) {
	case string(corpus.Arabic):
		return corpus.Arabic
	case string(corpus.English):
		return corpus.English
	}
	if b.opt.Lang != "" {
		return b.opt.Lang
	}
	return fallback
}

// interact takes an interaction; false where it was taken before.
func (b *Bot) interact(out sender, to responder, i *discordgo.Interaction) bool {
	if i == nil || !b.memory.first(i.ID) {
		return false
	}
	received := time.Now()
	c := call{Interaction: i, out: out, lang: langOf(i)}
	c.promise = &promise{bot: b, out: out, to: timed{to, b.opt.Metrics, received}, i: i, normal: discordgo.InteractionResponseChannelMessageWithSource}
	j := job{
		name:  "interaction",
		slow:  func(ctx context.Context) { c.promise.make(ctx) },
		sorry: func(ctx context.Context) { c.promise.keep(ctx, notice(c.lang, "failed")) },
		busy: func(ctx context.Context) {
			b.opt.Metrics.Question(wayCommand, string(c.lang), "busy", 0)
			c.promise.keep(ctx, notice(c.lang, "busy"))
		},
	}
	switch data := i.Data.(type) {
	case discordgo.ApplicationCommandInteractionData:
		c.read(data.Options)
		if i.Type == discordgo.InteractionApplicationCommandAutocomplete {
			none := func(ctx context.Context) { c.complete(ctx, nil) }
			j.work, j.slow, j.sorry, j.busy = func(ctx context.Context) error { c.complete(ctx, b.completions(c, data)); return nil }, nil, none, none
			break
		}
		cmd := find(data.Name)
		j.limit = cmd.limit
		c.promise.private = cmd.private || c.yes(privateName)
		j.work = func(ctx context.Context) error { return b.command(ctx, c, cmd, data) }
	case discordgo.MessageComponentInteractionData:
		t, ok := b.read(c, data.CustomID)
		j.work = func(ctx context.Context) error { return b.press(ctx, c, t, ok) }
	default:
		j.work = func(ctx context.Context) error { c.promise.keep(ctx, notice(c.lang, "unknown")); return nil }
	}
	b.events.run(j)
	return true
}

// timed tells the figures how long an interaction waited for its answer.
type timed struct {
	responder
	metrics  *metrics.Metrics
	received time.Time
}

func (t timed) respond(ctx context.Context, i *discordgo.Interaction, r response) error {
	err := t.responder.respond(ctx, i, r)
	t.metrics.Interaction(time.Since(t.received))
	return err
}

// read takes the options, also those of a subcommand. A strange server may send
// null for one.
func (c *call) read(options []*discordgo.ApplicationCommandInteractionDataOption) {
	c.options = make(map[string]*discordgo.ApplicationCommandInteractionDataOption)
	for _, o := range options {
		if o != nil && o.Type == discordgo.ApplicationCommandOptionSubCommand {
			c.sub, options = o.Name, o.Options
			break
		}
	}
	for _, o := range options {
		if o != nil {
			c.options[o.Name] = o
		}
	}
}

// command runs a command and gives its answer.
func (b *Bot) command(ctx context.Context, c call, cmd command, data discordgo.ApplicationCommandInteractionData) error {
	if cmd.run == nil {
		c.promise.keep(ctx, notice(c.lang, "unknown"))
		return nil
	}
	if !b.limits.allow(userOf(c.Interaction), c.ChannelID, time.Now()) {
		b.opt.Metrics.Question(wayCommand, string(c.lang), "limited", 0)
		c.promise.keep(ctx, notice(c.lang, "limited"))
		return nil
	}
	v, err := cmd.run(b, ctx, c, data)
	if err != nil {
		return err
	}
	c.promise.keep(ctx, v)
	return nil
}

// complete answers what was typed with completions.
func (c call) complete(ctx context.Context, list []*discordgo.ApplicationCommandOptionChoice) {
	if list == nil {
		list = []*discordgo.ApplicationCommandOptionChoice{}
	}
	p := c.promise
	p.bot.tell(p.to.respond(ctx, c.Interaction, response{discordgo.InteractionApplicationCommandAutocompleteResult, choices{list}}))
}

// reply returns what an answer to a command shows. A refusal is for the asker
// alone.
func (b *Bot) reply(c call, o origin, r answer.Reply, id, asked string) view {
	o.asker = userOf(c.Interaction)
	s := b.show(o, r, 0, asked)
	s.private = c.promise.private || r.Status == answer.Abstained
	return s.signed(id)
}

// langOf returns the language of who uses a command, as far as the client says.
func langOf(i *discordgo.Interaction) lang {
	if i.Locale == arabicLocale {
		return corpus.Arabic
	}
	return corpus.English
}
