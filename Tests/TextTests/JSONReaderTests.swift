import Testing
import Text

struct JSONReaderTests {
    @Test(arguments: [
        ("null", JSONValue.null), (" true ", .bool(true)), ("-12.5e-1", .number(-1.25)), ("[]", .array([])),
        ("{}", .object([:])),
        (#""a\n\"\\\u00e9\ud83d\ude00\/""#, .string("a\n\"\\é😀/")),
        ("[1, [2], {\"a\": null}]", .array([.number(1), .array([.number(2)]), .object(["a": .null])])),
        ("Infinity", .number(.infinity)), ("-Infinity", .number(-.infinity)),
    ])
    func `a document is read as its value`(text: String, value: JSONValue) {
        #expect(JSONReader.read(text) == value)
    }

    @Test func `Python's NaN is a number that is none`() {
        #expect(JSONReader.read("[NaN]")?.elements?.first?.number?.isNaN == true)
        #expect(JSONReader.read("[NaN, Infinity]")?.text == "[null,null]")
    }

    @Test(arguments: [
        "", "{", "{\"a\":1", "[1,]", "{\"a\" 1}", "{'a': 1}", "1 2", "truth", "\"a", "\"\\x\"", "0x10", "1.",
        "+1", "nan", "-", "{\"a\":1} x",
        String(repeating: "[", count: 1000),
    ])
    func `what is no document is nil`(text: String) {
        #expect(JSONReader.read(text) == nil)
    }

    @Test func `a value's text reads back as the value`() {
        let text = #"{"a":[1,2.5,"x\n\"\u0001é"],"b":{"c":null,"d":true}}"#
        #expect(JSONReader.read(text)?.text == text)
    }

    @Test(arguments: [("3", "3"), ("\"x\"", "x"), ("1.5", "1.5"), ("null", nil)])
    func `texts and numbers name examples`(text: String, name: String?) {
        #expect(JSONReader.read(text)?.name == name)
    }

    @Test func `parts of an object and of a list are found where they lie`() {
        let text = #" { "a" : [1, {"b": "]"}] , "\u0062": -2e3,"a":null}"#
        let bytes = Array(text.utf8)
        let fields = JSONReader.fields(of: bytes) ?? []
        #expect(fields.map(\.key) == ["a", "b", "a"])
        let values = fields.map { Array(bytes[$0.value]) }
        #expect(values.map { String(decoding: $0, as: UTF8.self) } == [#"[1, {"b": "]"}]"#, "-2e3", "null"])
        let elements = JSONReader.elements(of: values[0]) ?? []
        #expect(elements.map { String(decoding: values[0][$0], as: UTF8.self) } == ["1", #"{"b": "]"}"#])
        #expect(JSONReader.elements(of: Array(" [] ".utf8)) == [])
        #expect(JSONReader.fields(of: Array("[1]".utf8)) == nil && JSONReader.elements(of: bytes) == nil)
        #expect(JSONReader.fields(of: Array("{".utf8)) == nil)
    }
}
