package handlers

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/arabic"
	"dalil/internal/search"
)

// lang is short for the language of a text.
type lang = corpus.Lang

// origin is how what is shown was made, and can be made again: all but the
// question, which stands in the message.
type origin struct {
	kind  kind
	lang  lang
	asker string
	args  []byte
}

func (t ticket) origin() origin { return origin{t.kind, t.lang, t.asker, t.args} }

// make returns the reply that an origin stands for. text is the question or the
// words, turn what was talked about before it. ok is false where what it names
// is in the corpus no more.
func (b *Bot) make(ctx context.Context, way, id string, o origin, text string, turn *answer.Context) (r answer.Reply, ok bool, err error) {
	if o.kind == kindQuestion {
		r, err = b.ask(ctx, way, id, answer.Question{Text: text, Lang: o.lang, Turn: turn, Whole: true})
		return r, true, err
	}
	err = b.engine.Use(func(ix *search.Index, a *answer.Answerer) (err error) {
		switch o.kind {
		case kindWords:
			r, err = a.Find(ctx, text, o.lang)
			ok = true
		case kindCard, kindCompare:
			ids := entities(&ix.Corpus.Catalogue, o.args)
			if o.kind == kindCompare {
				r, ok = a.Compare(ids, o.lang)
			} else if len(ids) == 1 {
				r, ok = a.Card(ids[0], o.lang)
			}
		case kindModels:
			var f answer.Filter
			if f, ok = filterOf(&ix.Corpus.Catalogue, o.args); ok {
				r = a.Models(f, o.lang)
			}
		case kindPassage:
			r, ok = passage(ix.Corpus, o.args)
		}
		return err
	})
	return r, ok, err
}

// entities returns the ids of the entities in args.
func entities(cat *corpus.Catalogue, args []byte) (ids []string) {
	for {
		hash, rest, ok := takeShort(args)
		if !ok {
			return ids
		}
		for e := range cat.All() {
			if short(e.ID) == hash {
				ids = append(ids, e.ID)
				break
			}
		}
		args = rest
	}
}

// passageArgs are the args of what is quoted of an article, or of its beginning
// where end is 0.
func passageArgs(article string, lang lang, start, end int) []byte {
	args := appendShort(nil, article+"."+string(lang))
	args = binary.AppendUvarint(args, uint64(start))
	return binary.AppendUvarint(args, uint64(end))
}

// passage shows what passageArgs names.
func passage(c *corpus.Corpus, args []byte) (answer.Reply, bool) {
	hash, rest, _ := takeShort(args)
	at, ok := takeNumbers(rest, 2)
	i := slices.IndexFunc(c.Articles, func(a corpus.Article) bool { return short(a.ID+"."+string(a.Lang)) == hash })
	if !ok || i < 0 {
		return answer.Reply{}, false
	}
	if at[1] == 0 {
		return answer.Opening(&c.Articles[i]), true
	}
	return answer.Surroundings(&c.Articles[i], at[0], at[1])
}

// show returns one page of a reply, with its buttons. asked is the question to
// repeat above it, "" for none.
func (b *Bot) show(o origin, r answer.Reply, n int, asked string) shown {
	room := maxDisplay
	if b.opt.PlainText {
		room = maxPlain
	}
	const rest = 100 // footer and what is between
	r.Citations = slices.Clone(r.Citations)
	for i := range r.Citations {
		c := &r.Citations[i]
		if o.kind == kindCard { // the card says what its sources say
			c.Quote = ""
		}
		if b.opt.PageURL != nil && c.Article != "" {
			c.URL = b.opt.PageURL(c.Article, c.Lang, c.Start, c.End)
		}
	}
	s := shown{key: b.opt.Key, origin: o, view: view{lang: r.Lang, asked: asked}}
	s.origin.lang = r.Lang
	if o.kind == kindCard && len(r.Entities) == 1 {
		s.title = b.titleOf(r.Entities[0], r.Lang)
	}
	pages := paginate(r, room-rest-units(s.head()))
	s.of = len(pages)
	s.n = max(0, min(n, s.of-1))
	s.page = pages[s.n]
	for i := range s.page.sources {
		src := &s.page.sources[i]
		switch {
		case o.kind == kindPassage || o.kind == kindCard: // it is open
		case src.Article != "":
			src.open = s.open(kindPassage, passageArgs(src.Article, src.Lang, src.Start, src.End), i)
		case src.Entity != "":
			src.open = s.open(kindCard, appendShort(nil, src.Entity), i)
		}
	}
	if r.Status == answer.Abstained && s.n == 0 {
		for i, t := range r.Titles {
			s.buttons = append(s.buttons, button{label: t.Title, id: s.open(kindPassage, passageArgs(t.Article, t.Lang, 0, 0), maxSources+i)})
		}
		if len(r.Titles) > 0 {
			s.page.text += "\n" + answer.Label(r.Lang, "nearest")
		}
	}
	return s
}

// shown is a view that can be shown again: the page n of so many.
type shown struct {
	view
	key    []byte
	origin origin
	n, of  int
}

// open returns the id of a button that opens something. Two buttons of a
// message may open the same: at makes their ids differ.
func (s shown) open(k kind, args []byte, at int) string {
	return ticket{action: actOpen, kind: k, asker: s.origin.asker, lang: s.view.lang, page: at, args: args}.seal(s.key)
}

// signed adds the buttons below and the footer with the name of the question.
func (s shown) signed(id string) view {
	o := s.origin
	id = "\u2066" + id + "\u2069" // Latin letters in a line that may be Arabic
	s.footer = id
	to := func(act action, k kind, l lang, n int) string {
		return ticket{action: act, kind: k, asker: o.asker, lang: l, page: n, args: o.args}.seal(s.key)
	}
	if s.of > 1 {
		s.footer = fmt.Sprintf("%d/%d · %s", s.n+1, s.of, id)
		if s.n > 0 {
			s.buttons = append(s.buttons, button{label: say(s.view.lang, "previous"), id: to(actTurn, o.kind, o.lang, s.n-1)})
		}
		if s.n+1 < s.of {
			s.buttons = append(s.buttons, button{label: say(s.view.lang, "next"), id: to(actTurn, o.kind, o.lang, s.n+1), style: discordgo.PrimaryButton})
		}
	}
	if o.kind != kindPassage {
		other := corpus.Arabic
		if s.view.lang == corpus.Arabic {
			other = corpus.English
		}
		s.buttons = append(s.buttons, button{label: say(other, "in-this"), id: to(actTranslate, o.kind, other, 0)})
	}
	if !s.private {
		s.buttons = append(s.buttons, button{label: say(s.view.lang, "delete"), id: to(actDelete, o.kind, o.lang, 0), style: discordgo.DangerButton})
	}
	return s.view
}

// bare reports whether a view is one text and nothing else.
func (v view) bare() bool {
	return v.asked == "" && v.title == "" && len(v.page.sources)+len(v.buttons)+len(v.footer) == 0
}

// langOfText returns the language in which to speak to who wrote a text.
func (b *Bot) langOfText(text string) lang {
	if script, ok := arabic.Mostly(text); b.opt.Lang == "" && ok && script == arabic.Arabic {
		return corpus.Arabic
	}
	return cmp.Or(b.opt.Lang, corpus.English)
}

// notice is a sentence of the bot's own, for one person where that can be.
func notice(l lang, key string, args ...any) view {
	text := say(l, key)
	if len(args) > 0 {
		text = fmt.Sprintf(text, args...)
	}
	return view{lang: l, page: page{text: text}, private: true}
}
