#ifndef WORDCOUNT_H
#define WORDCOUNT_H

#include <stddef.h>

/* One word of a text, in lower case, and how often it occurs. */
struct word {
    char *text;
    unsigned count;
};

/* The words of a text: the most frequent first, equally frequent ones in alphabetical order. */
struct words {
    struct word *list;
    size_t length;
};

/* Counts the words of `text`. A word is a run of ASCII letters; case does not matter. */
struct words count_words(const char *text, size_t size);

void free_words(struct words words);

#endif
