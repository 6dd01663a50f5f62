/* Prints the operations that counting the words of one text takes: the same number whenever it is asked. */
#include "count.h"
#include "sample.h"
#include "../src/wordcount.h"

#include <stdio.h>

int main(void) {
    limit_time();
    size_t size;
    char *text = make_text(12000, 6000, 1, &size);
    operations = 0;
    struct words words = count_words(text, size);
    unsigned long long taken = operations;
    free_words(words);
    free(text);
    printf("%llu\n", taken);
    return 0;
}
