package corpus

// Catalogue holds the entities, each list in file order.
type Catalogue struct {
	Organisations []Organisation
	Models        []Model
	Others        []Other

	index map[string]position // by id; nil in a catalogue that Load did not make
}

// Entry is what all entities have in common. Only ID and Name are required.
type Entry struct {
	ID          string       `yaml:"id"`
	Name        string       `yaml:"name"` // short, as shown in an English answer
	Tier        string       `yaml:"tier"`
	Aliases     Aliases      `yaml:"aliases"`
	Description Text         `yaml:"description"` // one or two sentences of our own
	Notes       []Text       `yaml:"notes"`
	Conflicts   []Text       `yaml:"conflicts"` // where sources disagree
	Sources     []string     `yaml:"sources"`   // URLs that were read
	Unverified  []Unverified `yaml:"unverified"`

	File string `yaml:"-"`
	Line int    `yaml:"-"`
}

// Aliases are what people may type for an entity. The first Arabic one is the
// name shown in an Arabic answer.
type Aliases struct {
	EN      []string `yaml:"en"`
	AR      []string `yaml:"ar"`
	ZH      []string `yaml:"zh"`
	Article []string `yaml:"article"` // spellings of an article, often wrong
}

// Unverified says which field was not confirmed by a source, and why.
type Unverified struct {
	Field string `yaml:"field"`
	Note  string `yaml:"note"`
}

// Organisation is a company, university, institute or fund.
type Organisation struct {
	Entry    `yaml:",inline"`
	Type     string    `yaml:"type"` // company, university, fund, …
	Country  Text      `yaml:"country"`
	City     Text      `yaml:"city"`
	Founded  string    `yaml:"founded"` // YYYY, YYYY-MM or YYYY-MM-DD
	Parent   string    `yaml:"parent"`  // id of an organisation
	People   []Person  `yaml:"people"`
	Partners []Partner `yaml:"partners"`
	Products []string  `yaml:"products"`
	GitHub   []string  `yaml:"github"`
}

// Person is somebody's part in an organisation.
type Person struct {
	Name  string   `yaml:"name"`
	AR    string   `yaml:"ar"`    // the name in Arabic letters
	Roles []string `yaml:"roles"` // of Roles
}

// Roles are the values that Person.Roles may take.
var Roles = []string{"founder", "co-founder", "chairman", "chief-executive", "technology-chief", "chief-scientist"}

// Partner is a relation to another organisation: joint work, support, origin.
type Partner struct {
	ID     string `yaml:"id"`   // id of an organisation
	What   Text   `yaml:"what"` // what they do together
	Source string `yaml:"source"`
}

// Model is a model, a family of models or a data set.
type Model struct {
	Entry         `yaml:",inline"`
	Maker         string   `yaml:"maker"` // id of an organisation
	Family        string   `yaml:"family"`
	Kind          []string `yaml:"kind"` // of Kinds
	Modality      Modality `yaml:"modality"`
	Released      string   `yaml:"released"` // YYYY, YYYY-MM or YYYY-MM-DD
	ReleasedBasis string   `yaml:"released_basis"`
	ParamsTotal   string   `yaml:"params_total"` // as the source writes it
	ParamsActive  string   `yaml:"params_active"`
	Context       string   `yaml:"context"`
	Licence       string   `yaml:"licence"`
	LicenceClass  string   `yaml:"licence_class"` // of LicenceClasses
	OpenWeights   string   `yaml:"open_weights"`  // of Truths; "": unclear
	Variants      []string `yaml:"variants"`
	BasedOn       []string `yaml:"based_on"` // ids of models
	Paper         Paper    `yaml:"paper"`
	Repo          string   `yaml:"repo"`
	Weights       string   `yaml:"weights"`
	Status        string   `yaml:"status"`
	Claims        []Claim  `yaml:"claims"`
}

// Kinds are the values that Model.Kind may take.
var Kinds = []string{
	"llm", "reasoning", "code", "math", "agent", "multimodal", "vision-language", "omni",
	"text-to-image", "image-editing", "text-to-video", "image-to-video", "video-editing",
	"audio", "speech-chat", "asr", "tts", "music", "3d", "world-model", "robotics",
	"vision-language-action", "embedding", "translation", "ocr", "science", "safety",
	"dataset", "family",
}

// Truths are the values that Model.OpenWeights may take.
var Truths = []string{"true", "false"}

// LicenceClasses are the values that Model.LicenceClass may take.
var LicenceClasses = []string{
	"permissive", "permissive-with-condition", "community-restricted",
	"non-commercial", "proprietary", "mixed", "unknown",
}

// Modality lists what goes in and what comes out.
type Modality struct {
	Input  []string `yaml:"input"`
	Output []string `yaml:"output"`
}

// Paper is the report that describes a model.
type Paper struct {
	Arxiv string `yaml:"arxiv"`
	URL   string `yaml:"url"`
}

// Claim is what a maker, or a named page, says that a model matches or beats.
type Claim struct {
	Text      Text   `yaml:"text"`
	Benchmark string `yaml:"benchmark"` // id of an other
	Score     string `yaml:"score"`     // as the source writes it
	Against   string `yaml:"against"`   // id, or a bare name from outside the catalogue
	Source    string `yaml:"source"`
}

// Other is a product, benchmark, survey, partnership, person, concept, …
type Other struct {
	Entry    `yaml:",inline"`
	Kind     string      `yaml:"kind"`
	Owner    string      `yaml:"owner"`    // id of an organisation: who makes the product
	Launched string      `yaml:"launched"` // YYYY, YYYY-MM or YYYY-MM-DD
	Facts    []Statement `yaml:"facts"`
	Related  []string    `yaml:"related"` // ids
	Paper    string      `yaml:"paper"`
	Repo     string      `yaml:"repo"`
}

// Statement is one fact in our own words with its source.
type Statement struct {
	Text   Text   `yaml:"text"`
	Source string `yaml:"source"`
}
