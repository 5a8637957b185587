# Thin: every line is something that a person could type. Windows without make: the README says what to type instead.
PYTHON ?= python3
ARGS ?=
AUTHOR = .venv-author/bin

# `make lab LANG=zh_CN` chooses the course's language. A system has a LANG of its own: that one chooses nothing, and the choice
# doesn't become a program's locale.
ifeq ($(origin LANG),command line)
IN = --lang $(LANG)
unexport LANG
endif

.PHONY: lab test demo bench site lock build lint author

lab:  ## the course in JupyterLab; LANG=zh_CN in Chinese; ARGS="--no-browser --port 8899" goes to JupyterLab
	$(PYTHON) shared/bootstrap.py lab $(IN) $(ARGS)

test:  ## everything that CI runs; ARGS goes to pytest
	$(PYTHON) shared/bootstrap.py test $(ARGS)

author:  ## the author's environment in .venv-author
	$(PYTHON) shared/bootstrap.py author

demo: author  ## a class of 24, graded and reported, in a folder of its own; MODULE=all hands in every module
	PATH="$(CURDIR)/$(AUTHOR):$$PATH" $(AUTHOR)/coursekit demo $(if $(MODULE),--module $(MODULE)) $(ARGS)

bench: author  ## the speeds that the project promises, measured
	PATH="$(CURDIR)/$(AUTHOR):$$PATH" $(AUTHOR)/python -m benchmarks $(ARGS)

site: author  ## the course as a website, in build/site
	$(AUTHOR)/coursekit site $(ARGS)

build: author  ## notebooks from their text twins; LANG=zh_CN in Chinese, into build/zh_CN
	$(AUTHOR)/coursekit build $(IN) $(or $(ARGS),--all)

lint: author  ## the checks on notebooks and course, and ruff
	$(AUTHOR)/ruff check .
	$(AUTHOR)/ruff format --check .
	$(AUTHOR)/coursekit lint $(ARGS)

lock: author  ## requirements*.lock and environment.yml from pyproject.toml; ARGS=--upgrade for newer versions
	$(AUTHOR)/python -m coursekit.build.locks $(ARGS)
