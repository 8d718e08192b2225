package gateway

import (
	"context"
	"log/slog"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// BenchmarkEvent is the time of one message from the gateway to a handler: with
// the library alone, and with the link between.
func BenchmarkEvent(b *testing.B) {
	event := strings.Replace(message, "still there?", strings.Repeat("still there? ", 40), 1)
	for _, way := range []string{"library", "link"} {
		b.Run(way, func(b *testing.B) {
			f := newFake(b)
			opt := f.options()
			opt.Logger = slog.New(slog.DiscardHandler)
			g := New(opt)
			came := make(chan struct{}, 1)
			attach := func(s *discordgo.Session) {
				s.AddHandler(func(*discordgo.Session, *discordgo.MessageCreate) { came <- struct{}{} })
			}
			if way == "link" {
				ctx, cancel := context.WithCancel(b.Context())
				ended := make(chan error)
				go func() { ended <- g.Run(ctx, attach) }()
				defer func() { cancel(); <-ended }()
			} else {
				s := g.session(g.calls)
				attach(s)
				if err := s.Open(); err != nil {
					b.Fatal(err)
				}
				defer s.Close()
			}
			p := f.next()
			for b.Loop() {
				p.send(0, "MESSAGE_CREATE", event)
				<-came
			}
		})
	}
}
