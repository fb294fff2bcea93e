# Gongliao 工料. It takes Python 3.11 to 3.13, make and the package registries; "make help" lists what there is to run.
#
# What sets up talks on the error stream, so that the answer of a command is alone on the other one.

VENV := .venv
BIN := $(VENV)/bin
ARGS :=

# Stamps, so that a second run takes no time: what running and building needs, and what checking needs besides.
RUN := $(VENV)/.ready-to-run
DEV := $(VENV)/.ready-to-develop

export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help demo serve stop web test drill check fix bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo '  ARGS="..." goes to the command behind demo, serve, stop, test, drill, check and bench, for example:'
	@echo '  make demo ARGS="--no-serve --json"'

demo: web ## load the demo data, print its project cost statement and serve the product
	@$(BIN)/gongliao demo $(ARGS)

serve: web ## serve the product without demo data
	@$(BIN)/gongliao serve $(ARGS)

stop: $(RUN) ## stop what demo or serve left running
	@$(BIN)/gongliao stop $(ARGS)

web: $(RUN) ## build the web client where its sources changed
	@$(BIN)/python -m scripts.web build

test: $(DEV) ## run every check and every test, the browser's included
	@$(BIN)/python -m scripts.test $(ARGS)

drill: $(DEV) ## play far more random histories and far longer races than test does
	@GONGLIAO_DRILL=1 $(BIN)/python -m pytest tests/invariants -n auto --dist loadgroup $(ARGS)

check: $(DEV) ## run every check: format, lint, types, imports, drift, web, licences (ARGS="lint types" for some)
	@$(BIN)/python -m scripts.check $(ARGS)

fix: $(DEV) ## put right what formatter and linter can by themselves
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix
	@$(BIN)/python -m scripts.web npm run fix

bench: $(DEV) ## measure posting against the same work in bare SQL (ARGS=--json for figures)
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## remove what was built; the installation's data in var/ and the environment stay
	@if [ -d build/test-server ]; then $(BIN)/gongliao stop --home build/test-server; fi
	@rm -rf build dist web/dist web/node_modules src/gongliao/web .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@rm -rf .import_linter_cache
	@find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(DEV): $(BIN)/uv pyproject.toml uv.lock
	@echo 'Installing what checks and tests need …' >&2
	@$(BIN)/uv sync --locked >&2
	@touch $(RUN) $@

$(RUN): $(BIN)/uv pyproject.toml uv.lock
	@echo 'Installing what the product needs …' >&2
	@$(BIN)/uv sync --locked --inexact --no-default-groups --group build >&2
	@touch $@

$(BIN)/uv: scripts/uv.txt
	@sh scripts/make_venv.sh $(VENV)
	@touch $@
