package handlers

import (
	"context"
	"sync"

	"github.com/bwmarrin/discordgo"
)

// promise is the answer to an interaction: given at once, or announced within
// the three seconds that Discord allows and given later.
type promise struct {
	bot     *Bot
	out     sender
	to      responder
	i       *discordgo.Interaction
	private bool
	normal  discordgo.InteractionResponseType // a new message, or the one with the button changed

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
	r := response{Type: discordgo.InteractionResponseDeferredChannelMessageWithSource, Data: announcement(p.private)}
	if p.normal == discordgo.InteractionResponseUpdateMessage {
		r = response{Type: discordgo.InteractionResponseDeferredMessageUpdate}
	}
	err := p.to.respond(ctx, p.i, r)
	p.made = err == nil
	p.bot.tell(err)
}

// announcement is the body of an answer that is yet to come.
func announcement(private bool) payload {
	if private {
		return payload{Flags: discordgo.MessageFlagsEphemeral}
	}
	return payload{}
}

// keep gives the answer.
func (p *promise) keep(ctx context.Context, v view) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.kept {
		return
	}
	p.kept = true
	plainText := p.bot.opt.PlainText
	if m := p.i.Message; m != nil && p.normal == discordgo.InteractionResponseUpdateMessage {
		plainText = m.Flags&discordgo.MessageFlagsIsComponentsV2 == 0 // a message keeps the form that it has
	}
	form := v.form(plainText || v.bare())
	if v.bare() && p.normal == discordgo.InteractionResponseUpdateMessage { // the message with the button stays
		if p.made {
			p.bot.tell(p.out.followUp(ctx, p.i, form))
			return
		}
		p.normal = discordgo.InteractionResponseChannelMessageWithSource
	}
	if p.normal == discordgo.InteractionResponseUpdateMessage {
		form.Flags &^= discordgo.MessageFlagsEphemeral // a message stays what it is
	}
	if p.made {
		p.bot.tell(p.out.amend(ctx, p.i, form))
		return
	}
	p.bot.tell(p.to.respond(ctx, p.i, response{p.normal, form}))
}

// progress shows something while the answer is not there yet. It must have been
// announced.
func (p *promise) progress(ctx context.Context, v view) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.made && !p.kept {
		p.bot.tell(p.out.amend(ctx, p.i, v.form(true)))
	}
}
