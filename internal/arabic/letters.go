// Package arabic turns text into comparable units: folded words, stems,
// consonant skeletons and character n-grams, for Arabic first and for the
// Latin words, numbers and Chinese names that stand beside it.
//
// Everything here is pure and safe for concurrent use.
package arabic

// Letters are written as escapes with names: right-to-left source is hard to
// review.
const (
	hamza        = '\u0621'
	alefMadda    = '\u0622'
	alefHamza    = '\u0623'
	wawHamza     = '\u0624'
	alefHamzaLow = '\u0625'
	yehHamza     = '\u0626'
	alef         = '\u0627'
	beh          = '\u0628'
	tehMarbuta   = '\u0629'
	teh          = '\u062A'
	jeem         = '\u062C'
	zain         = '\u0632'
	seen         = '\u0633'
	ghain        = '\u063A'
	tatweel      = '\u0640'
	feh          = '\u0641'
	kaf          = '\u0643'
	lam          = '\u0644'
	meem         = '\u0645'
	noon         = '\u0646'
	heh          = '\u0647'
	waw          = '\u0648'
	alefMaksura  = '\u0649'
	yeh          = '\u064A'
	alefWasla    = '\u0671'
	peh          = '\u067E'
	tcheh        = '\u0686'
	jeh          = '\u0698'
	veh          = '\u06A4'
	keheh        = '\u06A9'
	gaf          = '\u06AF'
	hehDoachash  = '\u06BE'
	hehGoal      = '\u06C1'
	tehMarbutaGl = '\u06C3'
	ae           = '\u06D5' // what U+06C0, heh with yeh above, decomposes to
	swashKaf     = '\u06AA'
	farsiYeh     = '\u06CC'
	yehBarree    = '\u06D2'
	eYeh         = '\u06D0'
	decimalSep   = '\u066B'
	thousandsSep = '\u066C'

	firstPresentation = '\uFB50' // forms of letters by their place in the word
)
