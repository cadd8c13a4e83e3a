//! Groups of operations that have no tag, by their paths.

use std::collections::BTreeMap;

use heck::ToKebabCase;

use super::{Api, Tag};

/// Gives each operation without tags one: the first segment of its path that is no parameter. A tag of
/// the document that is the same word is taken, `Audit Logs` for `/audit_logs`. Segments that all paths
/// begin with, such as `v1`, group nothing and are passed over. An operation whose path is nothing but
/// parameters stays without one.
pub fn group_by_path(api: &mut Api) {
    let common = common_prefix(api.operations.iter().map(|operation| operation.path.as_str()));
    let mut known: BTreeMap<String, String> =
        api.tags.iter().map(|tag| (tag.name.to_kebab_case(), tag.name.clone())).collect();
    for operation in api.operations.iter_mut().filter(|operation| operation.tags.is_empty()) {
        let mut segments = segments(&operation.path).skip(common).filter(|it| !is_parameter(it));
        // What has no letter or digit names nothing.
        let Some(segment) = segments.find(|segment| !segment.to_kebab_case().is_empty()) else {
            continue;
        };
        let tag = known.entry(segment.to_kebab_case()).or_insert_with(|| {
            api.tags.push(Tag { name: segment.to_owned(), description: None });
            segment.to_owned()
        });
        operation.tags.push(tag.clone());
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// Whether a segment is, or contains, a parameter: another one for each caller.
fn is_parameter(segment: &str) -> bool {
    segment.contains('{')
}

/// How many segments all paths begin with, of which each has a further one that is no parameter.
fn common_prefix<'p>(paths: impl Iterator<Item = &'p str>) -> usize {
    let mut common: Option<Vec<&str>> = None;
    for path in paths {
        // Up to the last segment that is no parameter, which is what the path is about.
        let segments: Vec<&str> = segments(path).collect();
        let last = segments.iter().rposition(|it| !is_parameter(it)).unwrap_or_default();
        let above = segments.into_iter().take(last).take_while(|it| !is_parameter(it));
        common = Some(match common {
            None => above.collect(),
            Some(known) => {
                known
                    .into_iter()
                    .zip(above)
                    .take_while(|(one, other)| one == other)
                    .unzip::<_, _, _, Vec<_>>()
                    .0
            }
        });
    }
    common.map_or(0, |common| common.len())
}

#[cfg(test)]
mod tests {
    use super::common_prefix;

    #[test]
    fn what_all_paths_begin_with_is_no_group() {
        for (paths, expected) in [
            (&["/pets", "/pets/{id}"][..], 0),
            (&["/v1/pets", "/v1/owners/{id}"], 1),
            (&["/api/v1/pets", "/api/v1/pets/{id}/toys", "/api/v2/pets"], 1),
            (&["/api/v1/pets/{id}"], 2),
            (&["/v1/pets", "/health"], 0),
            (&["/v1/pets", "/v1"], 0),
            (&["/v1/pets", "/v1/{id}/labels"], 1),
            (&["/v1/pets", "/v1/{id}"], 0),
            (&["/{tenant}/pets"], 0),
            (&[], 0),
        ] {
            assert_eq!(common_prefix(paths.iter().copied()), expected, "{paths:?}");
        }
    }
}
