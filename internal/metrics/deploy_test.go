package metrics

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// deploy is the folder with the files for Prometheus and Grafana.
const deploy = "../../deploy"

// expression is a query of an alert or of a panel.
type expression struct{ where, query string }

// expressions returns the queries of all alerts and panels.
func expressions(t *testing.T) (all []expression) {
	t.Helper()
	var rules struct {
		Groups []struct {
			Rules []struct{ Alert, Expr string }
		}
	}
	read(t, "alerts.yml", yaml.Unmarshal, &rules)
	for _, g := range rules.Groups {
		for _, r := range g.Rules {
			all = append(all, expression{"alert " + r.Alert, r.Expr})
		}
	}
	alerts := len(all)
	var board struct {
		Panels []struct {
			Title   string
			Targets []struct{ Expr string }
		}
	}
	read(t, "grafana/dashboard.json", json.Unmarshal, &board)
	for _, p := range board.Panels {
		for _, target := range p.Targets {
			all = append(all, expression{"panel " + p.Title, strings.ReplaceAll(target.Expr, "$__rate_interval", "5m")})
		}
	}
	if alerts == 0 || alerts == len(all) {
		t.Fatalf("%d alerts and %d queries of panels", alerts, len(all)-alerts)
	}
	return all
}

func read(t *testing.T, name string, decode func([]byte, any) error, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(deploy, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := decode(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// TestDeploy: alerts and panels ask for figures that there are, and every
// figure of ours is asked for.
func TestDeploy(t *testing.T) {
	shown := make(map[string]bool)
	for line := range strings.Lines(scrape(t, exercised())) {
		if name, _, ok := strings.Cut(line, " "); ok && name != "#" {
			name, _, _ = strings.Cut(name, "{")
			shown[name] = true
		}
	}
	name := regexp.MustCompile(`\b(?:` + namespace + `|go|process)_[a-z_]+`)
	var asked []string
	for _, e := range expressions(t) {
		names := name.FindAllString(e.query, -1)
		for _, n := range names {
			if !shown[n] {
				t.Errorf("%s asks for %s, which there is not", e.where, n)
			}
		}
		if len(names) == 0 && !strings.HasPrefix(e.query, "up{") {
			t.Errorf("%s asks for nothing of ours: %s", e.where, e.query)
		}
		asked = append(asked, names...)
	}
	part := regexp.MustCompile(`_(bucket|sum|count)$`)
	for n := range shown {
		of := part.ReplaceAllString(n, "")
		if strings.HasPrefix(n, namespace+"_") && !slices.ContainsFunc(asked, func(a string) bool { return part.ReplaceAllString(a, "") == of }) {
			t.Errorf("no alert or panel asks for %s", of)
		}
	}
}

// TestLabels: alerts and panels ask for values of labels that there are.
func TestLabels(t *testing.T) {
	values := map[string]map[string]bool{"way": ways, "lang": langs, "route": routes}
	matcher := regexp.MustCompile(`(\w+)=~?"([^"]*)"`)
	for _, e := range expressions(t) {
		for _, m := range matcher.FindAllStringSubmatch(e.query, -1) {
			for value := range strings.SplitSeq(m[2], "|") {
				switch {
				case m[1] == "outcome" && strings.Contains(e.query, "reindexes_total"):
					if !reindexes[value] {
						t.Errorf("%s: no reindex ends %q", e.where, value)
					}
				case m[1] == "outcome":
					if !outcomes[value] {
						t.Errorf("%s: no question ends %q", e.where, value)
					}
				case m[1] != "job" && !values[m[1]][value]:
					t.Errorf("%s: no %s is %q", e.where, m[1], value)
				}
			}
		}
	}
}

// TestPromtool lets Prometheus read its files and every query.
func TestPromtool(t *testing.T) {
	promtool, err := exec.LookPath("promtool")
	if err != nil {
		t.Skip("there is no promtool: apt-get install prometheus")
	}
	check := func(args ...string) {
		t.Helper()
		if out, err := exec.Command(promtool, append([]string{"check"}, args...)...).CombinedOutput(); err != nil {
			t.Errorf("promtool check %v: %v: %s", args, err, out)
		}
	}
	check("config", filepath.Join(deploy, "prometheus.yml"))
	type rule struct {
		Record string `yaml:"record"`
		Expr   string `yaml:"expr"`
	}
	var rules []rule
	for i, e := range expressions(t) {
		rules = append(rules, rule{fmt.Sprintf("q%d", i), e.query})
	}
	text, err := yaml.Marshal(map[string]any{"groups": []any{map[string]any{"name": "all", "rules": rules}}})
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "rules.yml")
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	check("rules", path)
}

// TestCompose: the files that compose.yaml hands to containers are there.
func TestCompose(t *testing.T) {
	text, err := os.ReadFile("../../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	paths := regexp.MustCompile(`- \./(deploy/[^:]+):`).FindAllStringSubmatch(string(text), -1)
	if len(paths) != 4 {
		t.Errorf("compose.yaml names %d files of deploy/, want 4", len(paths))
	}
	for _, p := range paths {
		if _, err := os.Stat(filepath.Join("../..", p[1])); err != nil {
			t.Error(err)
		}
	}
}
