/* Times count_words: prints the CPU seconds of a typical round, the median, which a busy machine disturbs least. */
#include "sample.h"
#include "../src/wordcount.h"

#include <stdio.h>
#include <time.h>

enum { rounds = 21 };

/* Of the thread: where a limit of CPU time is set, Linux counts a process in ticks of milliseconds. */
static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int ascending(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return a > b ? 1 : a < b ? -1 : 0;
}

int main(void) {
    limit_time();
    size_t size;
    char *text = make_text(12000, 6000, 1, &size);
    double taken[rounds];
    for (int round = 0; round < rounds; round++) {
        double start = seconds();
        struct words words = count_words(text, size);
        taken[round] = seconds() - start;
        free_words(words);
    }
    free(text);
    qsort(taken, rounds, sizeof *taken, ascending);
    printf("%.6f\n", taken[rounds / 2]);
    return 0;
}
