package answer

import (
	"fmt"
	"strings"
	"testing"

	"dalil/corpus"
)

// premiseCases are questions that take something for granted: how the reply
// begins, "" for anything but yes, and what its first statement holds.
var premiseCases = []struct {
	name, question string
	begins, names  string
}{
	{"maker true", "Did DeepSeek make DeepSeek-R1?", "Yes.", "DeepSeek"},
	{"maker false", "Did Baidu make Wan 2.1?", "No.", "Alibaba made Wan 2.1"},
	{"maker true, Arabic", "هل طورت علي بابا Wan 2.1؟", "نعم.", "علي بابا"},
	{"maker false, Arabic", "هل طورت بايدو Wan 2.1؟", "لا.", "علي بابا"},
	{"maker false, dialect", "بايدو هي اللي عملت Wan 2.1؟", "لا.", "علي بابا"},
	{"year true", "Was DeepSeek-V3 released in 2024?", "Yes.", "2024"},
	{"year false", "Was DeepSeek-V3 released in 2022?", "No.", "26 December 2024"},
	{"year false, Arabic", "هل صدر DeepSeek-V3 في 2022؟", "لا.", "26 ديسمبر 2024"},
	{"licence true", "Is DeepSeek-R1 under the MIT licence?", "Yes.", "MIT"},
	{"licence false", "Is DeepSeek-R1 under the Apache licence?", "No.", "MIT"},
	{"licence true, Arabic", "هل DeepSeek-R1 مرخص برخصة MIT؟", "نعم.", "MIT"},
	{"licence false, Arabic", "هل DeepSeek-R1 برخصة Apache؟", "لا.", "MIT"},
	{"open true", "Are the weights of DeepSeek-R1 open?", "Yes.", "open"},
	{"open false", "Is ERNIE X1 open source?", "No.", "not open"},
	{"closed true", "Is ERNIE X1 closed?", "Yes.", "not open"},
	{"closed false", "Is DeepSeek-R1 closed?", "No.", "open"},
	{"open false, Arabic", "هل ERNIE X1 مفتوح المصدر؟", "لا.", "غير مفتوحة"},
	{"closed true, Arabic", "هل ERNIE X1 مغلق؟", "نعم.", "غير مفتوحة"},
	{"kind true", "Is HunyuanVideo a video model?", "Yes.", "text-to-video"},
	{"kind false", "Is HunyuanVideo a music model?", "No.", "text-to-video"},
	{"kind true, Arabic", "هل HunyuanVideo نموذج فيديو؟", "نعم.", "الفيديو"},
	{"country true", "Is StepFun from China?", "Yes.", "China"},
	{"country false", "Is StepFun a Japanese company?", "No.", "China"},
	{"country false, Arabic", "هل StepFun شركة يابانية؟", "لا.", "الصين"},
	{"founder true", "Did Robin Li found Baidu?", "Yes.", "Robin Li"},
	{"founder false", "Did Robin Li found Unitree?", "No.", "Wang Xingxing"},
	{"founder false, Arabic", "هل أسس روبن لي Unitree؟", "لا.", "Wang Xingxing"},
	{"params true", "Does DeepSeek-R1 have 671 billion parameters?", "Yes.", "671"},
	{"params false", "Does DeepSeek-R1 have 70 billion parameters?", "No.", "671"},
	{"based false", "Is DeepSeek-R1 based on Qwen2.5?", "No.", "DeepSeek-V3"},
	{"based true", "Is DeepSeek-R1 based on DeepSeek-V3?", "Yes.", "DeepSeek-V3"},
	{"parent false", "Does Tencent own Skywork AI?", "No.", "Kunlun"},
	{"other question, wrong maker", "When did Baidu release Wan 2.1?", "The corpus says otherwise.", "Alibaba made Wan 2.1"},
	{"other question, wrong maker, Arabic", "متى أصدرت بايدو Wan 2.1؟", "النصوص تقول غير ذلك.", "علي بابا"},
	{"which of two makers", "Who made Wan 2.1, Alibaba or Tencent?", "Alibaba made Wan 2.1", "Alibaba"},
	{"maker false, amount", "How many parameters does Baidu's Wan 2.1 have?", "The corpus says otherwise.", "Alibaba made Wan 2.1"},
	{"maker false, passive", "Is Kimi K2 made by Zhipu?", "No.", "Moonshot AI made Kimi K2"},
	{"maker false, negated", "Isn't Wan 2.1 made by Tencent?", "No.", "Alibaba made Wan 2.1"},
	{"maker false, tag", "كيمي K2 من تطوير تينسنت، صح؟", "لا.", "Moonshot AI"},
	{"month true", "Was DeepSeek-V3 released in December 2024?", "Yes.", "26 December 2024"},
	{"month false", "Was DeepSeek-V3 released in March 2024?", "No.", "26 December 2024"},
	{"month false, Arabic", "هل صدر DeepSeek-V3 في مارس 2024؟", "لا.", "26 ديسمبر 2024"},
	{"day false", "Was DeepSeek-V3 released on 5 December 2024?", "No.", "26 December 2024"},
	{"params false, digits of the right ones", "Does DeepSeek-R1 have 71 billion parameters?", "No.", "671"},
	{"params false, scale", "Does DeepSeek-R1 have 671 million parameters?", "", "671 billion"},
	{"params false, scale, Arabic", "هل عدد معلمات DeepSeek-R1 هو 671 مليون؟", "", "671 مليار"},
	{"context false, digits", "Is the context of DeepSeek-R1 28K?", "", "128K"},
	{"founded false", "Was Moonshot AI founded in 2020?", "No.", "March 2023"},
	{"open, negated", "Isn't DeepSeek-R1 open?", "Yes.", "are open"},
	{"not open, negated", "Is DeepSeek-R1 not open?", "", "are open"},
	{"not open, Arabic", "هل DeepSeek-R1 غير مفتوح؟", "", "مفتوحة"},
	{"chief false", "Is Robin Li the CEO of StepFun?", "No.", "Jiang Daxin"},
	{"chief true", "Is Robin Li the CEO of Baidu?", "Yes.", "Robin Li"},
	{"other question, right maker", "When did Alibaba release Wan 2.1?", "25 February 2025", "Wan 2.1"},
}

