# One virtual environment in .venv, set up once: `make demo` or `make test` on a fresh machine do all that is needed.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then command -v $$p; break; fi; done)
BIN := .venv/bin
STAMP := .venv/.planbot-setup
BENCH_STAMP := .venv/.planbot-bench
E2E_STAMP := .venv/.planbot-e2e

.DEFAULT_GOAL := help
.PHONY: help setup demo test e2e lint types bench clean

help:
	@echo "make demo    set up, read the sample documents, answer a question, start a local Telegram to ask on"
	@echo "make test    set up, run all tests"
	@echo "make e2e     the tests that need Chromium (apt install chromium chromium-driver) and other clients"
	@echo "make lint    ruff"
	@echo "make types   mypy --strict"
	@echo "make bench   measure speed and memory on this machine"
	@echo "make setup   the virtual environment alone"

setup: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@test -x $(BIN)/python || test -n "$(PYTHON)" || \
		{ echo "Python 3.11 or newer is needed; say where with make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv || \
		{ rm -rf .venv; echo "python3 -m venv failed; on Debian: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(BENCH_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@touch $@

$(E2E_STAMP): $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[e2e]'
	@touch $@

demo: $(STAMP)
	@$(BIN)/planbot demo

test: $(STAMP)
	$(BIN)/python -m pytest -n 2

e2e: $(E2E_STAMP)
	$(BIN)/python -m pytest tests/test_*_page.py tests/test_*_clients.py

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

bench: $(BENCH_STAMP)
	@$(BIN)/planbot bench

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
