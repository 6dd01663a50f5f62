/// How many tokens a text will make, before any model has seen it.
///
/// Four bytes a token, rounded up: what the byte-pair vocabularies of current models come to on English and code.
package func estimatedTokens(_ text: String) -> Int { (text.utf8.count + 3) / 4 }
