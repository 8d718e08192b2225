// Package config reads the settings of the program from the environment. It
// touches nothing outside: main hands it the environment.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"dalil/corpus"
)

// Config is what the program is told from outside.
type Config struct {
	Corpus     string      // folder of the corpus, "" for the one in the program
	DataDir    string      // folder for indexes, "" for the user's cache folder
	Prebuilt   string      // another such folder, which is only read, "" for none
	Dictionary string      // folder of dictionaries, "" where they are usually, "none" for none
	Watch      bool        // build the index anew when the folder of the corpus changes
	Lang       corpus.Lang // language of replies, "" to take the question's

	Token          Secret   // of the Discord bot
	API            string   // base of Discord's REST interface, "" for Discord's own
	Guild          string   // where commands are registered, "" for everywhere
	MessageContent bool     // ask for the privileged intent
	Channels       []string // in which every question is answered, with MessageContent
	Admins         []string // roles that may use /admin; none: whoever may manage the server
	PlainText      bool     // answers without components but buttons
	SigningKey     Secret   // of buttons; "" for one that is made and kept in DataDir
	UserRate       int      // questions a minute of one user, 0 for no limit
	ChannelRate    int      // the same of one channel

	Shards           Shards
	InteractionsAddr string // where Discord posts interactions, "" for nowhere
	PublicKey        []byte // with which Discord signs them

	HTTPAddr  string     // of health, metrics and pages, "" for none
	PublicURL string     // under which others reach HTTPAddr, "" where they do not
	LogLevel  slog.Level // of what goes to standard error
	LogJSON   bool       // one JSON object a line
}

// Shards says which part of the servers this process serves.
type Shards struct {
	Auto  bool // as many as Discord recommends
	Count int  // how many there are in all; 0 is 1
	Only  bool // this process is the one with the number ID; else it runs all
	ID    int
}

// FromEnv reads the settings; readFile reads the file of a secret. An empty
// variable has its default. The error joins one error for every wrong setting,
// each beginning with its name; none repeats the value of a secret.
func FromEnv(getenv func(string) string, readFile func(string) ([]byte, error)) (Config, error) {
	c := defaults()
	var errs []error
	for _, s := range settings {
		value, err := s.value(getenv, readFile)
		if err == nil && value != "" {
			err = s.set(&c, value)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	if len(errs) == 0 {
		errs = append(errs, c.agree())
	}
	return c, errors.Join(errs...)
}

// defaults returns the settings where nothing is set.
func defaults() Config {
	return Config{UserRate: defaultUserRate, ChannelRate: defaultChannelRate}
}

// agree reports settings that contradict one another.
func (c Config) agree() error {
	switch {
	case c.Shards.Only && c.Shards.Count <= c.Shards.ID:
		return fmt.Errorf("%s: %d is not below %s", ShardID, c.Shards.ID, ShardCount)
	case c.Shards.Only && c.Shards.Auto:
		return fmt.Errorf("%s: leave it empty where %s is set", ShardsOf, ShardID)
	case c.InteractionsAddr != "" && c.PublicKey == nil:
		return fmt.Errorf("%s: needed where %s is set: Developer Portal, your application, General Information, Public Key", PublicKey, InteractionsAddr)
	case len(c.Channels) > 0 && !c.MessageContent:
		return fmt.Errorf("%s: only with %s=1, since Discord hides the text of other messages", Channels, MessageContent)
	}
	return nil
}

// value returns the value of a setting without the spaces around it, "" where
// it is not set.
func (s setting) value(getenv func(string) string, readFile func(string) ([]byte, error)) (string, error) {
	value := strings.TrimSpace(getenv(s.name))
	if !s.secret {
		return value, nil
	}
	path := strings.TrimSpace(getenv(s.name + fileSuffix))
	switch {
	case path == "":
		return value, nil
	case value != "":
		return "", fmt.Errorf("%s%s is set too: leave one of them empty", s.name, fileSuffix)
	}
	data, err := readFile(path)
	switch {
	case err != nil:
		return "", fmt.Errorf("cannot read the file that %s%s names: %w", s.name, fileSuffix, err)
	case len(data) > maxSecret:
		return "", fmt.Errorf("the file %s is larger than %d kB, that is no secret", path, maxSecret>>10)
	}
	if value = strings.TrimSpace(string(data)); value == "" {
		return "", fmt.Errorf("the file %s is empty", path)
	}
	return value, nil
}

// Names returns the names of all variables.
func Names() []string {
	var names []string
	for _, s := range settings {
		names = append(names, s.name)
		if s.secret {
			names = append(names, s.name+fileSuffix)
		}
	}
	return names
}

// Check reports what is wrong with one value of a variable, nil if nothing is.
func Check(name, value string) error {
	var c Config
	for _, s := range settings {
		if s.name == name && strings.TrimSpace(value) != "" {
			return s.set(&c, strings.TrimSpace(value))
		}
	}
	return nil
}
