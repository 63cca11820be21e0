.PHONY: help setup run demo demonstration check test quick soak lint docs bench shots lock
help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/  —/'
setup: ## a virtual environment with everything developers need
	python3 -m venv .venv && .venv/bin/pip install -q -r requirements-dev.txt
run: ## the application, on this machine only
	.venv/bin/streamlit run app.py
demo: ## load the demonstration through the command line
	.venv/bin/python -m kam_analytics demo
demonstration: ## data/demonstration.zip, after a change to the generator or to what an import writes
	.venv/bin/python tools/build_demonstration.py
test: ## every test, browser tests included where a browser is found
	.venv/bin/pytest
quick: ## the tests that write no file, for the inner loop
	.venv/bin/pytest -m quick
soak: ## imports killed, on a full disk and two at once, two hundred times each
	KAM_SOAK=200 .venv/bin/pytest tests/ingest/test_killed.py -n 0
lint: ## style, types, import contracts
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy && .venv/bin/lint-imports
docs: ## docs/metrics.md from the declared metrics
	.venv/bin/python tools/metrics_page.py
bench: ## speed and memory as ratios, in one run
	.venv/bin/python benchmarks/bench_import.py && .venv/bin/python benchmarks/bench_pages.py
shots: ## screenshots of every page, both languages, both themes
	KAM_SHOTS=1 .venv/bin/pytest tests/browser -n 0
lock: ## requirements from pyproject.toml
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate -o requirements.txt
	uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate -o requirements-dev.txt
	uv pip compile -q pyproject.toml --group server -c requirements.txt --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate --generate-hashes -o requirements-server.txt
check: lint test ## what CI runs
