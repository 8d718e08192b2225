package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.31

const bias = -4.9270

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	-0.6552, // sentence coverage
	7.0816,  // coverage with surroundings
	-0.9153, // passage coverage
	-1.4306, // passage coverage squared
	0.5892,  // worst word missing
	0.9153,  // words missing
	1.7272,  // names missing
	-0.4423, // worst name missing
	1.2215,  // unknown words
	-0.8667, // date or number missing
	-0.2031, // date or number present
	1.0300,  // adjacent words
	-0.3084, // question length
	5.7816,  // covered weight
	-2.0881, // second passage
	3.0441,  // other language
	-2.8442, // other language, passage coverage
	-0.2866, // English
	1.4908,  // English, passage coverage
	-0.7584, // plain sentence coverage
	0.9468,  // plain passage coverage
	0.6254,  // rarest word
	0.0517,  // second rarest
	-0.0138, // third rarest
	2.5326,  // search score
	0.0338,  // title coverage
	0.1009,  // definition, subject first
	-0.1538, // definition, subject elsewhere
	-0.3453, // number of the question missing
}
