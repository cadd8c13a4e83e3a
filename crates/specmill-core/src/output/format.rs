//! Laying out Rust as a person would.
//!
//! `prettyplease` lays out items, but leaves no blank lines and does not look into macros; both are
//! done here.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::Item;

use crate::emit;

/// The text of a file; `docs` are the texts that its documentation names by number.
pub(super) fn format(tokens: &TokenStream, docs: &[String]) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens.clone())?;
    let mut text = String::new();
    let mut after_use = false;
    for item in file.items {
        // What stands together without a blank line: imports.
        let is_use = matches!(&item, Item::Use(found) if found.attrs.is_empty());
        let joins = is_use && after_use;
        if !text.is_empty() && !joins {
            text.push('\n');
        }
        after_use = is_use;
        match &item {
            Item::Macro(found) if found.ident.is_none() => text.push_str(&macro_call(found)),
            _ => {
                let file = syn::File {
                    shebang: None,
                    frontmatter: None,
                    attrs: Vec::new(),
                    items: vec![item],
                };
                text.push_str(&finished(&prettyplease::unparse(&file), docs));
            }
        }
    }
    Ok(text)
}

/// Puts in the documentation, and a blank line between the functions of an `impl` and between
/// modules.
fn finished(text: &str, docs: &[String]) -> String {
    let mut output = String::with_capacity(text.len());
    let mut last = "";
    for line in text.lines() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        if (matches!(last.trim(), "}" | "};")
            || (last.trim().starts_with("type ") && line.trim().starts_with("fn ")))
            && !matches!(line.trim().chars().next(), Some('}' | ')' | ']') | None)
            && indent(last) == indent(line)
            && begins_item(line.trim_start())
        {
            output.push('\n');
        }
        last = line;
        let start = line.trim_start();
        match start.strip_prefix("///").and_then(emit::doc_entry).and_then(|entry| docs.get(entry))
        {
            Some(markdown) => {
                comment(&line[..line.len() - start.len()], markdown, &mut output);
            }
            None => {
                output.push_str(line);
                output.push('\n');
            }
        }
    }
    output
}

/// A line of `markdown` a line, behind `///`.
fn comment(indent: &str, markdown: &str, output: &mut String) {
    for line in markdown.lines().map(str::trim_end) {
        output.push_str(indent);
        output.push_str("///");
        if !line.is_empty() {
            output.push(' ');
            output.push_str(line);
        }
        output.push('\n');
    }
}

fn begins_item(line: &str) -> bool {
    ["///", "#[", "pub ", "fn ", "type ", "static "].iter().any(|start| line.starts_with(start))
}

/// `json::object!(Invite { … });`, an entry a line; what has one entry stays on one line.
fn macro_call(item: &syn::ItemMacro) -> String {
    let path = item.mac.path.segments.iter().map(|part| part.ident.to_string()).collect::<Vec<_>>();
    let path = path.join("::");
    let tokens: Vec<TokenTree> = item.mac.tokens.clone().into_iter().collect();
    let (usage, tokens) = match tokens.as_slice() {
        [TokenTree::Ident(usage), TokenTree::Ident(_), ..] => (format!("{usage} "), &tokens[1..]),
        all => (String::new(), all),
    };
    match tokens {
        [TokenTree::Ident(name), TokenTree::Group(body), rest @ ..]
            if body.delimiter() == Delimiter::Brace =>
        {
            let rest = plain(rest);
            let entries = split(body.stream());
            if entries.is_empty() {
                return format!("{path}!({usage}{name} {{}}{rest});\n");
            }
            let lines: String = entries.iter().map(|entry| line(entry)).collect();
            format!("{path}!({usage}{name} {{\n{lines}}}{rest});\n")
        }
        [TokenTree::Ident(name), TokenTree::Group(body)] => {
            format!("{path}!({name}({}));\n", plain(&body.stream().into_iter().collect::<Vec<_>>()))
        }
        tokens => format!("{path}!({usage}{});\n", plain(tokens)),
    }
}

/// Columns a line may take.
const WIDTH: usize = 100;

/// An entry, with a line for each entry of the block it ends with; a list that is too long for a
/// line has one for each item.
fn line(entry: &[TokenTree]) -> String {
    if let [before @ .., TokenTree::Group(block)] = entry {
        let begin = plain(before);
        let one = format!("    {},\n", plain(entry));
        let (open, close, opens_block) = match block.delimiter() {
            Delimiter::Brace => ('{', '}', true),
            Delimiter::Bracket => ('[', ']', one.len() > WIDTH),
            _ => return one,
        };
        if opens_block {
            let entries = split(block.stream());
            let lines: String =
                entries.iter().map(|entry| format!("        {},\n", plain(entry))).collect();
            return format!("    {begin} {open}\n{lines}    {close},\n");
        }
        return one;
    }
    format!("    {},\n", plain(entry))
}

