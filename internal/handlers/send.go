package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"hash/fnv"
	"net/http"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/gateway"
)

// sender is the one place that sends. It mentions nobody, shows no previews,
// gives every request the context of its event, and waits out rate limits only
// as long as that lasts.
type sender struct{ session *discordgo.Session }

// Codes of Discord's errors.
const (
	errReference      = 160002 // a reply in a channel whose history the bot may not read
	errUnknownMessage = 10008
	errUnknownWebhook = 10015
	errPermission     = 50013
	errAccess         = 50001
)

// reply sends a message as the reply to another one; where replying is not
// allowed, as a message. It returns the id of what it sent.
func (s sender) reply(ctx context.Context, to *discordgo.Message, p payload) (id string, err error) {
	p.Reference = &discordgo.MessageReference{MessageID: to.ID, ChannelID: to.ChannelID, GuildID: to.GuildID, FailIfNotExists: new(bool)}
	p.Nonce, p.EnforceNonce = cmp.Or(p.Nonce, to.ID), true
	id, err = s.post(ctx, to.ChannelID, p)
	if code(err) == errReference {
		p.Reference = nil
		id, err = s.post(ctx, to.ChannelID, p)
	}
	return id, err
}

// post sends a message to a channel and returns its id.
func (s sender) post(ctx context.Context, channel string, p payload) (id string, err error) {
	p.Flags &^= discordgo.MessageFlagsEphemeral // only answers to interactions can be
	url := discordgo.EndpointChannelMessages(channel)
	body, err := s.request(ctx, http.MethodPost, url, url, p)
	if err != nil {
		return "", err
	}
	var sent struct {
		ID string `json:"id"`
	}
	return sent.ID, json.Unmarshal(body, &sent)
}

// edit replaces a message of the bot.
func (s sender) edit(ctx context.Context, channel, id string, p payload) error {
	p.Flags &^= discordgo.MessageFlagsEphemeral
	_, err := s.request(ctx, http.MethodPatch, discordgo.EndpointChannelMessage(channel, id), discordgo.EndpointChannelMessage(channel, ""), p)
	return err
}

// remove deletes a message of the bot. One that is gone is no error.
func (s sender) remove(ctx context.Context, channel, id string) error {
	err := s.try(ctx, func(o ...discordgo.RequestOption) error { return s.session.ChannelMessageDelete(channel, id, o...) })
	if code(err) == errUnknownMessage {
		return nil
	}
	return err
}

// whisper sends a direct message to a user.
func (s sender) whisper(ctx context.Context, user string, p payload) error {
	var channel *discordgo.Channel
	err := s.try(ctx, func(o ...discordgo.RequestOption) (err error) {
		channel, err = s.session.UserChannelCreate(user, o...)
		return err
	})
	if err == nil {
		_, err = s.post(ctx, channel.ID, p)
	}
	return err
}

// respond gives the first answer to an interaction.
func (s sender) respond(ctx context.Context, i *discordgo.Interaction, r response) error {
	_, err := s.request(ctx, http.MethodPost, discordgo.EndpointInteractionResponse(i.ID, i.Token), bucket("callback/", i), r)
	return err
}

// bucket returns the name under which the library counts requests for an
// interaction. It would keep one for each for ever, or one for all, which lets
// one request pass at a time. Discord's limits are of each interaction, so a few
// names do.
func bucket(kind string, i *discordgo.Interaction) string {
	const buckets = 64
	h := fnv.New32a()
	h.Write([]byte(i.ID))
	return kind + strconv.Itoa(int(h.Sum32()%buckets))
}

// amend replaces the first answer to an interaction.
func (s sender) amend(ctx context.Context, i *discordgo.Interaction, p payload) error {
	p.Flags &^= discordgo.MessageFlagsEphemeral // it is as it was announced
	return afterFirst(ctx, func() error {
		_, err := s.request(ctx, http.MethodPatch, discordgo.EndpointWebhookMessage(i.AppID, i.Token, "@original"), bucket("webhook/", i), p)
		return err
	})
}

// retract deletes the first answer to an interaction, or the message with the
// button that was pressed. One that is gone is no error.
func (s sender) retract(ctx context.Context, i *discordgo.Interaction) error {
	err := afterFirst(ctx, func() error {
		return s.try(ctx, func(o ...discordgo.RequestOption) error { return s.session.InteractionResponseDelete(i, o...) })
	})
	if code(err) == errUnknownMessage {
		return nil
	}
	return err
}

// followUp sends a further answer to an interaction.
func (s sender) followUp(ctx context.Context, i *discordgo.Interaction, p payload) error {
	return afterFirst(ctx, func() error {
		_, err := s.request(ctx, http.MethodPost, discordgo.EndpointWebhookToken(i.AppID, i.Token), bucket("webhook/", i), p)
		return err
	})
}

// afterFirst makes a request that comes after the first answer to an
// interaction. Discord may not have that one yet where it was the answer to a
// request.
func afterFirst(ctx context.Context, request func() error) (err error) {
	const (
		tries = 5
		first = 100 * time.Millisecond
	)
	for n := range tries {
		err = request()
		if c := code(err); c != errUnknownWebhook && c != errUnknownMessage {
			return err
		}
		select {
		case <-time.After(first << n):
		case <-ctx.Done():
			return err
		}
	}
	return err
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

// messages reads at most limit messages of a channel, the newest first: those
// before one or those after one.
func (s sender) messages(ctx context.Context, channel, before, after string, limit int) (list []*discordgo.Message, err error) {
	err = s.try(ctx, func(o ...discordgo.RequestOption) error {
		list, err = s.session.ChannelMessages(channel, limit, before, after, "", o...)
		return err
	})
	return list, err
}

// channel reads what a channel is.
func (s sender) channel(ctx context.Context, id string) (c channel, err error) {
	err = s.try(ctx, func(o ...discordgo.RequestOption) error {
		got, err := s.session.Channel(id, o...)
		if err == nil {
			c = channel{thread: got.IsThread(), parent: got.ParentID}
		}
		return err
	})
	return c, err
}

// request sends a body, with its files where it has some.
func (s sender) request(ctx context.Context, method, url, bucket string, body any) (answer []byte, err error) {
	var files []file
	try := gateway.Try
	if p, ok := body.(payload); ok {
		p.Mentions = nobody()
		body, files = p, p.files
		if p.EnforceNonce {
			try = gateway.TryUnique
		}
	}
	if r, ok := body.(response); ok {
		body, files = r.sendable()
	}
	err = try(ctx, func(o ...discordgo.RequestOption) error {
		if len(files) == 0 {
			answer, err = s.session.RequestWithBucketID(method, url, body, bucket, o...)
			return err
		}
		kind, raw, err := discordgo.MultipartBodyWithJSON(body, attached(files))
		if err != nil {
			return err
		}
		answer, err = s.session.RequestWithLockedBucket(method, url, kind, raw, s.session.Ratelimiter.LockBucket(bucket), 0, o...)
		return err
	})
	return answer, err
}

// code returns the code of an error of Discord, 0 for others.
func code(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Message != nil {
		return rest.Message.Code
	}
	return 0
}

// try makes a request, and again where that does no harm.
func (s sender) try(ctx context.Context, request func(...discordgo.RequestOption) error) error {
	return gateway.Try(ctx, request)
}
