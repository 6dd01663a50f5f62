#!/bin/sh
# Compiles the artifact once, and links it into the benchmark and into the check.
set -eu
cc=${CC:-clang}
mkdir -p build
"$cc" -std=gnu17 -O2 -c -o build/wordcount.o src/wordcount.c
"$cc" -std=gnu17 -O2 -o build/bench bench/bench.c build/wordcount.o
"$cc" -std=gnu17 -O2 -o build/check bench/check.c build/wordcount.o
