package answer

import (
	"fmt"
	"strings"
	"testing"

	"dalil/corpus"
)

// valueOf returns what a reply begins with, from the catalogue.
type valueOf func(a *Answerer, id string, lang corpus.Lang) string

// of reads a field of a model as it stands.
func of(get func(*corpus.Model) string) valueOf {
	return func(a *Answerer, id string, _ corpus.Lang) string {
		m, _ := a.cat.Model(id)
		return get(m)
	}
}

// roleOf names those who hold a role in an organisation.
func roleOf(role string) valueOf {
	return func(a *Answerer, id string, lang corpus.Lang) string {
		o, _ := a.cat.Organisation(id)
		for _, p := range o.People {
			for _, r := range p.Roles {
				if r == role && lang == corpus.Arabic {
					return p.AR + " (" + p.Name + ")"
				} else if r == role {
					return p.Name
				}
			}
		}
		return ""
	}
}

// called names the entity that a field refers to.
func called(get func(a *Answerer, id string) string) valueOf {
	return func(a *Answerer, id string, lang corpus.Lang) string {
		e, _ := a.cat.Entry(get(a, id))
		if _, model := a.cat.Model(e.ID); lang == corpus.Arabic && !model {
			return e.Aliases.AR[0] + " (" + e.Name + ")"
		}
		return e.Name
	}
}

func modelOf(a *Answerer, id string) *corpus.Model {
	m, _ := a.cat.Model(id)
	return m
}

func orgOf(a *Answerer, id string) *corpus.Organisation {
	o, _ := a.cat.Organisation(id)
	return o
}

// phraseOf returns the beginning of a statement that holds the entity's name.
func phraseOf(english, arabic string) valueOf {
	return func(a *Answerer, id string, lang corpus.Lang) string {
		e, _ := a.cat.Entry(id)
		return fmt.Sprintf(map[corpus.Lang]string{corpus.English: english, corpus.Arabic: arabic}[lang], e.Name)
	}
}

