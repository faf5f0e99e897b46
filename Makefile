# make run: environment, graph and server on a fresh machine. make test: the whole suite.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DOCUMENTS ?= $(wildcard ../shared/documents)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run build test lint eval wheel clean

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

# The half kept aside prints its table only; ERRORS=--errors lists what is wrong in the other.
eval: $(VENV)/test
	$(BIN)/python -m cislex.evaluation --documents=$(or $(DOCUMENTS),../shared/documents) --rules $(ERRORS) tests/articles/tuned
	$(BIN)/python -m cislex.evaluation tests/articles/kept

wheel: $(VENV)/test
	$(PIP) wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) dist .cislex

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
