package answer

// Fitted by "bot eval --fit" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.275

const bias = -5.3032

// weights of the features, in the order of FeatureNames.
var weights = [...]float64{
	-1.0827, // sentence coverage
	8.5953,  // coverage with surroundings
	-1.5815, // passage coverage
	-1.9075, // passage coverage squared
	0.4202,  // worst word missing
	1.5815,  // words missing
	0.1275,  // names missing
	-0.3678, // worst name missing
	1.5303,  // unknown words
	-1.2222, // date or number missing
	-0.1437, // date or number present
	0.7548,  // adjacent words
	-0.0573, // question length
	4.9659,  // covered weight
	-2.7406, // second passage
	2.4937,  // other language
	-1.5765, // other language, passage coverage
	-0.5388, // English
	1.8633,  // English, passage coverage
	-0.6838, // plain sentence coverage
	0.8546,  // plain passage coverage
	0.5950,  // rarest word
	0.0748,  // second rarest
	0.1304,  // third rarest
	1.8528,  // search score
	0.2624,  // title coverage
	0.0880,  // definition, subject first
	-0.1602, // definition, subject elsewhere
	-0.0666, // number of the question missing
	-0.4149, // other words in sentence
	1.2876,  // other words in passage
}
