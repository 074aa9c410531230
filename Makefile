# Two commands do all the set-up: `make demo` runs the main job, `make test` passes the tests.

SWIFT ?= swift
CHECKED = --explicit-target-dependency-import-check error

PREFIX ?= /usr/local
MAN = .build/man

.PHONY: demo build test lint man install prepare faults faults-long amendments-long bench-bank

## Build and run quote-to-cash end to end on this machine.
demo: build
	@$(SWIFT) run --skip-build skald demo

build: prepare
	$(SWIFT) build $(CHECKED)

## All tests.
test: prepare
	$(SWIFT) build --build-tests $(CHECKED)
	@sh .ci/test $(SWIFT)

## Kills, power losses, full disks: the real engine, its file and the systems, for twenty minutes or for an hour.
faults: prepare
	$(SWIFT) build --product skald
	$(SWIFT) build --product skald-faults
	@$$($(SWIFT) build --show-bin-path)/skald-faults --json .build/faults.json

faults-long: prepare
	$(SWIFT) build --product skald
	$(SWIFT) build --product skald-faults
	@$$($(SWIFT) build --show-bin-path)/skald-faults --long --json .build/faults.json

## How much memory an import of a large statement takes; a ratio of interleaved runs, and no test.
bench-bank: prepare
	$(SWIFT) build -c release $(CHECKED) --product skald
	@python3 Benchmarks/bank_import.py $$($(SWIFT) build -c release --show-bin-path)/skald

## A hundred thousand random stacks of amendments, each held against every invariant; minutes.
amendments-long: prepare
	SKALD_STACKS=100000 $(SWIFT) test -c release -Xswiftc -enable-testing --filter LongPropertyTests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests workflows

## libsqlite3-dev and libxml2-dev, installed where that is possible, else asked for.
prepare:
	@sh .ci/prepare

## Manual pages, from the commands themselves; read one with `man -l .build/man/skald.1`.
man: build
	$(SWIFT) build --product generate-manual
	@rm -rf $(MAN) && mkdir -p $(MAN)
	@bin=$$($(SWIFT) build --show-bin-path) && \
	    env -u SKALD_DB $$bin/generate-manual $$bin/skald --multi-page --output-directory $(MAN)

## The program, its completions and its manual pages, below PREFIX (and DESTDIR, for packagers).
install: prepare man
	$(SWIFT) build -c release $(CHECKED) --product skald
	@bin=$$($(SWIFT) build -c release --show-bin-path) && sh .ci/install $$bin/skald $(MAN) "$(DESTDIR)$(PREFIX)"
