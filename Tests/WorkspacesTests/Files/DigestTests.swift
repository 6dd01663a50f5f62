import Testing
import Text

@testable import Workspaces

struct DigestTests {
    // The examples of FIPS 180-4 and of NIST's test vectors.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `known texts have known digests`(text: String, digest: String) {
        #expect(Digest(Array(text.utf8)).hexadecimal == digest)
    }

    @Test(arguments: [0, 1, 55, 56, 63, 64, 65, 119, 120, 128])
    func `pieces give what the whole gives`(length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        var digest = Digest()
        for byte in bytes { digest.append([byte]) }
        #expect(digest.value == Digest(bytes).value)
        #expect(digest.text.hasPrefix("sha256:"))
    }
}
