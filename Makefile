# Two commands matter: `make run` starts Coach, `make test` checks everything. Both set up what they need.

PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.make
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq install --constraint constraints.txt
TORCH := 2.13.0
WORKERS ?= 2
# Labelled lines of others, measured by `make quality` where they are there.
DEV ?= ../shared/eval-dev

export HF_HUB_OFFLINE = 1
export TOKENIZERS_PARALLELISM = false

.PHONY: run test check bench quality train shots clean

run: $(STAMPS)/library
	@$(BIN)/coach

test: $(STAMPS)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/coach check --home $(STAMPS)/home
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(STAMPS)/run
	$(BIN)/coach check

bench: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.speed

quality: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.quality_intents $(if $(wildcard $(DEV)/utterances.jsonl),--dev $(DEV)/utterances.jsonl)
	$(BIN)/python -m benchmarks.retrieval $(if $(wildcard $(DEV)/retrieval.jsonl),--needs $(DEV)/retrieval.jsonl)

# After the examples or the cards have changed: about an hour on two quiet cores, nearly all of it for the encoder.
train: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.finetune
	$(BIN)/python -m benchmarks.train_intents
	$(BIN)/coach library rebuild --home $(STAMPS)/home
	$(BIN)/coach library embed --home $(STAMPS)/home
	$(BIN)/python -m benchmarks.retrieval --calibrate

shots: $(STAMPS)/dev
	$(BIN)/python -m benchmarks.shots

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache dist

$(STAMPS)/venv:
	@test -n "$(PYTHON)" || { echo "Coach needs Python 3.11, 3.12 or 3.13. Install one, or run: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { echo "Coach needs Python 3.11, 3.12 or 3.13. Run: make PYTHON=/path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@mkdir -p $(STAMPS) && touch $@

# The usual torch for Linux brings gigabytes for graphics cards that Coach does not use. The build without them is taken
# where pip is set up to find it (PIP_EXTRA_INDEX_URL in the environment says where), else the usual one.
$(STAMPS)/torch: | $(STAMPS)/venv
	@$(BIN)/python -c 'import torch' 2> /dev/null && touch $@ || true
	@test -e $@ || echo "Installing; the first time this takes a few minutes."
	@test -e $@ || $(PIP) --no-deps "torch==$(TORCH)+cpu" 2> /dev/null || $(PIP) "torch==$(TORCH)"
	@touch $@

$(STAMPS)/run: pyproject.toml constraints.txt | $(STAMPS)/torch
	$(PIP) --editable .
	@touch $@

# Once; afterwards the app itself notices when something is to be prepared again.
$(STAMPS)/library: | $(STAMPS)/run
	$(BIN)/coach library prepare
	@touch $@

$(STAMPS)/dev: pyproject.toml constraints.txt | $(STAMPS)/torch
	$(PIP) --editable '.[dev]'
	@touch $@ $(STAMPS)/run
