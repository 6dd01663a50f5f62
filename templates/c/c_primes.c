#include "primes.h"

#include <stdlib.h>
#include <string.h>

/* Numbers that are sieved at once. */
#define SEGMENT 2048

/* Marks what is no prime among the first so many numbers. */
static unsigned char *marks_below(long end)
{
    unsigned char *marks = calloc((size_t)end + 1, 1);
    if (!marks)
        return NULL;
    for (long i = 2; i * i < end; i++) {
        if (marks[i])
            continue;
        for (long j = i * 2; j < end; j += i)
            marks[j] = 1;
    }
    return marks;
}

long count_primes(long end)
{
    long root = 2;
    while (root * root < end)
        root++;
    unsigned char *small = marks_below(root + 1);
    unsigned char *segment = malloc(SEGMENT);
    long count = 0;
    if (!small || !segment)
        return -1;
    for (long start = 2; start < end; start += SEGMENT) {
        long size = end - start < SEGMENT ? end - start : SEGMENT;
        memset(segment, 0, SEGMENT);
        for (long prime = 2; prime <= root; prime++) {
            if (small[prime])
                continue;
            long first = (start + prime - 1) / prime * prime;
            if (first < prime * 2)
                first = prime * 2;
            for (long i = first - start; i < size; i += prime)
                segment[i] = 1;
        }
        for (long i = 0; i < size; i++)
            if (!segment[i])
                count++;
    }
    free(small);
    free(segment);
    return count;
}
