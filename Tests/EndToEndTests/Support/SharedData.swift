import Foundation

/// Tables and questions that others published, where somebody put them beside this repository or `HONE_SHARED` names their folder.
enum SharedData {
    private static let folder: String = {
        let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
        return (ProcessInfo.processInfo.environment["HONE_SHARED"] ?? top + "/shared") + "/data"
    }()

    /// Kaggle's Spaceship Titanic.
    static let titanic = file("tabular/spaceship-titanic/train.csv")

    /// A task of BIG-Bench Extra Hard.
    static func bbeh(_ task: String) -> String? { file("bbeh/bbeh_\(task)/task.json") }

    private static func file(_ path: String) -> String? {
        FileManager.default.fileExists(atPath: "\(folder)/\(path)") ? "\(folder)/\(path)" : nil
    }
}
