# Needs Python 3.11 or later with its headers, a C compiler (for durable-rules) and make.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
# durable-rules calls a function that CPython 3.13 took away (docs/decisions/023).
export CPPFLAGS += -DPyEval_CallObject=PyObject_CallObject
POLICY := rules/yunfu-township-incentive.md
WORKBOOK := inputs/yunfu-township-incentive.xlsx

.PHONY: help setup run test check bench fuzz laws samples golden codes docs pictures wheelhouse clean
.DEFAULT_GOAL := help

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(READY)  ## make .venv with the program and everything its tests need

$(READY): setup.cfg setup.py pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test,dev]'
	@touch $@

run: $(READY)  ## the sample policy over its sample workbook
	$(BIN)/jiangzhi run $(POLICY) $(WORKBOOK)

test: $(READY)  ## all tests that are quick
	$(BIN)/python -m pytest -n auto --ignore=tests/bench

check: $(READY)  ## format, lint, types, and what must hold of the repository itself
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/house

bench: $(READY)  ## the benchmarks, as ratios in one run, beside what pip install -e '.[bench]' brings
	$(BIN)/python -m pytest --slow tests/bench

fuzz: $(READY)  ## mutated files and run folders, hostile policies, for a long time
	$(BIN)/python -m pytest --slow -m fuzz --ignore=tests/bench

laws: $(READY)  ## the laws of both evaluators over thousands of random policies, for some minutes
	LAWS_TIMES=20 $(BIN)/python -m pytest -n auto tests/laws

samples: $(READY)  ## write inputs/ anew, the same bytes each time
	$(BIN)/python tests/samples/make_samples.py

golden: $(READY)  ## rewrite the expected output of tests/good and tests/bad; review the difference
	$(BIN)/python -m pytest tests/golden --reset-golden
	git --no-pager diff --stat -- tests/good tests/bad

codes: $(READY)  ## write docs/problem-codes.md anew from the code
	$(BIN)/python -m jiangzhi.cli.problem_codes > docs/problem-codes.md

docs: $(READY)  ## the documentation as a site, in build/site
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[docs]'
	$(BIN)/python -m sphinx --fail-on-warning --quiet -c docs/site docs build/site
	@echo build/site/index.html

pictures: $(READY)  ## photograph the report page and the workbook for the README; needs Chromium, LibreOffice
	$(BIN)/python docs/site/pictures.py

wheelhouse: $(READY)  ## wheels for a machine without a network: pip install --no-index --find-links
	$(BIN)/python -m pip wheel --disable-pip-version-check --wheel-dir wheelhouse .

clean:  ## remove everything that was built; outputs stay
	rm -rf .venv build dist wheelhouse engine/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
