package gateway

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// Refused is why connecting again is of no use until somebody has changed
// something.
type Refused struct {
	Code   int    // of the gateway's close, or the status of a request
	Advice string // what to do, with the code
}

func (e *Refused) Error() string { return e.Advice }

const wrongToken = "Discord refuses the token (%d): copy it again into DISCORD_TOKEN from the Developer Portal, your application, Bot, Reset Token"

// refusals are the close codes after which Discord wants no new connection,
// with the advice for each.
var refusals = map[int]string{
	4004: wrongToken,
	4010: "Discord knows no such shard (close code %d): SHARD_ID must be below SHARD_COUNT, and both the same in all processes",
	4011: "the bot is on too many servers for one connection (close code %d): set SHARDS=auto, or start it again if it is set",
	4012: "Discord no longer serves the version of its interface that the bot speaks (close code %d): use a newer version of the bot",
	4013: "Discord does not know the intents that the bot asks for (close code %d): use a newer version of the bot",
	4014: "Discord refuses an intent (close code %d): enable it in the Developer Portal, your application, Bot, Privileged Gateway Intents, Message Content Intent, or unset MESSAGE_CONTENT",
}

// refusal returns a *Refused for an error that is one, others as they are.
func refusal(err error) error {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response.StatusCode == http.StatusUnauthorized {
		return &Refused{http.StatusUnauthorized, fmt.Sprintf(wrongToken, http.StatusUnauthorized)}
	}
	var closed *websocket.CloseError
	if errors.As(err, &closed) && refusals[closed.Code] != "" {
		return &Refused{closed.Code, fmt.Sprintf(refusals[closed.Code], closed.Code)}
	}
	return err
}

// advices are what can be done about Discord's error codes.
var advices = map[int]string{
	discordgo.ErrCodeMissingAccess:                "give the bot View Channel there",
	discordgo.ErrCodeMissingPermissions:           "give the bot View Channel, Send Messages, Send Messages in Threads and Read Message History there",
	discordgo.ErrCodeCannotSendMessagesToThisUser: "the user takes no direct messages from the bot",
	discordgo.ErrCodeUnknownInteraction:           "the answer came later than three seconds after the command, or another process of the bot has answered",
	errNoHistory:                                  "give the bot Read Message History there",
}

// errNoHistory is Discord's code for a reply in a channel whose history the bot
// may not read.
const errNoHistory = 160002

// Advice adds to an error of Discord what can be done about it.
func Advice(err error) error {
	var rest *discordgo.RESTError
	if !errors.As(err, &rest) {
		return err
	}
	switch {
	case rest.Message != nil && advices[rest.Message.Code] != "":
		return fmt.Errorf("%w: %s", err, advices[rest.Message.Code])
	case rest.Response.StatusCode == http.StatusUnauthorized:
		return fmt.Errorf("%w: "+wrongToken, err, http.StatusUnauthorized)
	}
	return err
}
