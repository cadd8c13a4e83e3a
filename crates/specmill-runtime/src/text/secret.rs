//! A text that no log may see.

use std::borrow::Cow;
use std::fmt;

use super::masked::MASK;
use super::secrets::Secrets;
use crate::auto_traits::auto_traits;

use percent_encoding::percent_decode_str;
use specmill_secret_names::is_secret_name;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

/// A secret text: its `Debug` shows only that it is there, two are compared in a time that does not
/// tell where they differ (only their lengths), and its memory is zeroed when it is dropped. What was
/// copied out of it, into headers and what the transport sends, is not.
///
/// ```
/// use specmill_runtime::http::Secret;
///
/// let key = Secret::from("sk-very-secret");
/// assert_eq!(format!("{key:?}"), "[secret]");
/// ```
///
/// It is `Send`, `Sync` and `Unpin`.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

auto_traits!([] Secret: Send + Sync + Unpin);

impl Secret {
    /// The text itself, to be sent and not to be shown.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MASK)
    }
}

/// The values of the parameters of a query that have the name of a secret, or are one as `is_key`
/// knows, as they are and decoded.
pub(crate) fn secrets_of_query(query: &str, is_key: impl Fn(&str) -> bool) -> Secrets {
    values(query, |name, _| is_secret_name(name) || name == "key" || is_key(name))
        .into_iter()
        .collect()
}

/// What is secret of a query that a server made up: all of it, and each longer value, as it can be
/// a signature under any name.
pub(crate) fn secrets_of_target(query: &str) -> Secrets {
    let mut all = values(query, |name, value| is_secret_name(name) || value.len() > 7);
    all.extend((!query.is_empty()).then(|| query.to_owned()));
    // A whole that is taken out first leaves no parts of itself.
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
    fn secrets_are_equal_by_their_text() {
        assert_eq!(Secret::from("sk-1"), Secret::from("sk-1".to_owned()));
        for other in ["", "sk-", "sk-2", "tk-1", "sk-11"] {
            assert_ne!(Secret::from("sk-1"), Secret::from(other));
        }
        assert_eq!(Secret::from("sk-1").clone().expose(), "sk-1");
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
