# make run   Concord on this machine, with five demo tenants: http://127.0.0.1:8000/graphql
# make test  everything that the continuous integration runs
#
# Needs Python 3.11 or newer and make; nothing else. All of it stays in this folder.

PYTHON ?= python3.11
BIN := .venv/bin
INSTALLED := .venv/installed
CODE := platform domains projections graphql
LINTED := $(CODE) tests

# Whatever is used is compiled by the first process that needs it, for all that follow.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test lint ruff types contracts tenancy schema events deployment pytest bench clean

run: $(INSTALLED)
	@exec $(BIN)/concord demo --with-parent

test: $(INSTALLED) lint pytest

# Each on its own, so that `make -k lint` says everything at once.
lint: ruff types contracts tenancy schema events deployment

ruff: $(INSTALLED)
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)

types: $(INSTALLED)
	$(BIN)/mypy $(CODE)

contracts: $(INSTALLED)
	$(BIN)/lint-imports

tenancy: $(INSTALLED)
	$(BIN)/python tests/tooling/tenancy_linter.py $(CODE)

schema: $(INSTALLED)
	$(BIN)/python -m concord.api.sdl --check

events: $(INSTALLED)
	$(BIN)/concord schema check

deployment: $(INSTALLED)
	$(BIN)/yamllint --strict deploy infra
	$(BIN)/python tests/tooling/containerfile_linter.py deploy/Containerfile

# A file's tests stay together: they share a database. Every process starts servers of its own, and waits for
# them a part of the time: hence one more than there are processors.
pytest: $(INSTALLED)
	$(BIN)/pytest -n $$($(BIN)/python -c 'import os; print(min(5, (os.cpu_count() or 1) + 1))') --dist loadfile

## Twenty thousand odd operations against the whole schema, and malformed requests (some minutes; FUZZ_SEED=2: others).
fuzz: $(INSTALLED)
	CONCORD_FUZZ=20000 CONCORD_FUZZ_SEED=$(or $(FUZZ_SEED),1) $(BIN)/pytest tests/graphql/test_fuzz.py tests/graphql/test_malformed.py

bench: $(INSTALLED)
	$(BIN)/python tests/benchmarks/run.py

# Two steps: the lock names every package by hash, and ours is not in it. It is complete, so that nothing has to
# be resolved, and three quarters of what it brings are never imported, so that nothing is compiled ahead.
$(INSTALLED): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Concord needs Python 3.11: install it, or say which one to use: make run PYTHON=/path/to/python3"; exit 1; }
	@echo "Installing into .venv (once) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $(INSTALLED)

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	find $(LINTED) -name __pycache__ -type d -prune -exec rm -rf {} +
