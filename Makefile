# Every target sets up what it needs: a machine with Python 3.11 or newer, git and make is enough.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8080
UV := .venv/bin/uv
RUN := .venv/bin

.PHONY: setup demo test check bench soak format docs packages

setup: .set-up

.set-up: pyproject.toml uv.lock
	test -x $(RUN)/python || $(PYTHON) -m venv .venv
	test -x $(UV) || $(RUN)/python -m pip install --quiet --disable-pip-version-check uv
	UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --frozen --compile-bytecode --inexact --all-extras --all-groups --python $(RUN)/python
	$(RUN)/python -m compileall -q core adapters config bots
	touch .set-up

demo: setup
	$(RUN)/switchboard demo --port $(PORT) $(if $(CI)$(NO_BROWSER),--no-browser)

packages: setup
	.ci/packages

test: packages
	$(RUN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

check: packages
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/deptry .
	$(RUN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

format: setup
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

docs: setup
	PYTHONPATH=. $(RUN)/python .ci/configuration
	PYTHONPATH=. $(RUN)/python .ci/states

bench: packages
	$(RUN)/pytest -m bench -s tests/bench

soak: packages
	$(RUN)/pytest -m soak -s
