/// What tests may ask of the program by its environment; a release knows none of it.
struct TestVariables {
    /// The process kills itself at this write of a step, counted from 1: the way the tests try every crash.
    private(set) var failpoint: Int?
    /// For so many milliseconds branches and notes may stay behind the journal.
    private(set) var projectionInterval: Int?
    /// How often a request to a model is tried in all, so that no test waits.
    private(set) var modelTries: Int?

    init(_ environment: [String: String]) {
        #if DEBUG
            failpoint = environment["HONE_FAILPOINT"].flatMap { Int($0) }
            projectionInterval = environment["HONE_PROJECTION_MS"].flatMap { Int($0) }
            modelTries = environment["HONE_MODEL_TRIES"].flatMap { Int($0) }
        #endif
    }
}
