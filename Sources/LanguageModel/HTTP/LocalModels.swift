import Foundation
import Text

/// The models that a server on this machine has, such as llama.cpp's or Ollama's.
package enum LocalModels {
    /// Bytes of a list at most.
    private static let longest = 1 << 20

    /// Asks a server for the names of its models; `nil` where none answers in time, or not as such servers do.
    ///
    /// - Parameters:
    ///   - base: `http://127.0.0.1:8080`.
    ///   - patience: how long it may take.
    package static func names(at base: String, within patience: Duration) async -> [String]? {
        guard let url = URL(string: base + "/v1/models") else { return nil }
        let request = HTTPRequest(url: url, headers: [:], body: [])
        let answer = await withTaskGroup(of: HTTPAnswer?.self) { group in
            group.addTask {
                do {
                    return try await Exchange(limit: longest, trust: CertificateTrust()).answer(to: request)
                } catch {
                    return nil
                }
            }
            group.addTask {
                do { try await Task.sleep(for: patience) } catch {}
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        guard let answer, answer.status == 200,
            let list = JSONReader.read(answer.body[...])?["data"]?.elements
        else { return nil }
        return list.compactMap { $0["id"]?.string }
    }
}
