//! Which operation a request is for: path templates, most concrete first (OpenAPI 3.0 §4.7.8).

use std::cmp::Ordering;

use percent_encoding::percent_decode_str;
use specmill_core::spec::{Method, Operation};

/// The paths of a document.
pub(crate) struct Routes {
    routes: Vec<Route>,
    /// The paths of the servers' URLs, which requests may begin with: `/v1`.
    bases: Vec<String>,
}

struct Route {
    operation: usize,
    method: Method,
    segments: Vec<Vec<Piece>>,
    /// What some documents write behind a `?` of the path.
    query: Vec<(String, String)>,
}

/// A part of a path segment.
enum Piece {
    Text(String),
    Parameter(String),
}

/// What a request is for.
pub(crate) enum Found {
    /// An operation by its number, and its path parameters as they stood in the path.
    Operation(usize, Vec<(String, String)>),
    /// A path that has only these methods.
    OtherMethods(Vec<String>),
    /// No path of the document.
    Nothing,
}

impl Routes {
    pub(crate) fn new<'o>(
        operations: &'o [Operation],
        servers: impl Iterator<Item = &'o str>,
    ) -> Self {
        let mut routes: Vec<Route> = operations.iter().enumerate().map(route).collect();
        // Stable: of two alike the first of the document wins.
        routes.sort_by(by_concreteness);
        let mut bases: Vec<String> = servers.map(base).filter(|base| !base.is_empty()).collect();
        bases.dedup();
        Self { routes, bases }
    }

    /// The path that requests are expected to begin with, which may be empty.
    pub(crate) fn base(&self) -> &str {
        self.bases.first().map_or("", String::as_str)
    }

    /// Paths are looked for below the servers' own paths, and then as they are.
    pub(crate) fn find(&self, method: &str, path: &str, query: &[(String, String)]) -> Found {
        let below = self.bases.iter().filter_map(|base| {
            path.strip_prefix(base.as_str()).filter(|rest| rest.starts_with('/'))
        });
        let mut found = Found::Nothing;
        for path in below.chain([path]) {
            match self.find_exactly(method, path, query) {
                Found::Nothing => {}
                operation @ Found::Operation(..) => return operation,
                other => found = other,
            }
        }
        found
    }

    /// The methods that a path has.
    pub(crate) fn methods(&self, path: &str) -> Vec<String> {
        // No method is without a name.
        match self.find("", path, &[]) {
            Found::OtherMethods(methods) => methods,
            Found::Operation(..) | Found::Nothing => Vec::new(),
        }
    }

    fn find_exactly(&self, method: &str, path: &str, query: &[(String, String)]) -> Found {
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let mut others: Vec<String> = Vec::new();
        for route in &self.routes {
            let Some(values) = route.values(&segments, query) else { continue };
            if route.method.sent().eq_ignore_ascii_case(method) {
                return Found::Operation(route.operation, values);
            }
            others.push(route.method.sent().to_owned());
        }
        others.sort_unstable();
        others.dedup();
        if others.is_empty() { Found::Nothing } else { Found::OtherMethods(others) }
    }
}

impl Route {
    fn values(
        &self,
        segments: &[&str],
        query: &[(String, String)],
    ) -> Option<Vec<(String, String)>> {
        if self.segments.len() != segments.len()
            || !self.query.iter().all(|pair| query.contains(pair))
        {
            return None;
        }
        let mut values = Vec::new();
        for (pieces, segment) in self.segments.iter().zip(segments) {
            if !read(pieces, segment, &mut values) {
                return None;
            }
        }
        Some(values)
    }
}

