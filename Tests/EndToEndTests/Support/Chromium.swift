import Foundation
import TestSupport

/// A headless Chromium, driven as the WebDriver standard says, over plain HTTP.
final class Chromium {
    private let driver: StartedProcess
    private let files: TemporaryDirectory
    private let port: Int
    private var session = ""

    init() throws {
        files = try TemporaryDirectory()
        driver = try StartedProcess(
            ["chromedriver", "--port=0"], in: files.path,
            environment: [
                "PATH": TestProcess.systemFolders.joined(separator: ":"), "HOME": files.path,
                "TMPDIR": files.path, "LANG": "C.UTF-8",
            ])
        let greeting = try driver.wait(for: "started successfully on port", in: .output)
        port = greeting.firstMatch(of: /started successfully on port (\d+)/).flatMap { Int($0.1) } ?? 0
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
        ]
        let options: [String: Any] = ["args": arguments]
        let wanted = ["browserName": "chrome", "goog:chromeOptions": options] as [String: Any]
        let made = try call("POST", "", ["capabilities": ["alwaysMatch": wanted]]) as? [String: Any]
        session = made?["sessionId"] as? String ?? ""
        _ = try call("POST", "/timeouts", ["script": 180_000, "pageLoad": 180_000])
    }

    deinit { _ = try? call("DELETE", "", nil) }

    func open(_ address: String) throws { _ = try call("POST", "/url", ["url": address]) }

    /// Returns what a script returns.
    func script(_ text: String) throws -> Any? {
        try call("POST", "/execute/sync", ["script": text, "args": []])
    }

    /// Waits in the page until an expression is true there; throws after a minute.
    func wait(until expression: String) throws {
        let text = """
            const done = arguments[arguments.length - 1];
            (function look() { if (\(expression)) done(true); else setTimeout(look, 20); })();
            """
        _ = try call("POST", "/execute/async", ["script": text, "args": []])
    }

    /// Clicks where a person would, so that what covers the element, or hides it, fails.
    func click(_ selector: String) throws {
        _ = try call("POST", "/element/\(try element(selector))/click", [:])
    }

    func type(_ text: String, into selector: String) throws {
        _ = try call("POST", "/element/\(try element(selector))/value", ["text": text])
    }

    /// Looks at a page on a screen of some width, in light or dark, and returns a picture of all of it.
    func picture(of address: String, width: Int, scheme: String) throws -> Data {
        _ = try chrome(
            "Emulation.setEmulatedMedia", ["features": [["name": "prefers-color-scheme", "value": scheme]]])
        let metrics: [String: Any] = [
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500,
        ]
        _ = try chrome("Emulation.setDeviceMetricsOverride", metrics)
        try open(address)
        let picture = try chrome("Page.captureScreenshot", ["captureBeyondViewport": true]) as? [String: Any]
        return Data(base64Encoded: picture?["data"] as? String ?? "") ?? Data()
    }

    private func chrome(_ command: String, _ parameters: [String: Any]) throws -> Any? {
        try call("POST", "/goog/cdp/execute", ["cmd": command, "params": parameters])
    }

    private func element(_ selector: String) throws -> String {
        let found =
            try call("POST", "/element", ["using": "css selector", "value": selector]) as? [String: String]
        guard let id = found?.values.first else {
            throw TestProcess.Failure(description: "there is no '\(selector)' on the page")
        }
        return id
    }

    private func call(_ method: String, _ path: String, _ body: [String: Any]?) throws -> Any? {
        let text = try body.map {
            String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self)
        }
        let answer = try RawHTTP(
            method, "/session" + (session.isEmpty ? "" : "/" + session) + path, port: port,
            headers: ["Content-Type": "application/json"], body: text ?? "")
        let value = try JSONSerialization.jsonObject(with: Data(answer.body.utf8)) as? [String: Any]
        guard answer.status == 200 else {
            throw TestProcess.Failure(description: "\(method) \(path): \(answer.body.prefix(2000))")
        }
        return value?["value"]
    }
}
