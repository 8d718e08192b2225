package handlers

import (
	"context"
	"errors"
	"hash/fnv"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// sender is the one place that sends. It mentions nobody, shows no previews,
// gives every request the context of its event, and waits out rate limits only
// as long as that lasts.
type sender struct{ session *discordgo.Session }

const maxTries = 3 // of a request that is refused for its rate

// errReference is Discord's code for a reply in a channel whose history the bot
// may not read.
const errReference = 160002

// nobody is the allowed mentions of everything that is sent. A zero value
// would be null in JSON, which allows all.
func nobody() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}

// reply sends a text as the reply to a message; where replying is not allowed,
// as a message.
func (s sender) reply(ctx context.Context, to *discordgo.Message, text string) error {
	exists := false
	m := discordgo.MessageSend{
		Content: text, AllowedMentions: nobody(), Flags: discordgo.MessageFlagsSuppressEmbeds,
		Reference: &discordgo.MessageReference{MessageID: to.ID, ChannelID: to.ChannelID, GuildID: to.GuildID, FailIfNotExists: &exists},
	}
	send := func(o ...discordgo.RequestOption) error {
		_, err := s.session.ChannelMessageSendComplex(to.ChannelID, &m, o...)
		return err
	}
	err := s.try(ctx, send)
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil && rest.Message.Code == errReference {
		m.Reference = nil
		err = s.try(ctx, send)
	}
	return err
}

// respond answers an interaction.
func (s sender) respond(ctx context.Context, i *discordgo.Interaction, text string, private bool) error {
	return s.callback(ctx, i, &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{Content: text, AllowedMentions: nobody(), Flags: flags(private)},
	})
}

// later tells Discord that the answer to an interaction is yet to come.
func (s sender) later(ctx context.Context, i *discordgo.Interaction, private bool) error {
	return s.callback(ctx, i, &discordgo.InteractionResponse{
		Type: discordgo.InteractionResponseDeferredChannelMessageWithSource,
		Data: &discordgo.InteractionResponseData{AllowedMentions: nobody(), Flags: flags(private)},
	})
}

// edit gives the answer that later has promised.
func (s sender) edit(ctx context.Context, i *discordgo.Interaction, text string) error {
	return s.try(ctx, func(o ...discordgo.RequestOption) error {
		_, err := s.session.InteractionResponseEdit(i, &discordgo.WebhookEdit{Content: &text, AllowedMentions: nobody()}, o...)
		return err
	})
}

// typing shows in a channel that an answer is being looked for.
func (s sender) typing(ctx context.Context, channel string) error {
	return s.session.ChannelTyping(channel, discordgo.WithContext(ctx))
}

// message reads a message.
func (s sender) message(ctx context.Context, channel, id string) (m *discordgo.Message, err error) {
	err = s.try(ctx, func(o ...discordgo.RequestOption) error {
		m, err = s.session.ChannelMessage(channel, id, o...)
		return err
	})
	return m, err
}

// callback posts the answer to an interaction. The library would keep a bucket
// for each for ever; the limits are not shared, so a few names do.
func (s sender) callback(ctx context.Context, i *discordgo.Interaction, r *discordgo.InteractionResponse) error {
	const buckets = 64
	h := fnv.New32a()
	h.Write([]byte(i.ID))
	bucket := "callback/" + strconv.Itoa(int(h.Sum32()%buckets))
	return s.try(ctx, func(o ...discordgo.RequestOption) error {
		_, err := s.session.RequestWithBucketID(http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), r, bucket, o...)
		return err
	})
}

// flags are those of an answer to an interaction.
func flags(private bool) discordgo.MessageFlags {
	f := discordgo.MessageFlagsSuppressEmbeds
	if private {
		f |= discordgo.MessageFlagsEphemeral
	}
	return f
}

// try makes a request, and again after the wait that Discord asks for.
func (s sender) try(ctx context.Context, request func(...discordgo.RequestOption) error) error {
	for tries := 1; ; tries++ {
		err := request(discordgo.WithContext(ctx))
		var limited *discordgo.RateLimitError
		if !errors.As(err, &limited) || tries == maxTries {
			return err
		}
		select {
		case <-time.After(limited.RetryAfter):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
