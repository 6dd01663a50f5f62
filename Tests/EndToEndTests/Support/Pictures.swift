import Foundation

/// The folder for pictures that a person may want to look at: `HONE_PICTURES`, or a new temporary one that stays.
struct Pictures {
    let path: String

    init() throws {
        let named = ProcessInfo.processInfo.environment["HONE_PICTURES"]
        path =
            named ?? FileManager.default.temporaryDirectory.path
            + "/hone-pictures-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func add(_ picture: Data, named name: String) throws {
        try picture.write(to: URL(filePath: path + "/" + name))
    }
}