/// Reads one segment, of which a parameter takes as much as is left for it, and at least a character.
///
/// Goes over the pieces twice: from the end, for the last place where each may begin so that those
/// after it still fit, and from the start, where each parameter reaches as far as that. What is before
/// the last place of a parameter is a place for it as well, so no other need be known.
fn read(pieces: &[Piece], segment: &str, values: &mut Vec<(String, String)>) -> bool {
    let Some(first) = pieces.first() else { return segment.is_empty() };
    let mut ends = vec![segment.len(); pieces.len()];
    for at in (1..pieces.len()).rev() {
        let before = &segment[..ends[at]];
        let begin = match &pieces[at] {
            Piece::Text(text) if at + 1 == pieces.len() => begin_of_end(segment, text),
            Piece::Text(text) => before.rfind(text.as_str()),
            Piece::Parameter(_) => before.char_indices().next_back().map(|(begin, _)| begin),
        };
        let Some(begin) = begin else { return false };
        ends[at - 1] = begin;
    }
    let fits = match first {
        Piece::Text(text) if pieces.len() == 1 => begin_of_end(segment, text) == Some(0),
        Piece::Text(text) => segment.starts_with(text.as_str()) && text.len() <= ends[0],
        Piece::Parameter(_) => ends[0] > 0,
    };
    let mut begin = 0;
    for (piece, end) in pieces.iter().zip(ends).filter(|_| fits) {
        match piece {
            Piece::Text(text) => begin += text.len(),
            Piece::Parameter(name) => {
                values.push((name.clone(), segment[begin..end].to_owned()));
                begin = end;
            }
        }
    }
    fits
}

/// Where the end of `segment` begins that is `text`, as it is or percent-encoded.
fn begin_of_end(segment: &str, text: &str) -> Option<usize> {
    if segment.ends_with(text) {
        return Some(segment.len() - text.len());
    }
    let is_hex = |at: usize| segment.as_bytes().get(at).is_some_and(u8::is_ascii_hexdigit);
    // The length of each end when it is decoded.
    let mut lengths = vec![0_usize; segment.len() + 3];
    for (at, char) in segment.char_indices().rev() {
        let is_encoded = char == '%' && is_hex(at + 1) && is_hex(at + 2);
        let (encoded, decoded) =
            if is_encoded { (3, 1) } else { (char.len_utf8(), char.len_utf8()) };
        lengths[at] = lengths[at + encoded] + decoded;
        if lengths[at] == text.len()
            && percent_decode_str(&segment[at..]).decode_utf8_lossy() == text
        {
            return Some(at);
        }
    }
    None
}

fn route((number, operation): (usize, &Operation)) -> Route {
    let (path, query) = operation.path.split_once('?').unwrap_or((&operation.path, ""));
    Route {
        operation: number,
        method: operation.method.clone(),
        segments: path.split('/').skip(1).map(pieces).collect(),
        query: url::form_urlencoded::parse(query.as_bytes()).into_owned().collect(),
    }
}

