#!/bin/sh
# Compiles the artifact once, with a call at each of its blocks, and links it into the benchmark and into the check.
set -eu
cc=${CC:-clang}
mkdir -p build
"$cc" -std=gnu17 -O1 -fno-builtin -fsanitize-coverage=trace-pc -c -o build/wordcount.o src/wordcount.c
"$cc" -std=gnu17 -O1 -o build/bench bench/bench.c bench/count.c build/wordcount.o
"$cc" -std=gnu17 -O1 -o build/check bench/check.c bench/count.c build/wordcount.o
