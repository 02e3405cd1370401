# One door for everything. Each target sets up what it needs in .venv; PYTHON chooses the interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test check format bench docs clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	touch $@

## demo: match the bundled sample, and show what came out
demo: $(READY)
	@mkdir -p build
	$(BIN)/addressee match examples/emails.csv examples/people.csv \
		-o build/matches.csv --rejects build/rejects.csv || test $$? -eq 3
	@echo
	@$(BIN)/python -m examples.demo build/matches.csv
	@echo
	@echo "Written: build/matches.csv (every row), build/rejects.csv (rows that are no address)."

## test: run the tests
test: $(READY)
	$(BIN)/python -m pytest -q

## check: format, lint, types, tests and docs; what has to be clean before a commit
check: $(READY)
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/python -m pytest -q
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir build/site

## format: write the files in the one format, and mend what can be mended
format: $(READY)
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

## bench: the closed protocol on the generated corpus, and what single steps cost
bench: $(READY)
	$(BIN)/python -m benchmarks.closed
	$(BIN)/python -m benchmarks.micro

## docs: the pages, under build/site
docs: $(READY)
	$(BIN)/python docs/generate.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --site-dir build/site

clean:
	rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis
