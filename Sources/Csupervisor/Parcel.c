#define _GNU_SOURCE
#include "Parcel.h"

#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static size_t count(const char *const *texts) {
    size_t number = 0;
    while (texts[number]) number++;
    return number;
}

/// Copies a text to the place that is free next, and returns that place.
static size_t put(char *base, size_t *next, const char *text) {
    size_t place = *next, size = strlen(text) + 1;
    memcpy(base + place, text, size);
    *next += size;
    return place;
}

static size_t text_size(const char *const *texts) {
    size_t size = 0;
    for (; *texts; texts++) size += strlen(*texts) + 1;
    return size;
}

int parcel_pack(const csupervisor_command *command) {
    size_t word_count = count(command->words), variable_count = count(command->variables);
    size_t next = sizeof(parcel) + (word_count + variable_count + 3) * sizeof(char *);
    size_t size = next + strlen(command->program) + strlen(command->folder) + 2 + text_size(command->words)
        + text_size(command->variables);
    int file = (int)syscall(SYS_memfd_create, "command", MFD_CLOEXEC);
    if (file < 0) return -1;
    char *base = ftruncate(file, (off_t)size) == 0 ? mmap(0, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) : MAP_FAILED;
    if (base == MAP_FAILED) {
        int reason = errno;
        close(file);
        errno = reason;
        return -1;
    }
    parcel *made = (parcel *)base;
    made->program = put(base, &next, command->program);
    made->folder = put(base, &next, command->folder);
    made->word_count = word_count;
    made->variable_count = variable_count;
    made->memory = command->memory;
    made->processes = command->processes;
    made->spares_daemons = command->spares_daemons;
    char **place = made->places + 1;
    for (size_t i = 0; i < word_count; i++) *place++ = (char *)put(base, &next, command->words[i]);
    place++;
    for (size_t i = 0; i < variable_count; i++) *place++ = (char *)put(base, &next, command->variables[i]);
    munmap(base, size);
    return file;
}

parcel *parcel_unpack(int file) {
    struct stat status;
    if (fstat(file, &status) != 0) return 0;
    char *base = mmap(0, (size_t)status.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
    if (base == MAP_FAILED) return 0;
    parcel *found = (parcel *)base;
    size_t places = found->word_count + found->variable_count + 2;
    for (size_t i = 1; i <= places; i++)
        if (found->places[i]) found->places[i] = base + (size_t)found->places[i];
    return found;
}

static void complain(const char *what, int reason) {
    const char *words[] = {what, ": ", strerrordesc_np(reason), "\n"};
    for (size_t i = 0; i < 4; i++)
        if (words[i] && write(STDERR_FILENO, words[i], strlen(words[i])) < 0) return;
}

/// Where less is allowed already it stays at that.
static void limit(__rlimit_resource_t resource, uint64_t most) {
    struct rlimit now;
    if (most == 0 || getrlimit(resource, &now) != 0) return;
    if (now.rlim_max > most) now.rlim_max = most;
    if (now.rlim_cur > most) now.rlim_cur = most;
    setrlimit(resource, &now);
}

/// Keeps the superuser's commands, as others are kept, from what would outlive them in their folder: mounts, and files that nobody may remove.
static void keep_from_staying(void) {
    prctl(PR_CAPBSET_DROP, CAP_LINUX_IMMUTABLE);
    if (unshare(CLONE_NEWNS) == 0) mount(0, "/", 0, MS_REC | MS_SLAVE, 0);
}

_Noreturn void parcel_run(parcel *command, const int *streams) {
    const char *base = (const char *)command, *program = base + command->program;
    char **words = command->places + 1, **variables = words + command->word_count + 1;
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < 3; i++) dup2(streams[i], i);
    if (chdir(base + command->folder) != 0) {
        complain(base + command->folder, errno);
        _exit(126);
    }
    if (!command->spares_daemons) keep_from_staying();
    limit(RLIMIT_AS, command->memory);
    limit(RLIMIT_NPROC, command->processes);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    execve(program, words, variables);
    int reason = errno;
    if (reason == ENOEXEC) {
        words[0] = (char *)program;
        words[-1] = "/bin/sh";
        execve("/bin/sh", words - 1, variables);
    }
    complain(program, reason);
    _exit(reason == ENOENT || reason == ENOTDIR ? 127 : 126);
}