/// The entries between commas.
fn split(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut entries = vec![Vec::new()];
    for token in tokens {
        match (&token, entries.last_mut()) {
            (TokenTree::Punct(punct), _) if punct.as_char() == ',' => entries.push(Vec::new()),
            (_, Some(entry)) => entry.push(token),
            (_, None) => {}
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

/// Tokens with spaces where Rust has them: `id: required "id"`, `Vec<Tree>`, `-1`.
fn plain(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut glued = true;
    for token in tokens {
        let (piece, before, after) = match token {
            TokenTree::Punct(punct) => match punct.as_char() {
                ':' if punct.spacing() == proc_macro2::Spacing::Joint => {
                    ("::".to_owned(), false, false)
                }
                ':' if text.ends_with("::") => continue,
                ':' => (":".to_owned(), false, true),
                ',' => (",".to_owned(), false, true),
                '=' if punct.spacing() == proc_macro2::Spacing::Joint => {
                    ("=>".to_owned(), true, true)
                }
                '>' if text.ends_with("=> ") => continue,
                '|' if text.ends_with(']') => (" |".to_owned(), false, true),
                mark @ ('=' | '|') => (mark.to_string(), true, true),
                other => (other.to_string(), other == '-', false),
            },
            TokenTree::Group(group) => {
                let inner = plain(&group.stream().into_iter().collect::<Vec<_>>());
                match group.delimiter() {
                    Delimiter::Parenthesis => (format!("({inner})"), false, true),
                    Delimiter::Bracket => (format!("[{inner}]"), false, false),
                    Delimiter::Brace => (format!("{{ {inner} }}"), true, false),
                    Delimiter::None => (inner, false, false),
                }
            }
            other => (other.to_string(), true, true),
        };
        if before && !glued {
            text.push(' ');
        }
        text.push_str(&piece);
        glued = !after;
        if after && matches!(token, TokenTree::Punct(_)) {
            text.push(' ');
            glued = true;
        }
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::format;

    #[test]
    fn macros_have_an_entry_a_line() {
        let tokens = quote! {
            json::object!(request Invite { r#type: required "type", id: optional "id" });
            json::object!(Empty {});
            json::object!(Either { a: optional "a", b: optional "b", ["a"] | ["b", "c"] });
            json::open_integer_enum!(Level { One = 1, Less = -1 });
            json::union!(Event { tag "type": { "a" => A, "b" => B }, fewest: [C, D] });
            json::newtype!(Tree(Vec<std::option::Option<Tree>>));
            json::union!(Item {
                constant: { Auto = "auto" }, tag "type": { "a" => A, "b" => B | C }, fewest: [B],
            });
            json::from!(Item { A(Box<A>), B(&str) });
            json::open_enum!(Model { One = "one" }, any);
        };
        assert_eq!(
            format(&tokens, &[]).unwrap(),
            r#"json::object!(request Invite {
    r#type: required "type",
    id: optional "id",
});

json::object!(Empty {});

json::object!(Either {
    a: optional "a",
    b: optional "b",
    ["a"] | ["b", "c"],
});

json::open_integer_enum!(Level {
    One = 1,
    Less = -1,
});

json::union!(Event {
    tag "type": {
        "a" => A,
        "b" => B,
    },
    fewest: [C, D],
});

json::newtype!(Tree(Vec<std::option::Option<Tree>>));

json::union!(Item {
    constant: {
        Auto = "auto",
    },
    tag "type": {
        "a" => A,
        "b" => B | C,
    },
    fewest: [B],
});

json::from!(Item {
    A(Box<A>),
    B(&str),
});

json::open_enum!(Model {
    One = "one",
}, any);
"#
        );
    }

    #[test]
    fn functions_stand_apart_and_uses_together() {
        let tokens = quote! {
            use a::b; use c::d;
            impl A { fn a() {} pub fn b() { if x { y(); } z() } }
        };
        assert_eq!(
            format(&tokens, &[]).unwrap(),
            "use a::b;\nuse c::d;\n\nimpl A {\n    fn a() {}\n    pub fn b() {\n        if x {\n            \
             y();\n        }\n        z()\n    }\n}\n"
        );
    }
}
