# Two commands are all you need: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test dev lint zelfproef proef bench schemas talen clean

run: $(VENV)/.installed  ## Set everything up and run all scenarios against the built-in reference systems
	$(BIN)/ketentoets run

test: $(VENV)/.dev-installed dev  ## Lint, type-check, check the layers and run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=.dev $(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist worksteal

dev: $(VENV)/.dev-installed  ## Links that let type checkers see the mapped folders
	$(BIN)/python tools/dev_links.py

zelfproef: $(VENV)/.installed  ## Every planted defect and every lawful way of working; writes docs/zelfproef.md (takes a while)
	mkdir -p build
	$(BIN)/ketentoets zelfproef --formaat json > build/zelfproef.json || test $$? -eq 1
	$(BIN)/ketentoets zelfproef --van build/zelfproef.json --formaat markdown > docs/zelfproef.md || test $$? -eq 1
	$(BIN)/ketentoets zelfproef --van build/zelfproef.json

proef: $(VENV)/.dev-installed  ## Draw 2,000 messages of every type and release, twice; both schema processors (takes a while)
	KETENTOETS_TREKKINGEN=2000 KETENTOETS_PROEF=1 $(BIN)/pytest -n 2 tests/test_generators_geldig.py tests/test_schemas_eens.py

bench: $(VENV)/.dev-installed  ## Measure the run, the generators and the validator, as ratios
	$(BIN)/python benchmarks/run.py
	$(BIN)/python benchmarks/genereer.py
	$(BIN)/python benchmarks/valideer.py
	$(BIN)/python benchmarks/rapport.py

schemas: $(VENV)/.installed  ## Make the XSDs again from the model
	$(BIN)/python -m ketentoets.schemas.xsd

talen: $(VENV)/.dev-installed  ## Bring the catalogues of translations up to date with the sentences in the source
	$(BIN)/python tools/talen.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

$(VENV)/.dev-installed: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[dev]" "setuptools>=77" wheel
	touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .dev build dist rapport *.egg-info src/*.egg-info
