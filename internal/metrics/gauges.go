package metrics

import (
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// gauges are figures that are asked for when somebody looks. What nobody has
// said how to ask for is left out.
type gauges struct {
	queue                  atomic.Pointer[func() (running, waiting int)]
	index                  atomic.Pointer[func() (built time.Time, bytes int64, passages int)]
	running, waiting       *prometheus.Desc
	built, bytes, passages *prometheus.Desc
}

func newGauges() *gauges {
	desc := func(name, help string) *prometheus.Desc {
		return prometheus.NewDesc(prometheus.BuildFQName(namespace, "", name), help, nil, nil)
	}
	return &gauges{
		running:  desc("queue_running", "Events that are being worked on."),
		waiting:  desc("queue_waiting", "Events that wait for their turn."),
		built:    desc("index_built_timestamp_seconds", "When the index in service was built, in seconds since 1970."),
		bytes:    desc("index_bytes", "Size on disk of the index in service."),
		passages: desc("index_passages", "Passages in the index in service."),
	}
}

// Queue says how to ask how many events are being worked on and how many wait.
// The function must be safe for concurrent use; the last one counts.
func (m *Metrics) Queue(ask func() (running, waiting int)) {
	if m != nil {
		m.gauges.queue.Store(&ask)
	}
}

// Index says how to ask when the index in service was built, its bytes on disk
// and its passages. The function must be safe for concurrent use; the last one
// counts.
func (m *Metrics) Index(ask func() (built time.Time, bytes int64, passages int)) {
	if m != nil {
		m.gauges.index.Store(&ask)
	}
}

// Describe implements prometheus.Collector.
func (g *gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{g.running, g.waiting, g.built, g.bytes, g.passages} {
		out <- d
	}
}

// Collect implements prometheus.Collector.
func (g *gauges) Collect(out chan<- prometheus.Metric) {
	tell := func(d *prometheus.Desc, value float64) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value)
	}
	if ask := g.queue.Load(); ask != nil && *ask != nil {
		running, waiting := (*ask)()
		tell(g.running, float64(running))
		tell(g.waiting, float64(waiting))
	}
	if ask := g.index.Load(); ask != nil && *ask != nil {
		built, bytes, passages := (*ask)()
		if !built.IsZero() {
			tell(g.built, float64(built.UnixMilli())/1000)
		}
		tell(g.bytes, float64(bytes))
		tell(g.passages, float64(passages))
	}
}
