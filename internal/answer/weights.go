package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.28

const bias = -5.1561

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	-0.0348, // sentence coverage
	6.6493,  // coverage with surroundings
	-0.8262, // passage coverage
	-1.2508, // passage coverage squared
	0.6482,  // worst word missing
	0.8262,  // words missing
	2.4255,  // names missing
	-0.6894, // worst name missing
	1.4064,  // unknown words
	-0.9729, // date or number missing
	-0.0856, // date or number present
	0.8065,  // adjacent words
	0.0146,  // question length
	5.2084,  // covered weight
	-2.3631, // second passage
	3.0299,  // other language
	-2.5535, // other language, passage coverage
	-0.3687, // English
	1.6870,  // English, passage coverage
	-0.8468, // plain sentence coverage
	1.3246,  // plain passage coverage
	0.5354,  // rarest word
	-0.0462, // second rarest
	0.1286,  // third rarest
	1.9712,  // search score
	0.0581,  // title coverage
	0.1450,  // definition, subject first
	-0.1156, // definition, subject elsewhere
	-0.4583, // number of the question missing
	-0.4049, // other words in sentence
	-0.0480, // other words in passage
}
