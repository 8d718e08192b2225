package arabic

import (
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	for _, test := range []struct{ reason, in, want string }{
		// letters that are one letter to a reader
		{"hamza above alef is often left out", "أحمد", "احمد"},
		{"hamza below alef is often left out", "إنتاج", "انتاج"},
		{"madda is often left out", "آلة", "اله"},
		{"alef wasla is the plain alef", "ٱلكتاب", "الكتاب"},
		{"hamza typed as a mark of its own", "ا\u0654حمد", "احمد"},
		{"alef maksura and yeh are confused at the end", "ذكرى", "ذكري"},
		{"teh marbuta is typed as heh", "شركة", "شركه"},
		{"hamza on waw", "مؤسس", "موسس"},
		{"hamza on yeh", "رئيس", "رييس"},
		{"bare hamza is often left out", "ماء", "ما"},
		// keyboards of Persian, Urdu and Kurdish
		{"Persian yeh", "علی", "علي"},
		{"Persian kaf", "شرکت", "شركت"},
		{"swash kaf", "\u06AAتاب", "كتاب"},
		{"Urdu yeh barree", "ے", "ي"},
		{"yeh barree with hamza", "ۓ", "ي"},
		{"Uighur e", "\u06D0", "ي"},
		{"Urdu heh goal", "شہر", "شهر"},
		{"Urdu heh doachashmee", "\u06BEو", "هو"},
		{"Persian heh with yeh above", "خانهٔ", "خانه"},
		{"the same in one code point", "خان\u06C0", "خانه"},
		{"Kurdish ae", "خان\u06D5", "خانه"},
		{"Urdu teh marbuta goal", "\u06C3", "ه"},
		// letters for sounds that Arabic lacks meet what is written in their place
		{"p is written b", "پايثون", "بايثون"},
		{"v is written f", "ڤيديو", "فيديو"},
		{"hard g is written ghain", "گوگل", "غوغل"},
		{"ch is written j", "چاينا", "جاينا"},
		{"zh is written j", "ژيبو", "جيبو"},
		// marks
		{"short vowels, shadda and tanwin", "مُحَمَّدٌ", "محمد"},
		{"dagger alef", "الرحمٰن", "الرحمن"},
		{"marks of recitation", "قال\u06D6 ثم", "قال ثم"},
		{"honorific signs", "محمد\u0610", "محمد"},
		{"tatweel", "كتـــاب", "كتاب"},
		{"zero-width joiner and non-joiner", "می\u200cخواهم", "ميخواهم"},
		{"zero-width space and word joiner", "De\u200BepS\u2060eek", "deepseek"},
		{"marks of direction", "\u200Fكيمي\u200E \u202BKimi\u202C \u2067R1\u2069 \u061C", "كيمي kimi r1 "},
		{"byte order mark", "\uFEFFQwen", "qwen"},
		{"soft hyphen", "Deep\u00ADSeek", "deepseek"},
		{"variation selector", "R1\uFE0F", "r1"},
		// numbers
		{"Arabic-Indic digits", "١٩٨٠", "1980"},
		{"Persian digits", "۱۹۸۰", "1980"},
		{"full-width digits", "３２", "32"},
		{"Arabic decimal separator", "٢٫٥", "2.5"},
		{"Arabic thousands separator", "١٬٠٠٠", "1000"},
		{"superscript", "m²", "m2"},
		// compatibility forms
		{"presentation forms", "ﻛﻴﻤﻲ", "كيمي"},
		{"lam-alef ligature", "ﻻ", "لا"},
		{"lam-alef ligature with madda", "ﻵ", "لا"},
		{"word ligature", "ﷲ", "الله"},
		{"Latin ligature", "ﬁne", "fine"},
		{"full-width Latin", "Ｑｗｅｎ", "qwen"},
		{"mathematical letters", "𝐐𝐰𝐞𝐧𝟑", "qwen3"},
		// Latin and the rest
		{"capitals", "DeepSeek", "deepseek"},
		{"accents", "Élysée", "elysee"},
		{"accents as marks of their own", "E\u0301lyse\u0301e", "elysee"},
		{"a capital whose small letter is shorter", "İstanbul", "istanbul"},
		{"Greek capitals", "ΑΒΓ", "αβγ"},
		{"Chinese stays", "深度求索", "深度求索"},
		{"Hebrew loses its points", "שָׁלוֹם", "שלום"},
		{"punctuation and spaces stay", " «من، R1?» ", " «من، r1?» "},
		{"plain ASCII stays", "qwen2.5-max", "qwen2.5-max"},
		{"empty", "", ""},
		{"broken UTF-8 is marked", "a\xffb", "a\uFFFDb"},
	} {
		if got := Fold(test.in); got != test.want {
			t.Errorf("%s: Fold(%q) = %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

// TestFoldEveryRune folds every character outside the planes of rare Chinese
// and of private use.
func TestFoldEveryRune(t *testing.T) {
	for r := rune(0x80); r < 0x20000; r++ {
		if !utf8.ValidRune(r) || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Co, r) {
			continue
		}
		once := Fold(string(r))
		if !utf8.ValidString(once) {
			t.Fatalf("Fold(%U) = %q is not UTF-8", r, once)
		}
		if again := Fold(once); again != once {
			t.Errorf("Fold(%U) = %q, folded again %q", r, once, again)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	const text = "أطلقت شركة ديب سيك الصينية نموذج DeepSeek-R1 في يناير ٢٠٢٥ بترخيص MIT."
	b.ReportAllocs()
	for b.Loop() {
		Fold(text)
	}
}
