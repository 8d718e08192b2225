package handlers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/gateway"
	"dalil/internal/live"
)

// mayAdminister reports whether who uses a command may manage the bot. That a
// client shows the command proves nothing.
func (b *Bot) mayAdminister(i *discordgo.Interaction) bool {
	if i.Member == nil {
		return false
	}
	if len(b.opt.Admins) > 0 {
		return slices.ContainsFunc(i.Member.Roles, func(role string) bool { return slices.Contains(b.opt.Admins, role) })
	}
	return i.Member.Permissions&(discordgo.PermissionManageGuild|discordgo.PermissionAdministrator) != 0
}

// runAdmin answers /admin.
func (b *Bot) runAdmin(ctx context.Context, c call, _ data) (view, error) {
	if !b.mayAdminister(c.Interaction) {
		b.log.Warn("refused to somebody", "command", "admin "+c.sub, "user", userOf(c.Interaction))
		return notice(c.lang, "not-allowed"), nil
	}
	b.log.Info("admin", "command", c.sub, "user", userOf(c.Interaction))
	switch {
	case c.sub == doctorName:
		return b.runDoctor(ctx, c)
	case b.opt.Keeper == nil:
		return notice(c.lang, "no-keeper"), nil
	case c.sub == reindexName:
		return b.exchange(ctx, c, func(ctx context.Context) (live.Report, error) {
			return b.opt.Keeper.Reindex(ctx, b.bar(ctx, c))
		}), nil
	case c.sub == rollbackName:
		return b.exchange(ctx, c, b.opt.Keeper.Rollback), nil
	case c.sub == statusName:
		return b.status(c), nil
	}
	return notice(c.lang, "unknown"), nil
}

// runDoctor says what is missing on this server and on the machine.
func (b *Bot) runDoctor(ctx context.Context, c call) (view, error) {
	if b.opt.Checkup == nil {
		return notice(c.lang, "no-keeper"), nil
	}
	c.promise.make(ctx)
	checkup := *b.opt.Checkup
	checkup.Guild, checkup.Lang = c.GuildID, c.lang
	var lines []string
	for _, f := range Check(ctx, b.link.REST(), checkup) {
		lines = append(lines, f.String())
	}
	return view{lang: c.lang, private: true}.with("doctor.txt", lines), nil
}

// exchange exchanges the index and reports on it.
func (b *Bot) exchange(ctx context.Context, c call, do func(context.Context) (live.Report, error)) view {
	c.promise.make(ctx)
	r, err := do(ctx)
	if err != nil {
		return b.exchangeFailed(c, err)
	}
	return exchanged(c.lang, r)
}

// updateEvery is how often the bar of a reindex changes at most.
const updateEvery = 2 * time.Second

// bar returns what shows how far a reindex is. It never waits: what comes while
// the last change is under way is passed over.
func (b *Bot) bar(ctx context.Context, c call) func(live.Progress) {
	var mu sync.Mutex
	last := time.Now()
	return func(p live.Progress) {
		if !mu.TryLock() {
			return
		}
		if time.Since(last) < updateEvery {
			mu.Unlock()
			return
		}
		last = time.Now()
		go func() {
			defer mu.Unlock()
			c.promise.progress(ctx, notice(c.lang, "reindexing", say(c.lang, "step-"+string(p.Step)), drawn(p)))
		}()
	}
}

// drawn draws a bar, a tenth of a step at a time.
func drawn(p live.Progress) string {
	const width = 10
	if p.Total <= 0 {
		return ""
	}
	n := max(0, min(width, width*p.Done/p.Total))
	return strings.Repeat("▰", n) + strings.Repeat("▱", width-n) + " " + strconv.Itoa(100*n/width) + "%"
}

// exchanged reports what an exchange brought.
func exchanged(l lang, r live.Report) view {
	if r.Same {
		return notice(l, "exchanged-same")
	}
	v := notice(l, "exchanged", len(r.Added), len(r.Removed), len(r.Changed), r.Passages, size(r.Bytes), r.Took.Round(10*time.Millisecond).String())
	var lines []string
	for _, list := range []struct {
		mark  string
		names []string
	}{{"+", r.Added}, {"-", r.Removed}, {"~", r.Changed}} {
		for _, name := range list.names {
			lines = append(lines, list.mark+" "+name)
		}
	}
	return v.with("changes.txt", lines)
}

// exchangeFailed says at which step an exchange ended, and why.
func (b *Bot) exchangeFailed(c call, err error) view {
	switch {
	case errors.Is(err, live.ErrBusy):
		return notice(c.lang, "exchange-busy")
	case errors.Is(err, live.ErrNoBefore):
		return notice(c.lang, "exchange-none")
	}
	b.log.Error("the index was not exchanged", "error", err)
	step := say(c.lang, "step-swap")
	var failed *live.StepError
	if errors.As(err, &failed) {
		step, err = say(c.lang, "step-"+string(failed.Step)), failed.Err
	}
	var problems corpus.Problems
	if !errors.As(err, &problems) {
		return notice(c.lang, "exchange-failed", step, oneLine(err.Error()))
	}
	lines := make([]string, len(problems))
	for i, p := range problems {
		lines[i] = p.String()
	}
	return notice(c.lang, "exchange-faults", step, len(lines)).with("problems.txt", lines)
}

// with adds lines to a view: below its text where they are few, else as a file.
func (v view) with(name string, lines []string) view {
	const few = 10
	text := strings.Join(lines, "\n")
	if len(lines) <= few && units(plain(v.page.text+"\n"+text)) < maxPlain {
		v.page.text = strings.Trim(v.page.text+"\n"+text, "\n")
		return v
	}
	const maxFile = 1 << 20
	data := []byte(text + "\n")
	if len(data) > maxFile {
		data = append(bytes.TrimRight(bytes.ToValidUTF8(data[:maxFile], nil), "\n"), "\n…\n"...)
	}
	v.files = append(v.files, file{name, data})
	return v
}

// status says what is in service.
func (b *Bot) status(c call) view {
	st := b.opt.Keeper.Status()
	l := c.lang
	lines := []string{
		fill(l, "sources-articles", st.Articles[corpus.Arabic], st.Articles[corpus.English], st.Passages),
		fill(l, "status-index", size(st.Bytes), st.Took.Round(10*time.Millisecond).String()),
		fill(l, "sources-age", st.Built.UTC().Format(time.DateOnly+" 15:04")),
		fill(l, "status-digest", st.Digest[:min(len(st.Digest), 12)]),
		fill(l, "status-since", time.Since(b.began).Round(time.Second).String()),
	}
	if state := b.State(); state.Count > 0 {
		lines = append(lines, fill(l, "status-shards", connected(state), len(state.Shards), state.Count))
	}
	runs, waits := b.events.load()
	lines = append(lines, fill(l, "status-load", runs, waits))
	if st.Now.Step != "" {
		lines = append(lines, fill(l, "reindexing", say(l, "step-"+string(st.Now.Step)), drawn(st.Now)))
	}
	if st.Failed != nil {
		lines = append(lines, fill(l, "status-failed", oneLine(st.Failed.Error())))
	}
	if st.CanRollback {
		lines = append(lines, say(l, "status-rollback"))
	}
	return view{lang: l, private: true, page: paginate(answer.Reply{Text: strings.Join(lines, "\n")}, maxPlain)[0]}
}

// connected counts the shards that are.
func connected(state gateway.State) (n int) {
	for _, shard := range state.Shards {
		if shard.Connected {
			n++
		}
	}
	return n
}

// size writes a number of bytes.
func size(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
