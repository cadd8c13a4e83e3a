//! What a request prefers: `Prefer: code=404, example=cat` (RFC 7240), as other mock servers have it.

use http::{HeaderMap, HeaderName, HeaderValue};

const PREFER: HeaderName = HeaderName::from_static("prefer");
pub(crate) const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// The preferences that the mock knows. Of one that is named twice the first counts, and others are
/// nobody's (RFC 7240 §2).
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// The status to answer with, from 200 to 599.
    pub(crate) code: Option<u16>,
    /// The named example to answer with.
    pub(crate) example: Option<String>,
    /// A `code` that is no such status.
    pub(crate) no_code: Option<String>,
}

impl Preferences {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let lines = headers.get_all(PREFER).into_iter();
        let lines = lines.map(|line| String::from_utf8_lossy(line.as_bytes()).into_owned());
        // What follows a semicolon is a parameter of the preference before it. None is defined for these,
        // and many write a list so.
        let pairs: Vec<(String, String)> = lines.flat_map(|line| pairs(&line)).collect();
        let first = |name: &str| {
            let pair = pairs.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            // An empty value is none (RFC 7240 §2).
            pair.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
        };
        let asked = first("code");
        let code = asked.as_ref().and_then(|text| text.parse().ok());
        let code = code.filter(|code| (200..600).contains(code));
        let no_code = asked.filter(|_| code.is_none());
        Self { code, example: first("example"), no_code }
    }

    /// Whether the request prefers one answer of the document to what else it would get.
    pub(crate) fn choose(&self) -> bool {
        self.code.is_some() || self.example.is_some()
    }

    /// Says in the answer which of them it is made by (RFC 7240 §3).
    pub(crate) fn note(&self, headers: &mut HeaderMap) {
        let code = self.code.map(|code| format!("code={code}"));
        let example = self.example.as_deref().map(|name| format!("example={}", word(name)));
        let applied: Vec<String> = [code, example].into_iter().flatten().collect();
        if !applied.is_empty()
            && let Ok(value) = HeaderValue::from_bytes(applied.join(", ").as_bytes())
        {
            headers.insert(PREFERENCE_APPLIED, value);
        }
    }
}

/// As a token, or quoted where it is none (RFC 9110 §5.6).
fn word(value: &str) -> String {
    let is_token = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
    if !value.is_empty() && value.chars().all(is_token) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The names and values of a line, without quotes.
fn pairs(line: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let (mut name, mut value) = (String::new(), None::<String>);
    let (mut is_quoted, mut is_escaped) = (false, false);
    for char in line.chars().chain([',']) {
        match (char, is_quoted) {
            (_, true) if is_escaped => {
                value.get_or_insert_default().push(char);
                is_escaped = false;
            }
            ('\\', true) => is_escaped = true,
            ('"', _) => is_quoted = !is_quoted,
            (',' | ';', false) => {
                let value = value.take().unwrap_or_default();
                let pair = (name.trim().to_owned(), value.trim().to_owned());
                pairs.extend(Some(pair).filter(|(name, _)| !name.is_empty()));
                name.clear();
            }
            ('=', false) if value.is_none() => value = Some(String::new()),
            _ => match &mut value {
                Some(value) => value.push(char),
                None => name.push(char),
            },
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferences(lines: &[&str]) -> Preferences {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(PREFER, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        Preferences::of(&headers)
    }

    fn of(code: Option<u16>, example: Option<&str>) -> Preferences {
        Preferences { code, example: example.map(str::to_owned), no_code: None }
    }

    #[test]
    fn several_in_one_header_or_in_several() {
        let both = of(Some(404), Some("cat"));
        for lines in [
            &["code=404, example=cat"][..],
            &["code=404;example=cat"],
            &["respond-async, wait=10", "Example = \"cat\"", "CODE=\"404\", code=500"],
            &["code=404, example=cat, example=dog"],
        ] {
            assert_eq!(preferences(lines), both, "{lines:?}");
        }
        let name = "a, \"b\"; c=\\d";
        assert_eq!(
            preferences(&[r#"example="a, \"b\"; c=\\d", code=200"#]),
            of(Some(200), Some(name))
        );
        assert_eq!(preferences(&["example=große"]), of(None, Some("große")));
        for lines in [&["code, example="][..], &["=,;\"", "handling=lenient"], &[]] {
            assert_eq!(preferences(lines), of(None, None), "{lines:?}");
        }
        for code in ["199", "600", "ok", "-1"] {
            let found = preferences(&[&format!("code={code}")]);
            assert_eq!((found.code, found.no_code.as_deref()), (None, Some(code)));
        }
    }

    #[test]
    fn what_is_applied_can_be_read_again() {
        for name in ["cat", "a b", "x\"y\\z", "große"] {
            let mut headers = HeaderMap::new();
            of(Some(201), Some(name)).note(&mut headers);
            let applied =
                String::from_utf8(headers[PREFERENCE_APPLIED].as_bytes().to_vec()).unwrap();
            assert_eq!(preferences(&[&applied]), of(Some(201), Some(name)), "{applied}");
        }
    }
}
