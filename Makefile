# make run: everything on this machine, with nothing but Python 3.11. make test: every check and test.
PORT ?= 8000
PYTHON ?= python3
.DEFAULT_GOAL := run
.PHONY: run test lint types imports format requirements translations screenshots clean

run: ## the portal with its four demo boards, on http://localhost:$(PORT)
	@PORT=$(PORT) $(PYTHON) deploy/run.py

.venv-dev/ready: requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Cần Python 3.11 trở lên; máy này có Python %s. Chọn bản khác bằng: make test PYTHON=python3.11" % sys.version.split()[0])'
	$(PYTHON) -m venv .venv-dev
	.venv-dev/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt -r requirements-dev.txt
	touch $@

TEST_ENV = SECRET_KEY=only-for-tests-0123456789abcdefghijklmnopqrstuvwxyz-0123456789 DEMO_MODE=1 VAR_DIR=$(CURDIR)/var/test
BIN = .venv-dev/bin

test: .venv-dev/ready ## lint, types, imports, templates, migrations, deployment check, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djhtml --check $$(git ls-files '*.html')
	$(TEST_ENV) $(BIN)/mypy .
	$(TEST_ENV) $(BIN)/lint-imports --no-cache
	mkdir -p var/test
	$(TEST_ENV) $(BIN)/python manage.py compile_translations
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.vn VAR_DIR=$(CURDIR)/var/test $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(TEST_ENV) $(BIN)/pytest -n 2 --dist worksteal $(PYTEST_ARGS)

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
