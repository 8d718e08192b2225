package gateway

import "time"

// Shard is how one shard does.
type Shard struct {
	ID        int
	Connected bool
	Since     time.Time     // the end or the beginning of its connection; zero where it never had one
	LastAck   time.Time     // when Discord last acknowledged a heartbeat; zero for never
	Latency   time.Duration // of that heartbeat
	Connects  int           // how often it became ready
	Resumes   int           // how many of these resumed a session
}

// State is how a connection does.
type State struct {
	Count  int     // shards in all, also those of other processes; 0 before that is known
	Shards []Shard // of this process, by id
}

// Healthy reports whether every shard of this process is connected.
func (s State) Healthy() bool {
	for _, shard := range s.Shards {
		if !shard.Connected {
			return false
		}
	}
	return len(s.Shards) > 0
}

// State returns how the connection does now.
func (g *Gateway) State() (s State) {
	g.mu.Lock()
	shards := g.shards
	g.mu.Unlock()
	for _, shard := range shards {
		shard.mu.Lock()
		s.Shards = append(s.Shards, shard.state)
		shard.mu.Unlock()
		s.Count = shard.count
	}
	return s
}

// Healthy reports whether every shard of this process is connected.
func (g *Gateway) Healthy() bool { return g.State().Healthy() }

// identified notes that the library has identified.
func (s *shard) identified() { s.leave(true) }

// ready notes that the shard receives events now.
func (s *shard) ready(resumed bool, resumeURL string) {
	s.mu.Lock()
	if !resumed && isGateway(resumeURL) {
		s.resumeURL = resumeURL
	}
	s.resuming = resumed
	s.state.Connected, s.state.Since = true, time.Now()
	s.state.Connects++
	if resumed {
		s.state.Resumes++
	}
	s.mu.Unlock()
	if f := s.g.opt.OnConnect; f != nil {
		f(s.id, resumed)
	}
}

// acknowledged notes that Discord has acknowledged a heartbeat.
func (s *shard) acknowledged(latency time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state.LastAck, s.state.Latency = time.Now(), latency
}

// lost notes the end of a connection. It belongs to the goroutine that runs the
// shard.
func (s *shard) lost() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.state.Connected {
		return
	}
	now := time.Now()
	s.lasted, s.resumed = now.Sub(s.state.Since), s.resuming
	s.established, s.resumes = s.established || s.open, 0
	s.state.Connected, s.state.Since = false, now
	if f := s.g.opt.OnDisconnect; f != nil {
		f(s.id)
	}
}
