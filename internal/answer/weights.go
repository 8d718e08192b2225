package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.31

const bias = -4.5833

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	0.3051,  // sentence coverage
	6.6048,  // coverage with surroundings
	-0.2619, // passage coverage
	-2.0425, // passage coverage squared
	0.5263,  // worst word missing
	0.2619,  // words missing
	2.4123,  // names missing
	-0.5189, // worst name missing
	1.3059,  // unknown words
	-0.8563, // date or number missing
	-0.2180, // date or number present
	1.0724,  // adjacent words
	-0.0931, // question length
	5.3535,  // covered weight
	-2.1394, // second passage
	3.0915,  // other language
	-2.8652, // other language, passage coverage
	-0.3083, // English
	1.4703,  // English, passage coverage
	-0.9612, // plain sentence coverage
	1.0851,  // plain passage coverage
	0.5399,  // rarest word
	0.0207,  // second rarest
	0.0509,  // third rarest
	2.6345,  // search score
	-0.1904, // title coverage
	0.1263,  // definition, subject first
	-0.1634, // definition, subject elsewhere
	-0.3754, // number of the question missing
	-0.4879, // other words in sentence
	-0.2639, // other words in passage
}
