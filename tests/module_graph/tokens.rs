//! From the tokens of a file to its modules: what each defines, passes on and asks for.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Names with `::` between them.
pub(crate) type Names = Vec<String>;

/// A module, in a file of its own or a part of one.
#[derive(Default)]
pub(crate) struct Module {
    pub(crate) file: String,
    pub(crate) path: Names,
    pub(crate) defined: BTreeSet<String>,
    pub(crate) macros: BTreeSet<String>,
    /// `use path as name`; the name is `*` for all of a module.
    pub(crate) uses: Vec<(Names, String)>,
    /// Paths in the code.
    pub(crate) paths: Vec<Names>,
}

/// The module of a file, and those that are written inside of it.
pub(crate) fn read(file: &str, text: &str) -> Vec<Module> {
    let tokens: TokenStream = text.parse().expect("sources are Rust");
    let mut path: Names = file.split('/').map(str::to_owned).collect();
    path.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    let mut modules = Vec::new();
    items(file, path, tokens, &mut modules);
    modules
}

fn items(file: &str, path: Names, tokens: TokenStream, into: &mut Vec<Module>) {
    let mut module = Module { file: file.to_owned(), path, ..Module::default() };
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let word = ident(Some(token)).unwrap_or_default();
        let name = ident(tokens.get(at + 1));
        match (word.as_str(), name) {
            _ if is_test(&tokens[at..]) => at = end_of_item(&tokens, at + 2),
            ("use", _) => {
                let end = end_of_item(&tokens, at);
                tree(&tokens[at + 1..end], &[], &mut module.uses);
                at = end;
                continue;
            }
            ("mod", Some(name)) => {
                module.defined.insert(name.clone());
                if let Some(TokenTree::Group(body)) = tokens.get(at + 2) {
                    let inner = [module.path.clone(), vec![name]].concat();
                    items(file, inner, body.stream(), into);
                    at += 3;
                    continue;
                }
            }
            ("macro_rules", _) => {
                module.macros.extend(ident(tokens.get(at + 2)));
                at += 2;
            }
            ("fn" | "struct" | "enum" | "trait" | "type" | "const" | "static", Some(name)) => {
                module.defined.insert(name);
            }
            _ => {}
        }
        if let Some(TokenTree::Group(group)) = tokens.get(at) {
            code(group.stream(), &mut module);
        }
        at = path_at(&tokens, at, &mut module);
    }
    into.push(module);
}

/// Code, in which `use` and tests may be as well.
fn code(tokens: TokenStream, module: &mut Module) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if ident(Some(token)).is_some_and(|word| word == "use") {
            let end = end_of_item(&tokens, at);
            let mut uses = Vec::new();
            tree(&tokens[at + 1..end], &[], &mut uses);
            module.paths.extend(uses.into_iter().map(|(path, _)| path));
            at = end;
            continue;
        }
        if let TokenTree::Group(group) = token {
            code(group.stream(), module);
        }
        at = path_at(&tokens, at, module);
    }
}

/// Takes the path that begins here, if one does, and says where to go on.
fn path_at(tokens: &[TokenTree], at: usize, module: &mut Module) -> usize {
    let Some(first) = ident(tokens.get(at)) else { return at + 1 };
    let is_begun = at > 1 && is_colons(&tokens[at - 2..]);
    let is_of_macro = at > 0 && is_punct(tokens.get(at - 1), '$');
    let (mut path, mut end) = (vec![first], at + 1);
    while tokens.get(end..).is_some_and(is_colons) {
        let Some(name) = ident(tokens.get(end + 2)) else { break };
        path.push(name);
        end += 3;
    }
    if !is_begun && !is_of_macro && path.len() > 1 {
        module.paths.push(path);
    }
    end
}

/// The leaves of what stands between `use` and the semicolon.
fn tree(tokens: &[TokenTree], before: &[String], into: &mut Vec<(Names, String)>) {
    for branch in tokens.split(|token| is_punct(Some(token), ',')) {
        let (mut path, mut rest) = (before.to_vec(), branch);
        let mut name = String::new();
        while let Some((token, after)) = rest.split_first() {
            rest = after;
            match token {
                TokenTree::Group(group) => {
                    let inner: Vec<_> = group.stream().into_iter().collect();
                    tree(&inner, &path, into);
                    path.clear();
                }
                TokenTree::Punct(punct) if punct.as_char() == '*' => "*".clone_into(&mut name),
                TokenTree::Ident(word) if word == "as" => {
                    name = ident(rest.first()).unwrap_or_default();
                    rest = &[];
                }
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                _ => {}
            }
        }
        if let Some(last) = path.last() {
            let name = if name.is_empty() { last.clone() } else { name };
            into.push((path, name));
        }
    }
}

/// Where the item ends that begins here: behind its semicolon or its braces.
fn end_of_item(tokens: &[TokenTree], at: usize) -> usize {
    let is_use = ident(tokens.get(at)).is_some_and(|word| word == "use");
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => !is_use && group.delimiter() == Delimiter::Brace,
        token => is_punct(Some(token), ';'),
    };
    let rest = tokens.get(at..).unwrap_or_default();
    rest.iter().position(is_end).map_or(tokens.len(), |end| at + end + 1)
}

/// Whether these begin with `#[cfg(test)]`.
fn is_test(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), '#')
        && tokens.get(1).is_some_and(|group| group.to_string().replace(' ', "") == "[cfg(test)]")
}

fn is_colons(tokens: &[TokenTree]) -> bool {
    is_punct(tokens.first(), ':') && is_punct(tokens.get(1), ':')
}

fn is_punct(token: Option<&TokenTree>, char: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == char)
}

fn ident(token: Option<&TokenTree>) -> Option<String> {
    match token {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    }
}
