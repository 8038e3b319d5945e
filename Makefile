# What a maintainer asks for by name. Whoever wants to use briefgen or to run its tests needs none of it: see README.md.
#
# The programs of the environment in VENV are used where it is there, those of PATH where it is not. `setup`, `bounds`,
# `constraints` and `release-check` need uv.

VENV ?= .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

OLD ?= HEAD~1
NEW ?= .
INPUTS ?= 5000

# versions, or paths of interpreters
LOWEST_PYTHON ?= 3.11
NEWEST_PYTHON ?= 3.13

.DEFAULT_GOAL := help
.PHONY: help setup test lint docs goldens bench proof bounds lowest newest same-bytes constraints release-check

help:  ## What can be asked for
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf '%-13s %s\n' "$$name" "$$what"; done

setup:  ## An environment in VENV=.venv with everything that the other targets use
	uv venv --quiet --allow-existing --python $(LOWEST_PYTHON) $(VENV)
	VIRTUAL_ENV=$(VENV) uv pip install --quiet --constraint constraints.txt --editable '.[dev,docs,sql,test]'

test:  ## All tests, on all cores
	pytest -q -n auto

lint:  ## What ruff, mypy and import-linter say of the code
	.ci/lint

docs:  ## The manual as a site, in build/site; `mkdocs serve` shows it in the browser while you write
	.ci/docs

goldens:  ## Writes the golden files, the manual and the table of the corpus anew: read the difference before you commit it
	python -m tests.corpus.make_corpus
	python -m tests.manual
	python -m tests.preview.pictures
	python -m tests.site.pictures
	BRIEFGEN_UPDATE_GOLDEN=1 pytest -q -n auto $$(grep -rlw assert_golden --include='test_*.py' tests)

bench:  ## The short half of the benchmarks, two minutes: each aim beside what was measured; the rest in benchmarks/README.md
	python -m benchmarks.short

proof:  ## INPUTS=5000 files changed by chance; 300 dossiers by chance, redlined, and as workbooks out and back; 200 annexes read back; 1000 edited in Word; the bank of mistakes
	python -m tests.fuzz.proof $(INPUTS)
	BRIEFGEN_WORKBOOKS=300 pytest -q -n auto tests/contributions/test_loop.py
	BRIEFGEN_EDITS=1000 pytest -q -n auto tests/pull/test_hands.py
	BRIEFGEN_REDLINES=300 pytest -q -n auto tests/redline/test_ledgers.py
	BRIEFGEN_IMPORTS=200 pytest -q -n auto tests/intake/test_round_trip.py
	BRIEFGEN_BANK=1 pytest -q -n auto tests/bank

bounds: lowest newest  ## All tests with the oldest and with the newest packages that pyproject.toml allows

lowest:
	uv venv --quiet --clear --python $(LOWEST_PYTHON) .venv-lowest
	VIRTUAL_ENV=.venv-lowest uv pip install --quiet --resolution lowest-direct '.[sql,test]'
	.venv-lowest/bin/python -m pytest -q -n auto

newest:
	uv venv --quiet --clear --python $(NEWEST_PYTHON) .venv-newest
	VIRTUAL_ENV=.venv-newest uv pip install --quiet --upgrade '.[sql,test]'
	.venv-newest/bin/python -m pytest -q -n auto

same-bytes:  ## Whether OLD=HEAD~1 and NEW=. (revisions or folders) make the same of all samples; PDF=1 for PDF as well
	python -m tests.same_bytes $(OLD) $(NEW) $(if $(PDF),--pdf)

release-check:  ## Both packages, built twice, and installed with each extra, by uv and pipx, far from here: minutes, and a network
	python -m tests.release.release_check

constraints:  ## Writes constraints.txt anew, with the newest versions that pyproject.toml allows
	uv pip compile pyproject.toml --universal --python-version 3.11 --all-extras --upgrade --quiet \
	  --no-annotate --no-header --no-emit-index-url --no-emit-find-links --output-file constraints.txt
