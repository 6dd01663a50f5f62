import Foundation

/// What is sent: always a POST of JSON.
struct HTTPRequest: Sendable {
    let url: URL
    /// By name, the key's among them.
    let headers: [String: String]
    let body: [UInt8]
}
