import Listings
import StudyModel
import Text

/// Where time goes, for people.
struct ScoutPage {
    private let report: ScoutReport

    init(_ report: ScoutReport) { self.report = report }

    func lines(for console: Console) -> [String] {
        let how = report.source == .perf ? "sampled by perf" : "by Python's cProfile"
        var table = Table(
            [
                ("own", .right), ("with calls", .right), ("at most", .right), ("function", .left),
                ("where", .left),
            ],
            dispensable: ["with calls"])
        for function in report.functions {
            table.add([
                .init(Self.share(function.own)), .init(Self.share(function.whole)),
                .init(Self.times(function.ceiling)), .init(StyledLine(function.name).cut(to: 40)),
                .init(Self.place(function), function.path == nil ? .dim : nil),
            ])
        }
        let runs = report.runs > 1 ? ", over \(report.runs) runs" : ""
        return console.wrapped(
            "`\(report.command)` takes \(Figures.value(report.seconds)) s of processor time, \(how)\(runs)")
            + [""] + table.lines(for: console) + [""] + files(console) + callers(console)
            + proposal(console)
    }

    private func files(_ console: Console) -> [String] {
        report.files.prefix(6).flatMap { file in
            console.wrapped(
                "\(file.path): \(Self.share(file.own)) in it, \(Self.share(file.whole)) with what it calls, so a change there makes all of it \(Self.times(file.ceiling)) as fast at most"
            )
        }
    }

    /// Samples tell who called only where programs keep frame pointers.
    private func callers(_ console: Console) -> [String] {
        guard report.source == .perf, (report.functions.map(\.whole).max() ?? 0) < 0.8 else { return [] }
        return console.wrapped(
            "Who calls a function is known in part alone, so a change of what calls it may bring more: build with -fno-omit-frame-pointer to see it"
        )
    }

    private func proposal(_ console: Console) -> [String] {
        guard !report.editable.isEmpty else {
            return console.wrapped(
                "No file of the repository has the time: it goes to what the command calls")
        }
        return [""] + console.wrapped("Worth being editable: \(report.editable.joined(separator: ", "))")
            + ["  artifact: {editable: [\(report.editable.joined(separator: ", "))]}"]
    }

    private static func share(_ share: Double) -> String { Figures.fixed(share * 100, digits: 1) + "%" }

    private static func times(_ ceiling: Double) -> String {
        ceiling >= 100 ? ">100x" : Figures.fixed(ceiling, digits: 1) + "x"
    }

    private static func place(_ function: ScoutReport.Function) -> String {
        guard let path = function.path else { return function.place }
        return path + (function.line.map { ":\($0)" } ?? "")
    }
}
