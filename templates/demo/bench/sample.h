#ifndef SAMPLE_H
#define SAMPLE_H

#include <stdlib.h>
#include <sys/resource.h>

/* Ends the program after two CPU seconds: a candidate that loops for ever has not counted anything. */
static void limit_time(void) {
    struct rlimit limit = {2, 2};
    setrlimit(RLIMIT_CPU, &limit);
}

/* Makes a text of `words` words, of which few are frequent and most are rare; the same text for the same numbers. */
static char *make_text(size_t words, unsigned vocabulary, unsigned seed, size_t *size) {
    char *text = malloc(words * 16 + 1);
    size_t length = 0;
    unsigned state = seed * 2654435761u + 1;
    for (size_t i = 0; i < words; i++) {
        state = state * 1664525u + 1013904223u;
        unsigned random = state >> 8;
        unsigned limit = 1 + random % vocabulary;
        state = state * 1664525u + 1013904223u;
        unsigned word = (state >> 8) % limit * 7919u + 26;
        for (; word > 0; word /= 26)
            text[length++] = (char)((random & 31 ? 'a' : 'A') + word % 26);
        text[length++] = i % 11 == 10 ? '\n' : ' ';
    }
    text[length] = 0;
    *size = length;
    return text;
}

#endif
