import Text

/// A message of JSON-RPC 2.0, one on a line.
enum RPCMessage {
    /// A request to us; its `id` is given back.
    case request(id: JSONValue, method: String, parameters: JSONValue)
    case notification(method: String, parameters: JSONValue)
    /// The answer to a request of ours; `nil` where that was an error.
    case response(id: JSONValue, result: JSONValue?)

    /// Reads a line.
    init(_ line: [UInt8]) throws(RPCError) {
        guard let value = JSONReader.read(line[...]) else {
            throw RPCError(code: .parse, message: "That is no JSON", id: .null)
        }
        let id = value["id"]
        guard value["jsonrpc"] == .string("2.0") else {
            throw RPCError(code: .invalidRequest, message: "That is no JSON-RPC 2.0", id: id ?? .null)
        }
        switch (value["method"]?.string, id) {
        case (let method?, let id?) where id != .null:
            self = .request(id: id, method: method, parameters: value["params"] ?? .object([:]))
        case (let method?, _):
            self = .notification(method: method, parameters: value["params"] ?? .object([:]))
        case (nil, let id?): self = .response(id: id, result: value["result"])
        case (nil, nil):
            throw RPCError(code: .invalidRequest, message: "That is no request", id: .null)
        }
    }

    /// The line that answers a request.
    static func answer(_ id: JSONValue, _ result: JSONValue) -> String {
        JSONValue.object(["jsonrpc": .string("2.0"), "id": id, "result": result]).text
    }

    /// The line that asks the other side something.
    static func request(_ id: JSONValue, _ method: String, _ parameters: JSONValue) -> String {
        JSONValue.object([
            "jsonrpc": .string("2.0"), "id": id, "method": .string(method), "params": parameters,
        ]).text
    }
}

/// Why a message cannot be answered.
struct RPCError: Error {
    enum Code: Int {
        case parse = -32700
        case invalidRequest = -32600
        case unknownMethod = -32601
        case invalidParameters = -32602
        case busy = -32000
    }

    let code: Code
    let message: String
    let id: JSONValue

    /// The line that says so.
    var line: String {
        JSONValue.object([
            "jsonrpc": .string("2.0"), "id": id,
            "error": .object(["code": .number(Double(code.rawValue)), "message": .string(message)]),
        ]).text
    }
}
