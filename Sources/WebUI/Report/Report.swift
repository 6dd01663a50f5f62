import Operations
import StudyModel
import Text

/// The report of a run: one HTML file that needs nothing beside it and asks no other host for anything.
package struct Report: Sendable {
    /// What every report begins with, and no other file does by chance.
    package static let mark = "<!doctype html>\n<!-- A report that hone wrote. -->"

    package let run: RunName
    package let html: String
    /// How many candidates of the run it has, and how many of them with all details.
    package let steps: Int
    package let detailed: Int

    /// Writes the report of a run as it stands; throws `Problem`.
    package static func make(_ run: String?, in workshop: Workshop) async throws -> Report {
        let reader = try await workshop.runs.reader(run)
        let material = try await ReportMaterial.gather(reader)
        let page = ReportPage(material, surroundings: workshop.surroundings)
        // The size stands in the file itself, far behind anything that a candidate could have written.
        let html = try Pages.render("report_page", page)
        let size = Self.size(html.utf8.count)
        guard let place = html.ranges(of: ReportPage.sizePlace).last else {
            throw WebUIError.brokenPage(name: "report_page")
        }
        return Report(
            run: reader.record.run, html: html.replacingCharacters(in: place, with: size),
            steps: material.view.steps.count, detailed: material.details.count)
    }

    /// The file's size in words, such as `84 KB`.
    package var size: String { Self.size(html.utf8.count) }

    private static func size(_ bytes: Int) -> String {
        bytes < 1_000_000
            ? "\((bytes + 999) / 1000) KB" : "\(Figures.fixed(Double(bytes) / 1e6, digits: 1)) MB"
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
