# make run: environment, graph and server on a fresh machine. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?= $(wildcard ../shared/documents)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run build test axe lint wheel messages clean

run: build
	$(BIN)/cislex serve

build: $(VENV)/run
	$(BIN)/cislex build $(if $(DOCUMENTS),--documents $(DOCUMENTS))

test: $(VENV)/test axe
	$(BIN)/python -m pytest $(ARGUMENTS)

# The accessibility rules for the browser tests; without npm those tests are skipped.
AXE := tests/browser/node_modules/axe-core/axe.min.js
axe: $(if $(shell command -v npm),$(AXE))

$(AXE): tests/browser/package-lock.json
	cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund --silent
	touch $@

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

wheel: $(VENV)/test
	$(PIP) wheel --no-deps --wheel-dir dist .

# Brings what the pages say into the catalogues of translations; fill in what is new there.
LOCALE := server/cislex/web/locale
messages: $(VENV)/test
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword translated --no-location --omit-header --sort-output --output $(VENV)/messages.pot server/cislex/web
	$(BIN)/pybabel --quiet update --input-file $(VENV)/messages.pot --output-file $(LOCALE)/ru.po --locale ru --no-fuzzy-matching --ignore-pot-creation-date --no-wrap

clean:
	rm -rf $(VENV) dist .cislex var tests/browser/node_modules

$(VENV)/python: 
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cislex needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run: $(VENV)/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable .
	touch $@

$(VENV)/test: $(VENV)/python pyproject.toml constraints.txt
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	touch $@ $(VENV)/run
