package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.31

const bias = -5.4410

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	1.6920,  // sentence coverage
	4.7166,  // coverage with surroundings
	-0.5484, // passage coverage
	-1.2083, // passage coverage squared
	0.9540,  // worst word missing
	0.5484,  // words missing
	2.3841,  // names missing
	-0.6943, // worst name missing
	1.3928,  // unknown words
	-1.0738, // date or number missing
	-0.0871, // date or number present
	0.9185,  // adjacent words
	-0.0816, // question length
	5.7475,  // covered weight
	-2.0323, // second passage
	3.1442,  // other language
	-2.9152, // other language, passage coverage
	-0.2934, // English
	1.5891,  // English, passage coverage
	-1.2461, // plain sentence coverage
	1.5668,  // plain passage coverage
	0.6772,  // rarest word
	0.0947,  // second rarest
	0.0864,  // third rarest
	2.4661,  // search score
	0.1651,  // title coverage
	0.0772,  // definition, subject first
	-0.1092, // definition, subject elsewhere
	-0.3776, // number of the question missing
	-0.3673, // other words in sentence
	-0.0781, // other words in passage
}
