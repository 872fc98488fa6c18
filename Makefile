PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check fix golden eval bench train clean

demo: $(STAMP)
	@$(BIN)/counterclaim read examples/ferry.txt --published 2026-03-12 --outlet "Lume Courier"

test: check
	@$(BIN)/pytest

check: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

fix: $(STAMP)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

golden: $(STAMP)
	@GOLDEN=write $(BIN)/pytest tests/golden -q || true
	@git diff --stat -- tests/golden

eval: $(STAMP)
	@$(BIN)/python benchmarks/quality.py

bench: $(STAMP)
	@$(BIN)/python benchmarks/speed.py

# A model of your own: make train TRAIN=train.jsonl DEV=dev.jsonl [RUN=runs/own] [EPOCHS=6]
RUN ?= runs/own
EPOCHS ?= 6
train: $(STAMP)
	@test -n "$(TRAIN)" && test -n "$(DEV)" || { echo "make train TRAIN=train.jsonl DEV=dev.jsonl (docs/training.md)"; exit 2; }
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python training/train.py --train $(TRAIN) --dev $(DEV) --out $(RUN) --epochs $(EPOCHS)
	$(BIN)/python training/calibrate.py $(RUN)/epoch$(EPOCHS).pt $(TRAIN) $(DEV) $(RUN)/chosen.json
	$(BIN)/python training/export.py $(RUN)/epoch$(EPOCHS).pt $(RUN)/chosen.json $(RUN)/model --name own
	@echo "The model is $(RUN)/model: counterclaim read --model $(RUN)/model REPORT"

$(STAMP): pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
