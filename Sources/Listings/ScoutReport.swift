import StudyModel
import Text

/// Where the time of a study's command goes, and what a change there could bring at most.
package struct ScoutReport: Listing {
    /// What has told it.
    package enum Source: String, Hashable, Sendable {
        /// Samples of whatever runs.
        case perf
        /// Each Python's own account, which slows down what is called often.
        case python = "cProfile"
    }

    /// A function, with what of the time is its own, and what that and all it calls take.
    package struct Function: Hashable, Sendable {
        package let name: String
        /// The file of the repository that it is in; `nil` for what lies elsewhere.
        package let path: String?
        /// What it is in where that is no file of the repository: a library, the kernel.
        package let place: String
        /// From 1; `nil` where nobody knows.
        package let line: Int?
        /// Of the whole time, from 0 to 1.
        package let own: Double
        package let whole: Double

        package init(name: String, path: String?, place: String, line: Int?, own: Double, whole: Double) {
            self.name = name
            self.path = path
            self.place = place
            self.line = line
            self.own = own
            self.whole = whole
        }

        package var ceiling: Double { ScoutReport.ceiling(without: whole) }
    }

    /// A file of the repository, with what its functions take.
    package struct File: Hashable, Sendable {
        package let path: String
        package let own: Double
        /// The most that one of its functions takes with all that it calls, and no less than what they take themselves.
        package let whole: Double
        package var ceiling: Double { ScoutReport.ceiling(without: whole) }

        package init(path: String, own: Double, whole: Double) {
            self.path = path
            self.own = own
            self.whole = whole
        }
    }

    package let command: String
    package let source: Source
    /// How often the command was run.
    package let runs: Int
    /// Seconds of processor time of one run that are accounted for.
    package let seconds: Double
    /// The largest first.
    package let functions: [Function]
    package let files: [File]
    /// Patterns of the files that are worth being editable.
    package let editable: [String]

    package init(
        command: String, source: Source, runs: Int, seconds: Double, functions: [Function], files: [File],
        editable: [String]
    ) {
        self.command = command
        self.source = source
        self.runs = runs
        self.seconds = seconds
        self.functions = functions
        self.files = files
        self.editable = editable
    }

    /// How many times faster all of it is where so much of the time is saved (Amdahl 1967); infinite where that is all there is.
    private static func ceiling(without share: Double) -> Double { 1 / max(1 - share, 0) }

    package func write(to line: inout ObjectWriter) {
        line.put("command", command)
        line.put("source", source.rawValue)
        line.put("runs", runs)
        line.put("seconds", seconds)
        line.objects("functions", functions) { function, line in
            line.put("name", function.name)
            line.put("path", function.path)
            line.put("place", function.path == nil ? function.place : nil)
            line.put("line", function.line)
            line.put("own", function.own)
            line.put("whole", function.whole)
        }
        line.objects("sources", files) { file, line in
            line.put("path", file.path)
            line.put("own", file.own)
            line.put("whole", file.whole)
        }
        line.put("editable", each: editable)
    }
}
