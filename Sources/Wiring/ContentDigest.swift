import FoundationEssentials
import Text
import Workspaces

/// The digest that names a content.
package enum ContentDigest {
    /// Returns the SHA-256 of bytes in base 64.
    package static func base64(_ bytes: [UInt8]) -> String {
        Data(Digest(bytes).value).base64EncodedString()
    }
}
