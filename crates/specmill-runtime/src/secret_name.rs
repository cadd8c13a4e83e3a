//! What is kept out of logs because of what it is called.

/// Whether a member, field or parameter of this name holds a secret, as names go: a password, a
/// secret or an authorization is part of it, or it ends in a token, a signature, or a key of
/// something.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let words = words(name);
    let anywhere = ["password", "passwd", "passphrase", "secret", "authorization", "apikey"];
    let last = ["token", "signature", "sig", "credential", "credentials", "cookie", "jwt"];
    words.iter().any(|word| anywhere.contains(&word.as_str()))
        || words
            .last()
            .is_some_and(|word| last.contains(&word.as_str()) || (word == "key" && words.len() > 1))
}

/// The words of a name in lower case: `clientSecret`, `client_secret`, `Client-Secret`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for char in name.chars() {
        if !char.is_alphanumeric() || (char.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = char.is_lowercase() || char.is_numeric();
        if let Some(word) = words.last_mut().filter(|_| char.is_alphanumeric()) {
            word.extend(char.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
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
