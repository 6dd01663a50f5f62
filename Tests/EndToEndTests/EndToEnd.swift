import TestSupport
import Testing

/// Everything that runs the built program: one test after the other, off the threads that all other tests share, for
/// waiting for a process blocks a thread.
@Suite(.serialized, .ownThread) enum EndToEnd {}
