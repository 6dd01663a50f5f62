/* Compares count_words with a slow and simple count, on texts that have been trouble before. */
#include "sample.h"
#include "../src/wordcount.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static int by_text(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static int by_count(const void *left, const void *right) {
    const struct word *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return strcmp(a->text, b->text);
}

/* The same by sorting all words and counting equal neighbors. The texts lie in `copy`. */
static struct words reference(char *copy, size_t size) {
    char **starts = malloc((size + 1) * sizeof *starts);
    size_t length = 0;
    for (size_t i = 0; i < size; i++) {
        int letter = isalpha((unsigned char)copy[i]);
        if (letter && (i == 0 || !copy[i - 1]))
            starts[length++] = copy + i;
        copy[i] = letter ? (char)tolower((unsigned char)copy[i]) : 0;
    }
    qsort(starts, length, sizeof *starts, by_text);
    struct words words = {malloc((length + 1) * sizeof(struct word)), 0};
    for (size_t i = 0; i < length; i++)
        if (words.length > 0 && strcmp(words.list[words.length - 1].text, starts[i]) == 0)
            words.list[words.length - 1].count++;
        else
            words.list[words.length++] = (struct word){starts[i], 1};
    qsort(words.list, words.length, sizeof *words.list, by_count);
    free(starts);
    return words;
}

static int check(const char *name, const char *text, size_t size) {
    char *copy = malloc(size + 1);
    memcpy(copy, text, size);
    copy[size] = 0;
    struct words expected = reference(copy, size);
    struct words counted = count_words(text, size);
    int same = counted.length == expected.length;
    for (size_t i = 0; same && i < expected.length; i++)
        same = counted.list[i].count == expected.list[i].count &&
               strcmp(counted.list[i].text, expected.list[i].text) == 0;
    if (!same)
        fprintf(stderr, "%s: the words or their order are wrong\n", name);
    free_words(counted);
    free(expected.list);
    free(copy);
    return same;
}

static int check_string(const char *name, const char *text) { return check(name, text, strlen(text)); }

static int check_sample(const char *name, size_t words, unsigned vocabulary, unsigned seed) {
    size_t size;
    char *text = make_text(words, vocabulary, seed, &size);
    int same = check(name, text, size);
    free(text);
    return same;
}

static int check_long_words(void) {
    enum { size = 200000 };
    char *text = malloc(size);
    for (size_t i = 0; i < size; i++)
        text[i] = i % 70001 == 70000 ? ' ' : (char)('a' + i % 3);
    int same = check("very long words", text, size);
    free(text);
    return same;
}

int main(void) {
    limit_time();
    int good = check_string("nothing", "");
    good &= check_string("no words", " \n\t 12, 34.\n");
    good &= check_string("one letter", "a");
    good &= check_string("one word", "word");
    good &= check_string("case", "Word word WORD worD");
    good &= check_string("short after long", "abcdefghijklmnop ab abc a abcdefgh");
    good &= check_string("punctuation", "...it's one-two; (three)");
    good &= check_string("equal counts", "d c b a d c b a e");
    good &= check_string("prefixes", "aa a aaa aaaa a aa b ab ba");
    good &= check("zero bytes", "one\0two\0one", 11);
    good &= check("letters beyond ASCII", "na\xc3\xafve caf\xc3\xa9", 13);
    good &= check_long_words();
    good &= check_sample("few distinct", 5000, 3, 2);
    good &= check_sample("many distinct", 20000, 40000, 3);
    good &= check_sample("the benchmark's text", 12000, 6000, 1);
    return good ? 0 : 1;
}
