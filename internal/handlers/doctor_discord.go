package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/bwmarrin/discordgo"
)

// intentFlags are the flags of an application that may use the intent to read
// all messages: a large one and a small one.
const intentFlags = 1<<18 | 1<<19

// discord looks at the token, the application, the server and the commands. It
// ends where nothing more can be asked.
func (d *doctor) discord(ctx context.Context, s *discordgo.Session) {
	if s == nil {
		d.find(Failure, "token-none")
		return
	}
	option := discordgo.WithContext(ctx)
	me, err := s.User("@me", option)
	if err != nil {
		d.failed(err)
		return
	}
	d.find(Fine, "token", me.Username)
	app, err := application(s, option)
	if err != nil {
		d.failed(err)
		return
	}
	switch {
	case d.Content && app.Flags&intentFlags == 0:
		d.find(Failure, "intent-off")
	case d.Content:
		d.find(Fine, "intent")
	}
	if d.Guild == "" {
		d.find(Warning, "guild-none")
	} else if err := d.guild(s, me.ID, app.ID, option); err != nil {
		d.failed(err)
		return
	}
	if err := d.commands(s, app.ID, option); err != nil {
		d.failed(err)
	}
}

// failed adds what an error of Discord means.
func (d *doctor) failed(err error) {
	if status(err) == http.StatusUnauthorized {
		d.find(Failure, "token-wrong")
		return
	}
	d.find(Failure, "unreachable", oneLine(err.Error()))
}

// status returns the HTTP status of an error of Discord, 0 for another error.
func status(err error) int {
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response != nil {
		return rest.Response.StatusCode
	}
	return 0
}

// application returns the application that the token is of. The library asks an
// older address.
func application(s *discordgo.Session, option discordgo.RequestOption) (*discordgo.Application, error) {
	address := discordgo.EndpointApplications + "/@me"
	body, err := s.RequestWithBucketID(http.MethodGet, address, nil, address, option)
	if err != nil {
		return nil, err
	}
	var app discordgo.Application
	return &app, json.Unmarshal(body, &app)
}

// guild looks at the server: whether the bot is on it, and what it may do there.
func (d *doctor) guild(s *discordgo.Session, me, app string, option discordgo.RequestOption) error {
	g, err := s.Guild(d.Guild, option)
	if code := status(err); code == http.StatusNotFound || code == http.StatusForbidden {
		d.find(Failure, "guild-absent", d.Guild, fmt.Sprintf(
			"https://discord.com/oauth2/authorize?client_id=%s&scope=bot+applications.commands&permissions=%d", app, Permissions()))
		return nil
	}
	if err != nil {
		return err
	}
	d.find(Fine, "guild", g.Name)
	member, err := s.GuildMember(d.Guild, me, option)
	if err != nil {
		return err
	}
	member.GuildID = g.ID
	channels, err := s.GuildChannels(d.Guild, option)
	if err != nil {
		return err
	}
	// the library counts permissions in what it has seen; a channel without rules of its own has those of the server
	bare := &discordgo.Channel{ID: "0", GuildID: g.ID, Type: discordgo.ChannelTypeGuildText}
	for _, c := range channels {
		c.GuildID = g.ID
	}
	g.Channels, g.Members = append(slices.Clone(channels), bare), []*discordgo.Member{member}
	seen := discordgo.NewState()
	if err := seen.GuildAdd(g); err != nil {
		return err
	}
	have, err := seen.UserChannelPermissions(me, bare.ID)
	if err != nil {
		return err
	}
	if d.rights(have) {
		if err := d.muteChannels(seen, me, channels); err != nil {
			return err
		}
	}
	d.ownChannels(seen, me)
	return nil
}

// commands looks at the commands in their scope, and at the other scope, where
// there should be none.
func (d *doctor) commands(s *discordgo.Session, app string, option discordgo.RequestOption) error {
	have, err := s.ApplicationCommands(app, d.Scope, option)
	switch code := status(err); {
	case code == http.StatusNotFound || code == http.StatusForbidden: // the bot is not there, which is said already
	case err != nil:
		return err
	case len(have) == 0:
		d.find(Failure, "commands-none")
	case same(have, definitions(true)), same(have, definitions(false)):
		d.find(Fine, "commands")
	default:
		d.find(Warning, "commands-other")
	}
	other, where, address := d.Guild, "doctor-here", ""
	if d.Scope != "" {
		other, where = "", "doctor-everywhere"
		address = discordgo.EndpointApplicationGlobalCommands(app)
	} else if d.Guild == "" {
		return nil
	} else {
		address = discordgo.EndpointApplicationGuildCommands(app, d.Guild)
	}
	twice, err := s.ApplicationCommands(app, other, option)
	if code := status(err); code == http.StatusNotFound || code == http.StatusForbidden {
		return nil
	}
	if err == nil && len(twice) > 0 {
		d.find(Warning, "commands-twice", say(d.Lang, where), fmt.Sprintf(
			`curl -X PUT -H "Authorization: Bot $DISCORD_TOKEN" -H "Content-Type: application/json" -d "[]" %s`, address))
	}
	return err
}
