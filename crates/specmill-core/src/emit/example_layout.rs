//! Example code as text, laid out as rustfmt does.
//!
//! `prettyplease`, which lays out the client, breaks chains and lists of arguments in ways that a reader
//! would not. Expressions of examples are few in kind: paths, literals, calls, lists, macros that take
//! them, and chains of methods.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Columns a line may take; in a method's documentation there are eight before it.
const WIDTH: usize = 88;
const INDENT: usize = 4;

/// `before`, the expression, `after`, over as many lines as that takes.
pub(super) fn statement(before: &str, expression: &TokenStream, after: &str) -> String {
    let tokens: Vec<TokenTree> = expression.clone().into_iter().collect();
    format!("{before}{}{after}", laid_out(&tokens, 0, before.len() + after.len()))
}

/// `use` of a path, or of several names in it.
pub(super) fn import(path: &str, names: &[String]) -> String {
    match names {
        [] => format!("use {path};"),
        [only] => format!("use {path}::{only};"),
        several => {
            let line = format!("use {path}::{{{}}};", several.join(", "));
            if line.len() <= WIDTH {
                return line;
            }
            let mut text = format!("use {path}::{{");
            let mut column = WIDTH;
            for name in several {
                if column + name.len() + 2 > WIDTH {
                    text.push_str("\n   ");
                    column = INDENT - 1;
                }
                text.push_str(&format!(" {name},"));
                column += name.len() + 2;
            }
            text + "\n};"
        }
    }
}

/// An expression that begins in a line indented by `indent`, with `beside` more columns taken there.
fn laid_out(tokens: &[TokenTree], indent: usize, beside: usize) -> String {
    let flat = flat(tokens);
    if indent + beside + flat.chars().count() <= WIDTH {
        return flat;
    }
    let (head, links) = chain(tokens);
    if links.is_empty() || (links.len() == 1 && !has_arguments(head)) {
        return broken(tokens, indent, beside).unwrap_or(flat);
    }
    let head = laid_out(head, indent, beside);
    // A head of several lines ends in a line of its own, below which its methods stand.
    let deeper = if head.contains('\n') { indent } else { indent + INDENT };
    let links = links.iter().map(|link| format!("{}{}", line(deeper), laid_out_link(link, deeper)));
    head + &links.collect::<String>()
}

fn laid_out_link(link: &[TokenTree], indent: usize) -> String {
    let flat = flat(link);
    if indent + flat.chars().count() <= WIDTH {
        return flat;
    }
    broken(link, indent, 0).unwrap_or(flat)
}

/// The last group of `tokens` with a line for each of its entries; its one entry stands beside its
/// brackets if that is a call or a list itself.
fn broken(tokens: &[TokenTree], indent: usize, beside: usize) -> Option<String> {
    let at = tokens.iter().rposition(
        |token| matches!(token, TokenTree::Group(group) if !group.stream().is_empty()),
    )?;
    let TokenTree::Group(group) = &tokens[at] else { return None };
    let (open, close) = brackets(group.delimiter());
    let (before, after) = (flat(&tokens[..at]), flat(&tokens[at + 1..]));
    let entries = entries(group.stream());
    if let [only] = entries.as_slice()
        && chain(only).1.is_empty()
        && only.last().is_some_and(|last| matches!(last, TokenTree::Group(_)))
    {
        let beside = beside + before.chars().count() + open.len();
        let inner = broken(only, indent, beside).unwrap_or_else(|| flat(only));
        let first = inner.lines().next().unwrap_or_default();
        if indent + beside + first.chars().count() <= WIDTH {
            return Some(format!("{before}{open}{inner}{close}{after}"));
        }
    }
    let lines = entries
        .iter()
        .map(|entry| format!("{}{},", line(indent + INDENT), laid_out(entry, indent + INDENT, 1)));
    let lines: String = lines.collect();
    Some(format!("{before}{open}{lines}{}{close}{after}", line(indent)))
}

fn line(indent: usize) -> String {
    format!("\n{}", " ".repeat(indent))
}

/// What methods are called on, and each method with its arguments and `?` beside it.
fn chain(tokens: &[TokenTree]) -> (&[TokenTree], Vec<&[TokenTree]>) {
    let begins = |at: &usize| matches!(&tokens[*at], TokenTree::Punct(dot) if dot.as_char() == '.');
    let starts: Vec<usize> = (0..tokens.len()).filter(begins).collect();
    let Some(first) = starts.first() else { return (tokens, Vec::new()) };
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    let links = starts.iter().zip(ends).map(|(start, end)| &tokens[*start..end]).collect();
    (&tokens[..*first], links)
}

