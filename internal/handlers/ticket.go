package handlers

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/fnv"
	"strconv"

	"dalil/corpus"
)

// action is what pressing a button does.
type action byte

// The actions. Their letters stand in messages that were sent long ago.
const (
	actTurn      action = 'p' // shows another page
	actTranslate action = 'l' // shows the same in the other language
	actDelete    action = 'd' // deletes the message
	actOpen      action = 'o' // shows something to who presses alone
)

// kind is what is shown.
type kind byte

// The kinds, with what args holds of each.
const (
	kindQuestion kind = 'q' // nothing: the question stands in the message, or is what it replies to
	kindWords    kind = 'w' // nothing: the words stand in the message
	kindCard     kind = 'c' // the entity
	kindCompare  kind = 'v' // the entities
	kindModels   kind = 'm' // the filter
	kindPassage  kind = 's' // the article, the passage, and what is quoted of it
)

// ticket is what a button knows. It stands in the button's id, signed, so that
// buttons outlive the process and nobody can forge one.
type ticket struct {
	action action
	kind   kind
	asker  string // the user who may turn pages and delete
	lang   corpus.Lang
	page   int // from 0
	args   []byte
}

// maxID is how long the id of a component may be.
const maxID = 100

const (
	macSize    = 12 // bytes of the signature
	headSize   = 3 + 8 + 2
	maxArgs    = maxID*3/4 - macSize - headSize
	maxPages   = 1 << 16
	arabicCode = 'a'
)

var encoding = base64.RawURLEncoding.Strict()

// seal returns the id of a button.
func (t ticket) seal(key []byte) string {
	asker, _ := strconv.ParseUint(t.asker, 10, 64)
	lang := byte('e')
	if t.lang == corpus.Arabic {
		lang = arabicCode
	}
	body := []byte{byte(t.action), byte(t.kind), lang}
	body = binary.BigEndian.AppendUint64(body, asker)
	body = binary.BigEndian.AppendUint16(body, uint16(t.page))
	body = append(body, t.args[:min(len(t.args), maxArgs)]...)
	return encoding.EncodeToString(append(mac(key, body), body...))
}

// errTicket is a button that this bot has not made.
var errTicket = errors.New("a button that was not made here")

// unseal reads the id of a button that seal has made with the same key.
func unseal(id string, key []byte) (ticket, error) {
	raw, err := encoding.DecodeString(id)
	if err != nil || len(id) > maxID || len(raw) < macSize+headSize {
		return ticket{}, errTicket
	}
	sum, body := raw[:macSize], raw[macSize:]
	if !hmac.Equal(sum, mac(key, body)) {
		return ticket{}, errTicket
	}
	t := ticket{action: action(body[0]), kind: kind(body[1]), lang: corpus.English}
	if body[2] == arabicCode {
		t.lang = corpus.Arabic
	}
	t.asker = strconv.FormatUint(binary.BigEndian.Uint64(body[3:]), 10)
	t.page = int(binary.BigEndian.Uint16(body[11:]))
	t.args = body[headSize:]
	return t, nil
}

func mac(key, body []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(body)
	return h.Sum(nil)[:macSize]
}

// short is the form in which buttons name entities and articles, whose ids may
// be longer than there is room for: the FNV-1a hash.
func short(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// appendShort adds short forms to args.
func appendShort(args []byte, ids ...string) []byte {
	for _, id := range ids {
		args = binary.BigEndian.AppendUint64(args, short(id))
	}
	return args
}

// takeShort reads one short form; ok is false where there is none.
func takeShort(args []byte) (hash uint64, rest []byte, ok bool) {
	if len(args) < 8 {
		return 0, nil, false
	}
	return binary.BigEndian.Uint64(args), args[8:], true
}

// takeNumbers reads n numbers; ok is false where there are fewer.
func takeNumbers(args []byte, n int) (numbers []int, ok bool) {
	for range n {
		v, size := binary.Uvarint(args)
		if size <= 0 || v > 1<<31 {
			return nil, false
		}
		numbers, args = append(numbers, int(v)), args[size:]
	}
	return numbers, true
}
