package config

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"dalil/corpus"
)

// The variables of the environment.
const (
	Corpus           = "CORPUS_DIR"
	DataDir          = "DATA_DIR"
	Prebuilt         = "PREBUILT_DIR"
	Dictionary       = "DICTIONARY_DIR"
	Watch            = "WATCH_CORPUS"
	Lang             = "BOT_LANG"
	Token            = "DISCORD_TOKEN"
	API              = "DISCORD_API_URL"
	Guild            = "DISCORD_GUILD_ID"
	MessageContent   = "MESSAGE_CONTENT"
	Channels         = "DEDICATED_CHANNELS"
	Admins           = "ADMIN_ROLES"
	PlainText        = "PLAIN_TEXT"
	SigningKey       = "SIGNING_KEY"
	UserRate         = "USER_RATE"
	ChannelRate      = "CHANNEL_RATE"
	ShardsOf         = "SHARDS"
	ShardID          = "SHARD_ID"
	ShardCount       = "SHARD_COUNT"
	InteractionsAddr = "INTERACTIONS_ADDR"
	PublicKey        = "DISCORD_PUBLIC_KEY"
	HTTPAddr         = "HTTP_ADDR"
	PublicURL        = "PUBLIC_URL"
	LogLevel         = "LOG_LEVEL"
	LogFormat        = "LOG_FORMAT"
)

const (
	defaultUserRate    = 10
	defaultChannelRate = 60
	maxRate            = 6000
	maxShards          = 10_000
	minKey             = 32 // characters of SigningKey
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
	{Corpus, "", "A folder with articles/, and if you like catalogue/ and lexicon/, to answer from.\nEmpty: the corpus that is built into the program.", path(func(c *Config) *string { return &c.Corpus }), false},
	{Watch, "0", "1: build the index anew whenever a file of CORPUS_DIR changes.", yes(func(c *Config) *bool { return &c.Watch }), false},
	{DataDir, "", "Where indexes are kept. Empty: the folder dalil in the user's cache folder.", path(func(c *Config) *string { return &c.DataDir }), false},
	{Prebuilt, "", "A folder with indexes that are ready, as bot index --data-dir fills it. It is only read;\nan index that is not there is built in DATA_DIR. The image has one.", path(func(c *Config) *string { return &c.Prebuilt }), false},
	{Dictionary, "", "The folder of the FreeDict dictionaries freedict-eng-ara and freedict-ara-eng, with which more words of one language\nfind texts in the other. Empty: /usr/share/dictd, where Debian puts them. none: no dictionaries.", path(func(c *Config) *string { return &c.Dictionary }), false},
	{Lang, "auto", "Language of the replies: ar, en, or auto for the language of the question.", setLang, false},
	{Guild, "", "The id of the one server on which commands are registered, to try them out. Empty: on all servers.", id(func(c *Config) *string { return &c.Guild }), false},
	{Admins, "", "The ids of roles that may use /admin, between commas. Empty: whoever may manage a server that the bot is on;\nset it where others can invite the bot.", ids(func(c *Config) *[]string { return &c.Admins }), false},
	{MessageContent, "0", "1: read messages that do not mention the bot, for DEDICATED_CHANNELS. Discord must allow the Message Content Intent.", yes(func(c *Config) *bool { return &c.MessageContent }), false},
	{Channels, "", "The ids of channels in which every question is answered, between commas. Needs MESSAGE_CONTENT=1.", ids(func(c *Config) *[]string { return &c.Channels }), false},
	{PlainText, "0", "1: answers as plain text with buttons below, for servers and clients without Discord's newer components.", yes(func(c *Config) *bool { return &c.PlainText }), false},
	{UserRate, strconv.Itoa(defaultUserRate), "Questions a minute that one person may ask. 0: no limit.", count(func(c *Config) *int { return &c.UserRate }, maxRate), false},
	{ChannelRate, strconv.Itoa(defaultChannelRate), "Questions a minute that are answered in one channel. 0: no limit.", count(func(c *Config) *int { return &c.ChannelRate }, maxRate), false},
	{SigningKey, "", "A secret of 32 characters or more that signs buttons, the same for all processes of one bot.\nEmpty: one is made and kept in DATA_DIR.", setSigningKey, true},
	{ShardsOf, "1", "In how many parts the bot connects, all in this process: a number, or auto for what Discord recommends.", setShards, false},
	{ShardID, "", "The number, from 0, of the one part that this process is. Needs SHARD_COUNT.", setShardID, false},
	{ShardCount, "", "How many such processes there are.", count(func(c *Config) *int { return &c.Shards.Count }, maxShards), false},
	{InteractionsAddr, "", "host:port at which Discord may post slash commands and buttons, in place of the gateway.\nEmpty: they come over the gateway.", address(func(c *Config) *string { return &c.InteractionsAddr }), false},
	{PublicKey, "", "The public key of the application, 64 hexadecimal digits, for INTERACTIONS_ADDR.", setPublicKey, false},
	{API, "", "The REST interface of the server to connect to, up to its version.\nEmpty: Discord's own, https://discord.com/api/v10.", link(func(c *Config) *string { return &c.API }, "https://discord.com/api/v10"), false},
	{HTTPAddr, "", "host:port of health checks, metrics and pages of sources; :port is this machine alone.\nEmpty: none. The image has 0.0.0.0:8080.", address(func(c *Config) *string { return &c.HTTPAddr }), false},
	{PublicURL, "", "The address under which readers reach HTTP_ADDR; sources then link to their page.", link(func(c *Config) *string { return &c.PublicURL }, "https://bot.example.org"), false},
	{LogLevel, "info", "What is logged to standard error: debug, info, warn or error.", setLogLevel, false},
	{LogFormat, "text", "text, or json for one object a line.", setLogFormat, false},
}

