# Every target that needs the environment gets it ready by itself; a second run finds it ready and starts at once.

PYTHON := .venv/bin/python
READY := packaging/setup/start
# `make lock UPGRADE=--upgrade` takes the newest versions that fit; without it only what must change is changed.
UPGRADE :=
# `make test CHECK_OPTIONS=--none-skipped` fails when a test was skipped.
CHECK_OPTIONS :=

# macOS does not search Homebrew's folder by itself (untried).
ifeq ($(shell uname -s),Darwin)
export DYLD_FALLBACK_LIBRARY_PATH := /opt/homebrew/lib:/usr/local/lib:$(DYLD_FALLBACK_LIBRARY_PATH)
endif

.DEFAULT_GOAL := help
.PHONY: help run test fmt bench soak screenshots lock clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do printf '%-20s%s\n' "$$name" "$$text"; done

run: ## open the wizard; with no screen, write the example agreement into out/
	@$(READY) run
	@$(PYTHON) packaging/setup/run_program.py

test: ## run every check: format, lint, types, import contracts, sizes, tests
	@$(READY) test
	@$(PYTHON) packaging/setup/run_checks.py $(CHECK_OPTIONS)

fmt: ## put the code into its form and mend what can be mended by rule
	@$(READY) test
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench: ## measure against the goals of speed
	@$(READY) test
	@$(PYTHON) -m tests.bench

soak: ## run the tests that take minutes
	@$(READY) test
	@$(PYTHON) -m pytest -m soak --timeout 1800

screenshots: ## make the pictures of the window in docs/
	@$(READY) test
	@$(PYTHON) -m tests.e2e.pictures

lock: ## write the pinned packages anew from pyproject.toml
	@test -x $(PYTHON) || $(READY) test
	@test -x .cache/lock/bin/uv || { $(PYTHON) -m venv .cache/lock && .cache/lock/bin/pip install --quiet uv==0.13.9; }
	@for extra in "" -dev; do \
	  .cache/lock/bin/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-annotate --no-header $${extra:+--extra dev --constraint packaging/requirements.txt} \
	    pyproject.toml --output-file packaging/requirements$$extra.txt || exit 1; \
	done

clean: ## remove what was made: environment, caches, and what lies in out/
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache out dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
