import Listings
import Operations
import StudyModel
import Text

extension MCPCall {
    func fork() async throws -> MCPAnswer {
        let name = text("name")
        let lineage = name.flatMap(LineageName.init(text:))
        if name != nil, lineage == nil {
            throw ErrorReport(
                what: "'name' takes lower-case letters, digits and hyphens, and 'best' is taken",
                exit: .wrongUsage)
        }
        return MCPAnswer(try await place.workshop().lineages.fork(needed("candidate"), name: lineage))
    }

    func review() async throws -> MCPAnswer {
        let message = text("message") ?? ""
        if needed("opinion") == "comment", message.allSatisfy(\.isWhitespace) {
            throw ErrorReport(what: "A comment needs a 'message'", exit: .wrongUsage)
        }
        let (review, view) = try await place.workshop().reviews.review(
            needed("candidate"), ReviewRecord.Decision(rawValue: needed("opinion")), saying: message,
            as: client.name)
        let best = view.step(of: view.best).map { JSONValue.string(Naming.step($0.step, in: view)) }
        return MCPAnswer(review, and: best.map { ["best": $0] } ?? [:])
    }

    func land() async throws -> MCPAnswer {
        let landings = try place.workshop().landings
        let (candidate, onto) = (needed("candidate"), text("onto"))
        try await landings.requireLandable(candidate)
        let body = try await landings.body(of: candidate)
        let branch = try await landings.branch(named: onto)
        guard let ask = client.ask else {
            let words =
                ["hone land", candidate.shellWord, "--onto", branch.shellWord]
                + (flag("squash") ? ["--squash"] : [])
            return MCPAnswer([
                "landed": .bool(false), "command": .string(words.joined(separator: " ")),
                "note": .string("A person lands it, with this command; your program cannot ask them"),
            ])
        }
        let schema = JSONValue.object([
            "type": .string("object"), "required": .array([.string("land")]),
            "properties": .object([
                "land": .object(["type": .string("boolean"), "title": .string("Land it on '\(branch)'")])
            ]),
        ])
        let question = "Land \(candidate) on the branch '\(branch)'?\n\n" + body.prefix(6000)
        let answer = await ask(ShownText(question).text, schema)
        guard answer?["action"] == .string("accept"), answer?["content"]?["land"] == .bool(true) else {
            return MCPAnswer(["landed": .bool(false), "note": .string("Nobody agreed, so nothing moved")])
        }
        let landing = try await landings.land(
            candidate, onto: branch, as: flag("squash") ? .squash : .merge, doubts: .refuse,
            measuring: .measured { _ in })
        return MCPAnswer(landing, and: ["landed": .bool(true)])
    }
}