func path(of func(*Config) *string) func(*Config, string) error {
	return func(c *Config, value string) error {
		*of(c) = value
		if strings.ContainsFunc(value, unicode.IsControl) {
			return fmt.Errorf("%q is no folder: it holds a control character", value)
		}
		return nil
	}
}

func yes(of func(*Config) *bool) func(*Config, string) error {
	return func(c *Config, value string) error {
		switch strings.ToLower(value) {
		case "1", "true", "yes", "on":
			*of(c) = true
		case "0", "false", "no", "off":
			*of(c) = false
		default:
			return fmt.Errorf("%q is neither 1 nor 0", value)
		}
		return nil
	}
}

func count(of func(*Config) *int, most int) func(*Config, string) error {
	return func(c *Config, value string) error {
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 || n > most {
			return fmt.Errorf("%q is no number from 0 to %d", value, most)
		}
		*of(c) = n
		return nil
	}
}

func id(of func(*Config) *string) func(*Config, string) error {
	return func(c *Config, value string) error {
		*of(c) = value
		if _, err := strconv.ParseUint(value, 10, 64); err != nil {
			return fmt.Errorf("%q is no id: want the digits that Copy ID gives in Discord's developer mode", value)
		}
		return nil
	}
}

func ids(of func(*Config) *[]string) func(*Config, string) error {
	return func(c *Config, value string) error {
		for _, field := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || unicode.IsSpace(r) }) {
			var one string
			if err := id(func(*Config) *string { return &one })(c, field); err != nil {
				return err
			}
			*of(c) = append(*of(c), one)
		}
		return nil
	}
}

// address reads host:port; no host is this machine alone.
func address(of func(*Config) *string) func(*Config, string) error {
	return func(c *Config, value string) error {
		host, port, err := net.SplitHostPort(value)
		if n, portErr := strconv.Atoi(port); err != nil || portErr != nil || n < 0 || n > 65535 {
			return fmt.Errorf("%q is no host:port", value)
		}
		if host == "" {
			host = "127.0.0.1"
		}
		*of(c) = net.JoinHostPort(host, port)
		return nil
	}
}

func link(of func(*Config) *string, example string) func(*Config, string) error {
	return func(c *Config, value string) error {
		u, err := url.Parse(value)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return fmt.Errorf("%q is no address: want one as %s", value, example)
		}
		*of(c) = strings.TrimRight(value, "/")
		return nil
	}
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

func setLogFormat(c *Config, value string) error {
	switch strings.ToLower(value) {
	case "text", "json":
		c.LogJSON = strings.EqualFold(value, "json")
		return nil
	}
	return fmt.Errorf("unknown format %q: want text or json", value)
}

func setToken(c *Config, value string) error {
	if strings.ContainsFunc(value, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("not a token: it holds a space or a character that no token has; copy it again, without the word Bot before it")
	}
	c.Token = NewSecret(value)
	return nil
}

func setSigningKey(c *Config, value string) error {
	if len(value) < minKey {
		return fmt.Errorf("too short to be kept secret: want %d characters or more", minKey)
	}
	c.SigningKey = NewSecret(value)
	return nil
}

func setShards(c *Config, value string) error {
	if strings.EqualFold(value, "auto") {
		c.Shards.Auto = true
		return nil
	}
	if err := count(func(c *Config) *int { return &c.Shards.Count }, maxShards)(c, value); err != nil || c.Shards.Count == 0 {
		return fmt.Errorf("%q is neither auto nor a number from 1 to %d", value, maxShards)
	}
	return nil
}

func setShardID(c *Config, value string) error {
	c.Shards.Only = true
	return count(func(c *Config) *int { return &c.Shards.ID }, maxShards)(c, value)
}

func setPublicKey(c *Config, value string) error {
	key, err := hex.DecodeString(value)
	if err != nil || len(key) != ed25519.PublicKeySize {
		return fmt.Errorf("not a public key: want %d hexadecimal digits", 2*ed25519.PublicKeySize)
	}
	c.PublicKey = key
	return nil
}
