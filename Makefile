# Everything runs in .venv, which is made from the pinned requirements on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made

.DEFAULT_GOAL := help
.PHONY: help demo test lint types layers schemas docs wheel bench bench-large lock wheelhouse news clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(STAMP): requirements/dev.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(STAMP) ## Set up, then validate the real cases and print what a clerk sees
	@$(BIN)/python examples/demo.py

test: $(STAMP) ## Set up, then run all tests
	$(BIN)/python -m pytest -q

lint: $(STAMP) ## Style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## Types
	$(BIN)/mypy

layers: $(STAMP) ## Imports only go down
	$(BIN)/lint-imports

schemas: $(STAMP) ## Write the schema files anew
	$(BIN)/python tools/write_schemas.py

docs: $(STAMP) ## Build the documentation, warnings are errors
	$(BIN)/sphinx-build -W -n --keep-going -b html docs docs/_build/html
	$(BIN)/sphinx-build -W -b doctest docs docs/_build/doctest

wheel: $(STAMP) ## Build the wheel and the source distribution
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

bench: $(STAMP) ## Measure speed and memory; one JSON line a figure
	$(BIN)/python -m bench

bench-large: $(STAMP) ## Memory at ten million statements
	$(BIN)/python -m bench --large

lock: ## Pin the development requirements anew (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --all-extras --group test --group lint --group docs --group release \
	  pyproject.toml -o requirements/dev.txt
	uv pip compile --quiet --python-version 3.11 --resolution lowest-direct --no-emit-index-url \
	  --no-header --no-annotate --all-extras pyproject.toml -o requirements/lowest.txt

wheelhouse: wheel ## Collect what an offline Windows x64 machine needs
	$(BIN)/python tools/wheelhouse.py wheelhouse

news: $(STAMP) ## Show the change log of the next release
	$(BIN)/towncrier build --draft --version next

clean: ## Remove what can be made again
	rm -rf $(VENV) dist build docs/_build docs/generated .mypy_cache .ruff_cache .pytest_cache .hypothesis wheelhouse
