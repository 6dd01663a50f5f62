#define _GNU_SOURCE
#include "Csupervisor.h"

#include "Keeper.h"
#include "Parcel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Three kinds of process:
//
//   this program ── the root ── a keeper for each command ── the command's program ── …
//
// The root is a copy of this program that is made when the first command is: it is small for as long as this program is, so it is what is copied
// for keepers. A keeper is the subreaper of one command: whatever the command starts, and however it hides (a session of its own,
// two forks, an empty environment), is a descendant of the keeper, and of no other command's. When the program ends, or is to end, the keeper
// kills its children until it has none; the children of what it killed are its own by then.
//
// A keeper learns that this program is gone by the end of its channel, whose other end nobody else has. Where somebody kills a keeper, its
// children become the root's, which kills them.
//
// This program has threads, and no other has: in the others nothing is called but what is safe after a fork (signal-safety(7)), and
// above all nothing that allocates.

enum { root_channel = 3, first_free = 4 };

// MARK: - The root

/// A copy of this process and its one thread, without what the C library does around a fork: locks that other threads hold stay locked in the
/// copy, which is why it must not take any.
static pid_t copy(void) { return (pid_t)syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0); }

/// Takes a command's descriptors and makes its keeper; returns false where this program is gone.
static bool serve(int signals) {
    char byte;
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * keeper_descriptors)];
    } control;
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t length = recvmsg(root_channel, &message, MSG_CMSG_CLOEXEC);
    if (length < 0) return errno == EINTR || errno == EAGAIN;
    if (length == 0) return false;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (!header || header->cmsg_type != SCM_RIGHTS) return true;
    int given[keeper_descriptors];
    size_t number = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(given, CMSG_DATA(header), number * sizeof(int));
    // Where there are fewer, this process may have no more open; the channel that ends without a report says so.
    if (number == keeper_descriptors) {
        pid_t keeper = copy();
        if (keeper == 0) {
            close(root_channel);
            keep(given, signals);
        }
        csupervisor_report report = {.failure = errno, .status = SIGKILL};
        if (keeper < 0) report_to(given[keeper_channel], &report);
    }
    for (size_t i = 0; i < number; i++) close(given[i]);
    return true;
}

/// A keeper ends with 0 when nothing is left of its command. Of one that was killed the children are ours, as are daemons that were spared.
static void bury_keepers(int signals) {
    bool is_left = false;
    siginfo_t dead = {.si_pid = 0};
    while (waitid(P_ALL, 0, &dead, WEXITED | WNOHANG | WNOWAIT | __WALL) == 0 && dead.si_pid != 0) {
        is_left |= getsid(dead.si_pid) == getsid(0) && dead.si_code != CLD_EXITED;
        waitpid(dead.si_pid, 0, __WALL);
        dead.si_pid = 0;
    }
    int status;
    if (is_left) end_children(0, &status, signals);
}

static char *shown_words;
static size_t shown_size;

/// Who lists processes sees what this one was started as, unless that is written over.
__attribute__((constructor)) static void note_words(int count, char **words) {
    if (count < 1 || !words || !words[0]) return;
    shown_words = words[0];
    shown_size = (size_t)(words[count - 1] - words[0]) + strlen(words[count - 1]) + 1;
}

static void show_as(const char *name) {
    prctl(PR_SET_NAME, name);
    if (!shown_words || shown_size < strlen(name) + 1) return;
    memset(shown_words, 0, shown_size);
    memcpy(shown_words, name, strlen(name));
}

static void close_from(int first) {
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
    struct rlimit most;
    if (getrlimit(RLIMIT_NOFILE, &most) != 0) return;
    for (int i = first; i < 1 << 20 && (rlim_t)i < most.rlim_cur; i++) close(i);
}

/// Serves until this program is gone, with all signals held back: those of a terminal are for this program.
static _Noreturn void be_root(int channel) {
    dup2(channel, root_channel);
    fcntl(root_channel, F_SETFD, FD_CLOEXEC);
    // Locks, pipes and whatever else is open are this program's alone.
    close_from(first_free);
    for (int i = 0; i < 3; i++) close(i);
    if (open("/dev/null", O_RDWR) != 0 || dup2(0, 1) < 0 || dup2(0, 2) < 0 || chdir("/") != 0) _exit(1);
    for (int i = 1; i < NSIG; i++) signal(i, SIG_DFL);
    setsid();
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    show_as("supervisor");
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    int signals = signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK);
    if (signals < 0) _exit(1);
    for (;;) {
        struct pollfd events[] = {{.fd = root_channel, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
        if (poll(events, 2, -1) < 0 && errno != EINTR) _exit(1);
        drain(signals);
        bury_keepers(signals);
        if (events[0].revents && !serve(signals)) _exit(0);
    }
}

// MARK: - This program

static struct {
    pthread_mutex_t lock;
    pid_t process;
    int channel;
} root = {.lock = PTHREAD_MUTEX_INITIALIZER, .process = 0, .channel = -1};

/// With the lock held.
static bool make_root(void) {
    int ends[2];
    if (root.channel >= 0) close(root.channel);
    root.channel = -1;
    if (root.process > 0) waitpid(root.process, 0, WNOHANG);
    root.process = 0;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return false;
    sigset_t all, old;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pid_t process = copy();
    if (process == 0) be_root(ends[1]);
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, &old, 0);
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        errno = reason;
        return false;
    }
    root.process = process;
    root.channel = ends[0];
    return true;
}

static bool send_to_root(const int *given) {
    char byte = 0;
    struct iovec part = {.iov_base = &byte, .iov_len = 1};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * keeper_descriptors)];
    } control = {{0}};
    struct msghdr message = {
        .msg_iov = &part, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(sizeof(int) * keeper_descriptors);
    memcpy(CMSG_DATA(&control.header), given, sizeof(int) * keeper_descriptors);
    while (sendmsg(root.channel, &message, MSG_NOSIGNAL) < 0)
        if (errno != EINTR) return false;
    return true;
}

int csupervisor_start(const csupervisor_command *command) {
    int ends[2], reason = 0;
    int file = parcel_pack(command);
    if (file < 0) return -1;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        reason = errno;
        close(file);
        errno = reason;
        return -1;
    }
    const int given[] = {command->streams[0], command->streams[1], command->streams[2], ends[1], file};
    pthread_mutex_lock(&root.lock);
    // Somebody may have killed the root.
    bool is_sent = root.channel >= 0 && send_to_root(given);
    if (!is_sent) is_sent = make_root() && send_to_root(given);
    if (!is_sent) reason = errno;
    pthread_mutex_unlock(&root.lock);
    close(ends[1]);
    close(file);
    if (is_sent) return ends[0];
    close(ends[0]);
    errno = reason;
    return -1;
}
