extension ObjectWriter {
    /// Writes settings, each with its origin.
    package mutating func put(_ settings: RecordedSettings) {
        objects("settings", byName: settings.byKey) { setting, line in
            line.put("value", setting.value)
            line.put("from", setting.origin)
        }
    }

    /// Writes what judges.
    package mutating func put(_ evaluator: EvaluatorIdentity) {
        object("evaluator") { line in
            line.put("id", evaluator.id)
            line.put("parts", byName: evaluator.parts)
        }
    }

    /// Writes what is known of the machine.
    package mutating func put(_ host: HostFacts) {
        object("host") { line in
            line.put("id", host.id)
            line.put("os", host.os)
            line.put("cpu", host.cpu)
            line.put("cores", host.cores)
        }
    }
}

extension Fields {
    /// Reads settings, none where they are missing.
    package func settings() throws(FormatError) -> RecordedSettings {
        var settings = RecordedSettings()
        for (key, setting) in try objectsByName("settings") {
            settings.byKey[key] = RecordedSettings.Setting(
                value: try setting.value("value"), origin: try setting.value("from"))
        }
        return settings
    }

    /// Reads what judges.
    package func evaluator() throws(FormatError) -> EvaluatorIdentity {
        let fields = try object("evaluator")
        return EvaluatorIdentity(id: try fields.value("id"), parts: try fields.byName("parts"))
    }

    /// Reads what is known of the machine; `nil` where nothing is.
    package func host() throws(FormatError) -> HostFacts? {
        guard let fields = try optionalObject("host") else { return nil }
        return HostFacts(
            id: try fields.optional("id"), os: try fields.optional("os"), cpu: try fields.optional("cpu"),
            cores: try fields.optional("cores"))
    }
}
