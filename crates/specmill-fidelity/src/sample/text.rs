//! Random strings.

use fastrand::Rng;
use serde_json::{Value, json};

use super::{Part, counts, pattern};

/// Strings that are hard to escape, to measure or to tell from other JSON.
const TEXTS: [&str; 9] =
    ["", "a", "\"\\/\u{8}\n\t\0", "日本 🦀", "\u{2028}", "null", "1", "some words", "2024-01-02"];

const BASE64: &[&str] = &["aGVsbG8=", "", "+/+/"];

/// A string of which all `parts` hold.
pub(super) fn text(rng: &mut Rng, parts: &[Part<'_>]) -> Option<Value> {
    let least = counts(parts, "minLength").max().unwrap_or(0) as usize;
    let most = counts(parts, "maxLength").min().map_or(usize::MAX, |most| most as usize);
    if least > most || least > 20_000 {
        return None;
    }
    let fits = |text: &str| (least..=most).contains(&text.chars().count());
    let format = parts.iter().find_map(|part| formatted(part.get("format")?.as_str()?));
    let is_base64 = |part: &Part<'_>| part.get("contentEncoding") == Some(&json!("base64"));
    let known = format.or_else(|| parts.iter().any(is_base64).then_some(BASE64));
    let patterns: Vec<&str> =
        parts.iter().filter_map(|part| part.get("pattern")?.as_str()).collect();
    match (known, patterns.first()) {
        (Some([]), _) => None,
        (Some(known), _) => rng.choice(known).map(|text| json!(text)),
        (None, Some(first)) => {
            let matches =
                |text: &str| patterns.iter().all(|pattern| pattern::matches(pattern, text));
            let is_right = |text: &String| fits(text) && matches(text);
            let made = (0..20).find_map(|_| pattern::text(rng, first, least).filter(is_right));
            // Each may be about another end of the text.
            let made = made.or_else(|| {
                let texts: Option<String> =
                    patterns.iter().map(|pattern| pattern::text(rng, pattern, 0)).collect();
                texts.filter(is_right)
            });
            // Patterns that no text can be written for may have one among these.
            let made = made.or_else(|| {
                let known = TEXTS.iter().find(|text| fits(text) && matches(text));
                known.map(|text| (*text).to_owned())
            });
            made.map(|text| json!(text))
        }
        (None, None) => {
            let mut text = (*rng.choice(&TEXTS).unwrap_or(&"a")).to_owned();
            for _ in text.chars().count()..least {
                text.push(rng.alphabetic());
            }
            Some(json!(text.chars().take(most).collect::<String>()))
        }
    }
}

/// Texts of a format; none where it is no JSON string at all. `None` for formats that say nothing.
fn formatted(format: &str) -> Option<&'static [&'static str]> {
    Some(match format {
        "date-time" => &[
            "2026-11-25T03:04:05Z",
            "2024-02-29T12:00:00Z",
            "2026-11-25T03:04:05.5Z",
            "1969-12-31T23:59:59.123Z",
            "2026-02-28T00:00:00.123456Z",
            "0001-01-01T00:00:00Z",
            // The last second there is, which stands for "never".
            "9999-12-31T23:59:59Z",
        ],
        "date" => &["2026-11-25", "2024-02-29", "0001-01-01", "9999-12-31"],
        "time" => &["03:04:05Z", "23:59:59.5Z"],
        "duration" => &["P1DT2H", "PT0S"],
        "uuid" => &["67e55044-10b1-426f-9247-bb680e5fe0c8", "00000000-0000-0000-0000-000000000000"],
        "byte" => BASE64,
        "email" | "idn-email" => &["a@example.com"],
        "hostname" | "idn-hostname" => &["example.com"],
        "ipv4" => &["192.0.2.1"],
        "ipv6" => &["2001:db8::1"],
        "uri" | "iri" => &["https://example.com/a?b=c#d", "urn:a:b"],
        "uri-reference" | "iri-reference" => &["/a/b", "https://example.com/a"],
        "uri-template" => &["/a/{b}"],
        "json-pointer" => &["/a/0"],
        "relative-json-pointer" => &["1/a"],
        "regex" => &["^a+$"],
        // A file, which travels beside JSON.
        "binary" => &[],
        _ => return None,
    })
}
