# Needs Python 3.11 or later with venv and pip, git and make. Nothing is installed outside .venv, but by `system-deps`.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCKED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
INSTALLED := $(VENV)/.installed
TESTABLE := $(VENV)/.testable
# What the tests need from Debian: a browser for tests/browser, strace for faults at system calls in tests/fault.
DEBIAN_PACKAGES := chromium strace
LOCK := build/uv/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --quiet \
	--custom-compile-command "make lock" $(UPGRADE)

.PHONY: help
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED)  ## create .venv with the locked versions and the command `mithaq`

.PHONY: demo
demo: $(INSTALLED)  ## a federation of seven nodes on http://127.0.0.1:8000 (options in ARGS)
	@$(BIN)/mithaq demo $(ARGS)

.PHONY: demo-net
demo-net: $(TESTABLE)  ## the same as seven processes, three NATS servers and PostgreSQL (ONCE=1 plays once, as JSON lines, and stops)
	@$(BIN)/mithaq demo-net $(if $(ONCE),--once --json) $(ARGS)

# One file stays on one worker, so that what a module's tests share is built once; long files begin first (tests/conftest.py).
.PHONY: test
test: $(TESTABLE)  ## install what tests need and run every test (options in ARGS)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: check
check: $(TESTABLE)  ## lint, format, types, import contracts, style
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tests.style

.PHONY: campaign
campaign: $(TESTABLE)  ## the long runs of docs/reliability.md; resumes where it stopped (options in ARGS)
	@$(BIN)/python -m tests.campaign $(ARGS)

.PHONY: system-deps
system-deps:  ## install Debian's chromium and strace, for the tests that need them
	@missing=; for name in $(DEBIAN_PACKAGES); do command -v $$name >/dev/null || missing=yes; done; \
	if [ -z "$$missing" ]; then echo "system-deps: $(DEBIAN_PACKAGES): already there"; exit 0; fi; \
	if ! command -v apt-get >/dev/null; then \
		echo "system-deps: no apt-get on this system; install by its own means: $(DEBIAN_PACKAGES)" >&2; exit 1; fi; \
	echo "system-deps: installing $(DEBIAN_PACKAGES)"; \
	if [ "$$(id -u)" = 0 ]; then as_root=env; else as_root="sudo env"; fi; \
	$$as_root apt-get update -qq && \
	$$as_root DEBIAN_FRONTEND=noninteractive apt-get install -qq -y -o Dpkg::Use-Pty=0 --no-install-recommends \
		$(DEBIAN_PACKAGES) >/dev/null

.PHONY: lock
lock: build/uv/bin/uv  ## make the lock files again (UPGRADE=--upgrade for newer versions)
	@$(LOCK) pyproject.toml --extra test -o requirements-dev.lock >/dev/null
	@$(LOCK) pyproject.toml -c requirements-dev.lock -o requirements.lock >/dev/null
	@$(LOCK) pyproject.toml --extra bench --extra bench-logic -c requirements-dev.lock -o requirements-bench.lock >/dev/null
	@$(LOCK) requirements-build.in -c requirements-dev.lock -o requirements-build.lock >/dev/null

# nomenklatura needs PyICU, which is built here from source. Where that fails, the other peers are there all the same,
# and `mithaq bench peers` says which one was not measured.
.PHONY: bench-deps
bench-deps: $(INSTALLED)  ## install the systems that `mithaq bench peers` measures (PyICU needs g++, pkg-config, libicu-dev)
	@echo "installing the peers of mithaq bench peers into $(VENV)"
	@mkdir -p build
	@sed -e '/^pyicu==/,/^[^ ]/{/^pyicu==/d;/^ /d}' requirements-bench.lock > build/bench.lock
	@$(LOCKED) --no-deps -r build/bench.lock
	@$(LOCKED) --no-deps -r requirements-bench.lock || \
		echo "bench-deps: PyICU could not be built; install g++, pkg-config and libicu-dev, then run this again" >&2

.PHONY: clean
clean:  ## remove .venv, caches and built files; stored demo data stays
	@rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

# A half-made environment is removed, so that the next run starts afresh.
$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "mithaq needs Python 3.11 or later; name one with make PYTHON=/path/to/python" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "python cannot make a virtual environment (Debian: apt-get install python3-venv)" >&2; exit 1; }

# The project is installed without build isolation: isolation would fetch a build backend that no lock names.
$(INSTALLED): requirements.lock requirements-build.lock pyproject.toml | $(BIN)/pip
	@echo "installing the locked versions into $(VENV)"
	@$(LOCKED) -r requirements.lock -r requirements-build.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(TESTABLE): requirements-dev.lock $(INSTALLED)
	@echo "installing what the tests need into $(VENV)"
	@$(LOCKED) -r requirements-dev.lock
	@touch $@

build/uv/bin/uv:
	@$(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
