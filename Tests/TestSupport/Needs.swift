import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips, and says so, where one of these programs is not among the system's.
    package static func needs(_ programs: String...) -> Self {
        let missing = programs.filter { program in
            !TestProcess.systemFolders.contains { access("\($0)/\(program)", X_OK) == 0 }
        }
        return .enabled(if: missing.isEmpty, "not installed here: \(missing.joined(separator: ", "))")
    }
}

extension TestProcess {
    /// Where the programs of tests are, whatever the `PATH` of whoever started the tests.
    package static let systemFolders = ["/usr/local/bin", "/usr/bin", "/bin"]
}
