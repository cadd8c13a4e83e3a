//! Example code as text.

use proc_macro2::TokenStream;
use quote::quote;

/// Items, a line or more each.
pub(super) fn items(items: &TokenStream) -> Option<String> {
    let file = syn::parse2::<syn::File>(items.clone()).ok()?;
    Some(prettyplease::unparse(&file).trim_end().to_owned())
}

/// The statements of a function, as they are written in it.
pub(super) fn statements(statements: &TokenStream) -> Option<String> {
    const INDENT: &str = "    ";
    let text = items(&quote!(fn example() { #statements }))?;
    let body = text.strip_prefix("fn example() {\n")?.strip_suffix("\n}")?;
    let lines = body.lines().map(|line| line.strip_prefix(INDENT).unwrap_or(line));
    Some(lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::statements;

    #[test]
    fn statements_begin_in_the_first_column() {
        let code = quote!(let a = "\n#"; while let Some(b) = a.next().await? { print(b); });
        let text = "let a = \"\\n#\";\nwhile let Some(b) = a.next().await? {\n    print(b);\n}";
        assert_eq!(statements(&code).as_deref(), Some(text));
    }
}
