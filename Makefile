# make run: everything on this machine, with nothing but Python 3.11. make check: before a commit. make test: every check, and every test that is quick. .ci/run: everything.
PORT ?= 8000
PYTHON ?= python3
.DEFAULT_GOAL := run
.PHONY: run check test long mutants next dump format requirements screenshots clean

run: ## the portal with its four demo boards, on http://localhost:$(PORT)
	@PORT=$(PORT) $(PYTHON) deploy/run.py

.venv-dev/ready: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Cần Python 3.11 trở lên; máy này có Python %s. Chọn bản khác bằng: make test PYTHON=python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv .venv-dev
	.venv-dev/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	touch $@

TEST_ENV = SECRET_KEY=only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz-0123456789 DEMO_MODE=1 VAR_DIR=$(CURDIR)/var/test
BIN = .venv-dev/bin
TWO_CORES = -n 2 --dist worksteal
# What takes long and walks through the browser are in .ci/run; here with `make test PYTEST_ARGS=`.
PYTEST_ARGS ?= -m "not scenario and not long"

check: .venv-dev/ready ## before every commit: lint, templates, types, imports, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check $$(git ls-files '*.html')
	$(TEST_ENV) $(BIN)/mypy .
	$(TEST_ENV) $(BIN)/lint-imports --no-cache
	mkdir -p var/test
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run

test: check ## the same, translations, deployment check, tests
	$(TEST_ENV) $(BIN)/python manage.py compile_translations
	DEMO_MODE= SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') LEDGER_KEY=$$($(BIN)/python -c 'import base64, os; print(base64.b64encode(os.urandom(32)).decode())') ALLOWED_HOSTS=example.vn VAR_DIR=$(CURDIR)/var/test $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(TEST_ENV) $(BIN)/pytest $(TWO_CORES) $(PYTEST_ARGS)

long: .venv-dev/ready ## before an issue is closed: whole, what other runs take a part of; about an hour
	$(TEST_ENV) LONG=all $(BIN)/pytest $(TWO_CORES) -m long

mutants: .venv-dev/ready ## before an issue is closed: mistakes made on purpose, which tests must notice; about half an hour
	$(TEST_ENV) $(BIN)/python manage.py compile_translations
	$(TEST_ENV) $(BIN)/python bench/mutants.py
	$(TEST_ENV) $(BIN)/python bench/pure_mutants.py

next: ## outside CI: what would break with the newest Wagtail and Django, over the pinned rest
	rm -rf var/next
	$(PYTHON) -m venv var/next
	var/next/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	var/next/bin/pip install --quiet --disable-pip-version-check --upgrade wagtail Django
	var/next/bin/pip list --disable-pip-version-check | grep -i '^\(wagtail\|django\) '
	mkdir -p var/test
	$(TEST_ENV) var/next/bin/python manage.py compile_translations
	$(TEST_ENV) var/next/bin/pytest $(TWO_CORES) --tb=short -rfE $(PYTEST_ARGS)

dump: .venv-dev/ready ## at a release: the demo as this code makes it, which later code must be able to take over
	$(BIN)/python -m tests.upgrades.make_dump

format: .venv-dev/ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml $$(git ls-files '*.html')

requirements: .venv-dev/ready
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-emit-index-url requirements-dev.in -o requirements-dev.txt

screenshots: .venv-dev/ready ## figures of docs/vai-tro, and every screen at three widths, light and dark, in docs/screenshots
	$(BIN)/python docs/screenshots.py

clean: ## forget the demo's data and the environments
	rm -rf var .venv .venv-dev
