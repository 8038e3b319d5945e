# What a maintainer asks for by name. Whoever wants to use briefgen or to run its tests needs none of it: see README.md.
#
# The programs of the environment in VENV are used where it is there, those of PATH where it is not. `setup`, `bounds` and
# `constraints` need uv.

VENV ?= .venv
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

OLD ?= HEAD~1
NEW ?= .

.DEFAULT_GOAL := help
.PHONY: help same-bytes

help:  ## What can be asked for
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name what; do \
	  printf '%-13s %s\n' "$$name" "$$what"; done

same-bytes:  ## Whether OLD=HEAD~1 and NEW=. (revisions or folders) make the same of all samples; PDF=1 for PDF as well
	python -m tests.same_bytes $(OLD) $(NEW) $(if $(PDF),--pdf)
