# The two commands: `make demo` and `make test`. Each makes the environment that it needs.
PYTHON ?= python3
BIN = .venv/bin
ifeq ($(OS),Windows_NT)
  BIN = .venv/Scripts
endif
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo demo-small test lint types layers unit clean

demo: .venv/demo-installed
	$(BIN)/voiceminer demo --out voiceminer-demo

demo-small: .venv/demo-installed
	$(BIN)/voiceminer demo --small --out voiceminer-demo-small

test: lint types layers unit

lint: .venv/dev-installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev-installed
	$(BIN)/mypy

layers: .venv/dev-installed
	$(BIN)/lint-imports --no-cache

unit: .venv/dev-installed
	$(BIN)/python -m pytest -n auto

# torch first, by itself: its pin decides which build everything else is installed against
.venv/demo-installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) torch
	$(PIP) --editable .
	touch $@

.venv/dev-installed: .venv/demo-installed
	$(PIP) --editable '.[dev]'
	touch $@

clean:
	rm -rf .venv voiceminer-demo voiceminer-demo-small
