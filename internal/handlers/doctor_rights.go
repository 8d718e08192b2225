package handlers

import (
	"slices"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// right is a permission by the name that Discord shows.
type right struct {
	bit  int64
	name string
}

// The permissions without which the bot cannot answer, and those that it uses
// where it has them.
var (
	neededRights = []right{
		{discordgo.PermissionViewChannel, "View Channel"}, {discordgo.PermissionSendMessages, "Send Messages"},
		{discordgo.PermissionSendMessagesInThreads, "Send Messages in Threads"}, {discordgo.PermissionReadMessageHistory, "Read Message History"},
	}
	niceRights = []right{{discordgo.PermissionAttachFiles, "Attach Files"}}
)

// Permissions returns all permissions that the bot uses, for an invitation.
func Permissions() (bits int64) {
	for _, r := range slices.Concat(neededRights, niceRights) {
		bits |= r.bit
	}
	return bits
}

// lacking returns the names of those permissions that are not there.
func lacking(have int64, rights []right) string {
	if have&discordgo.PermissionAdministrator != 0 {
		return ""
	}
	var names []string
	for _, r := range rights {
		if have&r.bit == 0 {
			names = append(names, r.name)
		}
	}
	return strings.Join(names, ", ")
}

// rights looks at the permissions on the server; false where the bot cannot
// answer with them.
func (d *doctor) rights(have int64) bool {
	needed, nice := lacking(have, neededRights), lacking(have, niceRights)
	if needed != "" {
		d.find(Failure, "rights-missing", needed)
	}
	if nice != "" {
		d.find(Warning, "rights-nice", nice)
	}
	if needed+nice == "" {
		d.find(Fine, "rights")
	}
	return needed == ""
}

// muteChannels counts channels, other than dedicated ones, that the bot sees and
// may not answer in. One that it does not see is hidden on purpose.
func (d *doctor) muteChannels(seen *discordgo.State, me string, channels []*discordgo.Channel) error {
	const named = 5
	var mute []string
	for _, c := range channels {
		if slices.Contains(d.Channels, c.ID) || c.Type != discordgo.ChannelTypeGuildText && c.Type != discordgo.ChannelTypeGuildNews {
			continue
		}
		have, err := seen.UserChannelPermissions(me, c.ID)
		if err != nil {
			return err
		}
		if have&discordgo.PermissionViewChannel != 0 && lacking(have, neededRights) != "" {
			mute = append(mute, "#"+c.Name)
		}
	}
	if len(mute) > 0 {
		d.find(Warning, "channels-mute", len(mute), strings.Join(mute[:min(named, len(mute))], ", "))
	}
	return nil
}

// ownChannels looks at the dedicated channels.
func (d *doctor) ownChannels(seen *discordgo.State, me string) {
	for _, id := range d.Channels {
		have, err := seen.UserChannelPermissions(me, id)
		switch needed := lacking(have, neededRights); {
		case err != nil || have&discordgo.PermissionViewChannel == 0:
			d.find(Failure, "channel-unknown", id)
		case needed != "":
			d.find(Failure, "channel-rights", id, needed)
		default:
			d.find(Fine, "channel", id)
		}
	}
}
