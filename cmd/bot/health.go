package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/urfave/cli/v3"

	"dalil/config"
	"dalil/internal/web"
)

const (
	healthTime = 4 * time.Second // for the answer; container platforms often wait 5
	maxHealth  = 64 << 10        // bytes of the answer
)

func (p *program) healthCommand() *cli.Command {
	return &cli.Command{
		Name:        "health",
		Usage:       "ask a bot that serves on HTTP_ADDR whether it is ready",
		Description: "Prints each check, and exits with 1 unless all are fine.",
		Action:      p.health,
	}
}

// health asks the bot that runs with the same settings.
func (p *program) health(ctx context.Context, cmd *cli.Command) error {
	if err := noArgs(cmd); err != nil {
		return err
	}
	cfg, err := p.settings(cmd)
	if err != nil {
		return err
	}
	if cfg.HTTPAddr == "" {
		return fmt.Errorf("%s is not set: a bot without it does not say how it does", config.HTTPAddr)
	}
	h, err := askHealth(ctx, cfg.HTTPAddr)
	if err != nil {
		return fmt.Errorf("no bot answers on %s: %w", cfg.HTTPAddr, err)
	}
	if cmd.Bool("json") {
		err = writeJSON(p.stdout, h, true)
	} else {
		for _, c := range h.Checks {
			said := "ok"
			if !c.Ready {
				said = c.Reason
			}
			fmt.Fprintf(p.stdout, "%s: %s\n", c.Name, said)
		}
	}
	if err == nil && !h.Ready {
		return errSaid
	}
	return err
}

// askHealth asks /readyz of the bot that listens on an address.
func askHealth(ctx context.Context, addr string) (h web.Health, err error) {
	ctx, cancel := context.WithTimeout(ctx, healthTime)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+reachable(addr)+"/readyz", nil)
	if err != nil {
		return h, err
	}
	client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}} // and no proxy
	response, err := client.Do(request)
	if err != nil {
		return h, errors.Unwrap(err) // without the address, which the caller says
	}
	defer response.Body.Close()
	if err := json.NewDecoder(io.LimitReader(response.Body, maxHealth)).Decode(&h); err != nil {
		return h, fmt.Errorf("status %d, and not what a bot says", response.StatusCode)
	}
	return h, nil
}

// reachable returns the address at which a listener on addr is reached from
// this machine.
func reachable(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if ip, err := netip.ParseAddr(host); err == nil && ip.IsUnspecified() {
		host = "127.0.0.1"
		if ip.Is6() {
			host = "::1"
		}
	}
	return net.JoinHostPort(host, port)
}
