# Everything here needs python3 (3.11 or newer), make and git only; each target brings its own environment from uv.lock.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint gate docs clean

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
UV_VERSION := 0.13.8
DEMO := build/demo.db

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY)  ## Install Accords and its tools into .venv, from the lock file

$(READY): pyproject.toml uv.lock
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Accords needs Python 3.11 or newer; python3 is $$(python3 -V 2>&1)." >&2; exit 1; }
	@test -x $(BIN)/pip || python3 -m venv $(VENV) 2>/dev/null || { \
	  rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq python3-venv; \
	  else echo "python3 cannot make virtual environments here; install its venv package (Debian: apt-get install python3-venv) and run make again." >&2; exit 1; fi; \
	  python3 -m venv $(VENV); }
	@echo "Installing into $(VENV) (once, about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) $(BIN)/uv sync --quiet --active --frozen --inexact
	@touch $@

demo: $(READY)  ## Read the example texts into a ledger; print a brief as known in 2013 and the matters as known in 2015
	@mkdir -p build && rm -f $(DEMO)*
	$(BIN)/accords run examples/kazakhstan-russia --ledger $(DEMO)
	$(BIN)/accords brief --ledger $(DEMO) --parties Kazakhstan,Russia --as-of 2013-11-01
	$(BIN)/accords matters --ledger $(DEMO) --as-of 2015-02-01
	@echo
	@echo "The ledger is $(DEMO). Look next at:"
	@echo "  $(BIN)/accords brief --ledger $(DEMO) --parties Kazakhstan,Russia --as-of 2013-11-01 --format html --output build/brief.html"
	@echo "  $(BIN)/accords dossier --ledger $(DEMO) Kazakhstan Russia --as-of 2015-02-01"
	@echo "  README.md, for texts of your own"

test: $(READY)  ## Run the tests
	$(BIN)/python -m pytest -q -n auto

lint: $(READY)  ## Check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gate: $(READY)  ## Measure the quality of extraction and compare it with the floors
	$(BIN)/python -m evaluation.gate

docs: $(READY)  ## Write docs/cli.md anew from the commands
	$(BIN)/python docs/generate_cli.py

clean:  ## Remove everything that was built, the environment included
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
