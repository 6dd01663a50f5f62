#include "Ccurl.h"

#include <dlfcn.h>

// Numbers that libcurl keeps for ever.
enum {
    option_no_signal = 99,
    option_tcp_keepalive = 213,
    option_post_fields = 10015,
    option_post_field_size = 30120,
    option_write_data = 10001,
    option_url = 10002,
    option_proxy = 10004,
    option_error_buffer = 10010,
    option_http_header = 10023,
    option_header_data = 10029,
    option_ca_file = 10065,
    option_ca_path = 10097,
    option_accept_encoding = 10102,
    option_write_function = 20011,
    option_header_function = 20079,
    info_response_code = 0x200002,
    global_all = 3,
    message_done = 1,
};

typedef struct {
    int kind;
    void *easy;
    union {
        void *whatever;
        int result;
    } data;
} message;

static struct {
    int (*global_init)(long);
    void *(*easy_init)(void);
    int (*setopt)(void *, int, ...);
    int (*getinfo)(void *, int, ...);
    void (*easy_cleanup)(void *);
    const char *(*strerror)(int);
    void *(*append)(void *, const char *);
    void (*free_all)(void *);
    void *(*multi_init)(void);
    int (*multi_cleanup)(void *);
    int (*add_handle)(void *, void *);
    int (*remove_handle)(void *, void *);
    int (*perform)(void *, int *);
    int (*poll)(void *, void *, unsigned, int, int *);
    int (*wakeup)(void *);
    message *(*info_read)(void *, int *);
} curl;

static bool find(void *library) {
    const struct {
        const char *name;
        void **place;
    } functions[] = {
        {"curl_global_init", (void **)&curl.global_init},
        {"curl_easy_init", (void **)&curl.easy_init},
        {"curl_easy_setopt", (void **)&curl.setopt},
        {"curl_easy_getinfo", (void **)&curl.getinfo},
        {"curl_easy_cleanup", (void **)&curl.easy_cleanup},
        {"curl_easy_strerror", (void **)&curl.strerror},
        {"curl_slist_append", (void **)&curl.append},
        {"curl_slist_free_all", (void **)&curl.free_all},
        {"curl_multi_init", (void **)&curl.multi_init},
        {"curl_multi_cleanup", (void **)&curl.multi_cleanup},
        {"curl_multi_add_handle", (void **)&curl.add_handle},
        {"curl_multi_remove_handle", (void **)&curl.remove_handle},
        {"curl_multi_perform", (void **)&curl.perform},
        {"curl_multi_poll", (void **)&curl.poll},
        {"curl_multi_wakeup", (void **)&curl.wakeup},
        {"curl_multi_info_read", (void **)&curl.info_read},
    };
    for (size_t index = 0; index < sizeof functions / sizeof functions[0]; index++) {
        *functions[index].place = dlsym(library, functions[index].name);
        if (!*functions[index].place) return false;
    }
    return true;
}

bool ccurl_load(void) {
    // The second is what Debian's git brings.
    const char *names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
    for (size_t index = 0; index < sizeof names / sizeof names[0]; index++) {
        void *library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        if (library && find(library) && curl.global_init(global_all) == 0) return true;
    }
    return false;
}

ccurl_easy *ccurl_easy_make(void) {
    void *easy = curl.easy_init();
    if (!easy) return 0;
    curl.setopt(easy, option_no_signal, 1L);
    curl.setopt(easy, option_tcp_keepalive, 1L);
    // Whatever can be unpacked here.
    curl.setopt(easy, option_accept_encoding, "");
    return easy;
}

void ccurl_easy_free(ccurl_easy *easy) { curl.easy_cleanup(easy); }

void ccurl_set_url(ccurl_easy *easy, const char *url) { curl.setopt(easy, option_url, url); }

void ccurl_set_header(ccurl_easy *easy, ccurl_lines *lines) { curl.setopt(easy, option_http_header, lines); }

void ccurl_set_body(ccurl_easy *easy, const void *bytes, size_t count) {
    curl.setopt(easy, option_post_field_size, (long long)count);
    curl.setopt(easy, option_post_fields, bytes);
}

void ccurl_set_no_proxy(ccurl_easy *easy) { curl.setopt(easy, option_proxy, ""); }

void ccurl_set_trusted_file(ccurl_easy *easy, const char *path) { curl.setopt(easy, option_ca_file, path); }

void ccurl_set_trusted_folder(ccurl_easy *easy, const char *path) { curl.setopt(easy, option_ca_path, path); }

void ccurl_set_sinks(ccurl_easy *easy, ccurl_sink header, ccurl_sink body, void *context) {
    curl.setopt(easy, option_header_function, header);
    curl.setopt(easy, option_header_data, context);
    curl.setopt(easy, option_write_function, body);
    curl.setopt(easy, option_write_data, context);
}

void ccurl_set_error(ccurl_easy *easy, char *words) { curl.setopt(easy, option_error_buffer, words); }

long ccurl_status(ccurl_easy *easy) {
    long status = 0;
    curl.getinfo(easy, info_response_code, &status);
    return status;
}

ccurl_lines *ccurl_lines_add(ccurl_lines *lines, const char *line) { return curl.append(lines, line); }

void ccurl_lines_free(ccurl_lines *lines) { curl.free_all(lines); }

ccurl_multi *ccurl_multi_make(void) { return curl.multi_init(); }

void ccurl_multi_free(ccurl_multi *multi) { curl.multi_cleanup(multi); }

bool ccurl_add(ccurl_multi *multi, ccurl_easy *easy) { return curl.add_handle(multi, easy) == 0; }

void ccurl_remove(ccurl_multi *multi, ccurl_easy *easy) { curl.remove_handle(multi, easy); }

bool ccurl_perform(ccurl_multi *multi) {
    int running = 0;
    return curl.perform(multi, &running) == 0 && running > 0;
}

void ccurl_wait(ccurl_multi *multi, int milliseconds) { curl.poll(multi, 0, 0, milliseconds, 0); }

void ccurl_wake(ccurl_multi *multi) { curl.wakeup(multi); }

int ccurl_result(ccurl_multi *multi) {
    int left = 0;
    const message *said = curl.info_read(multi, &left);
    return said && said->kind == message_done ? said->data.result : -1;
}

const char *ccurl_words(int result) { return curl.strerror(result); }