// factCases ask for every attribute in English, Arabic and a dialect.
var factCases = []struct {
	attr, id                 string
	english, arabic, dialect string
	value                    valueOf
}{
	{"maker", "hunyuanvideo", "Who made HunyuanVideo?", "من طوّر HunyuanVideo؟", "مين عمل HunyuanVideo؟",
		called(func(a *Answerer, id string) string { return modelOf(a, id).Maker })},
	{"maker", "kimi-k2", "Which company developed Kimi K2?", "ما الشركة التي طورت كيمي K2؟", "كيمي K2 تبع أنهي شركة؟",
		called(func(a *Answerer, id string) string { return modelOf(a, id).Maker })},
	{"owner", "talkie", "Who makes Talkie?", "من صاحب تطبيق Talkie؟", "تطبيق Talkie بتاع مين؟",
		called(func(a *Answerer, id string) string { o, _ := a.cat.Other(id); return o.Owner })},
	{"released", "deepseek-v3", "When was DeepSeek-V3 released?", "متى صدر DeepSeek-V3؟", "امتى نزل DeepSeek-V3؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			return formatDate(modelOf(a, id).Released, lang)
		}},
	{"launched", "talkie", "When was Talkie launched?", "متى أُطلق Talkie؟", "امتى طلع تطبيق Talkie؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			o, _ := a.cat.Other(id)
			return formatDate(o.Launched, lang)
		}},
	{"params", "glm-4.5", "How many parameters does GLM-4.5 have?", "كم عدد معلمات GLM-4.5؟", "GLM-4.5 فيه كام باراميتر؟",
		of(func(m *corpus.Model) string { n, _, _ := strings.Cut(m.ParamsTotal, "B"); return n })},
	{"active", "deepseek-v3", "How many active parameters does DeepSeek-V3 have?", "كم عدد المعلمات النشطة في DeepSeek-V3؟", "كام باراميتر نشط في DeepSeek-V3؟",
		of(func(m *corpus.Model) string { return m.ParamsActive })},
	{"context", "deepseek-r1", "What is the context length of DeepSeek-R1?", "ما طول السياق في DeepSeek-R1؟", "قد ايه السياق بتاع DeepSeek-R1؟",
		of(func(m *corpus.Model) string { return m.Context })},
	{"licence", "deepseek-r1", "Under which license is DeepSeek-R1 published?", "ما ترخيص DeepSeek-R1؟", "شو رخصة DeepSeek-R1؟",
		of(func(m *corpus.Model) string { return m.Licence })},
	{"paper", "deepseek-r1", "What is the paper on DeepSeek-R1?", "ما الورقة البحثية عن DeepSeek-R1؟", "فين الورقة بتاعة DeepSeek-R1؟",
		of(func(m *corpus.Model) string { return "arXiv " + m.Paper.Arxiv })},
	{"repo", "deepseek-r1", "Where is the GitHub repository of DeepSeek-R1?", "ما مستودع DeepSeek-R1 على جيت هاب؟", "وين مستودع DeepSeek-R1؟",
		of(func(m *corpus.Model) string { return m.Repo })},
	{"weights", "deepseek-r1", "Where can I download the weights of DeepSeek-R1?", "من أين أحمّل أوزان DeepSeek-R1؟", "منين أنزّل أوزان DeepSeek-R1؟",
		of(func(m *corpus.Model) string { return m.Weights })},
	{"based", "deepseek-r1", "What is DeepSeek-R1 based on?", "على أي نموذج بُني DeepSeek-R1؟", "DeepSeek-R1 مبني على ايه؟",
		called(func(a *Answerer, id string) string { return modelOf(a, id).BasedOn[0] })},
	{"variant", "deepseek-r1-distill", "What are the variants of DeepSeek-R1-Distill?", "ما إصدارات DeepSeek-R1-Distill؟", "شو مقاسات DeepSeek-R1-Distill؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			all := strings.Join(modelOf(a, id).Variants, ", ")
			if lang == corpus.Arabic {
				return "إصدارات " + modelOf(a, id).Name + ": " + all
			}
			return all
		}},
	{"open", "deepseek-r1", "Is DeepSeek-R1 open?", "هل DeepSeek-R1 مفتوح؟", "DeepSeek-R1 مفتوح ولا لا؟",
		phraseOf("Yes. The weights of %s are open", "نعم. أوزان %s مفتوحة")},
	{"kind", "hunyuanvideo", "What kind of model is HunyuanVideo?", "ما نوع نموذج HunyuanVideo؟", "HunyuanVideo نوعه ايه؟",
		phraseOf("%s: text-to-video model", "%s: نموذج لتوليد الفيديو من النص")},
	{"define", "deepseek-r1", "What is DeepSeek-R1?", "ما هو DeepSeek-R1؟", "شو هو DeepSeek-R1؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			text, _ := modelOf(a, id).Description.In(lang)
			return text
		}},
	{"founder", "unitree", "Who founded Unitree?", "من أسس Unitree؟", "مين أسس Unitree؟", roleOf("founder")},
	{"founder", "agibot", "Who co-founded AgiBot?", "من شارك في تأسيس AgiBot؟", "مين اللي أسس AgiBot؟", roleOf("co-founder")},
	{"chief", "stepfun", "Who is the CEO of StepFun?", "من الرئيس التنفيذي لشركة StepFun؟", "مين المدير التنفيذي لـ StepFun؟", roleOf("chief-executive")},
	{"chairman", "stepfun", "Who is the chairman of StepFun?", "من رئيس مجلس إدارة StepFun؟", "مين رئيس مجلس الإدارة بتاع StepFun؟", roleOf("chairman")},
	{"scientist", "openbmb", "Who is the chief scientist of OpenBMB?", "من كبير العلماء في OpenBMB؟", "مين كبير العلماء تبع OpenBMB؟", roleOf("chief-scientist")},
	{"founded", "moonshot", "When was Moonshot AI founded?", "متى تأسست Moonshot AI؟", "امتى اتأسست Moonshot AI؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			return formatDate(orgOf(a, id).Founded, lang)
		}},
	{"parent", "skywork", "What is the parent company of Skywork AI?", "ما الشركة الأم لـ Skywork AI؟", "Skywork AI تابعة لمين؟",
		called(func(a *Answerer, id string) string { return orgOf(a, id).Parent })},
	{"country", "stepfun", "Which country is StepFun from?", "من أي دولة شركة StepFun؟", "StepFun منين؟",
		func(a *Answerer, id string, lang corpus.Lang) string {
			o := orgOf(a, id)
			if lang == corpus.Arabic {
				return o.City.AR
			}
			return o.City.EN
		}},
	{"partner", "moonshot", "Who is a partner of Moonshot AI?", "من شركاء Moonshot AI؟", "مين شريك Moonshot AI؟",
		called(func(a *Answerer, id string) string { return orgOf(a, id).Partners[0].ID })},
	{"product", "minimax", "What are the products of MiniMax?", "ما منتجات MiniMax؟", "شو تطبيقات MiniMax؟",
		func(a *Answerer, id string, _ corpus.Lang) string { return orgOf(a, id).Products[0] }},
	{"claims", "deepseek-r1", "What is the score of DeepSeek-R1 on AIME 2024?", "ما نتيجة DeepSeek-R1 في AIME 2024؟", "كم جاب DeepSeek-R1 في AIME 2024؟",
		of(func(m *corpus.Model) string { return m.Name + ": AIME 2024: " + m.Claims[1].Score })},
}

