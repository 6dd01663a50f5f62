#ifndef PARCEL_H
#define PARCEL_H

#include "Csupervisor.h"

#include <stddef.h>

/// A command on its way to its keeper, at the beginning of a file in memory; places are counted from there until the keeper makes them pointers.
typedef struct {
    size_t program, folder;
    size_t word_count, variable_count;
    uint64_t memory, processes;
    bool spares_daemons;
    /// A place that is free, for the shell of a script that names none; the words and a null; the variables and a null.
    char *places[];
} parcel;

/// Returns a file in memory with all of the command; -1 with `errno` where there is no room.
int parcel_pack(const csupervisor_command *command);

/// Returns the command in such a file, with pointers for places; null with `errno` where there is no memory.
parcel *parcel_unpack(int file);

/// Becomes the command's program, in a process that shares its parent's memory until then, and changes none of it but the parcel.
_Noreturn void parcel_run(parcel *command, const int *streams);

#endif
