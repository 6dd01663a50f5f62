#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>

// What hone uses of libcurl 7.68 and later. The library is loaded when it is first needed, by name: a program that asks no model starts
// without it, and its headers are not needed to build. All functions but `ccurl_load` need it to have returned true.

/// One transfer.
typedef struct ccurl_easy ccurl_easy;
/// What drives a transfer, on one thread at a time; `ccurl_wake` alone may come from another.
typedef struct ccurl_multi ccurl_multi;
/// Lines of a header.
typedef struct ccurl_lines ccurl_lines;

/// Takes `size * count` bytes and returns how many it took; fewer end the transfer.
typedef size_t (*ccurl_sink)(char *bytes, size_t size, size_t count, void *context);

/// Loads the library; false where there is none. Not from several threads at once.
bool ccurl_load(void);

ccurl_easy *ccurl_easy_make(void);
void ccurl_easy_free(ccurl_easy *easy);
/// Texts are copied, but for the body, which has to last as long as the transfer.
void ccurl_set_url(ccurl_easy *easy, const char *url);
void ccurl_set_header(ccurl_easy *easy, ccurl_lines *lines);
void ccurl_set_body(ccurl_easy *easy, const void *bytes, size_t count);
/// No proxy, whatever the environment says.
void ccurl_set_no_proxy(ccurl_easy *easy);
/// A file of certificates, or a folder of them, that are trusted.
void ccurl_set_trusted_file(ccurl_easy *easy, const char *path);
void ccurl_set_trusted_folder(ccurl_easy *easy, const char *path);
void ccurl_set_sinks(ccurl_easy *easy, ccurl_sink header, ccurl_sink body, void *context);
/// Where an error is told in words: at least 256 bytes that last as long as the transfer.
void ccurl_set_error(ccurl_easy *easy, char *words);
/// The status of the answer; 0 where there is none yet.
long ccurl_status(ccurl_easy *easy);

ccurl_lines *ccurl_lines_add(ccurl_lines *lines, const char *line);
void ccurl_lines_free(ccurl_lines *lines);

ccurl_multi *ccurl_multi_make(void);
void ccurl_multi_free(ccurl_multi *multi);
bool ccurl_add(ccurl_multi *multi, ccurl_easy *easy);
void ccurl_remove(ccurl_multi *multi, ccurl_easy *easy);
/// Does what can be done without waiting; returns whether the transfer goes on.
bool ccurl_perform(ccurl_multi *multi);
/// Waits in the kernel: for the connection, for `ccurl_wake`, or for so many milliseconds.
void ccurl_wait(ccurl_multi *multi, int milliseconds);
void ccurl_wake(ccurl_multi *multi);
/// How the transfer ended, by libcurl's numbers; -1 where it has not.
int ccurl_result(ccurl_multi *multi);
/// A result in words.
const char *ccurl_words(int result);

#endif
