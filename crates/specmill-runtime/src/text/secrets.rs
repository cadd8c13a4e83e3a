//! The secrets of a call, to keep them out of what is shown.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;
use specmill_secret_names::is_secret_name;

use super::masked::MASK;
use super::secret::Secret;

/// What no message, log and `Debug` of a call may show: its credentials in every form in which they
/// are sent, what was set by hand and looks like one, and what signs the places it was redirected to.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<Secret>);

impl Secrets {
    /// Adds one, unless it is empty: an empty text cannot be replaced in messages.
    pub(crate) fn push(&mut self, text: &str) {
        if !text.is_empty() && !self.0.iter().any(|secret| secret.expose() == text) {
            self.0.push(Secret::from(text));
        }
    }

    pub(crate) fn append(&mut self, others: &mut Self) {
        self.0.append(&mut others.0);
    }

    /// Those that are taken out of texts. Single characters stay: replacing each of them would replace
    /// all of the text.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(Secret::expose).filter(|secret| secret.len() > 3)
    }

    /// Takes them out of a text that is to be shown: servers repeat the key they refuse.
    pub(crate) fn take_out(&self, text: &mut String) {
        for secret in self.texts() {
            if text.contains(secret) {
                *text = text.replace(secret, MASK);
            }
        }
        if text.contains('…') {
            *text = self.without_beginnings(text);
        }
    }

    /// The text without what is left of a secret where a quotation was cut: it ends in `…`, behind
    /// the marks that it stands in.
    fn without_beginnings(&self, text: &str) -> String {
        let mut parts = text.split('…').collect::<Vec<_>>();
        let last = parts.pop().unwrap_or_default();
        let mut out = String::with_capacity(text.len());
        for part in parts {
            let quoted = part.trim_end_matches(['"', '`', '\'']);
            let marks = part.get(quoted.len()..).unwrap_or_default();
            let left = self.texts().filter_map(|secret| {
                let ends = secret.char_indices().map(|(at, _)| at).filter(|at| *at > 3);
                ends.filter(|end| quoted.ends_with(secret.get(..*end).unwrap_or(secret))).max()
            });
            match left.max() {
                Some(length) => {
                    out.push_str(quoted.get(..quoted.len() - length).unwrap_or_default());
                    out.push_str(MASK);
                }
                None => out.push_str(quoted),
            }
            out.push_str(marks);
            out.push('…');
        }
        out + last
    }

    /// Whether one of them is in the text.
    pub(crate) fn are_in(&self, text: &str) -> bool {
        self.texts().any(|secret| text.contains(secret))
    }
}

impl<T: AsRef<str>> Extend<T> for Secrets {
    fn extend<I: IntoIterator<Item = T>>(&mut self, texts: I) {
        texts.into_iter().for_each(|text| self.push(text.as_ref()));
    }
}

impl<T: AsRef<str>> FromIterator<T> for Secrets {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut secrets = Self::default();
        secrets.extend(texts);
        secrets
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{} secrets]", self.0.len())
    }
}

/// The values of the parameters of a query that have the name of a secret, or are one as `is_key`
/// knows, as they are and decoded.
pub(crate) fn secrets_of_query(query: &str, is_key: impl Fn(&str) -> bool) -> Secrets {
    values(query, |name, _| is_secret_name(name) || name == "key" || is_key(name))
        .into_iter()
        .collect()
}

/// The secrets of a query that a server made: the whole query, and each longer value, since it can
/// be a signature under any name.
pub(crate) fn secrets_of_target(query: &str) -> Secrets {
    let mut all = values(query, |name, value| is_secret_name(name) || value.len() > 7);
    all.extend((!query.is_empty()).then(|| query.to_owned()));
    // The whole query comes first: once a part is replaced in a text, the whole is not found there.
    all.into_iter().rev().collect()
}

fn values(query: &str, is_wanted: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let wanted = pairs.filter(|(name, value)| is_wanted(&decoded(name), value));
    let forms = wanted.flat_map(|(_, value)| [value.to_owned(), decoded(value).into_owned()]);
    forms.collect()
}

fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    percent_decode_str(text).decode_utf8_lossy()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_taken_out_wherever_they_are() {
        let secrets: Secrets = ["sk-1", "sk-1", "", "abc"].into_iter().collect();
        assert_eq!(format!("{secrets:?}"), "[2 secrets]");
        let mut text = "sk-1 and sk-1, abc".to_owned();
        assert!(secrets.are_in(&text));
        secrets.take_out(&mut text);
        assert_eq!(text, "[secret] and [secret], abc");
        assert!(!secrets.are_in(&text));
    }

    #[test]
    fn what_a_cut_leaves_of_a_secret_is_taken_out() {
        let secrets: Secrets = ["sk-12345"].into_iter().collect();
        for (text, expected) in [
            ("found `\"no sk-1234\"`…", "found `\"no [secret]\"`…"),
            ("no sk-1…, or sk-12… so", "no [secret]…, or [secret]… so"),
            ("no sk-…", "no sk-…"),
            ("no sk-1 …", "no sk-1 …"),
        ] {
            let mut text = text.to_owned();
            secrets.take_out(&mut text);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn what_is_secret_of_a_query() {
        let query = "a=long+enough&sig=a%2Fb&key=k&b=2";
        let texts = |secrets: Secrets| secrets.texts().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(texts(secrets_of_query(query, |_| false)), ["a%2Fb"]);
        assert_eq!(
            texts(secrets_of_query("b=2%20222&c=3", |name| name == "b")),
            ["2%20222", "2 222"]
        );
        assert_eq!(texts(secrets_of_target(query)), [query, "a%2Fb", "long+enough"]);
        assert_eq!(texts(secrets_of_target("")), [""; 0]);
        assert_eq!(texts(secrets_of_query("", |_| true)), [""; 0]);
    }
}
