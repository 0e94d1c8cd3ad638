# make run and make test set everything up on a fresh machine first, and nothing twice.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test test-ocr setup setup-test ocr lint format bench corpus mutation repairs fuzz lock \
	bundle bundle-ocr windows windows-ocr windows-test

PYTHON := .venv/bin/python
COMPILE := env -u PIP_FIND_LINKS PIP_CONFIG_FILE=/dev/null .venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe \
	--strip-extras --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --build-deps-for editable

help: ## what there is
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 16

run: setup ## the workbench on the sample reports (without a display: checks and exports them)
	@packaging/run.sh

test: setup-test ## the whole test suite
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist loadgroup -q $(ARGS)

test-ocr: setup-test ocr ## the tests that read scans, with the optional component they need
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 -q tests/core/document tests/corpus/test_scans.py $(ARGS)

setup: ## system libraries, .venv and .venv/bin/gouji
	@packaging/setup.sh run

setup-test:
	@packaging/setup.sh test

ocr: setup ## the optional component that reads scans and pictures (some 220 MB)
	@packaging/setup.sh ocr

lint: setup-test ## format, lint and types, checked
	@status=0; for check in "ruff format --check ." "ruff check ." mypy; do .venv/bin/$$check || status=1; done; exit $$status

format: setup-test ## formats the code
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: setup-test ## the benchmarks, each figure with what it is compared with
	@QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.bench $(ARGS)

corpus: setup-test ## the scored corpus by kind, and what changed against the accepted score (ARGS=--accept takes it)
	@$(PYTHON) -m tests.corpus.scored $(ARGS)

repairs: setup-test ## wrong values put into real figures, and how often what is suggested restores them
	@$(PYTHON) -m tests.core.reconcile.repair

mutation: setup-test ## breaks each relation and each step of the arithmetic in turn: do the tests tell? (ARGS=repair: a part of it)
	@$(PYTHON) -m tests.mutation $(ARGS)

fuzz: setup-test ## damaged and hostile documents of every format, made at random (ARGS="--seconds 600 --seed 7"; --help)
	@$(PYTHON) -m tests.fuzz $(ARGS)

bundle: setup ## the package and the tarball for 64-bit Linux in dist/, built in a Debian 11 and tried out there (as root)
	@packaging/bundle.sh smoke

bundle-ocr: ocr ## the same with OCR, which reads scans too: the packages gouji-ocr (as root)
	@GOUJI_EDITION=ocr packaging/bundle.sh smoke

windows: setup ## the installer and the portable zip for Windows in dist/, built and tried out under Wine (as root)
	@packaging/windows.sh smoke

windows-ocr: ocr ## the same with OCR, which reads scans too: gouji-ocr (as root)
	@GOUJI_EDITION=ocr packaging/windows.sh smoke

windows-test: setup-test ## the core's test suite under Windows' Python, in Wine (as root)
	@packaging/windows.sh test $(ARGS)

lock: setup-test ## the lock files anew from pyproject.toml (keeps the versions; UPGRADE=--upgrade for new ones)
	@$(COMPILE) $(UPGRADE) -o requirements.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --extra ocr -c requirements-dev.lock -o requirements-ocr.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --extra bundle -c requirements-dev.lock -o packaging/requirements-bundle.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) --extra bundle --extra ocr -c requirements-ocr.lock -c packaging/requirements-bundle.lock -o packaging/requirements-bundle-ocr.lock pyproject.toml
	@$(COMPILE) $(UPGRADE) -o packaging/requirements-sbom.lock packaging/requirements-sbom.in
