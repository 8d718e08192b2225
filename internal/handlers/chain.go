package handlers

import (
	"context"
	"strings"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
)

// maxChain is how many questions of a chain of replies are read back.
const maxChain = 3

// turn returns what a chain of replies has talked about: the questions before
// are read back and answered again, oldest first. m is a reply to the bot. What
// cannot be read ends the chain; nil means that there is nothing before.
func (b *Bot) turn(ctx context.Context, s sender, m *discordgo.Message, lang corpus.Lang) (*answer.Context, error) {
	var questions []string // newest first
	for ref := m.ReferencedMessage; ref != nil && len(questions) < maxChain; {
		if question := questionOf(ref.Content); question != "" { // the answer to a command repeats it
			questions = append(questions, question)
			break
		}
		if ref.MessageReference == nil {
			break
		}
		asking, err := s.message(ctx, m.ChannelID, ref.MessageReference.MessageID)
		if err != nil || asking == nil {
			b.log.Debug("a question before cannot be read", "error", err)
			break
		}
		if text := withoutMentions(asking.Content); text != "" {
			questions = append(questions, text)
		}
		ref = b.answered(ctx, s, m.ChannelID, asking)
	}
	var turn *answer.Context
	for i := len(questions) - 1; i >= 0; i-- {
		r, err := b.answerer.Answer(ctx, answer.Question{Text: questions[i], Lang: lang, Turn: turn})
		if err != nil {
			return nil, err
		}
		turn = r.Turn
	}
	return turn, nil
}

// answered returns the message of the bot that a question replied to, nil where
// there is none.
func (b *Bot) answered(ctx context.Context, s sender, channel string, asking *discordgo.Message) *discordgo.Message {
	if asking.Type != discordgo.MessageTypeReply || asking.MessageReference == nil {
		return nil
	}
	ref := asking.ReferencedMessage
	if ref == nil {
		var err error
		if ref, err = s.message(ctx, channel, asking.MessageReference.MessageID); err != nil {
			return nil
		}
	}
	if ref == nil || ref.Author == nil || ref.Author.ID != b.self() {
		return nil
	}
	return ref
}

// questionOf returns the question that an answer to a command repeats in its
// first line, "" if it repeats none.
func questionOf(content string) string {
	first, _, _ := strings.Cut(content, "\n")
	quote, ok := strings.CutPrefix(first, "> ")
	if !ok {
		return ""
	}
	return strings.NewReplacer(`\`, "", firstStrongIsolate, "", popIsolate, "", wordJoiner, "").Replace(quote)
}
