SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install browser run test bench fuzz check prove fix reset demo docs lock

PYTHON3 ?= python3
PYTHON := .venv/bin/python
EMBEDDED := $(PYTHON) -m repatriation.embedded
BESIDE := $(EMBEDDED) test --
MANAGE := $(BESIDE) $(PYTHON) manage.py
PYTEST := $(BESIDE) $(PYTHON) -m pytest
OPENAPI := $(MANAGE) spectacular --validate --fail-on-warn
SUITE := -n 4 -m "not browser and not faults and not fuzz"
FUZZ = CASES=$(CASES) SEED=$(SEED) $(PYTEST) -n 4 tests/fuzz
CASES ?=
SEED ?=
T ?=

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: .venv/test.installed ## What running and testing need, in .venv; skipped when up to date
	@:

browser: .venv/browser.installed

.venv/bin/python:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed. PYTHON3= names another one." >&2; exit 1; }
	@$(PYTHON3) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv is missing. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON3) -m venv .venv

.venv/%.installed: requirements/%.txt | .venv/bin/python
	@echo "Installing what requirements/$*.txt names …"
	@if command -v uv >/dev/null; \
		then uv pip install --quiet --python $(PYTHON) --require-hashes -r $<; \
		else $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<; fi
	@touch $@

run: install ## The application, servers and a demonstration; PORT=8000, DEMO=later
	@$(EMBEDDED) run

demo: install ## Fills an empty store with the demonstration; SCALE=20, 1 is life-size
	@$(EMBEDDED) manage demo $(if $(SCALE),--scale $(SCALE))

reset: install ## Deletes all data of this checkout, after asking
	@$(EMBEDDED) reset

test: install ## The tests without browser and faults, or those in T=path
	@$(PYTEST) $(or $(T),$(SUITE))

bench: install ## Each workload beside its limit, written to docs/benchmarks.md; T=10 is one alone
	@$(BESIDE) $(PYTHON) -m tests.benchmarks $(T)

fuzz: install ## Requests made from the OpenAPI file; CASES=2000 SEED=1
	@$(FUZZ)

# A stage says its name and, when it passed, its seconds.
stage = @began=$$(date +%s); echo "• $(1)"; $(2) && echo "  $(1): $$(($$(date +%s) - began)) s"

check: install browser ## Everything a change must pass, in timed stages; the tests come last
	$(call stage,lint,.venv/bin/ruff format --check --quiet . && .venv/bin/ruff check --quiet .)
	$(call stage,types,$(BESIDE) .venv/bin/mypy)
	$(call stage,contracts and sizes,$(PYTEST) -q tests/test_architecture.py)
	$(call stage,migrations,$(MANAGE) makemigrations --check --dry-run)
	$(call stage,drawn states,$(MANAGE) draw_workflows --check)
	$(call stage,OpenAPI,$(OPENAPI) | diff docs/openapi.yaml -)
	$(call stage,translations,$(PYTEST) -q tests/test_translations.py)
	$(call stage,deployment,IS_BEHIND_TLS=true $(MANAGE) check --deploy --fail-level WARNING)
	$(call stage,fuzz,$(FUZZ) -q)
	$(call stage,browser,$(PYTEST) -q -n 3 -m "browser and not faults")
	@$(MAKE) --no-print-directory test

prove: install browser ## What takes long: faults
	@$(PYTEST) -m faults

fix: install ## Formats, and mends what can be mended by itself
	@.venv/bin/ruff check --quiet --fix .; .venv/bin/ruff format .

docs: install ## What is made from the code: states, OpenAPI, sentences to translate
	@$(MANAGE) draw_workflows
	@$(MANAGE) makemessages --all --verbosity=0
	@$(MANAGE) compilemessages --ignore=.venv --verbosity=0
	@$(OPENAPI) --file docs/openapi.yaml

UV ?= $(or $(shell command -v uv),.venv/bin/uv)
LOCK = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(UPGRADE)

lock: ## Locks the requirements anew, with uv; UPGRADE=--upgrade takes newer ones
	$(LOCK) -o requirements/production.txt
	$(LOCK) -o requirements/embedded.txt -c requirements/production.txt --extra embedded
	$(LOCK) -o requirements/test.txt -c requirements/embedded.txt --extra embedded --extra test
	$(LOCK) -o requirements/browser.txt -c requirements/test.txt --extra embedded --extra test \
		--extra browser
