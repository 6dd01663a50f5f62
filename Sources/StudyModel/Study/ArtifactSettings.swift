/// Where a run starts and what may be edited.
package struct ArtifactSettings: Hashable, Sendable {
    package enum Regions: String, Hashable, Sendable, CaseIterable {
        /// Every line of an editable file.
        case wholeFile = "whole-file"
        /// Only lines between `hone: begin NAME` and `hone: end`, or between `EVOLVE-BLOCK-START` and `EVOLVE-BLOCK-END`.
        case markers
    }

    /// The starting artifact: any commit-ish.
    package var base: String
    /// Patterns as in a `.gitignore` file.
    package var editable: [String]
    /// Patterns that win over `editable`.
    package var frozen: [String]
    package var regions: Regions
    /// The bytes that a file of a candidate may have.
    package var maxSize: Int
    /// The numbers that may be tuned, in the order of their names; where there are none, those that are likely to matter.
    package var knobs: [KnobSettings]
    /// Tells which lines of the base are executed where it is measured.
    package var coverage: TimedCommand?

    package init(
        base: String = "HEAD", editable: [String], frozen: [String] = [], regions: Regions = .wholeFile,
        maxSize: Int = 100 << 20, knobs: [KnobSettings] = [], coverage: TimedCommand? = nil
    ) {
        self.base = base
        self.editable = editable
        self.frozen = frozen
        self.regions = regions
        self.maxSize = maxSize
        self.knobs = knobs
        self.coverage = coverage
    }
}
