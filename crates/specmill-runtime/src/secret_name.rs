//! What is kept out of logs because of what it is called.

/// Whether a member, field or parameter of this name holds a secret, as names go: a password, a
/// secret or an authorization is part of it, or it ends in a token, a signature, or a key of
/// something.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let anywhere = ["password", "passwd", "passphrase", "secret", "authorization", "apikey"];
    let last = ["token", "signature", "sig", "credential", "credentials", "cookie", "jwt"];
    let is_one_of =
        |word: &str, list: &[&str]| list.iter().any(|other| other.eq_ignore_ascii_case(word));
    let (mut count, mut last_word) = (0, "");
    for word in words(name) {
        if is_one_of(word, &anywhere) {
            return true;
        }
        (count, last_word) = (count + 1, word);
    }
    is_one_of(last_word, &last) || (count > 1 && last_word.eq_ignore_ascii_case("key"))
}

/// The words of a name: `clientSecret`, `client_secret`, `Client-Secret`.
fn words(mut rest: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|char: char| !char.is_alphanumeric());
        let mut was_lower = false;
        let is_behind = |char: char| {
            let is_behind = !char.is_alphanumeric() || (char.is_uppercase() && was_lower);
            was_lower = char.is_lowercase() || char.is_numeric();
            is_behind
        };
        let (word, behind) = rest.split_at(rest.find(is_behind).unwrap_or(rest.len()));
        rest = behind;
        (!word.is_empty()).then_some(word)
    })
}

/// Whether anything on the way to this place (a path as RFC 9535 has it) has such a name.
pub(crate) fn is_secret_place(path: &str) -> bool {
    path.split(['.', '[', ']', '"', '\'']).any(is_secret_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_names() {
        for name in [
            "password",
            "db_password_hash",
            "Passwd",
            "client_secret",
            "clientSecret",
            "api_key",
            "x-api-key",
            "apiKey",
            "APIKEY",
            "token",
            "refreshToken",
            "Authorization",
            "X-Amz-Signature",
            "sig",
            "X-Amz-Security-Token",
            "X-Amz-Credential",
            "set-cookie",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "max_tokens",
            "token_type",
            "key",
            "keys",
            "monkey",
            "signed",
            "data",
            "",
            "_",
            "design",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn places_are_secret_by_any_name_on_the_way() {
        for path in
            ["$.api_key", "$.data[0].token", "$.secrets.password[3]", "$['client secret'].a"]
        {
            assert!(is_secret_place(path), "{path}");
        }
        assert!(!is_secret_place("$.data[0].max_tokens"));
    }
}
