package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.30

const bias = -4.9771

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	-1.5481, // sentence coverage
	8.6398,  // coverage with surroundings
	-1.0827, // passage coverage
	-1.8456, // passage coverage squared
	0.3357,  // worst word missing
	1.0827,  // words missing
	1.5502,  // names missing
	-0.5364, // worst name missing
	1.5565,  // unknown words
	-1.1471, // date or number missing
	-0.1211, // date or number present
	0.7756,  // adjacent words
	0.0874,  // question length
	4.8830,  // covered weight
	-2.6527, // second passage
	2.6145,  // other language
	-1.7717, // other language, passage coverage
	-0.6164, // English
	1.9740,  // English, passage coverage
	-0.2629, // plain sentence coverage
	1.0512,  // plain passage coverage
	0.4956,  // rarest word
	0.0253,  // second rarest
	0.0988,  // third rarest
	2.0121,  // search score
	0.0992,  // title coverage
	-0.0789, // definition, subject first
	-0.1126, // definition, subject elsewhere
	-0.1025, // number of the question missing
	-0.3301, // other words in sentence
	0.0980,  // other words in passage
}