fn pieces(segment: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut rest = segment;
    while let Some((text, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        if !text.is_empty() {
            found.push(Piece::Text(text.to_owned()));
        }
        found.push(Piece::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        found.push(Piece::Text(rest.to_owned()));
    }
    found
}

/// Text before text with parameters before parameters alone, from left to right; then the longer
/// query.
fn by_concreteness(one: &Route, other: &Route) -> Ordering {
    let rank = |pieces: &Vec<Piece>| {
        let parameters = pieces.iter().filter(|piece| matches!(piece, Piece::Parameter(_))).count();
        match (parameters, pieces.len()) {
            (0, _) => 0,
            (few, all) if few < all => 1,
            _ => 2,
        }
    };
    let key = |route: &Route| route.segments.iter().map(rank).collect::<Vec<_>>();
    key(one).cmp(&key(other)).then(other.query.len().cmp(&one.query.len()))
}

/// The path of a server's URL, without a slash at its end.
fn base(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url,
    };
    path.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn routes(paths: &[(&str, Method)]) -> Routes {
        let routes = paths.iter().enumerate().map(|(operation, (path, method))| {
            let (path, query) = path.split_once('?').unwrap_or((path, ""));
            let query = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
            let segments = path.split('/').skip(1).map(pieces).collect();
            Route { operation, method: method.clone(), segments, query }
        });
        let mut routes: Vec<Route> = routes.collect();
        routes.sort_by(by_concreteness);
        Routes { routes, bases: vec!["/v1".to_owned()] }
    }

    fn found(routes: &Routes, method: &str, path: &str) -> String {
        match routes.find(method, path, &[("beta".to_owned(), "true".to_owned())]) {
            Found::Operation(number, values) => format!("{number} {values:?}"),
            Found::OtherMethods(others) => others.join(", "),
            Found::Nothing => "nothing".to_owned(),
        }
    }

    #[test]
    fn the_most_concrete_path_that_has_the_method_is_found() {
        let routes = routes(&[
            ("/files/{id}", Method::Get),
            ("/files/search", Method::Post),
            ("/files/{id}.txt", Method::Get),
            ("/files/{id}", Method::Delete),
            ("/files/{id}?beta=true", Method::Delete),
            ("/runs/{id}:{verb}", Method::Post),
        ]);
        assert_eq!(found(&routes, "POST", "/files/search"), "1 []");
        assert_eq!(found(&routes, "GET", "/files/search"), r#"0 [("id", "search")]"#);
        assert_eq!(found(&routes, "GET", "/v1/files/a.txt"), r#"2 [("id", "a")]"#);
        assert_eq!(found(&routes, "DELETE", "/files/a"), r#"4 [("id", "a")]"#);
        assert_eq!(found(&routes, "POST", "/runs/7:stop"), r#"5 [("id", "7"), ("verb", "stop")]"#);
        assert_eq!(found(&routes, "PUT", "/files/search"), "DELETE, GET, POST");
        for path in ["/files", "/files/", "/files/a/b", "/v1", "", "*", "//"] {
            assert_eq!(found(&routes, "GET", path), "nothing", "{path}");
        }
    }

    /// The rule, tried out: a parameter takes as much as it can for the rest to fit.
    fn tried(pieces: &[Piece], segment: &str, values: &mut Vec<(String, String)>) -> bool {
        match pieces {
            [] => segment.is_empty(),
            [Piece::Text(text), rest @ ..] => {
                let decoded = percent_decode_str(segment).decode_utf8_lossy();
                match segment.strip_prefix(text.as_str()) {
                    Some(left) => tried(rest, left, values),
                    None => rest.is_empty() && decoded == text.as_str(),
                }
            }
            [Piece::Parameter(name), rest @ ..] => {
                let ends = segment.char_indices().map(|(at, char)| at + char.len_utf8());
                ends.rev().any(|end| {
                    let known = values.len();
                    values.push((name.clone(), segment[..end].to_owned()));
                    let fits = tried(rest, &segment[end..], values);
                    values.truncate(if fits { values.len() } else { known });
                    fits
                })
            }
        }
    }

    /// Every template of up to four parts with every segment of up to five characters.
    #[test]
    fn a_parameter_takes_as_much_as_is_left_for_it() {
        fn combined(parts: &[&str], most: usize) -> Vec<String> {
            let mut all = vec![String::new()];
            let mut last = all.clone();
            for _ in 0..most {
                last = last
                    .iter()
                    .flat_map(|one| parts.iter().map(move |part| format!("{one}{part}")))
                    .collect();
                all.extend(last.iter().cloned());
            }
            all
        }
        let segments = combined(&["a", "b", "%61", "ä"], 5);
        let mut fit = 0;
        for template in combined(&["{p}", "{q}", "a", "ab"], 4) {
            let pieces = pieces(&template);
            for segment in &segments {
                let (mut expected, mut found) = (Vec::new(), Vec::new());
                let fits = tried(&pieces, segment, &mut expected);
                assert_eq!(read(&pieces, segment, &mut found), fits, "{template} {segment}");
                assert_eq!(found, expected, "{template} {segment}");
                fit += usize::from(fits);
            }
        }
        assert!(fit > 10_000, "{fit}");
    }

    /// Each of these took time exponential or worse than linear in its length.
    #[test]
    fn a_long_segment_is_read_at_once() {
        let template: String = (0..30).map(|number| format!("{{p{number}}}-")).collect();
        let routes =
            routes(&[(&format!("/{template}"), Method::Get), ("/{a}{b}{c}x", Method::Get)]);
        for segment in ["-".repeat(60_000), "a-".repeat(30_000), "%2d".repeat(20_000)] {
            assert_ne!(found(&routes, "GET", &format!("/{segment}-")), "");
            assert_eq!(found(&routes, "GET", &format!("/{segment}y")), "nothing");
        }
    }

    #[test]
    fn the_base_is_the_path_of_the_url() {
        assert_eq!(base("https://api.example.com/v1/"), "/v1");
        assert_eq!(base("https://api.example.com"), "");
        assert_eq!(base("/"), "");
        assert_eq!(base("/api?x=1"), "/api");
    }
}
