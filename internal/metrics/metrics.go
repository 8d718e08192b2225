// Package metrics counts what the bot does, in the form that Prometheus reads.
//
// All methods of *Metrics are safe for concurrent use, and a nil *Metrics counts
// nothing: who reports need not know whether anybody looks. Every label has few
// values; one that is not known counts as "other", so that no text of a user
// becomes a series.
package metrics

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

const (
	namespace  = "dalil"
	maxScrapes = 4 // at a time
	maxShard   = 9_999
	other      = "other"
)

// The known values of labels.
var (
	ways      = set("mention", "reply", "direct", "channel", "command", "message command", "button")
	langs     = set("ar", "en")
	outcomes  = set("answered", "abstained", "failed", "limited", "busy")
	reindexes = set("built", "unchanged", "rolled back", "failed")
)

// Buckets of durations, in seconds: work of our own, waiting for others, and
// building an index.
var (
	quick = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5}
	far   = []float64{.01, .025, .05, .1, .25, .5, 1, 1.5, 3, 5, 10, 30}
	long  = []float64{.1, .5, 1, 5, 15, 60, 300, 1800}
)

// Metrics are the figures of one process.
type Metrics struct {
	registry  *prometheus.Registry
	questions *prometheus.CounterVec
	question  *prometheus.HistogramVec
	search    prometheus.Histogram
	answer    prometheus.Histogram
	calls     *prometheus.CounterVec
	call      *prometheus.HistogramVec
	limited   prometheus.Counter
	invalid   prometheus.Counter
	callback  prometheus.Histogram
	connected *prometheus.GaugeVec
	reconnect *prometheus.CounterVec
	reindexes *prometheus.CounterVec
	reindex   prometheus.Histogram
	gauges    *gauges
}

// New returns metrics with a registry of their own.
func New() *Metrics {
	m := &Metrics{
		registry:  prometheus.NewRegistry(),
		questions: counters("questions_total", "Questions by the way they came, their language and how they ended.", "way", "lang", "outcome"),
		question:  histograms("question_seconds", "From a question to its reply being sent, without what was turned away.", quick, "way"),
		search:    histogram("search_seconds", "One search of the index.", quick),
		answer:    histogram("answer_seconds", "One answer, searches included.", quick),
		calls:     counters("discord_calls_total", "Requests to Discord by kind and status; status none is a request without an answer.", "route", "status"),
		call:      histograms("discord_call_seconds", "Requests to Discord.", far, "route"),
		limited:   counter("discord_limited_total", "Requests that Discord answered with 429."),
		invalid:   counter("discord_invalid_total", "Requests that Discord answered with 401, 403 or 429: 10,000 in ten minutes ban the address."),
		callback:  histogram("interaction_seconds", "From the event of a command or button to its callback; Discord waits 3 s.", far),
		connected: prometheus.NewGaugeVec(prometheus.GaugeOpts{Namespace: namespace, Name: "gateway_connected", Help: "Whether a shard is connected."}, []string{"shard"}),
		reconnect: counters("gateway_reconnects_total", "Connections of a shard after its first.", "shard"),
		reindexes: counters("reindexes_total", "Builds of a new index by how they ended.", "outcome"),
		reindex:   histogram("reindex_seconds", "Builds of a new index.", long),
		gauges:    newGauges(),
	}
	m.registry.MustRegister(
		m.questions, m.question, m.search, m.answer, m.calls, m.call, m.limited, m.invalid, m.callback,
		m.connected, m.reconnect, m.reindexes, m.reindex, m.gauges,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return m
}

// Handler shows the figures to Prometheus; where there are none, 404.
func (m *Metrics) Handler() http.Handler {
	if m == nil {
		return http.NotFoundHandler()
	}
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{MaxRequestsInFlight: maxScrapes, Timeout: 5 * time.Second})
}

// Question counts a question. way is mention, reply, direct, channel, command,
// message command or button; lang ar or en; outcome answered, abstained, failed, limited
// (by the rates) or busy (the queue was full). took ends when the reply is sent.
func (m *Metrics) Question(way, lang, outcome string, took time.Duration) {
	if m == nil {
		return
	}
	way, outcome = known(ways, way), known(outcomes, outcome)
	m.questions.WithLabelValues(way, known(langs, lang), outcome).Inc()
	if outcome != "limited" && outcome != "busy" { // they take no time and would hide what others take
		m.question.WithLabelValues(way).Observe(took.Seconds())
	}
}

// Search counts a search of the index.
func (m *Metrics) Search(took time.Duration) {
	if m != nil {
		m.search.Observe(took.Seconds())
	}
}

// Answer counts an answer, given or refused.
func (m *Metrics) Answer(took time.Duration) {
	if m != nil {
		m.answer.Observe(took.Seconds())
	}
}

// Call counts a request to Discord. route is what [Route] returns for it, status
// that of the answer, 0 where none came.
func (m *Metrics) Call(route string, status int, took time.Duration) {
	if m == nil {
		return
	}
	route = known(routes, route)
	m.calls.WithLabelValues(route, statusLabel(status)).Inc()
	m.call.WithLabelValues(route).Observe(took.Seconds())
	switch status {
	case http.StatusTooManyRequests:
		m.limited.Inc()
		m.invalid.Inc()
	case http.StatusUnauthorized, http.StatusForbidden:
		m.invalid.Inc()
	}
}

// Interaction counts the callback to a command or button; took begins when its
// event was received.
func (m *Metrics) Interaction(took time.Duration) {
	if m != nil {
		m.callback.Observe(took.Seconds())
	}
}

// Connected says whether a shard is connected.
func (m *Metrics) Connected(shard int, up bool) {
	if m == nil {
		return
	}
	value := 0.0
	if up {
		value = 1
	}
	m.connected.WithLabelValues(shardLabel(shard)).Set(value)
	m.reconnect.WithLabelValues(shardLabel(shard)) // begins at 0
}

// Reconnected counts a connection of a shard that is not its first.
func (m *Metrics) Reconnected(shard int) {
	if m != nil {
		m.reconnect.WithLabelValues(shardLabel(shard)).Inc()
	}
}

// Reindexed counts the build of a new index. outcome is built, unchanged, rolled
// back or failed.
func (m *Metrics) Reindexed(outcome string, took time.Duration) {
	if m == nil {
		return
	}
	m.reindexes.WithLabelValues(known(reindexes, outcome)).Inc()
	m.reindex.Observe(took.Seconds())
}

func set(values ...string) map[string]bool {
	s := make(map[string]bool)
	for _, v := range values {
		s[v] = true
	}
	return s
}

// known returns the value of a label, or "other" where the set does not have it.
func known(set map[string]bool, value string) string {
	if set[value] {
		return value
	}
	return other
}

func statusLabel(status int) string {
	switch {
	case status == 0:
		return "none"
	case http.StatusText(status) == "":
		return other
	}
	return strconv.Itoa(status)
}

func shardLabel(shard int) string {
	if shard < 0 || shard > maxShard {
		return other
	}
	return strconv.Itoa(shard)
}

func counter(name, help string) prometheus.Counter {
	return prometheus.NewCounter(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets})
}

func histograms(name, help string, buckets []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets}, labels)
}
