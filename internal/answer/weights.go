package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.31

const bias = -4.5522

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	-1.9392, // sentence coverage
	8.4736,  // coverage with surroundings
	-0.5241, // passage coverage
	-1.9453, // passage coverage squared
	0.3514,  // worst word missing
	0.5241,  // words missing
	1.5936,  // names missing
	-0.5102, // worst name missing
	1.5520,  // unknown words
	-1.1292, // date or number missing
	-0.1045, // date or number present
	0.6932,  // adjacent words
	0.0777,  // question length
	4.9235,  // covered weight
	-2.6524, // second passage
	2.6809,  // other language
	-1.8425, // other language, passage coverage
	-0.6620, // English
	2.0382,  // English, passage coverage
	-0.0918, // plain sentence coverage
	0.6114,  // plain passage coverage
	0.4989,  // rarest word
	0.0242,  // second rarest
	0.0837,  // third rarest
	1.9243,  // search score
	0.1157,  // title coverage
	-0.0218, // definition, subject first
	-0.1217, // definition, subject elsewhere
	-0.1282, // number of the question missing
	-0.0457, // other words in sentence
	-0.1588, // other words in passage
}
