package discordtest

import "encoding/json"

// Dispatch sends an event to the bot, which must have connected or do so soon.
// While it is away and may resume, the event waits for it.
func (s *Server) Dispatch(event string, data any) {
	s.t.Helper()
	fields, _ := data.(map[string]any)
	guild, _ := fields["guild_id"].(string)
	var ss *session
	s.wait("", "a connection", func() bool {
		ss = s.gateways.sessions[shardOf(guild, s.gateways.count)]
		return ss != nil
	})
	if !ss.wants(event, guild) {
		return
	}
	if (event == "MESSAGE_CREATE" || event == "MESSAGE_UPDATE") && ss.intents&intentMessageContent == 0 && !concerns(fields) {
		data = veiled(fields)
	}
	s.mu.Lock()
	foreign := s.faults.foreign
	s.mu.Unlock()
	if fields != nil && foreign {
		data = reduced(data.(map[string]any))
	}
	raw, err := json.Marshal(data)
	if err != nil {
		s.errorf("%s: %v", event, err)
		return
	}
	id, _ := fields["id"].(string)
	send := func() {
		seq := ss.dispatch(event, raw)
		if id == "" || event != "MESSAGE_CREATE" && event != "INTERACTION_CREATE" {
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if _, again := s.gateways.deliveries[id]; !again {
			s.gateways.deliveries[id] = delivery{ss, seq}
		}
	}
	for _, one := range s.line(send) {
		one()
	}
}

// line returns what is to be sent now when something new comes.
func (s *Server) line(send func()) (now []func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	g := &s.gateways
	s.counts.Dispatched++
	now = []func(){send}
	if g.twice > 0 {
		g.twice--
		now = append(now, send)
	}
	if g.reorder == 0 {
		return now
	}
	g.held = append(now, g.held...)
	if g.reorder--; g.reorder > 0 {
		return nil
	}
	now, g.held = g.held, nil
	return now
}

// wants reports whether a session has asked for an event.
func (ss *session) wants(event, guild string) bool {
	switch event {
	case "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK":
		if guild == "" {
			return ss.intents&intentDirectMessages != 0
		}
		return ss.intents&intentGuildMessages != 0
	}
	return true
}

// Duplicate makes the next n events be sent twice.
func (s *Server) Duplicate(n int) { s.gatewayFault(func(g *gateways) { g.twice = n }) }

// Reorder makes the next n events wait for each other; then they are sent, the
// last one first.
func (s *Server) Reorder(n int) { s.gatewayFault(func(g *gateways) { g.reorder = n }) }

// Received reports whether the bot has surely got a message or an interaction:
// it has confirmed it with a heartbeat or a resume, or has answered it.
func (s *Server) Received(id string) bool {
	s.mu.Lock()
	d, sent := s.gateways.deliveries[id]
	answered := len(s.byTo[id]) > 0
	s.mu.Unlock()
	return answered || sent && d.reached()
}

func (d delivery) reached() bool {
	d.session.mu.Lock()
	defer d.session.mu.Unlock()
	return d.session.confirmed >= d.seq
}

// Lost returns the ids of messages and interactions whose session has ended
// without a sign that the bot has got them.
func (s *Server) Lost() (ids []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, d := range s.gateways.deliveries {
		if len(s.byTo[id]) == 0 && !d.reached() && d.over() {
			ids = append(ids, id)
		}
	}
	return ids
}

func (d delivery) over() bool {
	d.session.mu.Lock()
	defer d.session.mu.Unlock()
	return d.session.dead
}
