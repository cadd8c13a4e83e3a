//! JSON without the secrets in it, found by walking it.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use specmill_secret_names::is_secret_name;

use super::masked::{MASK, looks_like_json, without_queries};
use super::secrets::Secrets;

/// What follows the last member that is whole.
const CUT: char = '…';
/// How often JSON may be the content of a string in JSON.
const DEEPEST: u8 = 3;

/// The JSON as far as it can be read, without what stands under the name of a secret, without the
/// queries of URLs, and without `secrets`. What is cut off or is no JSON ends after the last member or
/// item that is whole; nothing is shown of what cannot be read.
pub(crate) fn redacted_json(json: &str, secrets: &Secrets) -> String {
    redacted(json, secrets, DEEPEST)
}

fn redacted(json: &str, secrets: &Secrets, deepest: u8) -> String {
    let mut shown = Shown { text: String::new(), whole: 0, secrets, deepest };
    let mut source = serde_json::Deserializer::from_str(json);
    let is_whole = Value(&mut shown).deserialize(&mut source).and_then(|()| source.end()).is_ok();
    if !is_whole {
        shown.text.truncate(shown.whole);
        shown.text.push(CUT);
    }
    shown.text
}

/// What is written so far.
struct Shown<'s> {
    text: String,
    /// The length of the text up to which all is whole.
    whole: usize,
    secrets: &'s Secrets,
    deepest: u8,
}

impl Shown<'_> {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn string(&mut self, content: &str) {
        let content = self.content(content);
        self.push(&serde_json::Value::from(content).to_string());
    }

    /// The content of a string, which may be JSON itself: arguments of functions are sent so.
    fn content(&self, content: &str) -> String {
        let mut content = match looks_like_json(content) {
            true if self.deepest > 0 => redacted(content, self.secrets, self.deepest - 1),
            true => return CUT.to_string(),
            false => without_queries(content),
        };
        self.secrets.take_out(&mut content);
        content
    }
}

/// A value on its way from the source to what is shown.
struct Value<'a, 's>(&'a mut Shown<'s>);

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_any(self)
    }
}

macro_rules! scalars {
    ($($method:ident $type:ty),*) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<(), E> {
            let mut text = serde_json::Value::from(value).to_string();
            self.0.secrets.take_out(&mut text);
            self.0.push(&text);
            Ok(())
        }
    )*};
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    scalars! { visit_bool bool, visit_i64 i64, visit_u64 u64, visit_f64 f64 }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.0.push("null");
        Ok(())
    }

    fn visit_str<E: Error>(self, content: &str) -> Result<(), E> {
        self.0.string(content);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let shown = self.0;
        shown.push("[");
        let mut before = shown.text.len();
        shown.whole = before;
        let mut separator = "";
        while items.next_element_seed(Next(shown, separator, before))?.is_some() {
            before = shown.text.len();
            separator = ",";
        }
        shown.push("]");
        shown.whole = shown.text.len();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let shown = self.0;
        shown.push("{");
        let mut before = shown.text.len();
        shown.whole = before;
        let mut separator = "";
        while let Some(name) = members.next_key_seed(Next(shown, separator, before).name())? {
            shown.string(&name);
            shown.push(":");
            if is_secret_name(&name) {
                members.next_value::<IgnoredAny>()?;
                shown.push(&format!("\"{MASK}\""));
            } else {
                members.next_value_seed(Value(shown))?;
            }
            before = shown.text.len();
            separator = ",";
        }
        shown.push("}");
        shown.whole = shown.text.len();
        Ok(())
    }
}

/// What follows a separator, by which what is before it is known to be whole: a number that is cut
/// looks like another.
struct Next<'a, 's>(&'a mut Shown<'s>, &'static str, usize);

impl<'a, 's> Next<'a, 's> {
    fn begin(self) -> &'a mut Shown<'s> {
        let Self(shown, separator, whole) = self;
        shown.whole = whole;
        shown.push(separator);
        shown
    }

    fn name(self) -> Name<'a, 's> {
        Name(self)
    }
}

impl<'de> DeserializeSeed<'de> for Next<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        Value(self.begin()).deserialize(source)
    }
}

/// The name of a member.
struct Name<'a, 's>(Next<'a, 's>);

