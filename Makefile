# Clinic Messaging. `make help` tells what can be made; the only things needed are make and Python 3.11, 3.12 or 3.13.

PYTHON ?= $(shell for python in python3.11 python3.12 python3.13 python3; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$python && break; done)
DEV := .venv/dev/bin/python
TOOLS := .venv/dev/.made .venv/emulator/.made

.DEFAULT_GOAL := help
.PHONY: help run test check package deploy diff destroy restore tenants bench soak demo-reset clean

help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(TOOLS) ## Start everything on http://localhost:8000; Ctrl-C stops it. PORT and EMULATOR_PORT move it.
	@$(DEV) -m infra.local

test: $(TOOLS) .venv/checkov/.made ## Run all that CI runs: lint, types, unit, infrastructure, portal, stack and browser tests.
	@$(DEV) -m infra.checks all

check: .venv/dev/.made ## Run the fast part of it: lint, types, unit tests.
	@$(DEV) -m infra.checks fast

package: .venv/dev/.made ## Make the package for AWS (arm64) in build/package.
	@$(DEV) -m infra.package

deploy: .venv/dev/.made ## Install a clinic, or bring it up to date: make deploy TENANT=name; docs/install.md tells the rest.
	@$(DEV) -m infra.deploy deploy $(TENANT)

diff: .venv/dev/.made ## Tell what deploying TENANT would change, and change nothing.
	@$(DEV) -m infra.deploy diff $(TENANT)

destroy: .venv/dev/.made ## Take the installation of TENANT away; its data stays, unless DATA=delete.
	@$(DEV) -m infra.deploy destroy $(TENANT)

restore: .venv/dev/.made ## Bring a table of TENANT back to a moment: AT=2026-11-29T10:00:00Z; docs/operations.md tells the rest.
	@$(DEV) -m infra.restore $(TENANT)

tenants: .venv/dev/.made ## List the clinics of infra/tenants and how they stand.
	@$(DEV) -m infra.deploy tenants

bench: $(TOOLS) ## Measure speed and size against their budgets.
	@$(DEV) -m tests.bench

soak: $(TOOLS) ## Let many people act and faults happen for ten minutes, then check every promise; SECONDS, CLIENTS and SEED set it.
	@$(DEV) -m tests.soak --seconds $(or $(SECONDS),600) --clients $(or $(CLIENTS),12) $(if $(SEED),--seed $(SEED))

demo-reset: ## Forget the local data; the next `make run` begins with a fresh demo clinic.
	rm -rf .local

clean: ## Remove all that was made: environments, packages, local data.
	rm -rf .venv .local build portal/node_modules portal/dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/dev/.made: requirements-dev.txt requirements.txt requirements-checker.txt requirements-pusher.txt
.venv/emulator/.made: requirements-emulator.txt
.venv/checkov/.made: requirements-checkov.txt
.venv/%/.made:
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 found: name one, as in 'make run PYTHON=/path/to/python3.12'."; exit 1; }
	@$(PYTHON) infra/local/venvs.py $*
