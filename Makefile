# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.

SWIFT ?= swift
CHECKED = --explicit-target-dependency-import-check error

.PHONY: demo build test lint graph prepare

## Build and run quote-to-cash end to end on this machine.
demo: build
	@$(SWIFT) run --skip-build skald demo

build: prepare
	$(SWIFT) build $(CHECKED)

## All tests.
test: prepare
	$(SWIFT) build --build-tests $(CHECKED)
	$(SWIFT) test --skip-build

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests workflows

## libsqlite3-dev and libxml2-dev, installed where that is possible, else asked for.
prepare:
	@sh .ci/prepare
