#ifndef CSUPERVISOR_H
#define CSUPERVISOR_H

#include <stdbool.h>
#include <stdint.h>

// Runs commands so that nothing of them is left when they end, or when this program does, however either ends. Linux alone.

/// A command and what it is given; all of it is copied by `csupervisor_start`.
typedef struct {
    /// The file that is run; one with a slash is looked up from `folder`.
    const char *program;
    /// Its words, the name that it goes by first, and its whole environment as `NAME=value`; each ends with a null pointer.
    const char *const *words;
    const char *const *variables;
    const char *folder;
    /// What it reads and writes as standard input, output and error.
    int streams[3];
    /// Bytes of address space, and processes of the user's, that it may have; 0 for no limit.
    uint64_t memory;
    uint64_t processes;
    /// Whether what has left its process group may outlive it.
    bool spares_daemons;
} csupervisor_command;

/// What may be sent to a command by its channel, one byte each.
enum csupervisor_order {
    /// SIGTERM for its process group.
    csupervisor_terminate = 't',
    /// An end at once of all that it has started. The channel's own end, and thus this program's, says the same.
    csupervisor_kill = 'k',
};

/// What comes of a command, as far as its keeper knows: a first one before the command is started, which is what is true if somebody kills the
/// keeper, and the last one when nothing of the command is left. A channel that ends without any is that of a command that never began.
typedef struct {
    /// The error number of what kept it from starting; 0 where it started.
    int32_t failure;
    /// As wait(2) has it.
    int32_t status;
} csupervisor_report;

/// Starts a command in a session of its own and returns its channel, a descriptor that is closed on exec; -1 with `errno` where it could not.
///
/// The channel ends (POLLHUP) when nothing of the command is left; what it has to read is then reports.
/// From any thread. A program that cannot be run ends with 127, or 126, and says why, as a shell would have it.
int csupervisor_start(const csupervisor_command *command);

#endif
