package handlers

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/gateway"
)

// arabicLocale has no constant in the library.
const arabicLocale = discordgo.Locale("ar")

// definitions returns the commands as Discord takes them, with Arabic names
// where localised is true. Where they may not have them, /ask has an Arabic twin.
func definitions(localised bool) (list []*discordgo.ApplicationCommand) {
	for _, c := range commands() {
		list = append(list, c.definition(localised))
	}
	if !localised {
		twin := find(askName).definition(false)
		twin.Name, twin.Description = say(corpus.Arabic, "ask.name"), say(corpus.Arabic, "ask.description")
		list = append(list, twin)
	}
	return list
}

// definition returns a command as Discord takes it.
func (c command) definition(localised bool) *discordgo.ApplicationCommand {
	contexts := []discordgo.InteractionContextType{discordgo.InteractionContextGuild}
	d := &discordgo.ApplicationCommand{Type: discordgo.ChatApplicationCommand, Name: c.name}
	if c.admin {
		manage := int64(discordgo.PermissionManageGuild)
		d.DefaultMemberPermissions = &manage
	} else {
		contexts = append(contexts, discordgo.InteractionContextBotDM)
	}
	d.Contexts = &contexts
	local := func(key string) *map[discordgo.Locale]string {
		if !localised {
			return nil
		}
		m := translated(key, true)
		return &m
	}
	d.NameLocalizations = local(c.name + ".name")
	if c.menu {
		d.Type = discordgo.MessageApplicationCommand
		return d
	}
	d.Description, d.DescriptionLocalizations = say(corpus.English, c.name+".description"), local(c.name+".description")
	for _, sub := range c.subs {
		d.Options = append(d.Options, option{name: sub, kind: discordgo.ApplicationCommandOptionSubCommand}.definition(localised))
	}
	for _, o := range c.options {
		d.Options = append(d.Options, o.definition(localised))
	}
	return d
}

// definition returns a field as Discord takes it.
func (o option) definition(localised bool) *discordgo.ApplicationCommandOption {
	key := cmp.Or(o.key, o.name)
	d := &discordgo.ApplicationCommandOption{
		Type: o.kind, Name: o.name, NameLocalizations: translated(key+".name", localised),
		Description: say(corpus.English, key+".description"), DescriptionLocalizations: translated(key+".description", localised),
		Required: o.required, Autocomplete: o.complete,
	}
	switch o.kind {
	case textOption:
		if o.choices == nil {
			d.MaxLength = maxQuestion
		}
	case intOption:
		least := float64(firstYear)
		d.MinValue, d.MaxValue = &least, lastYear
	}
	for _, value := range o.choices {
		c := &discordgo.ApplicationCommandOptionChoice{Name: say(corpus.English, choiceKey(value)), Value: value}
		if localised {
			c.NameLocalizations = translated(choiceKey(value), true)
		}
		if l, ok := languages[value]; ok {
			c.Value = string(l)
		}
		d.Choices = append(d.Choices, c)
	}
	return d
}

// languages are the values of the choices that name a language.
var languages = map[string]lang{"arabic": corpus.Arabic, "english": corpus.English}

// choiceKey returns the phrase of a choice: "unknown" alone says something else.
func choiceKey(value string) string {
	if known(value + "-licence") {
		return value + "-licence"
	}
	return value
}

// translated returns the Arabic form of a phrase, nil where it is not wanted.
func translated(key string, localised bool) map[discordgo.Locale]string {
	if !localised {
		return nil
	}
	return map[discordgo.Locale]string{arabicLocale: say(corpus.Arabic, key)}
}

// register puts the commands, in the one scope that is set, where those that
// Discord has differ. A server that does not know Arabic gets them without.
func (b *Bot) register(ctx context.Context, s *discordgo.Session, application string) error {
	if b.commands.Load() {
		return nil
	}
	var have []*discordgo.ApplicationCommand
	err := gateway.Try(ctx, func(o ...discordgo.RequestOption) (err error) {
		have, err = s.ApplicationCommands(application, b.opt.Guild, o...)
		return err
	})
	if err == nil && (same(have, definitions(true)) || same(have, definitions(false))) {
		b.commands.Store(true)
		return nil
	}
	put := func(localised bool) error {
		return gateway.Try(ctx, func(o ...discordgo.RequestOption) error {
			_, err := s.ApplicationCommandBulkOverwrite(application, b.opt.Guild, definitions(localised), o...)
			return err
		})
	}
	err = put(true)
	if status(err) == http.StatusBadRequest {
		b.log.Warn("commands are registered without Arabic names", "error", err)
		err = put(false)
	}
	if err != nil {
		return err
	}
	b.commands.Store(true)
	b.log.Info("commands are registered")
	return nil
}

// same reports whether two lists of commands look the same to users.
func same(a, b []*discordgo.ApplicationCommand) bool {
	return shape(a) == shape(b)
}

// shape returns what users see of commands, without ids and without what
// servers add.
func shape(commands []*discordgo.ApplicationCommand) string {
	type seen struct {
		Name, Description  any
		Kind               int
		Required, Complete bool
		Length             int
		Least, Most        float64
		Admin              int64
		Choices, Options   []seen
	}
	var options func([]*discordgo.ApplicationCommandOption) []seen
	options = func(list []*discordgo.ApplicationCommandOption) (all []seen) {
		for _, o := range list {
			s := seen{
				Name: []any{o.Name, value(&o.NameLocalizations)}, Description: []any{o.Description, value(&o.DescriptionLocalizations)},
				Kind: int(o.Type), Required: o.Required, Complete: o.Autocomplete, Length: o.MaxLength, Most: o.MaxValue, Options: options(o.Options),
			}
			if o.MinValue != nil {
				s.Least = *o.MinValue
			}
			for _, c := range o.Choices {
				s.Choices = append(s.Choices, seen{Name: []any{c.Name, value(&c.NameLocalizations), fmt.Sprint(c.Value)}})
			}
			all = append(all, s)
		}
		return all
	}
	var list []seen
	for _, c := range commands {
		s := seen{Name: []any{c.Name, value(c.NameLocalizations)}, Description: []any{c.Description, value(c.DescriptionLocalizations)}, Kind: int(c.Type), Options: options(c.Options)}
		if c.DefaultMemberPermissions != nil {
			s.Admin = *c.DefaultMemberPermissions
		}
		list = append(list, s)
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "" // differs from every other
	}
	return string(text)
}

// value returns a map of texts, nil for an empty one.
func value(m *map[discordgo.Locale]string) map[discordgo.Locale]string {
	if m == nil || len(*m) == 0 {
		return nil
	}
	return *m
}
