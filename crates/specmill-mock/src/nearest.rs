//! The path that a request may have meant.

use specmill_core::spec::Api;

/// Longer paths are compared with nothing.
const LONGEST: usize = 200;

/// How alike two paths are at least, from 0 to 1.
const LEAST: f64 = 0.7;

/// The path of the document that is most like `path`, which may begin with `base`.
pub(crate) fn path(api: &Api, base: &str, path: &str) -> Option<String> {
    if path.len() > LONGEST {
        return None;
    }
    let path = path.strip_prefix(base).filter(|rest| rest.starts_with('/')).unwrap_or(path);
    let asked: Vec<&str> = path.trim_end_matches('/').split('/').collect();
    let alike = |template: &str| {
        // A parameter is whatever stands in its place.
        let filled = template.split('/').enumerate().map(|(at, segment)| {
            let value = asked.get(at).filter(|value| segment.starts_with('{') && !value.is_empty());
            value.copied().unwrap_or(segment)
        });
        let filled: Vec<&str> = filled.collect();
        strsim::normalized_levenshtein(&asked.join("/"), &filled.join("/"))
    };
    let paths = api.operations.iter().map(|operation| operation.path.as_str());
    let paths = paths.filter(|path| path.len() <= LONGEST);
    let (likeness, nearest) = paths
        .map(|path| (alike(path), path))
        .rev()
        .max_by(|(one, _), (other, _)| one.total_cmp(other))?;
    (likeness >= LEAST).then(|| format!("{base}{nearest}"))
}
