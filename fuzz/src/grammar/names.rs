//! Names and words, the odd ones among them.

use arbitrary::Result;
use specmill_core::source::Node;

use super::Grammar;
use crate::tree::text;

/// Names of properties, parameters, values: those that mean something to the generator, those that
/// come to one name in Rust, and those that are none.
const NAMES: &[&str] = &[
    "a",
    "b",
    "c",
    "id",
    "type",
    "object",
    "kind",
    "data",
    "items",
    "has_more",
    "after",
    "limit",
    "next",
    "last_id",
    "cursor",
    "page",
    "next_page",
    "role",
    "name",
    "value",
    "status",
    "text",
    "a-b",
    "a_b",
    "aB",
    "A B",
    "AB",
    "ab",
    "a.b",
    "a/b",
    "a~b",
    "a[]",
    "a[b]",
    "{a}",
    "$a",
    "@a",
    "A",
    "A2",
    "a2",
    "a_2",
    "Other",
    "Unknown",
    "Value",
    "Extra",
    "self",
    "Self",
    "super",
    "crate",
    "r#type",
    "async",
    "await",
    "match",
    "fn",
    "try",
    "gen",
    "union",
    "static",
    "String",
    "Option",
    "Some",
    "None",
    "Vec",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Client",
    "Call",
    "Const",
    "Field",
    "Upload",
    "Blob",
    "Events",
    "Default",
    "Clone",
    "Into",
    "BTreeMap",
    "json",
    "http",
    "types",
    "shared",
    "std",
    "core",
    "specmill_runtime",
    "api",
    "operations",
    "new",
    "default",
    "from",
    "send",
    "call",
    "builder",
    "request",
    "headers",
    "",
    " ",
    "_",
    "__",
    "-",
    "1",
    "1st",
    "0.5",
    "-1",
    "+1",
    "true",
    "null",
    "é",
    "日本",
    "ß",
    "ﬀ",
    "İ",
    "\u{202e}x",
    "\u{2028}",
    "\n",
    "\r",
    "\t",
    "\0",
    "\u{1b}[1m",
    "\u{85}",
    "*/",
    "/*",
    "//",
    "\"",
    "\\",
    "#",
    "%41",
    "%0a",
    "r#\"",
    "x\"#",
    "const",
    "nul",
    "..",
    "../a",
    "a b c d e f g h i j k l m n o p q r s t u v w x y z",
    "application/json",
    "default_",
    "x-a",
    "X-Request-Id",
    "Content-Type",
    "Accept",
    "Authorization",
    "api_key",
    "client_secret",
    "password",
    "token",
];

const PROSE: &[&str] = &[
    "Plain.",
    "Two lines\nof it.",
    "",
    " ",
    "# Head\n\n* one\n* two\n\n```rust\nfn main() {}\n```\n",
    "A [link](https://example.com/a_b) and `code`, <https://example.com>, https://bare.example.",
    "A [broken] [link][b] and [a](b \"c\").",
    "<b>HTML</b> <unclosed <br/> &lt;&#x202e;&amp;",
    "> quote\n> more\n\n1. a\n2. b\n    - c\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "*/ /* // \"#\" \\ {} [] `` ` \u{202e}\u{2066}\u{1b}[0m\r\n\u{85}\u{2028}",
    "    indented\n\n\ttab\n",
    "~~~\nopen fence",
    "[a]: https://example.com\n\n[a] [A][a] ![i](x)",
    "- - - - a\n***\n___\n",
    "日本語。é ß",
    "#\n##\n####### seven\n",
    "$x^2$ <!-- comment --> <![CDATA[x]]> <?php ?>",
];

impl Grammar<'_> {
    pub(super) fn name(&mut self) -> Result<String> {
        Ok(match self.below(8)? {
            // The first ones, so that names meet.
            0..=4 => self.one_of(&NAMES[..22])?.to_owned(),
            5 | 6 => self.one_of(NAMES)?.to_owned(),
            _ => {
                let (first, second) = (self.one_of(NAMES)?, self.one_of(NAMES)?);
                let between = self.one_of(&["_", "", "-", ".", " ", "/"])?;
                let joined = format!("{first}{between}{second}");
                if self.seldom(12)? { joined.repeat(40) } else { joined }
            }
        })
    }

    pub(super) fn tag_name(&mut self) -> Result<String> {
        match self.below(6)? {
            0..=2 => Ok(self.one_of(&["Pets", "pets", "Pet store", "Shared"])?.to_owned()),
            _ => self.name(),
        }
    }

    pub(super) fn prose(&mut self) -> Result<Node> {
        let one = self.one_of(PROSE)?;
        Ok(text(match self.seldom(6)? {
            true => format!("{one}{}", self.one_of(PROSE)?),
            false => one.to_owned(),
        }))
    }

    pub(super) fn media_type(&mut self) -> Result<String> {
        let known = [
            "application/json",
            "application/json",
            "multipart/form-data",
            "application/x-www-form-urlencoded",
            "text/event-stream",
            "text/plain",
            "application/octet-stream",
            "image/png",
            "*/*",
            "application/*",
            "application/vnd.a+json",
            "application/json; charset=utf-8",
            "application/xml",
            "application/jsonl",
            "application/json-seq",
            "multipart/mixed",
            "Application/JSON",
            "text/json",
        ];
        if self.seldom(20)? { self.name() } else { Ok(self.one_of(&known)?.to_owned()) }
    }

    pub(super) fn extension(&mut self) -> Result<(String, Node)> {
        let known = [
            "x-specmill-name",
            "x-specmill-skip",
            "x-specmill-pagination",
            "x-specmill-moved",
            "x-specmill-const",
            "x-specmill-null",
            "x-specmill-never",
            "x-specmill-type",
            "x-specmill-enum",
            "x-specmill-split",
            "x-specmill-ref-siblings",
            "x-specmill-prefix-items",
            "x-specmill-discriminator",
            "x-specmill-null-member",
            "x-specmill-inner-title",
            "x-specmill-examples",
            "x-specmill-minimum",
            "x-specmill-undescribed",
            "x-specmill-no-schema",
            "x-specmill-callbacks",
            "x-specmill-path-item-ref",
            "x-specmill-unsupported-if",
            "x-specmill-openapi",
            "x-stainless-const",
            "x-enum-varnames",
            "x-enum-descriptions",
            "x-ms-enum",
            "x-other",
        ];
        let name = self.one_of(&known)?.to_owned();
        let value = match self.below(6)? {
            0 => Node::Bool(true),
            1 => text(self.name()?),
            2 => self.list(3, Self::value)?,
            3 => self.schema()?,
            _ => self.value()?,
        };
        Ok((name, value))
    }
}
