# Assumed: make, and python3 (3.11 or newer) with venv. The network is used by pip only; `make axe` also uses npm.
# `make` alone lists what there is to do.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then command -v $$p; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
OUT := out
HOUSEHOLDS ?= 100000
WORKERS ?= 2
PEER_ROWS ?= 8000000
FUZZ ?= 100000
PEOPLE ?= $(OUT)/bevolking

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## a local environment in .venv, from the lock file

$(VENV)/.installed: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 of nieuwer is nodig en staat niet in het PATH. Installeer het, of noem het: make PYTHON=/pad/naar/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) heeft geen venv. Op Debian en Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## a population of 100,000 households and two reports in out/
	$(BIN)/uitvoerbaar population make --households $(HOUSEHOLDS) --seed 1 --out $(OUT)/bevolking
	$(BIN)/uitvoerbaar assess kinderopvangtoeslag-2015 --population $(OUT)/bevolking --out $(OUT)/kinderopvangtoeslag-2015
	$(BIN)/uitvoerbaar assess huurtoeslag-2026 --population $(OUT)/bevolking --out $(OUT)/huurtoeslag-2026
	@echo
	@echo "De twee rapporten (open ze in een browser):"
	@for p in kinderopvangtoeslag-2015 huurtoeslag-2026; do echo "  $(CURDIR)/$(OUT)/$$p/report.html"; done

lint: install ## style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## lint and all tests
	$(BIN)/pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder

fmt: install ## put all files in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

agree: install ## a million random program-row pairs on which the engines must agree, two million households on every proof
	UITVOERBAAR_AGREE=1000000 $(BIN)/pytest tests/engine/batch -k agree -s
	UITVOERBAAR_AGREE=2000000 $(BIN)/pytest tests/engine/prove/test_batch.py -k everything -s

fuzz: install ## 100,000 broken inputs with fresh seeds; what is a defect is kept in out/fuzz with how to repeat it
	UITVOERBAAR_FUZZ=$(FUZZ) $(BIN)/pytest tests/whole/fuzz -s -n $(WORKERS) --dist load

mutants: install ## stated faults put in one by one: which of them the tests see, in docs/mutants.md
	$(BIN)/python -m tools.mutants.run --jobs $(WORKERS)

determinism: install ## one assessment under ten settings: the same report.json
	$(BIN)/python tools/determinism.py

proofs: install ## the proofs that are shipped with the laws, in data/proofs (half an hour)
	$(BIN)/python tools/make_proofs.py

sbom: install ## the bill of materials (CycloneDX 1.5) in out/sbom.cdx.json, and an audit of licences and sums
	$(BIN)/python tools/sbom.py --audit

kills: install ## 400 runs killed at random moments, into used folders: nothing half, mixed or left; 200 compute processes, clients and web workers
	UITVOERBAAR_KILLS=400 $(BIN)/pytest tests/whole/robust/test_kills.py -s
	UITVOERBAAR_COMPUTE_KILLS=200 $(BIN)/pytest tests/desk/compute/test_kills.py -s
	UITVOERBAAR_WORKER_KILLS=200 $(BIN)/pytest tests/whole/journeys/test_kills.py -s

edits: install ## 200 numbers changed at random moments while they are computed: what is shown is of what it is shown with
	UITVOERBAAR_JOURNEYS=1 UITVOERBAAR_EDITS=200 $(BIN)/pytest tests/whole/journeys/test_edits.py -s

full-disk: install ## 50 runs on a disk that fills: the earlier result stays whole
	UITVOERBAAR_FULL_DISK=50 $(BIN)/pytest tests/whole/robust/test_full_disk.py -s

flips: install ## 200 bits flipped in kept kernels and proofs: healed, and no other answer
	UITVOERBAAR_FLIPS=200 $(BIN)/pytest tests/whole/robust/test_flips.py -s

serve: install ## the laws and the workbench in a browser on this machine
	$(BIN)/uitvoerbaar serve

