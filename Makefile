.DEFAULT_GOAL := help
.PHONY: help test

PYTHON := .venv/bin/python
EMBEDDED := $(PYTHON) -m repatriation.embedded
T ?=

help: ## This list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

test: ## The tests: all of them, or those in T=path
	@$(EMBEDDED) test -- $(PYTHON) -m pytest $(T)
