//! Words for `true` and `false`.

/// What a word is as a flag: quoted, or as YAML 1.1 has it (<https://yaml.org/type/bool.html>).
pub(crate) fn flag(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => Some(true),
        "false" | "no" | "off" | "n" => Some(false),
        _ => None,
    }
}
