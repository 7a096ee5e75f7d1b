# `make run` and `make test` are all a newcomer needs; each sets up .venv first when it is missing or stale.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
UV     := uv==0.13.9
STORE  := $(or $(FANEWS_STORE),data/store)

.PHONY: run test setup check format bench clean

run: $(VENV)/.run
	@test -e "$(STORE)/current" || $(BIN)/fanews ingest data/sample --store "$(STORE)"
	$(BIN)/fanews serve --store "$(STORE)"

# A process for each kind: a browser's event loop, a page harness and killed ingests do not share one well.
test: $(VENV)/.dev
	@for part in tests/e2e tests/pages tests/store "tests/gold tests/docs" "tests/unit fanews"; do \
	  echo "== $$part"; $(BIN)/pytest $$part || exit 1; done

setup: $(VENV)/.run

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev
	@for part in benchmarks/*.py; do case $$part in */_*) ;; *) echo "== $$part"; $(BIN)/python $$part || exit 1;; esac; done

clean:
	rm -rf $(VENV) build dist *.egg-info

# Made anew by the Python it is asked for; a stale one gets the pinned versions. uv installs in a fifth of pip's time.
$(VENV)/.run: requirements.txt pyproject.toml .python-version
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 12) <= sys.version_info[:2] <= (3, 13))' || { \
	  echo "fanews needs Python 3.12 or 3.13, and '$(PYTHON)' is $$($(PYTHON) -V 2>&1); install one, then: make $(or $(MAKECMDGOALS),run) PYTHON=python3.12" >&2; exit 1; }
	@test "$$($(BIN)/python -V 2>&1)" = "$$($(PYTHON) -V)" || rm -rf $(VENV)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV)
	$(BIN)/uv pip install --quiet -r requirements.txt
	$(BIN)/uv pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	$(BIN)/uv pip install --quiet -r requirements-dev.txt
	@touch $@
