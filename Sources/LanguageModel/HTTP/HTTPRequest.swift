import Foundation

/// What is sent: a POST of JSON, or a GET where there is no body.
struct HTTPRequest: Sendable {
    let url: URL
    /// By name, the key's among them.
    let headers: [String: String]
    let body: [UInt8]
}
