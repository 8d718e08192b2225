package handlers

import (
	"fmt"
	"strings"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
)

// The limits of a message, in characters as Discord's client counts them.
const (
	maxPlain      = 2000 // a text
	maxDisplay    = 4000 // the texts of components together
	maxButtonText = 80
	maxRow        = 5 // buttons in a row
)

const (
	maxEcho    = maxQuestion + 200 // of the question above an answer, with what escapes its markup
	maxHeading = 160               // of a source's title
	maxQuote   = 240               // of a source's quote that the answer does not hold
	maxLink    = 400               // longer links are left out
	maxSources = 8                 // on a page: 3 components each, of the 40 that there may be
	minPage    = 600               // characters that are left to a page
)

// view is what a message shows, before it has Discord's form: texts are as they
// are, not escaped.
type view struct {
	lang    corpus.Lang
	asked   string // the question that is repeated above, "" for none
	title   string
	page    page
	buttons []button // below
	footer  string
	private bool // for who asked alone, where Discord allows that
	files   []file
}

// button is one below a message, or beside a source.
type button struct {
	label string
	id    string
	style discordgo.ButtonStyle
}

// form returns a view in Discord's form: with components, or as a text with
// buttons.
func (v view) form(plainText bool) payload {
	p := payload{files: v.files}
	if plainText {
		p.Flags = discordgo.MessageFlagsSuppressEmbeds
		p.Content = v.text()
		p.Components = rows(append(v.openers(), v.buttons...))
	} else {
		p.Flags = discordgo.MessageFlagsIsComponentsV2
		p.Components = v.components()
	}
	if v.private {
		p.Flags |= discordgo.MessageFlagsEphemeral
	}
	return p
}

// head returns what stands above the answer: the question, and a title.
func (v view) head() string {
	head := quoted(v.asked)
	if v.title != "" {
		head += "**" + plain(cut(oneLine(v.title), maxHeading)) + "**\n"
	}
	return head
}

// text returns the whole as one text.
func (v view) text() string {
	var b strings.Builder
	b.WriteString(v.head() + plain(v.page.text))
	for _, s := range v.page.sources {
		b.WriteString("\n\n" + s.text(v.page.text))
	}
	if v.footer != "" {
		b.WriteString("\n\n-# " + v.footer)
	}
	return cut(b.String(), maxPlain)
}

// components returns the whole as a container: the answer, its sources each with
// the button that opens it, and the buttons below. What is longer than a message
// may be, which pages are not as a rule, is cut, and the last sources go.
func (v view) components() (list []discordgo.MessageComponent) {
	var inside []discordgo.MessageComponent
	left := maxDisplay - units(v.footer) - len("-# ")
	if text := cut(v.head()+plain(v.page.text), left); text != "" { // Discord takes no empty one
		inside, left = append(inside, discordgo.TextDisplay{Content: text}), left-units(text)
	}
	if len(inside) > 0 && len(v.page.sources) > 0 {
		inside = append(inside, discordgo.Separator{})
	}
	for _, s := range v.page.sources {
		text := discordgo.TextDisplay{Content: s.text(v.page.text)}
		if left -= units(text.Content); left < 0 {
			break
		}
		if s.open == "" {
			inside = append(inside, text)
			continue
		}
		inside = append(inside, discordgo.Section{
			Components: []discordgo.MessageComponent{text},
			Accessory:  discordgo.Button{Label: say(v.lang, "open"), CustomID: s.open, Style: discordgo.SecondaryButton},
		})
	}
	if v.footer != "" {
		inside = append(inside, discordgo.TextDisplay{Content: "-# " + v.footer})
	}
	if len(inside) > 0 {
		list = append(list, discordgo.Container{Components: inside})
	}
	return append(list, rows(v.buttons)...)
}

// openers returns the buttons that open the sources, by their numbers.
func (v view) openers() (list []button) {
	for _, s := range v.page.sources {
		if s.open != "" {
			list = append(list, button{label: fmt.Sprintf("[%d]", s.N), id: s.open})
		}
	}
	return list
}

// rows puts buttons into rows. Discord wants no empty ones.
func rows(buttons []button) (list []discordgo.MessageComponent) {
	for len(buttons) > 0 {
		n := min(maxRow, len(buttons))
		var row discordgo.ActionsRow
		for _, b := range buttons[:n] {
			row.Components = append(row.Components, discordgo.Button{Label: cut(b.label, maxButtonText), CustomID: b.id, Style: max(b.style, discordgo.SecondaryButton)})
		}
		list, buttons = append(list, row), buttons[n:]
	}
	return list
}

// source is a citation with the id of the button that opens it.
type source struct {
	answer.Citation
	open string
}

// text returns "[1] Title › Section (ar) · Source", the quote where the answer
// does not hold it, and the link on a line of its own.
func (s source) text(shown string) string {
	title := s.Title
	if s.Section != "" {
		title += " › " + s.Section
	}
	if s.Lang != "" {
		title += " (" + string(s.Lang) + ")"
	}
	if s.Source != "" {
		title += " · " + s.Source
	}
	text := fmt.Sprintf("[%d] %s", s.N, plain(cut(oneLine(title), maxHeading)))
	if s.Quote != "" && !strings.Contains(shown, s.Quote) {
		text += "\n> " + plain(cut(oneLine(s.Quote), maxQuote))
	}
	return text + linkLine(s.URL)
}

// quoted returns the question as a quote with a line break, from which
// questionOf reads it again.
func quoted(question string) string {
	question = oneLine(bare(question))
	if question == "" {
		return ""
	}
	return "> " + cut(plain(question), maxEcho) + "\n"
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// linkLine returns a link on a line of its own, "" where it is no link that can
// be followed.
func linkLine(url string) string {
	if !link.MatchString(url) || units(url) > maxLink {
		return ""
	}
	return "\n" + address(oneLine(bare(url)))
}
