// Package config reads the settings of the program from the environment. It
// touches nothing outside: main hands it the environment.
package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"unicode"

	"dalil/corpus"
)

// Config is what the program is told from outside.
type Config struct {
	Corpus     string      // folder of the corpus, "" for the one in the program
	DataDir    string      // folder for indexes, "" for the user's cache folder
	Prebuilt   string      // another such folder, which is only read, "" for none
	Dictionary string      // folder of dictionaries, "" where they are usually, "none" for none
	LogLevel   slog.Level  // of what goes to standard error
	Lang       corpus.Lang // language of replies, "" to take the question's
	Token      Secret      // of the Discord bot
	API        string      // base of Discord's REST interface, "" for Discord's own
}

// The variables of the environment.
const (
	Corpus     = "CORPUS_DIR"
	DataDir    = "DATA_DIR"
	Prebuilt   = "PREBUILT_DIR"
	LogLevel   = "LOG_LEVEL"
	Dictionary = "DICTIONARY_DIR"
	Lang       = "BOT_LANG"
	Token      = "DISCORD_TOKEN"
	API        = "DISCORD_API_URL"
)

// setting is one variable: what it is for, and how its value is read. set is
// not called for an empty value.
type setting struct {
	name     string
	fallback string // what an empty value means, as it would be written
	help     string
	set      func(*Config, string) error
	secret   bool // its value may also stand in a file that NAME_FILE names
}

// fileSuffix after the name of a secret names the variable that holds the path
// of a file with its value, as container platforms mount secrets.
const fileSuffix = "_FILE"

// maxSecret is how large the file of a secret may be, in bytes.
const maxSecret = 64 << 10

// settings are all variables in the order in which .env.example shows them.
var settings = []setting{
	{Token, "", "The token of the Discord bot: Developer Portal, your application, Bot, Reset Token.\nNeeded to serve; bot ask and bot chat work without it.", setToken, true},
	{Corpus, "", "A folder with articles/, and if you like catalogue/ and lexicon/, to answer from.\nEmpty: the corpus that is built into the program.", setCorpus, false},
	{DataDir, "", "Where indexes are kept. Empty: the folder dalil in the user's cache folder.", setDataDir, false},
	{Prebuilt, "", "A folder with indexes that are ready, as bot index --data-dir fills it. It is only read;\nan index that is not there is built in DATA_DIR. The image has one.", setPrebuilt, false},
	{Dictionary, "", "The folder of the FreeDict dictionaries freedict-eng-ara and freedict-ara-eng, with which more words of one language\nfind texts in the other. Empty: /usr/share/dictd, where Debian puts them. none: no dictionaries.", setDictionary, false},
	{Lang, "auto", "Language of the replies: ar, en, or auto for the language of the question.", setLang, false},
	{API, "", "The REST interface of the server to connect to, up to its version.\nEmpty: Discord's own, https://discord.com/api/v10.", setAPI, false},
	{LogLevel, "info", "What is logged to standard error: debug, info, warn or error.", setLogLevel, false},
}

// FromEnv reads the settings; readFile reads the file of a secret. An empty
// variable has its default. The error joins one error for every wrong setting,
// each beginning with its name; none repeats the value of a secret.
func FromEnv(getenv func(string) string, readFile func(string) ([]byte, error)) (Config, error) {
	var c Config
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
	return c, errors.Join(errs...)
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

func setCorpus(c *Config, value string) error {
	c.Corpus = value
	return noControls(value)
}

func setDataDir(c *Config, value string) error {
	c.DataDir = value
	return noControls(value)
}

func setPrebuilt(c *Config, value string) error {
	c.Prebuilt = value
	return noControls(value)
}

func setDictionary(c *Config, value string) error {
	c.Dictionary = value
	return noControls(value)
}

func noControls(path string) error {
	if strings.ContainsFunc(path, unicode.IsControl) {
		return fmt.Errorf("%q is no folder: it holds a control character", path)
	}
	return nil
}

func setLang(c *Config, value string) error {
	switch strings.ToLower(value) {
	case "auto":
		c.Lang = ""
	case "ar":
		c.Lang = corpus.Arabic
	case "en":
		c.Lang = corpus.English
	default:
		return fmt.Errorf("unknown language %q: want ar, en or auto", value)
	}
	return nil
}

func setLogLevel(c *Config, value string) error {
	switch strings.ToLower(value) {
	case "debug", "info", "warn", "error":
		return c.LogLevel.UnmarshalText([]byte(value))
	}
	return fmt.Errorf("unknown level %q: want debug, info, warn or error", value)
}

func setAPI(c *Config, value string) error {
	u, err := url.Parse(value)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("%q is no address: want one as https://discord.com/api/v10", value)
	}
	c.API = strings.TrimRight(value, "/")
	return nil
}

func setToken(c *Config, value string) error {
	if strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("not a token: it holds a space or a character that no token has; copy it again, without the word Bot before it")
	}
	c.Token = NewSecret(value)
	return nil
}