fn has_arguments(tokens: &[TokenTree]) -> bool {
    tokens
        .iter()
        .any(|token| matches!(token, TokenTree::Group(group) if !group.stream().is_empty()))
}

/// What stands between commas.
fn entries(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut entries = vec![Vec::new()];
    for token in tokens {
        match (&token, entries.last_mut()) {
            (TokenTree::Punct(comma), _) if comma.as_char() == ',' => entries.push(Vec::new()),
            (_, Some(entry)) => entry.push(token),
            (_, None) => {}
        }
    }
    entries.retain(|entry| !entry.is_empty());
    entries
}

fn brackets(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::None => ("", ""),
    }
}

/// The tokens on one line.
fn flat(tokens: &[TokenTree]) -> String {
    let mut text = String::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = brackets(group.delimiter());
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                // A tuple of one keeps its comma.
                let inner = match (flat(&inner), entries(group.stream()).len()) {
                    (inner, 1) if group.delimiter() == Delimiter::Parenthesis => inner,
                    (inner, _) => inner.trim_end_matches([',', ' ']).to_owned(),
                };
                text.push_str(&format!("{open}{}{close}", inner.trim_end()));
            }
            TokenTree::Punct(punct) => {
                text.push(punct.as_char());
                let ends = punct.as_char() == ','
                    || (punct.as_char() == ':'
                        && punct.spacing() == Spacing::Alone
                        && !text.ends_with("::"));
                if ends {
                    text.push(' ');
                }
            }
            other => text.push_str(&other.to_string()),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{import, statement};

    #[test]
    fn what_fits_stays_on_its_line() {
        for (code, text) in [
            (
                quote!(a::B::new("x", -1, &["a", "b"]).c(Some(None))?),
                "a::B::new(\"x\", -1, &[\"a\", \"b\"]).c(Some(None))?",
            ),
            (quote!(json!({"a": [1, null], "b": {}})), "json!({\"a\": [1, null], \"b\": {}})"),
            (quote!(((1,), (1, 2,), r#type)), "((1,), (1, 2), r#type)"),
            (quote!("\n#"), "\"\\n#\""),
        ] {
            assert_eq!(statement("let a = ", &code, ";"), format!("let a = {text};"));
        }
    }

    #[test]
    fn what_does_not_fit_is_broken_as_rustfmt_does() {
        let long = "a text that takes about half of a line";
        let code = quote!(Request::new(#long, Kind::Other, vec![#long.to_owned(), Member::new(#long, #long).into()]).limit(3).after(#long));
        assert_eq!(
            statement("let request = ", &code, ";"),
            r#"let request = Request::new(
    "a text that takes about half of a line",
    Kind::Other,
    vec![
        "a text that takes about half of a line".to_owned(),
        Member::new(
            "a text that takes about half of a line",
            "a text that takes about half of a line",
        )
        .into(),
    ],
)
.limit(3)
.after("a text that takes about half of a line");"#
        );
        let code = quote!(Request::new(Input::List(vec![#long.to_owned(), #long.to_owned()])));
        assert_eq!(
            statement("let request = ", &code, ";"),
            r#"let request = Request::new(Input::List(vec![
    "a text that takes about half of a line".to_owned(),
    "a text that takes about half of a line".to_owned(),
]));"#
        );
        let code =
            quote!(client.items_of_a_long_name().create_something(#long, &request).limit(1).await?);
        assert_eq!(
            statement("let response = ", &code, ";"),
            r#"let response = client
    .items_of_a_long_name()
    .create_something("a text that takes about half of a line", &request)
    .limit(1)
    .await?;"#
        );
    }

    #[test]
    fn imports_are_filled_lines() {
        let names = ["A".repeat(30), "B".repeat(30), "C".repeat(30)];
        let [a, b, c] = &names;
        assert_eq!(import("a", &names[..1]), format!("use a::{a};"));
        assert_eq!(import("a", &names[..2]), format!("use a::{{{a}, {b}}};"));
        assert_eq!(import("a", &names), format!("use a::{{\n    {a}, {b},\n    {c},\n}};"));
    }
}
