# Makefile - build, test and install policylex. `make help` lists the targets.
#
#   make run                from a bare checkout to reports: try this first
#   make                    release build; build/policylex is then the program
#   make BUILD=asan         the same under address + undefined sanitizers
#   make WERROR=1 CC=clang  another compiler, warnings are errors
#   make V=1                show the commands
#
# On a new machine there may be no compiler yet, so nothing outside make and a
# shell is called while this file is read: what needs pkg-config asks for it
# when the first object is built (see "Libraries").

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:

# -- What the program is made of ----------------------------------------------
# Reading order and dependency order in one: a layer may include headers of
# itself and of the layers to its left, never to its right (see `make layers`).
LAYERS  := base ingest text lexicon tally stats report run cli
SOURCES := $(foreach layer,$(LAYERS),\
    $(sort $(wildcard src/$(layer)/*.c src/$(layer)/*/*.c)))
HEADERS := $(foreach layer,$(LAYERS),\
    $(sort $(wildcard src/$(layer)/*.h src/$(layer)/*/*.h)))
MAIN    := src/cli/main.c

# Data that the program carries inside, each named by what stands behind "/./"
# (src/base/embedded.h).
EMBEDDED := lexicons/./abbreviations/en.txt lexicons/./administrations.csv \
            lexicons/./boilerplate.txt