impl<'de> DeserializeSeed<'de> for Name<'_, '_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<String, D::Error> {
        self.0.begin();
        String::deserialize(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(json: &str) -> String {
        redacted_json(json, &["sk-\"1\""].into_iter().collect())
    }

    #[test]
    fn members_with_the_name_of_a_secret_are_not_shown_whatever_they_are() {
        for (body, expected) in [
            (r#"{"a":"b","api_key":"x","n":1}"#, r#"{"a":"b","api_key":"[secret]","n":1}"#),
            (r#"{"password" : "a\"b", "n": -1.5}"#, r#"{"password":"[secret]","n":-1.5}"#),
            (r#"[{"token":{"value":"x}"}},2]"#, r#"[{"token":"[secret]"},2]"#),
            (r#"{"clientSecret":["x",{"y":"]"}]}"#, r#"{"clientSecret":"[secret]"}"#),
            (
                r#"{"token":123,"pass\u0077ord":null}"#,
                r#"{"token":"[secret]","password":"[secret]"}"#,
            ),
            (
                r#"{"max_tokens":5,"key":"k","token_type":"t"}"#,
                r#"{"max_tokens":5,"key":"k","token_type":"t"}"#,
            ),
            (r#"{"a":"the password: x"}"#, r#"{"a":"the password: x"}"#),
            (r#"{"a":"sk-\"1\"","b":"s\u006b-\"1\""}"#, r#"{"a":"[secret]","b":"[secret]"}"#),
            (
                r#"{"arguments":"{\"password\":\"x\"}"}"#,
                r#"{"arguments":"{\"password\":\"[secret]\"}"}"#,
            ),
            (r#"[[],{},true,null]"#, r#"[[],{},true,null]"#),
        ] {
            assert_eq!(shown(body), expected, "{body}");
        }
    }

    #[test]
    fn what_is_cut_ends_after_its_last_whole_member() {
        for (body, expected) in [
            (r#"{"a":1,"secret":"ab"#, r#"{"a":1…"#),
            (r#"{"secret":[1,"#, "{…"),
            (r#"{"secret":"#, "{…"),
            (r#"{"secret"#, "{…"),
            (r#"{"a":{"b":"c","d":"sk-"#, r#"{"a":{"b":"c"…"#),
            (r#"[1,[2,3"#, "[1,[2…"),
            (r#"{"a":[1,2],"b":12"#, r#"{"a":[1,2]…"#),
            (r#"[1,"ab"#, "[1…"),
            (r#""sk-"#, "…"),
            (r#"{"a":"{\"b\":1,\"c\":"}"#, r#"{"a":"{\"b\":1…"}"#),
            ("", "…"),
            ("nonsense", "…"),
            (r#"{"a":1} {"password":"x"}"#, r#"{"a":1}…"#),
            (r#"{"a":"[not JSON"}"#, r#"{"a":"[…"}"#),
        ] {
            assert_eq!(shown(body), expected, "{body}");
        }
        let deep = "[".repeat(100_000);
        assert!(shown(&deep).len() < 200, "as deep as serde_json reads");
    }

    /// Whatever a text is cut to, nothing of what stands under the name of a secret is in it.
    #[test]
    fn no_cut_shows_a_secret() {
        let body =
            r#"{"a":[{"token":"ABCDE"},"{\"api_key\":\"ABCDE\"}"],"password":{"x":"ABCDE"}}"#;
        for end in 0..=body.len() {
            let shown = shown(body.get(..end).unwrap_or_default());
            assert!(!shown.contains('A'), "{end}: {shown}");
        }
    }

    #[test]
    fn queries_of_urls_are_not_shown() {
        for (body, expected) in [
            (r#"{"url":"https://a/b?sig=x&y=z","n":1}"#, r#"{"url":"https://a/b?[query]","n":1}"#),
            (r#"{"url":"https:\/\/a\/b?sig=x\u0026y=z"}"#, r#"{"url":"https://a/b?[query]"}"#),
            (r#""{\"url\":\"http://a?x\"}""#, r#""{\"url\":\"http://a?[query]\"}""#),
            (r#""see http or https://a.""#, r#""see http or https://a.""#),
        ] {
            assert_eq!(shown(body), expected, "{body}");
        }
    }
}
