import FoundationEssentials
import Operations

/// The package `hone` in a virtual environment of Python, as pip lists and removes it: no index is asked for anything.
struct PythonPackage {
    /// What pip calls it; the module is `hone`.
    private static let name = "hone_client"
    /// The folder of the virtual environment's packages.
    let folder: String

    /// Finds the packages of a virtual environment; throws an `ErrorReport` where there is none.
    init(environment: String) throws {
        let files = FileManager.default
        let lib = environment + "/lib"
        let versions =
            try files.fileExists(atPath: environment + "/pyvenv.cfg")
            ? files.contentsOfDirectory(atPath: lib) : []
        let folders = versions.sorted().map { "\(lib)/\($0)/site-packages" }.filter {
            files.fileExists(atPath: $0)
        }
        guard folders.count == 1 else {
            throw ErrorReport(
                what: "'\(environment)' is no virtual environment of Python",
                hint: "Make one with `python3 -m venv .venv`, then name its folder", exit: .wrongUsage)
        }
        folder = folders[0]
    }

    /// Puts the package in place, over an older one of ours, and returns the paths.
    func install(version: String) throws -> [String] {
        let record = "\(Self.name)-\(version).dist-info"
        let files = FileManager.default
        let ours = try files.contentsOfDirectory(atPath: folder).filter {
            $0.hasPrefix(Self.name + "-") && $0.hasSuffix(".dist-info")
        }
        if ours.isEmpty, files.fileExists(atPath: folder + "/hone") {
            throw ErrorReport(
                what: "There is another package named 'hone' in '\(folder)'",
                hint: "Remove it, or name another environment")
        }
        for old in ours { try files.removeItem(atPath: folder + "/" + old) }
        let metadata = """
            Metadata-Version: 2.1
            Name: hone-client
            Version: \(version)
            Summary: Results and traces for hone's evaluators, and turns for optimizers of one's own.
            Requires-Python: >=3.9

            """
        let contents: [(path: String, data: Data)] = [
            ("hone/__init__.py", Data(PythonClient.module)), ("hone/py.typed", Data()),
            ("\(record)/METADATA", Data(metadata.utf8)), ("\(record)/INSTALLER", Data("hone\n".utf8)),
        ]
        let list = (contents.map(\.path) + ["\(record)/RECORD"]).map { $0 + ",,\n" }.joined()
        for (path, data) in contents + [("\(record)/RECORD", Data(list.utf8))] {
            let place = folder + "/" + path
            let parent = String(place[..<(place.lastIndex(of: "/") ?? place.endIndex)])
            try files.createDirectory(atPath: parent, withIntermediateDirectories: true)
            try data.write(to: URL(filePath: place), options: .atomic)
        }
        return (contents.map(\.path) + ["\(record)/RECORD"]).map { folder + "/" + $0 }
    }
}