func TestPremises(t *testing.T) {
	a := World(t, "default")
	for _, c := range premiseCases {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, a, c.question)
			first, _, _ := strings.Cut(r.Text, "\n")
			agrees := strings.HasPrefix(r.Text, "Yes.") || strings.HasPrefix(r.Text, "نعم.")
			if !strings.HasPrefix(r.Text, c.begins) || !strings.Contains(first, c.names) || c.begins == "" && agrees {
				Check(t, fmt.Sprintf("%s\nwant %q with %q: %s", c.question, c.begins, c.names, r.Text))
				return
			}
			Check(t)
		})
	}
}

// TestUnverified asks for fields that no source confirms: the reply says so.
func TestUnverified(t *testing.T) {
	a := World(t, "default")
	for _, c := range []struct{ id, field, question string }{
		{"minimax", "founded", "When was MiniMax founded?"},
		{"minimax", "founded", "متى تأسست MiniMax؟"},
		{"longcat-flash-chat", "released", "When was LongCat-Flash-Chat released?"},
		{"longcat-flash-chat", "released", "متى صدر LongCat-Flash-Chat؟"},
		{"goku", "params_total", "How many parameters does Goku have?"},
		{"step-audio", "licence", "What is the licence of Step-Audio?"},
		{"alibaba", "city", "Where is Alibaba based?"},
		{"alibaba", "city", "وين مقر علي بابا؟"},
	} {
		t.Run(c.id+"/"+c.field+"/"+c.question, func(t *testing.T) {
			e, _ := a.cat.Entry(c.id)
			if !strings.Contains(fmt.Sprint(e.Unverified), c.field) {
				t.Fatalf("%s of %s is verified: name another", c.field, c.id)
			}
			r := ask(t, a, c.question)
			first, _, _ := strings.Cut(r.Text, "\n")
			marked := strings.Contains(first, strings.TrimSpace(say(r.Lang, "unverified")))
			if r.Status == Answered && r.Citations[0].Article == "" && !marked {
				Check(t, c.question+"\nis not marked as unconfirmed: "+r.Text)
				return
			}
			Check(t)
		})
	}
}

// TestMissing asks for fields that are empty, and of which the articles say
// nothing: a refusal that names the entity.
func TestMissing(t *testing.T) {
	a := World(t, "default")
	for _, c := range []struct{ id, question string }{
		{"kuaishou", "When was Kuaishou founded?"},
		{"kuaishou", "متى تأسست كوايشو؟"},
		{"kuaishou", "مين أسس كوايشو؟"},
		{"xverse", "Who is the CEO of XVERSE?"},
		{"xverse", "من رئيس XVERSE التنفيذي؟"},
		{"kling", "What is the context length of Kling?"},
		{"kling", "كم معلمة في Kling؟"},
		{"bilibili", "Who is the chairman of Bilibili?"},
		{"unitree", "What is the revenue of Unitree?"},
		{"deepseek-r1", "How much did DeepSeek-R1 cost to train?"},
	} {
		t.Run(c.question, func(t *testing.T) {
			e, _ := a.cat.Entry(c.id)
			r := ask(t, a, c.question)
			if r.Status != Abstained || !strings.Contains(r.Text, e.Name) {
				Check(t, c.question+"\nis not refused by name: "+r.Text)
				return
			}
			Check(t)
		})
	}
}

// TestConflicts asks for dates on which sources differ: both are shown.
func TestConflicts(t *testing.T) {
	a := World(t, "default")
	for _, c := range []struct {
		id, question string
		lang         corpus.Lang
	}{
		{"deepseek", "When was DeepSeek founded?", corpus.English},
		{"deepseek", "متى تأسست ديب سيك؟", corpus.Arabic},
		{"qwq-32b", "When was QwQ-32B released?", corpus.English},
		{"qwq-32b", "امتى نزل QwQ-32B؟", corpus.Arabic},
		{"glm-5.2", "When was GLM-5.2 released?", corpus.English},
	} {
		t.Run(c.question, func(t *testing.T) {
			e, _ := a.cat.Entry(c.id)
			want, _ := e.Conflicts[0].In(c.lang)
			if r := ask(t, a, c.question); !strings.Contains(r.Text, want) {
				Check(t, c.question+"\ndoes not tell of the conflict: "+r.Text)
				return
			}
			Check(t)
		})
	}
}
