#ifndef KEEPER_H
#define KEEPER_H

#include "Csupervisor.h"

#include <sys/types.h>

/// What a keeper is given: three streams, the command's channel, and its parcel.
enum { keeper_streams = 3, keeper_channel = 3, keeper_parcel = 4, keeper_descriptors = 5 };

/// Runs a command to its end, reports its beginning and its end by the channel, and exits with 0 when nothing is left of it.
///
/// In a process that is alone in its session but for its parent and others like it; `signals` has its SIGCHLD.
_Noreturn void keep(const int *given, int signals);

/// Tells by a command's channel what comes of it.
void report_to(int channel, const csupervisor_report *report);

/// Forgets the signals that have come.
void drain(int signals);

/// Kills those children that are of other sessions, and what becomes a child of ours by that, until none is left or none can be killed.
///
/// Notes how the `leader` ended, where it is among them.
void end_children(pid_t leader, int *status, int signals);

#endif
