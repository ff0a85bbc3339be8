# 安薪办: the two commands are `make serve` and `make test`; the others are for those who change the code.
.DEFAULT_GOAL := help
.PHONY: help serve install test lint bench lock
SHELL := /bin/sh
ARREARS := .venv/bin/arrears
PYTEST := .venv/bin/python -m pytest
JOBS ?= 2
unexport PYTHONDONTWRITEBYTECODE  # a dozen processes start: each would translate the whole system anew
STRICT := $(wildcard arrears/law arrears/cases arrears/access arrears/personal)

help: ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s%s\n", $$1, $$2 }' Makefile

serve: ## 安装所缺、建库、首次生成演示数据，然后启动系统（Ctrl-C 停止）
	@sh setup/with_python.sh setup/install.py serve
	@exec $(ARREARS) serve --end-with-starter

install: ## 只安装：系统软件包、.venv、字体；装好后可用 .venv/bin/arrears
	@sh setup/with_python.sh setup/install.py run

test: ## 安装测试所需，检查代码并跑全部测试；T=tests/law 只跑一部分
	@sh setup/with_python.sh setup/install.py test
ifndef T
	@$(MAKE) --no-print-directory lint
endif
	@echo "==> 测试：$(if $(T),$(T),全部)（$(JOBS) 个进程）"
	@$(PYTEST) -n $(JOBS) --dist worksteal $(T)

lint: ## 代码检查：ruff、mypy --strict、房间之间的引用规则
	@echo "==> 代码检查：ruff"
	@.venv/bin/ruff check --no-cache .
	@echo "==> 类型检查：mypy --strict $(STRICT)"
	@.venv/bin/mypy --strict $(STRICT)
	@echo "==> 房间规则：lint-imports"
	@.venv/bin/lint-imports --no-cache

bench: install ## 测速（手工运行，需数分钟）：N=10000,100000 指定案件数
	@.venv/bin/python -m bench $(if $(N),--cases $(N))

lock: ## 重新锁定依赖的版本和摘要（需网络，改过 requirements/*.in 之后）
	@sh setup/with_python.sh setup/lock.py
