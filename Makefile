# The commands of this project; `make` lists them. Written for GNU make 3.81 and a plain sh.
# All paths are relative, so the folder may lie anywhere, also under a name with spaces.

PYTHON ?= python3
PORT ?=
ARGS ?=
STROKES ?=

# At these sizes NumPy is slower with more than one thread for a product of matrices.
OPENBLAS_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS
# What Python has compiled, it keeps: tests and the servers that they start are read once.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
PY := $(VENV)/bin/python
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
# It keeps what it has parsed beside the packages, and asks nobody for a newer version of itself.
DENO := DENO_DIR=$(VENV)/.deno DENO_NO_UPDATE_CHECK=1 $(VENV)/bin/deno
# Tests side by side (tests/conftest.py says how many); who is done takes work from who is not.
BESIDE := -n auto --dist worksteal
# Lint beside tests, $(1): while they begin, a processor is idle.
beside_lint = $(MAKE) --no-print-directory lint & lint=$$!; $(1); tests=$$?; \
  wait $$lint || { echo "make lint fails: see above." >&2; exit 1; }; exit $$tests
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run deploy check test lint format bench bench-draw audit clean

help: ## list these commands
	@echo "make <command> [PYTHON=python3.12] [PORT=8600] [ARGS=\"...\"]"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

run: $(RUN_READY) ## start the app; PORT= chooses the port, ARGS= goes to `streamlit run app.py`
	@$(PY) -m streamlit run app.py $(if $(PORT),--server.port $(PORT)) $(ARGS)

deploy: $(RUN_READY) ## replicas behind nginx, one for each core; PORT= as above, ARGS= goes to deploy/start.py
	@$(PIP_INSTALL) -q -r requirements-deploy.txt
	@$(PY) deploy/start.py $(if $(PORT),--listen $(PORT)) $(ARGS)

check: $(DEV_READY) ## lint and the tests that need no browser: before each commit; ARGS= goes to pytest
	@$(call beside_lint,$(PY) -m pytest $(BESIDE) -m "not browser" $(ARGS))

test: $(DEV_READY) ## lint and all the tests; ARGS= goes to pytest
	@sh tests/e2e/install_chromium.sh $(PY)
	@sh tests/e2e/install_engines.sh
	@$(call beside_lint,$(PY) -m pytest $(BESIDE) $(ARGS))

lint: $(DEV_READY) ## check style, format, types and layers, of Python and of JavaScript
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-cache
	$(DENO) lint --quiet
	$(DENO) fmt --quiet --check
	$(DENO) check --quiet

format: $(DEV_READY) ## put the code into the common format and mend what can be mended
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(DENO) fmt --quiet

bench: $(DEV_READY) ## speed against other libraries (they are installed first), and of the page
	$(PIP_INSTALL) -q -r requirements-bench.txt
	$(PY) -m benchmarks.train --threads 1 2 --json benchmarks/results.json
	$(PY) -m benchmarks.time_to_accuracy
	$(PY) -m benchmarks.overhead
	$(PY) -m benchmarks.live
	$(PY) -m benchmarks.rewind
	$(PY) -m benchmarks.sessions

bench-draw: $(DEV_READY) ## how well drawings are read; STROKES=file names people's pen strokes
	$(PY) -m benchmarks.draw $(if $(STROKES),"$(STROKES)") $(ARGS)

audit: $(DEV_READY) ## ask PyPI whether any installed package has a known hole; needs the network
	$(PIP_INSTALL) -q -r requirements-audit.txt
	@$(PY) -m pip_audit --local --strict --progress-spinner off $(ARGS) || { \
	  echo "Holes are listed above. If there is a failed connection instead: this asks pypi.org." >&2; \
	  exit 1; }

clean: ## remove the virtual environment and all caches
	rm -rf $(VENV) .hypothesis .mypy_cache .pytest_cache .ruff_cache
	rm -rf tests/e2e/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The two stamps are newer than the requirements they stand for, so a second start calls no pip.
$(RUN_READY): requirements.txt $(PY)
	$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(DEV_READY): requirements-dev.txt requirements-deploy.txt requirements.txt $(PY)
	$(PIP_INSTALL) -r requirements-dev.txt
	@touch $(RUN_READY) $@

$(PY):
	@"$(PYTHON)" -c '' || { \
	  echo "'$(PYTHON)' does not start. Install Python 3.11 or newer, or name it:" >&2; \
	  echo "  make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; '$(PYTHON)' is `"$(PYTHON)" -V 2>&1`. Name another:" >&2; \
	  echo "  make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments. On Debian and Ubuntu:" >&2; \
	  "$(PYTHON)" -c 'import sys; print("  sudo apt install python%d.%d-venv" % sys.version_info[:2])' >&2; \
	  exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)