// TestFacts asks for every attribute: the reply begins with the value and cites
// a source of the entity.
func TestFacts(t *testing.T) {
	a := World(t, "default")
	for _, c := range factCases {
		for _, q := range []struct {
			name, text string
			lang       corpus.Lang
		}{{"english", c.english, corpus.English}, {"arabic", c.arabic, corpus.Arabic}, {"dialect", c.dialect, corpus.Arabic}} {
			t.Run(c.attr+"/"+c.id+"/"+q.name, func(t *testing.T) {
				want := c.value(a, c.id, q.lang)
				if want == "" {
					t.Fatal("the catalogue has no value to ask for")
				}
				r := ask(t, a, q.text)
				var faults []string
				if !strings.HasPrefix(r.Text, want) {
					faults = append(faults, fmt.Sprintf("%s\ndoes not begin with %q: %s", q.text, want, r.Text))
				}
				if url, ok := firstURL(r); !ok || !isSource(a, c.id, url) {
					faults = append(faults, fmt.Sprintf("%s\nthe first citation has the address %q, no source of %s", q.text, url, c.id))
				}
				Check(t, faults...)
			})
		}
	}
}

func firstURL(r Reply) (string, bool) {
	if len(r.Citations) == 0 {
		return "", false
	}
	return r.Citations[0].URL, true
}

// isSource reports whether the catalogue gives an address as a source of an
// entity, of a partnership of it or of a claim about it.
func isSource(a *Answerer, id, url string) bool {
	e, _ := a.cat.Entry(id)
	sources := append([]string(nil), e.Sources...)
	if o, ok := a.cat.Organisation(id); ok {
		for _, p := range o.Partners {
			sources = append(sources, p.Source)
		}
	}
	if m, ok := a.cat.Model(id); ok {
		for _, c := range m.Claims {
			sources = append(sources, c.Source)
		}
	}
	for _, s := range sources {
		if s == url {
			return true
		}
	}
	return false
}

// TestStatements renders all that the catalogue says about each entity: every
// statement is a sentence in one of the languages with a source that is an
// address.
func TestStatements(t *testing.T) {
	a := World(t, "default")
	for e := range a.cat.All() {
		t.Run(e.ID, func(t *testing.T) {
			var faults []string
			for _, attr := range attributes {
				for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
					for _, f := range attr.facts(a, e.ID, lang) {
						if strings.Contains(f.text, "%!") || strings.TrimSpace(f.text) == "" || f.lang == "" {
							faults = append(faults, fmt.Sprintf("%s is badly rendered: %q", attr.name, f.text))
						}
						if !strings.HasPrefix(f.source, "https://") && !strings.HasPrefix(f.source, "http://") {
							faults = append(faults, fmt.Sprintf("the source of %s is no address: %q", attr.name, f.source))
						}
					}
				}
			}
			Check(t, faults...)
		})
	}
}
