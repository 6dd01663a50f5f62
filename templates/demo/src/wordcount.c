/* Counts words with a hash table of chains, then sorts them by frequency. */
#include "wordcount.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define BUCKETS 16     /* chains of the hash table */
#define RUN 1000       /* lists up to this length are sorted by insertion */
#define BUFFER 64      /* room for the first letters of a word */

struct entry {
    struct entry *next;
    struct word word;
};

static unsigned hash(const char *text) {
    unsigned value = 5381;
    for (; *text; text++)
        value = value * 33 + (unsigned char)*text;
    return value;
}

static void count(struct entry **table, const char *text, size_t *distinct) {
    struct entry **chain = &table[hash(text) % BUCKETS];
    for (struct entry *entry = *chain; entry; entry = entry->next)
        if (strcmp(entry->word.text, text) == 0) {
            entry->word.count++;
            return;
        }
    struct entry *entry = malloc(sizeof *entry);
    entry->next = *chain;
    entry->word.text = strdup(text);
    entry->word.count = 1;
    *chain = entry;
    *distinct += 1;
}

static int before(const struct word *left, const struct word *right) {
    if (left->count != right->count)
        return left->count > right->count;
    return strcmp(left->text, right->text) < 0;
}

static void insertion_sort(struct word *list, size_t length) {
    for (size_t i = 1; i < length; i++) {
        struct word word = list[i];
        size_t j = i;
        for (; j > 0 && before(&word, &list[j - 1]); j--)
            list[j] = list[j - 1];
        list[j] = word;
    }
}

static void merge_sort(struct word *list, struct word *scratch, size_t length) {
    if (length <= RUN) {
        insertion_sort(list, length);
        return;
    }
    size_t middle = length / 2;
    merge_sort(list, scratch, middle);
    merge_sort(list + middle, scratch, length - middle);
    memcpy(scratch, list, length * sizeof *list);
    size_t left = 0, right = middle;
    for (size_t i = 0; i < length; i++) {
        int take_left = right == length || (left < middle && before(&scratch[left], &scratch[right]));
        list[i] = take_left ? scratch[left++] : scratch[right++];
    }
}

static struct words collect(struct entry **table, size_t distinct) {
    struct words words = {malloc((distinct + 1) * sizeof(struct word)), 0};
    for (size_t i = 0; i < BUCKETS; i++)
        while (table[i]) {
            struct entry *entry = table[i];
            table[i] = entry->next;
            words.list[words.length++] = entry->word;
            free(entry);
        }
    return words;
}

struct words count_words(const char *text, size_t size) {
    struct entry **table = calloc(BUCKETS, sizeof *table);
    char *word = malloc(size + BUFFER);
    size_t distinct = 0;
    for (size_t i = 0; i < size;) {
        size_t length = 0;
        for (size_t j = 0; j < BUFFER; j++)
            word[j] = 0;
        while (i < size && isalpha((unsigned char)text[i]))
            word[length++] = (char)tolower((unsigned char)text[i++]);
        word[length] = 0;
        if (length > 0)
            count(table, word, &distinct);
        else
            i++;
    }
    struct words words = collect(table, distinct);
    struct word *scratch = malloc((words.length + 1) * sizeof *scratch);
    merge_sort(words.list, scratch, words.length);
    free(scratch);
    free(word);
    free(table);
    return words;
}

void free_words(struct words words) {
    for (size_t i = 0; i < words.length; i++)
        free(words.list[i].text);
    free(words.list);
}
