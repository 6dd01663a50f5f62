import TestSupport

@testable import Operations

extension SurveyedCheckout {
    /// A checkout of these files, of which git has all but some.
    static func of(
        _ files: [String: String], untracked: [String] = [], environment: [String: String] = [:],
        in folder: TemporaryDirectory
    ) throws -> SurveyedCheckout {
        for (path, text) in files { try folder.write(text, to: path) }
        return SurveyedCheckout(
            top: folder.path, tracked: files.keys.filter { !untracked.contains($0) }.sorted(),
            untracked: untracked, environment: environment)
    }
}
