# make site  建网站      make release  正式发布      make serve  预览      make test  跑全部测试
.DEFAULT_GOAL := site
.PHONY: site release offline serve check test quick lint lock clean chromium bench bench-peers bench-print bench-site bench-search

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING = 1
# 编好的字节码留着：一次测试要开几百次程序，每次重编要慢一倍
unexport PYTHONDONTWRITEBYTECODE

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更新的版本，现在是 $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "需要 venv：apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock

# 装好的标志：锁文件变了就重装，多出来的卸掉
$(VENV)/site.done: requirements.lock pyproject.toml | $(BIN)/uv
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements.lock
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps -e .
	@touch $@

$(VENV)/dev.done: requirements-dev.lock $(VENV)/site.done
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

site: $(VENV)/site.done
	@$(BIN)/casebook build

# 正式发布：主办单位、邮箱、备案号等没有填齐，就不建
release: $(VENV)/site.done
	@$(BIN)/casebook build --release

# 收成一个压缩包，拷到 U 盘上看
offline: $(VENV)/site.done
	@$(BIN)/casebook offline

serve: $(VENV)/site.done
	@$(BIN)/casebook serve

check: $(VENV)/site.done
	@$(BIN)/casebook check --strict

lint: $(VENV)/dev.done
	$(BIN)/ruff check hooks tests bench
	$(BIN)/ruff format --check hooks tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# 不到五分钟的那些；提交前跑这个就够了
quick: lint chromium
	$(BIN)/pytest -n auto --dist worksteal -m "not slow"

test: lint chromium
	$(BIN)/casebook check --strict
	$(BIN)/pytest -n auto --dist worksteal

# 浏览器测试要用 Debian 的 chromium，以及中文字体、读 PDF 的工具、nginx、验电子书的 Java 和 playwright 要的库
CHROMIUM_PACKAGES := chromium fonts-noto-cjk poppler-utils git libatomic1 nginx-light libreoffice-writer-nogui default-jre-headless
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo "sudo -n")
chromium:
	@if command -v chromium >/dev/null && command -v pdftotext >/dev/null && fc-list :lang=zh | grep -q . && \
	  command -v soffice >/dev/null && command -v java >/dev/null && \
	  PATH="$$PATH:/usr/sbin" command -v nginx >/dev/null && \
	  /sbin/ldconfig -p | grep -q libatomic.so.1; then :; \
	elif command -v apt-get >/dev/null && $(SUDO) true 2>/dev/null; then \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $(CHROMIUM_PACKAGES) >/dev/null; \
	else echo "浏览器测试缺少工具，请先装：apt install $(CHROMIUM_PACKAGES)"; exit 1; fi

# 与别家比（结果在 bench/results/）：印刷、网站、查找；别家装在 bench/.venv 与各自的 node_modules 里
bench/.venv/done: bench/print/requirements.txt bench/site/requirements.txt bench/search/requirements.txt $(VENV)/dev.done
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python bench/.venv
	@$(BIN)/uv pip install --quiet --python bench/.venv/bin/python $(patsubst %,-r %,$(filter %.txt,$^))
	@touch $@

bench/site/%/node_modules/.done: bench/site/%/package.json bench/.venv/done
	@bench/.venv/bin/python bench/site/npm_install.py bench/site/$*
	@touch $@

bench/search/node_modules/.done: bench/search/package.json bench/.venv/done
	@bench/.venv/bin/python bench/site/npm_install.py bench/search
	@touch $@

bench-peers: bench/.venv/done bench/site/eleventy/node_modules/.done bench/site/astro/node_modules/.done bench/search/node_modules/.done

bench:
	@echo "约七十分钟：印刷约半小时，网站约二十分钟，查找约二十分钟。测的时候机器上不要做别的。"
	@$(MAKE) --no-print-directory --keep-going bench-print bench-site bench-search

bench-print: bench/.venv/done chromium
	@echo "印刷：约半小时"
	@$(BIN)/python bench/print/run.py

bench-site: bench-peers
	@echo "网站：约二十分钟"
	@$(BIN)/python bench/site/run.py

bench-search: bench/search/node_modules/.done chromium
	@echo "查找：约二十分钟"
	@$(BIN)/python bench/search/run.py

# 更新锁文件（不写下任何软件源的地址）
lock: | $(BIN)/uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 --extra print --extra compress --extra office pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 --group dev -c requirements.lock -o requirements-dev.lock
	echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --upgrade \
	  --python-version 3.11 - -o requirements-uv.lock

clean:
	rm -rf site .site-releases $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
