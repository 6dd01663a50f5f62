#ifndef COUNT_H
#define COUNT_H

/* The blocks of wordcount.c that were executed so far, each loop's body once a turn. */
extern unsigned long long operations;

#endif
