package names_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// foundIn returns the names that a text gives things, as "name=alias,alias".
func foundIn(t *testing.T, lang corpus.Lang, text string) []string {
	t.Helper()
	var out []string
	for _, o := range names.FindIn([]corpus.Article{{Lang: lang, Text: text}}, ordinaryWords(t)) {
		if o.Kind != names.Found {
			t.Errorf("%s is of kind %q", o.Name, o.Kind)
		}
		out = append(out, strings.TrimSuffix(o.Name+"="+strings.Join(o.Aliases.Article, ","), "="))
	}
	return out
}

// knownWords is the word list, read once.
var knownWords = sync.OnceValue(func() func(arabic.Token) bool { return ordinary(shared().Lexicon.Pairs) })

func ordinaryWords(t *testing.T) func(arabic.Token) bool {
	t.Helper()
	embedded(t)
	return knownWords()
}

func TestFindIn(t *testing.T) {
	for _, test := range []struct {
		reason string
		lang   corpus.Lang
		text   string
		want   []string
	}{
		{"Latin letters in Arabic", corpus.Arabic, "وقع Novasat مع Arenavision عقدًا.", []string{"Novasat", "Arenavision"}},
		{"several words, a number, quotation marks", corpus.Arabic, "أطلقت “Streemly 2” ثم ‘Gate 9’.", []string{"Streemly 2=Streemly", "Gate 9"}},
		{"a small letter between quotation marks", corpus.Arabic, "تطبيقها ‘duka’ جديد.", []string{"duka"}},
		{"Arabic words between quotation marks", corpus.Arabic, "لوحة «خليج النور» معروضة.", []string{"خليج النور"}},
		{"one Arabic word that everybody knows", corpus.Arabic, "هذا «الفوز» كبير.", nil},
		{"what somebody said", corpus.Arabic, "قال «لن نذهب إلى هناك في أي يوم».", nil},
		{"the letters of a name behind it", corpus.Arabic, "يرى Ozmund Finance Council (OFC) ذلك.", []string{"Ozmund Finance Council=OFC,Ozmund"}},
		{"a name that begins with another", corpus.Arabic, "نشرت Cindera محطة ‘Cindera-Gas-04’.", []string{"Cindera", "Cindera-Gas-04=Gas-04"}},
		{"a small English word", corpus.Arabic, "خدمة streaming جديدة.", nil},
		{"capitals in English", corpus.English, "Yesterday the coach Renan Couto left Porto Salem.", []string{"Renan Couto=Renan,Couto", "Porto Salem=Salem"}},
		{"a title with a function word", corpus.Arabic, "عرض فيلم “Below the Clicks” أمس.", []string{"Below the Clicks"}},
		{"what somebody said in English", corpus.English, "She said: “Never in my life.”", nil},
		{"a letter with a number", corpus.English, "It showed the “S4.2” there.", []string{"S4.2"}},
		{"a surname that also stands alone", corpus.English, "Then Yeison Pardal won, and Pardal wept.", []string{"Yeison Pardal=Yeison,Pardal", "Pardal"}},
		{"a word that begins several names and stands alone", corpus.Arabic, "باعت Kestrim Motors سيارة مع Kestrim Gulf. وتعوّل Kestrim على التأجير.", []string{"Kestrim Motors=Kestrim,Motors", "Kestrim Gulf=Gulf", "Kestrim"}},
		{"the first word of a sentence, a month", corpus.English, "Profits rose. In October they fell.", nil},
		{"a year behind a name", corpus.Arabic, "فاز Corvex 2024 مرة.", []string{"Corvex"}},
	} {
		if got := foundIn(t, test.lang, test.text); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.reason, got, test.want)
		}
	}
}

func TestFindInIsBounded(t *testing.T) {
	var b strings.Builder
	for i := range 1200 {
		b.WriteString("هنا X" + strings.Repeat("q", 1+i%40) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + "z ثم. ")
	}
	if n := len(foundIn(t, corpus.Arabic, b.String())); n == 0 || n > 500 {
		t.Errorf("%d names", n)
	}
}

// TestHear links what articles name as people write it in the other script and
// misspelled.
func TestHear(t *testing.T) {
	text := "وقع Novasat مع Tamani Bank عقد “Streemly 2”. وتطبيق Tiko و‘duka’ لشركة LakeTrust، بحسب Atlas Consulting Group (ACG). ودور Dune و Ghaith و‘إلياس درويش’ و Madarraj. ولعبة “Falkon Rising” وقمح “Mahra 12”."
	ord := ordinaryWords(t)
	found := names.FindIn([]corpus.Article{{Lang: corpus.Arabic, Text: text}}, ord)
	said := make(map[string]bool)
	for _, tok := range arabic.Tokens(text) {
		said[arabic.Stem(tok)] = true
	}
	cat := (&corpus.Catalogue{}).With(found)
	l := names.New(cat, ord)
	l.Hear(found, func(t arabic.Token) bool { return said[arabic.Stem(t)] })
	for in, want := range map[string]string{
		"ما هي نوفاسات؟":          "Novasat",
		"ستريملي 2 نزل إمتى؟":     "Streemly 2",
		"streamly 2 launch month": "Streemly 2",
		"streamly 3 launch month": "",
		"مين عمل تيكو":            "Tiko",
		"who owns the dooka app":  "duka",
		"ليك ترست شو بتعمل":       "LakeTrust",
		"إيه سي جي قالت إيه؟":     "Atlas Consulting Group",
		"من هو Elias Darwish؟":    "إلياس درويش",
		"تطبيق غيث":               "Ghaith", // an ordinary word that the articles do not have
		"بدون دور":                "",
		"مدرج ده تطبيق إيه":       "Madarraj", // less alike, in a short question
		"ما أفضل طريقة لبناء مدرج كبير في المدينة القديمة": "",
		"ما أفضل طريقة لطهي الأرز؟":                        "",
		"how does it work?":                "",
		"Who is developing Falcon Rising?": "Falkon Rising", // words, one of which the articles do not have
		"من الذي أخرج صنف القمح مهرة 12 هذا العام؟": "Mahra 12", // a word, with a number
		"من الذي أخرج صنف القمح مهرة 13 هذا العام؟": "",
	} {
		var got []string
		for _, link := range l.Link(in, arabic.Tokens(in)) {
			e, _ := cat.Entry(link.IDs[0])
			got = append(got, e.Name)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q names %q, want %q", in, got, want)
		}
	}
}
