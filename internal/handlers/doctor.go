package handlers

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/live"
	"dalil/internal/search"
)

// Level says how bad a finding is.
type Level string

// The levels: as it should be, worth mending, and in the way of the bot.
const (
	Fine    Level = "ok"
	Warning Level = "warn"
	Failure Level = "fail"
)

// Finding is what the doctor says of one thing.
type Finding struct {
	Level  Level  `json:"level"`
	Text   string `json:"text"`   // a sentence
	Remedy string `json:"remedy"` // what to do; "" where nothing is
}

// String returns the finding as a line.
func (f Finding) String() string {
	mark := map[Level]string{Fine: "✓", Warning: "!", Failure: "✗"}[f.Level]
	return strings.TrimSpace(mark + " " + f.Text + " " + f.Remedy)
}

// Checkup says what the doctor looks at, and in which language it speaks.
type Checkup struct {
	Lang     corpus.Lang
	Guild    string // a server; "" for none
	Scope    string // of the commands: the server on which they are to be; "" for all
	Content  bool   // the bot asks for the intent to read all messages
	Channels []string
	Source   live.Source
}

// Check looks at everything that a bot needs: on Discord with a session, which
// may be nil where there is no token, then on this machine. It changes nothing.
func Check(ctx context.Context, s *discordgo.Session, c Checkup) []Finding {
	d := &doctor{Checkup: c}
	d.discord(ctx, s)
	if d.corpus() {
		d.index()
	}
	d.data()
	d.dictionaries()
	return d.found
}

// doctor collects findings.
type doctor struct {
	Checkup
	found []Finding
}

// find adds a finding: the phrase doctor-key, and where there is something to
// do, the phrase doctor-key.remedy. Addresses are to be copied: they stay bare in
// Arabic.
func (d *doctor) find(level Level, key string, values ...any) {
	key = "doctor-" + key
	for i, v := range values {
		if text, ok := v.(string); ok && d.Lang == corpus.Arabic && !strings.Contains(text, "://") {
			values[i] = "\u2068" + text + "\u2069"
		}
	}
	f := Finding{Level: level, Text: d.fill(key, values)}
	if remedy := key + ".remedy"; known(remedy) {
		f.Remedy = d.fill(remedy, values)
	}
	d.found = append(d.found, f)
}

// fill is fill for a phrase that may have no place for values.
func (d *doctor) fill(key string, values []any) string {
	if strings.Contains(say(d.Lang, key), "%[") {
		return fill(d.Lang, key, values...)
	}
	return say(d.Lang, key)
}

// corpus looks at the corpus; false where it has faults, of which there is no
// index then.
func (d *doctor) corpus() bool {
	_, err := d.Source.Load()
	var problems corpus.Problems
	switch {
	case err == nil:
		d.find(Fine, "corpus")
	case errors.As(err, &problems):
		d.find(Failure, "corpus-faults", len(problems), problems[0].String())
	default:
		d.find(Failure, "corpus-faults", 1, err.Error())
	}
	return err == nil
}

func (d *doctor) index() {
	switch err := d.Source.CheckIndex(); {
	case err == nil:
		d.find(Fine, "index")
	case errors.Is(err, search.ErrCorrupt):
		d.find(Warning, "index-damaged", err.Error())
	case errors.Is(err, fs.ErrNotExist):
		d.find(Warning, "index-none")
	default:
		d.find(Failure, "index-unread", err.Error())
	}
}

func (d *doctor) data() {
	dir, err := d.Source.CheckData()
	if err != nil {
		d.find(Failure, "data-closed", dir, err.Error())
		return
	}
	d.find(Fine, "data", dir)
}

func (d *doctor) dictionaries() {
	dir := d.Source.DictionaryDir
	if dir == "" {
		return
	}
	var missing, packages []string
	for _, name := range search.DictionaryNames {
		if _, err := os.Stat(filepath.Join(dir, name+".index")); err != nil {
			missing, packages = append(missing, name), append(packages, "dict-"+name)
		}
	}
	if len(missing) > 0 {
		d.find(Warning, "dictionaries-none", dir, strings.Join(missing, ", "), strings.Join(packages, " "))
		return
	}
	d.find(Fine, "dictionaries")
}
