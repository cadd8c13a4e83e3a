//! Names and descriptions as nobody should write them.

use super::Choices;

const NAMES: [&str; 92] = [
    "id",
    "name",
    "type",
    "object",
    "data",
    "kind",
    "value",
    "items",
    "first_id",
    "fooBar",
    "foo-bar",
    "foo_bar",
    "FooBar",
    "self",
    "Self",
    "crate",
    "super",
    "async",
    "gen",
    "try",
    "union",
    "_",
    "__",
    "",
    " ",
    "1",
    "-1",
    "+1",
    "2d",
    "a.b",
    "a/b",
    "a~b",
    "a b",
    "AB",
    "ab",
    "日本",
    "ß",
    "É",
    "🦀",
    "Option",
    "Vec",
    "String",
    "Client",
    "Call",
    "Const",
    "Field",
    "Map",
    "json",
    "http",
    "extra",
    "new",
    "default",
    "body",
    "request_body",
    "call",
    "pages",
    "stream",
    "other",
    "Other",
    "unknown",
    "Unknown",
    "Ok",
    "Err",
    "Error",
    "Result",
    "Box",
    "None",
    "Some",
    "Response",
    "RawJson",
    "Value",
    "\"quoted\"",
    "back\\slash",
    "new\nline",
    "{x}",
    "%20",
    "T",
    "std",
    "core",
    "u8",
    "str",
    "bool",
    "serde",
    "specmill_runtime",
    "impl",
    "Debug",
    "Clone",
    "Default",
    "Into",
    "with_new",
    "Map",
    "IntoFuture",
];

const TEXTS: [&str; 24] = [
    "A thing.",
    "*/ pub fn evil() {} /*",
    "```rust\npanic!()\n```",
    "```\nnever closed",
    "    indented code",
    "[link] and [other](Thing) and [x]: y",
    "<script>alert(1)</script> <b>",
    "#![deny(everything)]",
    "\"#; fn evil() {}",
    "\u{202e}turned\u{2066}",
    "nul\0 bell\u{7} tab\t",
    "line\r\nline\rline\n\n\nline",
    "\\",
    "{} {{}} {0} %s $x",
    "https://example.com/a_b_c) and <https://x.y>.",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "- list\n  - deeper\n1. one\nlazy",
    "///",
    "`code` ``two `` `open",
    "🦀 日本語 é",
    "",
    "   ",
    "& < > &amp; &#123;",
    "> quote\n\n# Title\n\n***\n![image](x.png)",
];

/// A name of a property, parameter, value or schema.
pub(super) fn name(choices: &mut Choices) -> String {
    if choices.one_in(2) {
        let plain = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"];
        return format!("{}{}", choices.pick(&plain), choices.below(12));
    }
    (*choices.pick(&NAMES)).to_owned()
}

/// What a description may say.
pub(super) fn text(choices: &mut Choices) -> String {
    let first = *choices.pick(&TEXTS);
    if choices.one_in(4) {
        format!("{first}\n{}", choices.pick(&TEXTS))
    } else {
        first.to_owned()
    }
}
