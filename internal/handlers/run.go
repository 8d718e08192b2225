package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/search"
)

type data = discordgo.ApplicationCommandInteractionData

// runAsk answers /ask.
func (b *Bot) runAsk(ctx context.Context, c call, _ data) (view, error) {
	return b.answerCall(ctx, c, wayCommand, withoutMentions(c.text(questionName)))
}

// runAnswer answers the message that a person has picked.
func (b *Bot) runAnswer(ctx context.Context, c call, d data) (view, error) {
	var m *discordgo.Message
	if d.Resolved != nil {
		m = d.Resolved.Messages[d.TargetID]
	}
	if m == nil || withoutMentions(textOf(m)) == "" {
		return notice(c.lang, "no-text"), nil
	}
	text := []rune(oneLine(withoutMentions(textOf(m))))
	return b.answerCall(ctx, c, wayMessage, string(text[:min(len(text), maxQuestion)]))
}

func (b *Bot) answerCall(ctx context.Context, c call, way, question string) (view, error) {
	id := newID()
	o := origin{kind: kindQuestion, lang: b.chosen(c, "")}
	r, _, err := b.make(ctx, way, id, o, question, nil)
	if err != nil {
		return view{}, err
	}
	return b.reply(c, o, r, id, question), nil
}

// runCard answers /model and /company.
func (b *Bot) runCard(ctx context.Context, c call, d data) (view, error) {
	want := entityModel
	if d.Name == companyName {
		want = entityCompany
	}
	id, ok := b.entity(c.text(nameName), want)
	if !ok {
		return b.notFound(c, c.text(nameName)), nil
	}
	return b.showCall(ctx, c, origin{kind: kindCard, lang: b.chosen(c, c.lang), args: appendShort(nil, id)})
}

// runCompare answers /compare.
func (b *Bot) runCompare(ctx context.Context, c call, _ data) (view, error) {
	var ids []string
	for _, name := range []string{firstName, secondName} {
		id, ok := b.entity(c.text(name), entityAny)
		if !ok {
			return b.notFound(c, c.text(name)), nil
		}
		ids = append(ids, id)
	}
	if ids[0] == ids[1] {
		return notice(c.lang, "same"), nil
	}
	return b.showCall(ctx, c, origin{kind: kindCompare, lang: b.chosen(c, c.lang), args: appendShort(nil, ids...)})
}

// runModels answers /models.
func (b *Bot) runModels(ctx context.Context, c call, _ data) (view, error) {
	f := answer.Filter{Licence: c.text(licenceName), Kind: c.text(kindName)}
	if text := c.text(makerName); text != "" {
		id, ok := b.entity(text, entityCompany)
		if !ok {
			return b.notFound(c, text), nil
		}
		f.Maker = id
	}
	if _, ok := c.options[openName]; ok {
		f.Open = strconv.FormatBool(c.yes(openName))
	}
	if o, ok := c.options[yearName]; ok {
		if year, ok := o.Value.(float64); ok && year >= firstYear && year <= lastYear {
			f.Year = strconv.Itoa(int(year))
		}
	}
	args, ok := filterArgs(f)
	if !ok {
		return notice(c.lang, "no-kind"), nil
	}
	return b.showCall(ctx, c, origin{kind: kindModels, lang: b.chosen(c, c.lang), args: args})
}

// runSearch answers /search.
func (b *Bot) runSearch(ctx context.Context, c call, _ data) (view, error) {
	words := oneLine(withoutMentions(c.text(wordsName)))
	o := origin{kind: kindWords, lang: b.chosen(c, "")}
	id, start := newID(), time.Now()
	r, _, err := b.make(ctx, wayCommand, id, o, words, nil)
	if err != nil {
		return view{}, err
	}
	b.note(wayCommand, id, r, time.Since(start))
	return b.reply(c, o, r, id, words), nil
}

// showCall makes what an origin stands for.
func (b *Bot) showCall(ctx context.Context, c call, o origin) (view, error) {
	id, start := newID(), time.Now()
	r, ok, err := b.make(ctx, wayCommand, id, o, "", nil)
	if err != nil {
		return view{}, err
	}
	if !ok {
		return notice(o.lang, "no-facts"), nil
	}
	b.note(wayCommand, id, r, time.Since(start))
	return b.reply(c, o, r, id, ""), nil
}

// note logs an answer that was no answer to a question in words.
func (b *Bot) note(way, id string, r answer.Reply, took time.Duration) {
	b.opt.Metrics.Question(way, string(r.Lang), outcome(r, nil), took)
	b.log.Info("question", "id", id, "way", way, "status", r.Status, "lang", r.Lang, "sources", len(r.Citations), "took", took)
}

// titleOf returns how an entity is called in a language.
func (b *Bot) titleOf(id string, l lang) (title string) {
	b.use(func(_ *search.Index, a *answer.Answerer) { title = a.Name(id, l) })
	return title
}

// use is Engine.Use for what cannot fail.
func (b *Bot) use(f func(*search.Index, *answer.Answerer)) {
	if err := b.engine.Use(func(ix *search.Index, a *answer.Answerer) error { f(ix, a); return nil }); err != nil {
		b.log.Error("no index", "error", err)
	}
}

// runSources says what the bot knows: how much, how fresh, and as many titles as
// there is room for.
func (b *Bot) runSources(_ context.Context, c call, _ data) (view, error) {
	l := b.chosen(c, c.lang)
	var lines []string
	b.use(func(ix *search.Index, _ *answer.Answerer) {
		count := map[lang]int{}
		for i := range ix.Corpus.Articles {
			count[ix.Corpus.Articles[i].Lang]++
		}
		cat := &ix.Corpus.Catalogue
		lines = append(lines,
			fill(l, "sources-articles", count[corpus.Arabic], count[corpus.English], ix.Passages()),
			fill(l, "sources-catalogue", len(cat.Models), len(cat.Organisations), len(cat.Others)))
		if b.opt.Keeper != nil {
			if st := b.opt.Keeper.Status(); !st.Built.IsZero() {
				lines = append(lines, fill(l, "sources-age", st.Built.UTC().Format(time.DateOnly+" 15:04")))
			}
		}
		for i := range ix.Corpus.Articles {
			if art := &ix.Corpus.Articles[i]; art.Lang == l || count[l] == 0 {
				lines = append(lines, "• "+art.Title)
			}
		}
	})
	pages := paginate(answer.Reply{Text: strings.Join(lines, "\n")}, maxPlain-100)
	first := pages[0]
	if len(pages) > 1 {
		first.text += "\n…"
	}
	return view{lang: l, page: first, private: true}, nil
}

// runHelp says how to ask.
func (b *Bot) runHelp(_ context.Context, c call, _ data) (view, error) {
	return b.leaflet(c, "help"), nil
}

// runPrivacy says what is kept.
func (b *Bot) runPrivacy(_ context.Context, c call, _ data) (view, error) {
	return b.leaflet(c, "privacy"), nil
}

// leaflet is a text of several lines, which are phrases key-1, key-2, …
func (b *Bot) leaflet(c call, key string) view {
	l := b.chosen(c, c.lang)
	var lines []string
	for n := 1; known(key + "-" + strconv.Itoa(n)); n++ {
		lines = append(lines, say(l, key+"-"+strconv.Itoa(n)))
	}
	return view{lang: l, page: page{text: strings.Join(lines, "\n")}, private: true}
}
