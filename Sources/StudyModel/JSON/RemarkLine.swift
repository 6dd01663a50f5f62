extension RemarkRecord: EventRecord {
    package init(_ fields: Fields) throws(FormatError) {
        self.init(
            text: try fields.value("text"), candidate: try fields.optional("candidate"),
            by: try fields.value("by"), name: try fields.optional("name") ?? "",
            email: try fields.optional("email") ?? "", recordedAt: try fields.recordedAt)
    }

    package func write(to line: inout ObjectWriter) {
        line.put("text", text)
        line.put("candidate", candidate)
        line.put("by", by)
        line.put("name", name.isEmpty ? nil : name)
        line.put("email", email.isEmpty ? nil : email)
    }

    package func words(as kind: String, in view: RunView) -> String {
        let step = candidate.flatMap { view.step(of: $0) }.map { " of step \(view.name(of: $0.step))" } ?? ""
        return "\(name) notes\(step): \(text)"
    }
}
