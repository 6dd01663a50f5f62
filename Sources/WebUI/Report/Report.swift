import Operations
import StudyModel
import Text

/// A report: one HTML file that needs nothing beside it and asks no other host for anything.
package struct Report: Sendable {
    /// What every report begins with, and no other file does by chance.
    package static let mark = "<!doctype html>\n<!-- A report that hone wrote. -->"

    /// Of the run or the sweep.
    package let name: RunName
    package let html: String

    /// Writes the report of a run or a sweep as it stands; throws `Problem`.
    ///
    /// - Parameter name: the newest run where none is named.
    package static func make(_ name: String?, in workshop: Workshop) async throws -> Report {
        if let name, let sweep = RunName(text: name), try await !workshop.runs.has(name),
            try await workshop.sweeps.has(sweep)
        {
            return try await make(ofSweep: sweep, in: workshop)
        }
        let reader = try await workshop.runs.reader(name)
        let material = try await ReportMaterial.gather(reader, sweeps: workshop.sweeps)
        let page = ReportPage(material, surroundings: workshop.surroundings)
        return try Report(name: reader.record.run, template: "report_page", page)
    }

    private static func make(ofSweep name: RunName, in workshop: Workshop) async throws -> Report {
        let sweeps = workshop.sweeps
        let page = SweepReportPage(
            try await sweeps.report(name.text), file: try await sweeps.text(of: name.text),
            version: workshop.surroundings.version, now: workshop.surroundings.now())
        return try Report(name: name, template: "sweep_report", page)
    }

    private init(name: RunName, template: String, _ page: Any) throws {
        self.name = name
        // The size stands in the file itself, far behind anything that a candidate could have written.
        let html = try Pages.render(template, page)
        guard let place = html.ranges(of: ReportPage.sizePlace).last else {
            throw WebUIError.brokenPage(name: template)
        }
        self.html = html[..<place.lowerBound] + Self.size(html.utf8.count) + html[place.upperBound...]
    }

    /// The file's size in words, such as `84 KB`.
    package var size: String { Self.size(html.utf8.count) }

    private static func size(_ bytes: Int) -> String {
        bytes < 1_000_000
            ? "\((bytes + 999) / 1000) KB" : "\(Figures.fixed(Double(bytes) / 1e6, digits: 1)) MB"
    }
}