# ... and what report.html is made of (src/report/page_frame.h): D3 of Debian's
# node-d3, frame, styles, and the scripts. One style or script after another:
# what others build on first; the script that starts the page, and the style
# for paper, last.
D3           := /usr/share/nodejs/d3/dist/d3.min.js
PAGE         := src/report/page
in_order      = $(PAGE)/$(1) $(filter-out $(PAGE)/$(1) $(PAGE)/$(2),\
    $(sort $(wildcard $(PAGE)/*$(suffix $(1))))) $(PAGE)/$(2)
PAGE_STYLES  := $(call in_order,page.css,print.css)
PAGE_SCRIPTS := $(call in_order,dom.js,main.js)
EMBEDDED     += $(D3:/usr/share/nodejs/%=/usr/share/nodejs/./%) \
    $(patsubst src/report/%,src/report/./%,$(PAGE)/page.html $(PAGE_STYLES) \
    $(PAGE)/d3-licence.txt $(PAGE_SCRIPTS))
# ... and the words of English, made of what Debian's word lists hold, as
# evidence for words that a line's end splits (src/text/english_words.h).
WORD_LISTS := /usr/share/dict/american-english /usr/share/dict/british-english

# -- How it is built ----------------------------------------------------------
BUILD  ?= release
OUT    := build/$(BUILD)
PREFIX ?= /usr/local
WERROR ?=
JOBS   ?= $(shell nproc 2>/dev/null || echo 2)

# Every processor works, and each recipe's output stays in one piece. A
# recursive make has these already; -jN on the command line wins.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS) --output-sync=target
endif

FLAVOURS := release debug asan tsan coverage fuzz
ifeq ($(filter $(BUILD),$(FLAVOURS)),)
$(error BUILD=$(BUILD) is none of: $(FLAVOURS))
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wold-style-definition -Wvla -Wformat=2 \
            -Wwrite-strings -Wcast-qual -Wpointer-arith -Wundef \
            -Wdouble-promotion -Wimplicit-fallthrough -Wswitch-enum

FLAGS.release  := -O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 \
                  -fstack-protector-strong -fPIE
FLAGS.debug    := -O0
FLAGS.asan     := -O1 -fno-omit-frame-pointer \
                  -fsanitize=address,undefined -fno-sanitize-recover=all
FLAGS.tsan     := -O1 -fsanitize=thread
FLAGS.coverage := -O0 --coverage -fprofile-update=atomic
FLAGS.fuzz     := -O1 -fno-omit-frame-pointer \
                  -fsanitize=fuzzer-no-link,address,undefined \
                  -fno-sanitize-recover=all
# By which a run knows another program (src/run/fingerprint.h).
BUILD_ID       := -Wl,--build-id=sha1
LINK.release   := -pie -Wl,-z,relro,-z,now

# libFuzzer is part of clang.
ifeq ($(BUILD),fuzz)
ifeq ($(findstring clang,$(CC)),)
override CC := clang
endif
endif

# No fused multiply-add behind the source's back: reports are to be the same
# bytes on every processor.
LANGUAGE     := -std=c17 -ffp-contract=off
ALL_CPPFLAGS  = -Isrc -D_GNU_SOURCE $(CPPFLAGS)
ALL_CFLAGS    = $(LANGUAGE) -g $(WARNINGS) $(if $(WERROR),-Werror) \
                $(FLAGS.$(BUILD)) $(CFLAGS)
ALL_LDFLAGS   = $(filter -fsanitize=% --coverage,$(FLAGS.$(BUILD))) \
                $(BUILD_ID) $(LINK.$(BUILD)) $(LDFLAGS)
ALL_LDLIBS    = $(LIBRARIES) -lcsv -lm -lpthread $(LDLIBS)

Q := $(if $(V),,@)
# Before a command whose output a person follows while it runs (the + keeps make
# from holding it back); `make -n` shows it and runs nothing.
LIVE = +@$(if $(findstring n,$(filter-out --%,$(firstword -$(MAKEFLAGS)))),echo)
say = $(if $(V),,@printf '  %-8s %s\n' $(1) $(2))

# -- Libraries ----------------------------------------------------------------
# Asked for once, when first used. What is missing is said in one sentence.
PACKAGES := libpcre2-8 libutf8proc inih jansson libRmath libcrypto \
    libcmark-gfm yaml-0.1 libxml-2.0 libarchive gumbo libseccomp zlib uchardet \
    sqlite3 xlsxwriter

missing_tool = $(foreach tool,$(firstword $(CC)) pkg-config,\
    $(shell command -v $(tool) >/dev/null || echo $(tool)))
missing_lib  = $(foreach library,$(PACKAGES),\
    $(shell pkg-config --exists $(library) || echo $(library))) \
    $(shell echo '\#include <csv.h>' | $(CC) -E - >/dev/null 2>&1 || \
    echo libcsv) $(foreach list,$(WORD_LISTS),\
    $(shell test -r $(list) || echo $(list)))
complain     = $(if $(1),$(error Not installed here: $(1). \
    `make deps` installs it on Debian and names it elsewhere))
ask          = $(call complain,$(strip $(missing_tool)))$\
    $(call complain,$(strip $(missing_lib)))
INCLUDES     = $(eval INCLUDES := $(ask)$(patsubst -I%,-isystem %,\
    $(shell pkg-config --cflags $(PACKAGES))))$(INCLUDES)
LIBRARIES    = $(eval LIBRARIES := $(shell pkg-config --libs $(PACKAGES)))$\
    $(LIBRARIES)

# -- Objects ------------------------------------------------------------------
LIBRARY := $(OUT)/libpolicylex.a
PROGRAM := $(OUT)/policylex
OBJECTS := $(patsubst %.c,$(OUT)/%.o,$(filter-out $(MAIN),$(SOURCES))) \
           $(OUT)/embedded.o

all: $(PROGRAM)  ## build the program (default): build/policylex
ifeq ($(BUILD),release)
all: build/policylex
build/policylex: $(PROGRAM)
	@ln -sfn release/policylex $@
endif

$(OUT)/%.o: %.c $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(INCLUDES) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

$(OUT)/words/en.txt: src/text/make-words
	@mkdir -p $(@D)
	$(call say,WORDS,$@)
	$(Q)src/text/make-words $(WORD_LISTS) > $@

$(OUT)/embedded.c: src/base/embed-files $(subst /./,/,$(EMBEDDED)) \
                   $(OUT)/words/en.txt $(OUT)/members
	$(call say,EMBED,$@)
	$(Q)src/base/embed-files $(EMBEDDED) $(OUT)/./words/en.txt > $@

$(OUT)/embedded.o: $(OUT)/embedded.c $(OUT)/flags
	$(Q)$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c $< -o $@

# Made anew, since `ar` would keep the members whose sources are gone.
$(LIBRARY): $(OBJECTS) $(OUT)/members
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $(OBJECTS)

$(PROGRAM): $(OUT)/src/cli/main.o $(LIBRARY) $(OUT)/flags
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $< $(LIBRARY) $(ALL_LDLIBS) -o $@

# Two notes of what was built with what; a note changes, and its dependants are
# rebuilt, only when its text does.
note = @mkdir -p $(@D); echo '$(strip $(1))' | cmp -s - $@ || \
       echo '$(strip $(1))' > $@
$(OUT)/flags: FORCE
	$(call note,$(CC) $(ALL_CPPFLAGS) $(INCLUDES) $(ALL_CFLAGS) $(ALL_LDFLAGS))
$(OUT)/members: FORCE
	$(call note,$(OBJECTS) $(EMBEDDED))
FORCE:

# -- Test programs ------------------------------------------------------------
# tests/SUITE/NAME_test.c is a program that speaks TAP; what several of them
# share is in tests/unit/*_fixture.c. tests/fuzz/NAME_fuzz.c holds a libFuzzer
# target.
PROGRAM_SUITES := unit conformance property
TEST_SOURCES   := $(sort $(wildcard $(PROGRAM_SUITES:%=tests/%/*_test.c)))
SUPPORT        := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/unit/*_fixture.c))
TESTS          := $(TEST_SOURCES:%.c=$(OUT)/%)
FUZZ_SOURCES   := $(sort $(wildcard tests/fuzz/*_fuzz.c))
FUZZERS        := $(FUZZ_SOURCES:%.c=$(OUT)/%)
# What tests/faults put in front of the C library (LD_PRELOAD).
INTERPOSER     := $(OUT)/tests/faults/interposer.so
TEST_INCLUDES  := -Itests
FUZZ_LINK      := -fsanitize=fuzzer

$(TESTS): $(OUT)/tests/%: tests/%.c $(SUPPORT) $(LIBRARY) $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(TEST_INCLUDES) $(INCLUDES) $(ALL_CFLAGS) \
	    -MMD -MP -MF $@.d $(ALL_LDFLAGS) $< $(SUPPORT) $(LIBRARY) -lcmocka \
	    $(ALL_LDLIBS) -o $@

$(FUZZERS): $(OUT)/tests/%: tests/%.c $(LIBRARY) $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,FUZZ,$<)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(TEST_INCLUDES) $(INCLUDES) $(ALL_CFLAGS) \
	    -MMD -MP -MF $@.d $(ALL_LDFLAGS) $(FUZZ_LINK) $< $(LIBRARY) \
	    $(ALL_LDLIBS) -o $@

# Without _FORTIFY_SOURCE, which defines some of what is defined here.
$(INTERPOSER): $(wildcard tests/faults/*.c tests/faults/*.h) $(OUT)/flags
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CPPFLAGS) $(TEST_INCLUDES) $(LANGUAGE) -g -O2 $(WARNINGS) \
	    $(if $(WERROR),-Werror) -fPIC -shared $(filter %.c,$^) -o $@

test-programs: $(TESTS) $(if $(filter release debug,$(BUILD)),$(INTERPOSER)) $(if $(wildcard $(MAIN)),$(PROGRAM))
fuzz-programs: $(FUZZERS)

-include $(OBJECTS:.o=.d) $(OUT)/src/cli/main.d $(SUPPORT:.o=.d) \
         $(TESTS:=.d) $(FUZZERS:=.d)

# -- Running ------------------------------------------------------------------
run:  ## install what is missing, build, report on the sample corpus
	@$(MAKE) --no-print-directory deps-build
	@$(MAKE) --no-print-directory BUILD=release all
	$(LIVE) build/policylex run

deps: deps-build deps-test  ## install the Debian packages that are missing

deps-build:
	$(LIVE) tests/tools/install-packages build

deps-test: deps-build
	$(LIVE) tests/tools/install-packages test

# -- Testing ------------------------------------------------------------------
# Every test is a command that speaks TAP. What follows lists them for
# tests/tools/run-suites: 'SUITE COMMAND', quoted. $(1) is the build that is
# tested, $(2) the folder of tests; another build than release goes in front of
# the suite's name.
suite_of  = $(if $(filter release,$(1)),,$(1)/)$(2)
setting   = $(wrap) POLICYLEX=$(CURDIR)/build/$(1)/policylex
needs     = tests/tools/needs

program_test = $(foreach test,$(wildcard tests/$(2)/*_test.c),\
    '$(suite_of) $(setting) build/$(1)/$(test:.c=)')
bats_test = $(foreach test,$(wildcard tests/$(2)/*.bats),\
    '$(suite_of) $(setting) $(needs) bats bats --tap $(test)')
browser_test = $(foreach test,$(wildcard tests/browser/*_test.js),\
    'browser $(setting) tests/browser/run $(test)')
cases_test = $(if $(wildcard tests/cases),\
    '$(call suite_of,$(1),cases) tests/tools/run-cases --jobs 2 \
    build/$(1)/policylex')
fuzz_test = $(foreach test,$(FUZZ_SOURCES),\
    'fuzz $(needs) clang tests/tools/run-fuzz $(1) build/fuzz/$(test:.c=)')
check_test = $(foreach check,$(CHECKS),\
    'static tests/tools/as-tap $(check) $(command.$(check))')
# A program that ends in the midst of its work, as children of the tests do,
# leaves SQLite's pages held by pointers into them: "possibly lost", no leak.
valgrind_test = $(foreach test,$(wildcard tests/unit/*_test.c),\
    'valgrind/unit $(needs) valgrind valgrind -q --leak-check=full \
    --show-leak-kinds=definite --errors-for-leak-kinds=definite \
    --suppressions=tests/tools/valgrind.supp \
    --error-exitcode=9 build/release/$(test:.c=)')

# ThreadSanitizer maps memory at fixed places, where address randomisation can
# get in its way.
wrap = $(if $(filter tsan,$(1)),$(FIXED_ADDRESSES)) env
FIXED_ADDRESSES = $(shell setarch -R true 2>/dev/null && echo setarch -R)

FUZZ_RUNS    ?= 20000
FUZZ_SECONDS ?= 60
COVERAGE     ?= 85
RUN_SUITES   := tests/tools/run-suites --jobs $(JOBS) --logs build/test-logs

tests.release  = $(foreach suite,unit conformance property,\
    $(call program_test,release,$(suite)))\
    $(call cases_test,release)\
    $(foreach suite,conformance property faults,\
    $(call bats_test,release,$(suite)))\
    $(call browser_test,release)
# Minutes of waiting for timeouts, of which little is work.
tests.cluster  = $(call bats_test,release,cluster)
tests.asan     = $(foreach suite,$(PROGRAM_SUITES),\
    $(call program_test,asan,$(suite))) $(call cases_test,asan)\
    $(call bats_test,asan,property)
tests.tsan     = $(foreach suite,$(PROGRAM_SUITES),\
    $(call program_test,tsan,$(suite))) $(call bats_test,tsan,property)
tests.fuzz     = $(call fuzz_test,--runs $(FUZZ_RUNS))
tests.static   = $(check_test)
tests.valgrind = $(valgrind_test)

# A suite that has lost its tests is a failure, not a silence.
EXPECTED := static unit cases conformance property faults browser cluster fuzz

again = $(MAKE) --no-print-directory

test: deps-test  ## install what is missing, run every test
	+@$(again) test-all-programs
	$(LIVE) $(RUN_SUITES) $(EXPECTED:%=--expect %) $(tests.static) \
	    $(tests.release) $(tests.cluster) $(tests.asan) $(tests.tsan) \
	    $(tests.valgrind) $(tests.fuzz)

test-all-programs:
	+@$(again) BUILD=release test-programs
	+@$(again) BUILD=asan test-programs
	+@$(again) BUILD=tsan test-programs
	$(if $(shell command -v clang),+@$(again) BUILD=fuzz fuzz-programs)

test-release:  ## the tests on the release build alone: quick
	+@$(again) BUILD=release test-programs
	$(LIVE) $(RUN_SUITES) $(tests.release)

test-asan:  ## the tests under address + undefined-behaviour sanitizers
	+@$(again) BUILD=asan test-programs
	$(LIVE) $(RUN_SUITES) $(tests.asan)

test-tsan:  ## the tests under the thread sanitizer
	+@$(again) BUILD=tsan test-programs
	$(LIVE) $(RUN_SUITES) $(tests.tsan)

test-valgrind:  ## the unit tests under valgrind
	+@$(again) BUILD=release test-programs
	$(LIVE) $(RUN_SUITES) $(tests.valgrind)

cluster: all  ## array jobs on a Slurm that the tests start
	$(LIVE) $(RUN_SUITES) $(tests.cluster)

unit:  ## the unit tests on this BUILD
	+@$(again) test-programs
	$(LIVE) $(RUN_SUITES) $(call program_test,$(BUILD),unit)

cases: all  ## the golden cases (tests/cases) on this BUILD
	$(LIVE) $(RUN_SUITES) $(call cases_test,$(BUILD))

cases-accept: all  ## rewrite what the golden cases expect; CASE=NAME for one
	@tests/tools/run-cases --accept $(PROGRAM) $(CASE)

fuzz:  ## fuzz each target for FUZZ_SECONDS (60), keeping what is found
	+@$(again) BUILD=fuzz fuzz-programs
	$(LIVE) $(RUN_SUITES) --timeout 100000 \
	    $(call fuzz_test,--seconds $(FUZZ_SECONDS))

bench: all  ## measure speed and memory (tests/bench)
	$(LIVE) tests/bench/run $(BENCH) build/policylex

# Counted is every branch of src/ that gcc makes without optimising.
coverage:  ## which branches the tests reach: build/coverage/report.html
	+@$(again) BUILD=coverage test-programs
	@find build/coverage -name '*.gcda' -delete
	@find build/coverage/src -name '*.gcno' | sed 's|^build/coverage/||' | \
	    while read -r note; do [ -f "$${note%.gcno}.c" ] || \
	    rm "build/coverage/$$note"; done
	$(LIVE) $(RUN_SUITES) $(foreach suite,$(PROGRAM_SUITES),\
	    $(call program_test,coverage,$(suite))) \
	    $(call cases_test,coverage) $(call bats_test,coverage,property) || \
	    echo 'Some tests failed.'
	@gcovr --root . --filter src/ --html-details build/coverage/report.html \
	    --branches --sort-uncovered --print-summary \
	    --fail-under-branch $(COVERAGE) build/coverage/src

# -- Static checks ------------------------------------------------------------
CHECKS := format lint layers headers sizes spelling scripts page

# Expanded in recipes only: `lint` and `headers` need the libraries' flags.
COMPILE_FLAGS     = $(ALL_CPPFLAGS) $(TEST_INCLUDES) $(INCLUDES) $(LANGUAGE)
command.format   := tests/tools/check-format
command.lint      = tests/tools/check-lint --jobs $(JOBS) -- $(COMPILE_FLAGS)
command.layers   := tests/tools/check-layers $(LAYERS)
command.headers   = tests/tools/check-headers $(CC) $(COMPILE_FLAGS) $(WARNINGS)
command.sizes    := tests/tools/check-sizes
command.spelling := tests/tools/check-spelling
command.scripts  := tests/tools/check-scripts
command.page     := tests/tools/check-page

check:  ## format, lint, layers, headers, sizes, spelling, scripts, page
	$(LIVE) $(RUN_SUITES) $(tests.static)

format:  ## sources follow .clang-format
lint:  ## clang-tidy finds nothing (see .clang-tidy)
layers:  ## no layer includes one to its right, no include cycles
headers:  ## every header compiles on its own
sizes:  ## functions and files stay small and simple
spelling:  ## codespell finds nothing
scripts:  ## shellcheck finds nothing
page:  ## the scripts of report.html parse, and their types fit
$(CHECKS):
	$(LIVE) $(command.$@)

reformat:  ## let clang-format rewrite the sources
	@tests/tools/check-format --fix

# -- Documentation ------------------------------------------------------------
docs: all  ## write reports/README.md from the descriptions of the columns
	$(Q)$(PROGRAM) help --columns > $(OUT)/columns.md
	$(Q)cmp -s $(OUT)/columns.md reports/README.md || \
	    cp $(OUT)/columns.md reports/README.md

# -- Installing ---------------------------------------------------------------
BINDIR        = $(DESTDIR)$(PREFIX)/bin
DATADIR       = $(DESTDIR)$(PREFIX)/share/policylex
MANDIR        = $(DESTDIR)$(PREFIX)/share/man/man1
COMPLETIONDIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
UNITDIR       = $(DESTDIR)$(PREFIX)/lib/systemd/system
DATA         := $(shell find lexicons -type f 2>/dev/null)
UNITS        := $(wildcard src/deploy/systemd/*)
EXAMPLES     := $(wildcard src/deploy/policylex.*)
SLURM        := $(filter-out %/policylex-slurm,$(wildcard src/deploy/slurm/*))

install: all  ## install program, lexicons, man page, units, Slurm's driver
	install -d $(BINDIR) $(MANDIR) $(COMPLETIONDIR)
	install -m 755 $(PROGRAM) $(BINDIR)/policylex
	for file in $(DATA); do \
	    install -D -m 644 $$file $(DATADIR)/$$file || exit 1; done
	$(PROGRAM) help --man > $(OUT)/policylex.1
	install -m 644 $(OUT)/policylex.1 $(MANDIR)/policylex.1
	$(PROGRAM) help --completion > $(OUT)/completion
	install -m 644 $(OUT)/completion $(COMPLETIONDIR)/policylex
	install -d $(UNITDIR)
	for file in $(UNITS); do sed 's|/usr/local/|$(PREFIX)/|' $$file \
	    >$(UNITDIR)/$${file##*/} || exit 1; done
	for file in $(EXAMPLES); do sed 's|/usr/local/|$(PREFIX)/|' $$file \
	    >$(DATADIR)/$${file##*/} || exit 1; done
	install -m 755 src/deploy/slurm/policylex-slurm $(BINDIR)
	install -d $(DATADIR)/slurm
	install -m 644 $(SLURM) $(DATADIR)/slurm

uninstall:  ## remove what install put there, and nothing else
	rm -f $(BINDIR)/policylex $(BINDIR)/policylex-slurm \
	    $(MANDIR)/policylex.1 $(SLURM:src/deploy/%=$(DATADIR)/%) \
	    $(COMPLETIONDIR)/policylex $(DATA:%=$(DATADIR)/%) \
	    $(addprefix $(UNITDIR)/,$(notdir $(UNITS))) \
	    $(addprefix $(DATADIR)/,$(notdir $(EXAMPLES)))
	[ ! -d $(DATADIR) ] || find $(DATADIR) -depth -type d -empty -delete

# -- Housekeeping -------------------------------------------------------------
clean:  ## remove build/
	rm -rf build

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' \
	    $(firstword $(MAKEFILE_LIST))
	@echo "  BUILD=$(FLAVOURS)" | tr ' ' '|' | sed 's/^||/  /'

.PHONY: all run deps deps-build deps-test test test-all-programs test-release \
        test-asan test-tsan test-valgrind test-programs fuzz-programs unit \
        cluster cases cases-accept fuzz bench coverage check $(CHECKS) reformat \
        docs install uninstall clean help FORCE
