package handlers

import (
	"bytes"

	"github.com/bwmarrin/discordgo"
)

// payload is a message as Discord takes it, whether posted, edited or given as
// the answer to an interaction.
type payload struct {
	Content      string                            `json:"content,omitempty"`
	Components   []discordgo.MessageComponent      `json:"components,omitempty"`
	Flags        discordgo.MessageFlags            `json:"flags,omitempty"`
	Mentions     *discordgo.MessageAllowedMentions `json:"allowed_mentions"`
	Reference    *discordgo.MessageReference       `json:"message_reference,omitempty"`
	Nonce        string                            `json:"nonce,omitempty"` // with which Discord knows a message that it already has
	EnforceNonce bool                              `json:"enforce_nonce,omitempty"`
	Attachments  *[]*discordgo.MessageAttachment   `json:"attachments,omitempty"`
	files        []file
}

// file is a text that is attached to a message.
type file struct {
	name string
	data []byte
}

// response is the first answer to an interaction.
type response struct {
	Type discordgo.InteractionResponseType `json:"type"`
	Data any                               `json:"data,omitempty"`
}

// sendable returns the answer with nobody mentioned, and the files of its
// message.
func (r response) sendable() (response, []file) {
	p, ok := r.Data.(payload)
	if !ok {
		return r, nil
	}
	p.Mentions = nobody()
	r.Data = p
	return r, p.files
}

// attached returns files as the library takes them, once.
func attached(files []file) (parts []*discordgo.File) {
	for _, f := range files {
		parts = append(parts, &discordgo.File{Name: f.name, ContentType: "text/plain; charset=utf-8", Reader: bytes.NewReader(f.data)})
	}
	return parts
}

// choices is the answer to a question for completions.
type choices struct {
	Choices []*discordgo.ApplicationCommandOptionChoice `json:"choices"`
}

// nobody is the allowed mentions of everything that is sent. A zero value
// would be null in JSON, which allows all.
func nobody() *discordgo.MessageAllowedMentions {
	return &discordgo.MessageAllowedMentions{Parse: []discordgo.AllowedMentionType{}}
}
