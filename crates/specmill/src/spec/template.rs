//! Path templates (OpenAPI 3.0, "Path Templating").

/// The names between braces, each once, in order.
pub(super) fn names(template: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some((_, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        // The last opening brace counts: `{a{b}` names `b`.
        let name = name.rsplit('{').next().unwrap_or(name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    names
}

/// The template with every name taken out: two templates alike in this are one path.
pub(super) fn without_names(template: &str) -> String {
    names(template)
        .iter()
        .fold(template.to_owned(), |path, name| path.replace(&format!("{{{name}}}"), "{}"))
}
