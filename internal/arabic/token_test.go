package arabic

import (
	"strings"
	"testing"
)

// show writes tokens as one line: the folded text, "!" after a function word,
// "+" before a token that follows the one before without a space.
func show(tokens []Token) string {
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		if t.Glued {
			parts[i] = "+"
		}
		parts[i] += t.Text
		if t.Stop {
			parts[i] += "!"
		}
	}
	return strings.Join(parts, " ")
}

func TestTokens(t *testing.T) {
	for _, test := range []struct{ reason, in, want string }{
		// changes of script
		{"article held to a Latin name by tatweel", "الـKimi", "ال! +kimi"},
		{"article before a Latin name", "الKimi", "ال! +kimi"},
		{"preposition before a Latin name", "لـAlibaba", "ل! +alibaba"},
		{"letters before digits", "QwQ32B", "qwq +32 +b"},
		{"letters before a decimal number", "wan2.1", "wan +2.1"},
		{"Arabic letters before digits", "آر1", "ار +1"},
		{"digits before Arabic letters", "١٩٨٠م", "1980 +م"},
		{"Chinese, one character a token", "深度求索", "深 +度 +求 +索"},
		{"Chinese beside Latin", "通义Qwen", "通 +义 +qwen"},
		{"Hebrew is a word", "שלום Kimi", "שלום kimi"},
		// joints
		{"hyphen", "QwQ-32B", "qwq +32 +b"},
		{"hyphen that does not break", "GPT\u20114", "gpt +4"},
		{"slash and underscore", "deepseek-ai/DeepSeek_R1", "deepseek +ai +deepseek +r +1"},
		{"full stop", "01.AI", "01 +ai"},
		{"two joints separate", "kimi--qwen", "kimi qwen"},
		{"a dash separates", "kimi — qwen", "kimi qwen"},
		{"a comma separates", "R1، V3,QwQ", "r +1 v +3 qwq"},
		// numbers
		{"decimal point", "2.5", "2.5"},
		{"Arabic decimal separator", "٢٫٥", "2.5"},
		{"full stop after a number", "في 2.5.", "في! 2.5"},
		{"version of three parts", "3.5.1", "3.5.1"},
		{"thousands", "1,000", "1000"},
		{"millions", "1,000,000", "1000000"},
		{"Arabic thousands", "١٬٠٠٠", "1000"},
		{"comma before other than three digits", "1,00 1,0000", "1 00 1 0000"},
		{"sign and unit", "$5.5M 10%", "5.5 +m 10"},
		{"full-width", "Ｑｗｅｎ３", "qwen +3"},
		{"mathematical letters", "𝐐𝐰𝐞𝐧𝟑", "qwen +3"},
		// apostrophes
		{"possessive", "Alibaba's", "alibaba s!"},
		{"possessive, curly", "Alibaba’s R1", "alibaba s! r +1"},
		{"name with an apostrophe", "O'Reilly", "o'reilly"},
		{"name with a curly apostrophe is the same", "O’Reilly", "o'reilly"},
		{"contraction is a function word", "don't don’t", "don't! don't!"},
		{"quote is no apostrophe", "'Kimi' ’Qwen’", "kimi qwen"},
		// marks
		{"diacritics", "مِنْ كِيمي", "من! كيمي"},
		{"accent as a mark of its own", "e\u0301cole", "ecole"},
		{"zero-width inside Arabic", "كي\u200Cمي", "كيمي"},
		{"zero-width inside Latin", "Ki\u200Dmi", "kimi"},
		{"direction marks around and inside", "\u202EKi\u200Fmi\u202C", "kimi"},
		{"direction mark between parts of a name", "QwQ\u200E-\u200E32B", "qwq +32 +b"},
		{"tatweel only", "ـ", ""},
		{"bare hamza folds to nothing", "ء", ""},
		// nothing to find
		{"empty", "", ""},
		{"spaces and signs", " \n\t؟!…«»—", ""},
		{"emoji", "👍🏽 🤖", ""},
		{"broken UTF-8 separates", "ki\xffmi", "ki mi"},
	} {
		if got := show(Tokens(test.in)); got != test.want {
			t.Errorf("%s: Tokens(%q) = %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

func TestTokensScript(t *testing.T) {
	for in, want := range map[string]Script{
		"كيمي": Arabic, "ﻛﻴﻤﻲ": Arabic, "Kimi": Latin, "Élan": Latin, "Ｋｉｍｉ": Latin, "𝐊": Latin,
		"25": Number, "٢٥": Number, "۲۵": Number, "２５": Number, "𝟐": Number, "索": Han, "שלום": Other, "Кими": Other,
	} {
		if tokens := Tokens(in); len(tokens) != 1 || tokens[0].Script != want {
			t.Errorf("Tokens(%q) = %+v, want one of script %d", in, tokens, want)
		}
	}
}

func TestTokensOffsets(t *testing.T) {
	const text = "هل «كِيمي» من Moonshot’s QwQ-32B؟"
	want := []string{"هل", "كِيمي", "من", "Moonshot", "s", "QwQ", "32", "B"}
	tokens := Tokens(text)
	if len(tokens) != len(want) {
		t.Fatalf("%d tokens, want %d", len(tokens), len(want))
	}
	for i, token := range tokens {
		if got := text[token.Start:token.End]; got != want[i] {
			t.Errorf("token %d is %q, want %q", i, got, want[i])
		}
	}
}

func TestTokensLong(t *testing.T) {
	for _, unit := range []string{"a", "ا", "é", "1", "ﷺ"} {
		text := strings.Repeat(unit, 100_000)
		tokens := Tokens(text)
		if len(tokens) != 1 || tokens[0].End != len(text) {
			t.Fatalf("%q repeated: %d tokens", unit, len(tokens))
		}
		if n := len(tokens[0].Text); n > 20*maxTokenBytes {
			t.Errorf("%q repeated: token of %d bytes", unit, n)
		}
	}
}

func TestJoined(t *testing.T) {
	for _, test := range []struct{ reason, in, want string }{
		{"whole and the part between joints", "QwQ-32B", "qwq32b 32b"},
		{"written together", "QwQ32B", "qwq32b"},
		{"decimal version", "wan2.1", "wan2.1"},
		{"hyphens between words", "Step-Video-T2V", "stepvideot2v t2v"},
		{"every part", "Qwen2.5-VL-72B", "qwen2.5vl72b qwen2.5 72b"},
		{"capitals and joint do not matter", "qwq_32b", "qwq32b 32b"},
		{"spaces part", "QwQ 32B", "32b"},
		{"plain words have none", "the kimi model", ""},
		{"Arabic does not join", "الـKimi", ""},
		{"Arabic letters and digits do not join", "آر1", ""},
		{"Arabic between", "QwQ-32Bو R1", "qwq32b 32b r1"},
		{"too long to be a name", strings.Repeat("ab1", 100), ""},
	} {
		var got []string
		for _, joined := range Joined(Tokens(test.in)) {
			got = append(got, joined.Text)
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s: Joined(%q) = %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

func TestJoinedOffsets(t *testing.T) {
	const text = "نموذج Step-Video-T2V."
	for i, want := range []string{"Step-Video-T2V", "T2V"} {
		joined := Joined(Tokens(text))
		if got := text[joined[i].Start:joined[i].End]; got != want {
			t.Errorf("joined %d is %q, want %q", i, got, want)
		}
	}
}

func BenchmarkTokens(b *testing.B) {
	const text = "أطلقت شركة ديب سيك الصينية نموذج DeepSeek-R1 في يناير ٢٠٢٥ بترخيص MIT."
	b.ReportAllocs()
	for b.Loop() {
		Tokens(text)
	}
}
