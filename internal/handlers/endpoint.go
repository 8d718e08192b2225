package handlers

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/gateway"
)

const (
	maxInteraction = 1 << 20                 // bytes of one
	inTime         = 2800 * time.Millisecond // Discord waits 3 s
	headTime       = 5 * time.Second         // for the head of a request
	idleTime       = time.Minute
	findAgain      = 5 * time.Second // until the bot asks again who it is
)

// Listen serves interactions that Discord posts to an address, signed with the
// application's key, until ctx is done. There is no gateway: any number of such
// processes may run, but none sees messages.
func (b *Bot) Listen(ctx context.Context, l net.Listener, key ed25519.PublicKey) error {
	defer b.link.Close()
	out := sender{b.link.REST()}
	b.events.run(job{name: "commands", limit: time.Hour, work: func(ctx context.Context) error { return b.introduce(ctx, out.session) }})
	s := &http.Server{Handler: b.endpoint(out, key), ReadHeaderTimeout: headTime, ReadTimeout: 2 * headTime, WriteTimeout: 3 * headTime, IdleTimeout: idleTime, MaxHeaderBytes: 16 << 10}
	gone := make(chan struct{})
	stop := context.AfterFunc(ctx, func() {
		defer close(gone)
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.opt.Drain)
		defer cancel()
		s.Shutdown(late)
	})
	defer stop()
	b.log.Info("waiting for interactions", "address", l.Addr().String())
	err := s.Serve(l)
	b.events.drain(b.opt.Drain)
	if !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-gone // the last answers
	return nil
}

// introduce learns who the bot is, for which it goes on until that is done, and
// registers the commands.
func (b *Bot) introduce(ctx context.Context, s *discordgo.Session) error {
	for {
		user, err := s.User("@me", discordgo.WithContext(ctx))
		if err == nil {
			b.id.Store(&user.ID)
			id := user.ID
			if app, err := application(s, discordgo.WithContext(ctx)); err == nil {
				id = app.ID
			}
			return b.register(ctx, s, id)
		}
		b.log.Warn("Discord does not say who the bot is", "error", gateway.Advice(err))
		select {
		case <-time.After(findAgain):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// endpoint takes interactions as requests; the answer to a request is that to
// the interaction.
func (b *Bot) endpoint(out sender, key ed25519.PublicKey) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost {
			http.Error(w, "only POST", http.StatusMethodNotAllowed)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxInteraction)
		if !discordgo.VerifyInteraction(r, key) {
			http.Error(w, "wrong signature", http.StatusUnauthorized)
			return
		}
		raw, err := io.ReadAll(r.Body)
		var i discordgo.Interaction
		if err != nil || json.Unmarshal(raw, &i) != nil {
			http.Error(w, "no interaction", http.StatusBadRequest)
			return
		}
		if i.Type == discordgo.InteractionPing {
			writeResponse(w, response{Type: discordgo.InteractionResponsePong})
			return
		}
		to := &answerOnce{first: make(chan response, 1)}
		if !b.interact(out, to, &i) {
			w.WriteHeader(http.StatusAccepted) // it has its answer
			return
		}
		late := time.NewTimer(inTime)
		defer late.Stop()
		select {
		case first := <-to.first:
			writeResponse(w, first)
		case <-late.C:
			http.Error(w, "no answer in time", http.StatusServiceUnavailable)
		case <-r.Context().Done():
		}
	})
}

// answerOnce hands the first answer to the request that brought the
// interaction.
type answerOnce struct {
	once  sync.Once
	first chan response
}

func (a *answerOnce) respond(_ context.Context, _ *discordgo.Interaction, r response) error {
	err := errors.New("the interaction has its answer")
	a.once.Do(func() { a.first <- r; err = nil })
	return err
}

// writeResponse writes an answer, with its files where it has some.
func writeResponse(w http.ResponseWriter, r response) {
	r, files := r.sendable()
	kind, body := "application/json", []byte(nil)
	var err error
	if len(files) > 0 {
		kind, body, err = discordgo.MultipartBodyWithJSON(r, attached(files))
	} else {
		body, err = json.Marshal(r)
	}
	if err != nil {
		http.Error(w, "no answer", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Write(body)
}
