import Foundation
import TestSupport
import Testing

extension EndToEnd {
    /// Where a key may turn up, and must not.
    struct ChatKeyTests {
        private static let key = "sk-MARKER-7f3a9c1e55d04b"

        @Test func `a key is in no object, no file, no slot and no output, plain or in base64`() throws {
            let base64 = Data(Self.key.utf8).base64EncodedString()
            let endpoint = try ScriptedEndpoint { request, place in
                let echo = request.headers["authorization"] ?? ""
                // An endpoint that repeats all it was told, in its errors and its replies.
                return switch place {
                case 0: .error(500, "you sent \(echo) or \(base64)")
                case 1: .openAI("I was sent \(echo), which is \(base64).")
                case 2: .error(400, echo)
                case 3: .json("<b>\(echo) \(base64)</b>")
                case 4: .openAI(ChatTests.block("apples 40", "apples 5 \(echo) \(base64)"))
                default: .error(401, "bad key \(echo)")
                }
            }
            let settings = "structured_output: off, repair: 0"
            let user = try UserRepository(.chat(endpoint, steps: 9, settings: settings), key: Self.key)
            var output = ""
            for words in [
                ["check"], ["run"], ["log", "--json"], ["show", "sum-1:2", "--reply"], ["status"],
            ] {
                let result = try user.hone(words)
                output += result.output + result.errors
            }
            #expect(endpoint.requests.count >= 6)
            #expect(output.contains("did not take the key"))
            // The check asked first, for a word.
            #expect(try user.steps().count == 5)
            Self.expectAbsent(Array(output.utf8), "standard output and error")
            Self.expectAbsent(try Self.objects(of: user), "the repository's objects")
            for folder in [user.path, user.surroundings] {
                for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
                    guard let data = FileManager.default.contents(atPath: folder + "/" + path) else {
                        continue
                    }
                    Self.expectAbsent(Array(data), path)
                }
            }
        }

        /// Every object of the repository and of the slots, uncompressed.
        private static func objects(of user: UserRepository) throws -> [UInt8] {
            var all: [UInt8] = []
            let names = try FileManager.default.subpathsOfDirectory(atPath: user.surroundings)
            let gits = names.filter { $0.hasSuffix("/objects") || $0 == "objects" }
                .map { user.surroundings + "/" + ($0 as NSString).deletingLastPathComponent }
            for git in Set(gits + [user.path + "/.git"]) {
                let result = try TestProcess.run(
                    ["git", "--git-dir", git, "cat-file", "--batch-all-objects", "--batch"], in: user.path,
                    environment: HoneBinary.environment(home: user.surroundings))
                all += Array(result.output.utf8)
            }
            #expect(all.count > 1000)
            return all
        }

        private static func expectAbsent(_ bytes: [UInt8], _ place: String) {
            let text = String(decoding: bytes, as: UTF8.self)
            // The three places that base64 can put it at, as far as it does not depend on what is around it.
            let encoded = (0..<3).map { count in
                let padded = Data([UInt8](repeating: 0, count: count) + Array(key.utf8)).base64EncodedString()
                return String(padded.dropFirst(count == 0 ? 0 : count + 1).prefix(24))
            }
            for form in [key] + encoded { #expect(!text.contains(form), "\(place) holds \(form)") }
        }
    }
}