wheel: install ## a wheel in out/wheel, tried in an empty environment and an empty folder
	rm -rf build $(OUT)/wheel
	$(BIN)/python -m pip wheel . --no-deps --no-build-isolation --quiet --disable-pip-version-check -w $(OUT)/wheel
	$(PYTHON) tools/smoke_wheel.py $(OUT)/wheel/*.whl

bench: install ## the whole country: loading, compiling, running, memory
	$(BIN)/uitvoerbaar bench --households all

ticks: install ## 40 movements of a number in a browser, whole country: from the event to the painted figure (needs chromium)
	for a in box1 zorgtoeslag; do $(BIN)/python -m benchmarks.ticks --population $(PEOPLE) --article $$a || exit 1; done

bench-peers: install .venv-peers/.installed ## the same rule in OpenFisca-core and in numpy, on the same rows
	$(BIN)/python benchmarks/peers/compare.py --peer-python .venv-peers/bin/python --rows $(PEER_ROWS)

# The browser is Debian's own: playwright's download of one is left out.
journeys: install ## eight people with the desk in a real browser, numbers that change at random moments (needs chromium)
	@command -v $${CHROMIUM:-chromium} >/dev/null || { echo "Chromium is nodig: apt-get install chromium, of noem het: make journeys CHROMIUM=/pad/naar/chromium" >&2; exit 1; }
	UITVOERBAAR_JOURNEYS=1 $(BIN)/pytest tests/whole/journeys -s

axe: axe-desk ## the pages of a small demo and of the desk through axe-core in chromium (needs node and chromium)
	for p in kinderopvangtoeslag-2015 huurtoeslag-2026; do \
		$(BIN)/uitvoerbaar assess $$p --population $(OUT)/axe/bevolking --out $(OUT)/axe/$$p && \
		$(BIN)/uitvoerbaar report $(OUT)/axe/$$p/report.json --parliament || exit 1; done
	$(BIN)/uitvoerbaar diff $(OUT)/axe/kinderopvangtoeslag-2015 $(OUT)/axe/huurtoeslag-2026 --out $(OUT)/axe/verschil.html >/dev/null
	node tools/axe/run.mjs $(OUT)/axe/*/*.html $(OUT)/axe/verschil.html

$(OUT)/axe/bevolking: install
	$(BIN)/uitvoerbaar population make --households 2000 --seed 1 --out $@

axe-desk: install tools/axe/node_modules/.installed $(OUT)/axe/bevolking
	node tools/axe/desk.mjs $(BIN)/uitvoerbaar $(OUT)/axe/bevolking

spectral: install tools/spectral/node_modules/.installed ## the description of the API held to the Dutch API Design Rules (needs node)
	$(BIN)/python tools/spectral/describe.py $(OUT)/openapi.json
	$(BIN)/python tools/spectral/check.py $(OUT)/openapi.json

# Without the scripts of packages: one of them reports to its makers that it was installed.
tools/spectral/node_modules/.installed: tools/spectral/package-lock.json
	npm ci --prefix tools/spectral --ignore-scripts --no-audit --no-fund
	@touch $@

vendor: install ## the files of others that the pages use, fetched anew with npm
	$(BIN)/python tools/vendor_web.py

tools/axe/node_modules/.installed: tools/axe/package-lock.json
	npm ci --prefix tools/axe --no-audit --no-fund
	@touch $@

.venv-peers/.installed: benchmarks/peers/requirements.lock
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lock: ## the two lock files anew, from pyproject.toml and benchmarks/peers/requirements.in (needs uv)
	uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --no-annotate --all-extras -o requirements.lock
	uv pip compile benchmarks/peers/requirements.in --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o benchmarks/peers/requirements.lock

clean: ## everything that was made: environments, caches and out/
	rm -rf $(VENV) build .venv-peers tools/axe/node_modules tools/spectral/node_modules $(OUT) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.PHONY: help install demo lint test fmt agree fuzz mutants determinism proofs sbom kills edits full-disk flips journeys axe axe-desk spectral serve vendor wheel bench ticks bench-peers lock clean
