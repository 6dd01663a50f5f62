import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// SIGKILL at the writes of a run whose proposer is paid by the reply.
    struct KilledChatTests {
        @Test func `a run that is killed and resumed asks once for each reply that it had`() throws {
            var askedTwice: [Int] = []
            let places = try KillPlaces.visit { place in
                let endpoint = try ScriptedEndpoint { request, _ in
                    let isRepair = request.text.contains("was not applied")
                    return .openAI(ChatTests.block(isRepair ? "apples 40" : "apples 4", "apples 5"))
                }
                let victim = try UserRepository(.chat(endpoint), key: ChatTests.key)
                let result = try victim.hone("run", failpoint: place)
                if result.status == 0 { return false }
                try #require(result.status == 128 + 9, "place \(place): \(result.errors)")
                try victim.succeed("run", victim.runs().isEmpty ? "--steps=1" : "--resume")
                if endpoint.requests.count != 2 { askedTwice.append(place) }
                #expect(endpoint.requests.count <= 3, "killed at place \(place)")
                let step = try #require(try victim.steps().last)
                #expect(step.step == 1)
                try Self.expectPaidOnce(step, victim, requests: endpoint.requests.count)
                return true
            }
            // Only a kill between a reply's coming and its being written can lose it: once for each of the two.
            #expect(askedTwice.count <= 2)
            #expect(places >= 20)
        }

        private static func expectPaidOnce(_ step: StepRow, _ user: UserRepository, requests: Int) throws {
            if requests == 2, let commit = step.candidate {
                #expect(step.score == 128)
                let note = try user.repository.git("notes", "--ref=hone/score", "show", commit)
                #expect(note.contains(#""tokens":{"in":200,"out":40}"#))
            }
            let local = try FileManager.default.subpathsOfDirectory(atPath: user.path + "/.git/hone")
            #expect(!local.contains { $0.hasSuffix(".json") && $0.contains("replies/") })
        }
    }
}
