#define _GNU_SOURCE
#include "Keeper.h"

#include "Parcel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/// How long what was killed may take to be gone: a process may hang in the kernel, and cannot be ended then.
enum { patience_seconds = 10, quiet_milliseconds = 10 };

static long seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

void drain(int signals) {
    struct signalfd_siginfo ignored;
    while (read(signals, &ignored, sizeof ignored) > 0) {}
}

/// Processes of a tree, parents before their children: as many as are met at once. Memory is taken for those alone that there are.
static struct {
    size_t count;
    pid_t members[1 << 16];
} tree;

/// Adds the processes that a file of /proc lists, but for those of our own session: what a command has started is in others.
static void add_listed(int folder, const char *path) {
    char text[4096];
    int list = openat(folder, path, O_RDONLY | O_CLOEXEC);
    if (list < 0) return;
    pid_t member = 0;
    for (ssize_t length; (length = read(list, text, sizeof text)) > 0;) {
        for (ssize_t i = 0; i < length; i++) {
            if (text[i] != ' ') {
                member = member * 10 + (text[i] - '0');
                continue;
            }
            bool is_ours = getsid(member) == getsid(0);
            if (!is_ours && tree.count < sizeof tree.members / sizeof tree.members[0]) tree.members[tree.count++] = member;
            member = 0;
        }
    }
    close(list);
}

/// An entry of a folder, as getdents64(2) has it.
typedef struct {
    uint64_t number;
    int64_t next;
    unsigned short length;
    unsigned char kind;
    char name[];
} entry;

/// Writes `/proc/<process>/task`.
static void name_tasks(char *path, pid_t process) {
    char digits[16];
    int count = 0;
    do digits[count++] = (char)('0' + process % 10);
    while ((process /= 10) > 0);
    strcpy(path, "/proc/");
    path += strlen(path);
    while (count > 0) *path++ = digits[--count];
    strcpy(path, "/task");
}

/// Adds the children of a process: those of each of its threads.
static void add_children(pid_t process) {
    char path[64], list[64];
    _Alignas(entry) char entries[4096];
    name_tasks(path, process);
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    for (long length; (length = syscall(SYS_getdents64, folder, entries, sizeof entries)) > 0;) {
        for (long place = 0; place < length; place += ((entry *)(entries + place))->length) {
            const char *name = ((entry *)(entries + place))->name;
            if (name[0] == '.') continue;
            strcpy(list, name);
            strcat(list, "/children");
            add_listed(folder, list);
        }
    }
    close(folder);
}

/// Sends a signal to all processes below this one, and returns how many there are that may be sent it.
///
/// Parents come first: the children of one that is stopped are not reaped, so their numbers stay theirs until they are sent it too.
static size_t signal_tree(int number) {
    size_t sent = 0;
    tree.count = 0;
    add_listed(AT_FDCWD, "/proc/thread-self/children");
    for (size_t i = 0; i < tree.count; i++) {
        sent += kill(tree.members[i], number) == 0;
        add_children(tree.members[i]);
    }
    return sent;
}

/// Reaps what is dead, and notes how the leader ended; returns whether there may be more children.
static bool reap(pid_t leader, int *status) {
    int ended;
    pid_t child;
    while ((child = waitpid(-1, &ended, WNOHANG | __WALL)) > 0)
        if (child == leader) *status = ended;
    return child == 0;
}

void end_children(pid_t leader, int *status, int signals) {
    long deadline = seconds() + patience_seconds;
    while (reap(leader, status) && seconds() < deadline) {
        // What is killed makes room for more where all of them fork at the limit; what is stopped does not.
        size_t before, found = 0;
        do {
            before = found;
            found = signal_tree(SIGSTOP);
        } while (found > before && seconds() < deadline);
        if (signal_tree(SIGKILL) == 0) return;
        // They die in their own time; what was missed is looked for when no more do.
        struct pollfd death = {.fd = signals, .events = POLLIN};
        while (poll(&death, 1, quiet_milliseconds) > 0 && seconds() < deadline) {
            drain(signals);
            if (!reap(leader, status)) return;
        }
    }
}

// MARK: - A keeper

/// Reaps dead children but for the leader; returns whether the leader is dead. Unreaped it keeps its group's number its own.
static bool is_over(pid_t leader) {
    for (;;) {
        siginfo_t dead = {.si_pid = 0};
        if (waitid(P_ALL, 0, &dead, WEXITED | WNOHANG | WNOWAIT | __WALL) != 0) return errno == ECHILD;
        if (dead.si_pid == 0) return false;
        if (dead.si_pid == leader) return true;
        waitpid(dead.si_pid, 0, __WALL);
    }
}

/// Passes orders on until the leader has ended or all is to end.
static void wait_for_end(pid_t leader, int channel, int signals) {
    for (;;) {
        struct pollfd events[] = {{.fd = channel, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
        if (poll(events, 2, -1) < 0 && errno != EINTR) return;
        drain(signals);
        if (is_over(leader)) return;
        if (!events[0].revents) continue;
        char order;
        ssize_t count = recv(channel, &order, 1, MSG_DONTWAIT);
        if (count < 0 && (errno == EAGAIN || errno == EINTR)) continue;
        if (count <= 0 || order == csupervisor_kill) return;
        if (order == csupervisor_terminate) kill(-leader, SIGTERM);
    }
}

void report_to(int channel, const csupervisor_report *report) { send(channel, report, sizeof *report, MSG_NOSIGNAL); }

_Noreturn void keep(const int *given, int signals) {
    csupervisor_report report = {.failure = 0, .status = SIGKILL};
    report_to(given[keeper_channel], &report);
    parcel *command = parcel_unpack(given[keeper_parcel]);
    if (command && !command->spares_daemons) prctl(PR_SET_CHILD_SUBREAPER, 1);
    pid_t leader = command ? vfork() : -1;
    if (leader == 0) parcel_run(command, given);
    if (leader < 0) report.failure = errno;
    // Whoever reads what the command writes waits for the last end of the pipe to be closed.
    for (int i = 0; i < keeper_streams; i++) close(given[i]);
    if (leader > 0) {
        wait_for_end(leader, given[keeper_channel], signals);
        kill(-leader, SIGKILL);
        end_children(leader, &report.status, signals);
    }
    report_to(given[keeper_channel], &report);
    _exit(0);
}
