import TestSupport
import Testing

/// Everything that runs the built program: off the threads that all other tests share, for waiting for a process blocks a thread.
/// Each test has a repository and a home of its own, so that some run at once.
@Suite(.ownThread) enum EndToEnd {}
