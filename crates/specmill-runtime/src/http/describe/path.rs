//! A path template and its values become a path that stays under the base URL.

use std::fmt;

use super::parameter::encode_literal;

/// Why a template cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PathFault {
    /// The template, and the parameter that it does not have.
    NoParameter(String, String),
    NotSet(String),
    Empty(String),
    DotSegment(String),
}

impl fmt::Display for PathFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParameter(template, name) => {
                write!(f, "the path `{template}` has no parameter `{name}`")
            }
            Self::NotSet(name) => write!(f, "the path parameter `{name}` was not set"),
            Self::Empty(name) => write!(f, "the path parameter `{name}` is empty"),
            Self::DotSegment(segment) => write!(
                f,
                "the path segment `{segment}` would lead to another endpoint; a path parameter \
                 cannot be `.` or `..`"
            ),
        }
    }
}

/// A filled template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Target {
    /// Begins with a slash.
    pub(crate) path: String,
    /// The query the template itself holds (`/models?beta=true`), perhaps empty.
    pub(crate) query: String,
}

/// Fills `template` with `values` (name, encoded text). A fragment of the template is dropped: it
/// would never be sent (RFC 3986, section 3.5).
pub(crate) fn fill(template: &str, values: &[(String, String)]) -> Result<Target, PathFault> {
    if values.is_empty() && is_plain(template) {
        return Ok(Target { path: template.to_owned(), query: String::new() });
    }
    let template = template.split('#').next().unwrap_or_default();
    let (path, query) = template.split_once('?').unwrap_or((template, ""));
    let mut used = Vec::new();
    let mut filled = substitute(path, values, &mut used)?;
    let query = substitute(query, values, &mut used)?;
    if let Some((name, _)) = values.iter().find(|(name, _)| !used.contains(&name.as_str())) {
        return Err(PathFault::NoParameter(template.to_owned(), name.clone()));
    }
    if !filled.starts_with('/') {
        filled.insert(0, '/');
    }
    if let Some(segment) = filled.split('/').find(|segment| is_dot_segment(segment)) {
        return Err(PathFault::DotSegment(segment.to_owned()));
    }
    Ok(Target { path: filled, query })
}

/// Whether a template stands for itself: it has no parameter, nothing to encode and no dot.
fn is_plain(template: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_');
    template.starts_with('/') && template.bytes().all(is_plain)
}

fn substitute<'a>(
    template: &'a str,
    values: &[(String, String)],
    used: &mut Vec<&'a str>,
) -> Result<String, PathFault> {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((literal, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        out.push_str(&encode_literal(literal));
        match values.iter().find(|(key, _)| key == name) {
            None => return Err(PathFault::NotSet(name.to_owned())),
            Some((_, text)) if text.is_empty() => return Err(PathFault::Empty(name.to_owned())),
            Some((_, text)) => out.push_str(text),
        }
        used.push(name);
        rest = after;
    }
    out.push_str(&encode_literal(rest));
    Ok(out)
}

/// A segment that every URL parser takes out of a path, also when its dots are percent-encoded
/// (WHATWG URL, "double-dot URL path segment"). There is no way to send one.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    let dot = |text| [".", "%2e", "%2E"].iter().find_map(|dot| str::strip_prefix(text, dot));
    match dot(segment) {
        Some(rest) => rest.is_empty() || dot(rest) == Some(""),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn fills_parameters_and_keeps_the_templates_query() {
        let target = fill("/a/{x}/b?beta=true#note", &values(&[("x", "1%2F2")])).unwrap();
        assert_eq!(target, Target { path: "/a/1%2F2/b".into(), query: "beta=true".into() });
        assert_eq!(fill("/a b/[é]", &[]).unwrap().path, "/a%20b/%5B%C3%A9%5D");
        assert_eq!(fill("a/{", &[]).unwrap().path, "/a/%7B");
    }

    #[test]
    fn says_which_parameter_is_missing_empty_or_unknown() {
        for (given, expected) in [
            (values(&[]), "the path parameter `x` was not set"),
            (values(&[("x", "")]), "the path parameter `x` is empty"),
            (values(&[("x", "1"), ("y", "2")]), "the path `/a/{x}` has no parameter `y`"),
        ] {
            assert_eq!(fill("/a/{x}", &given).unwrap_err().to_string(), expected);
        }
    }

    #[test]
    fn dot_segments_are_refused_however_they_come_about() {
        for (template, x) in
            [("/a/{x}", ".."), ("/a/{x}", "."), ("/a/.{x}", "."), ("/a/{x}/b", "%2e%2E")]
        {
            let error = fill(template, &values(&[("x", x)])).unwrap_err().to_string();
            assert!(error.contains("another endpoint"), "{template}: {error}");
        }
        assert_eq!(fill("/a/{x}", &values(&[("x", "...")])).unwrap().path, "/a/...");
    }
}
