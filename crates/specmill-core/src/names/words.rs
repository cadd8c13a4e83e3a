//! Names as words: `ImageUrlDetail` is `Image`, `Url`, `Detail`.

use crate::fnv::fnv1a;

/// The longest name of a type, in characters.
pub(super) const LONGEST_TYPE: usize = 60;

/// The words of a name in camel case. An abbreviation is one word, a number belongs to the word before:
/// `FineTuneDPOMethod`, `Gpt35Turbo`.
pub(super) fn words(name: &str) -> Vec<&str> {
    let bytes = name.as_bytes();
    let is_start = |at: &usize| {
        let (before, here, after) = (bytes[at - 1], bytes[*at], bytes.get(at + 1));
        here.is_ascii_uppercase()
            && (!before.is_ascii_uppercase() || after.is_some_and(u8::is_ascii_lowercase))
    };
    let mut starts: Vec<usize> = vec![0];
    starts.extend((1..bytes.len()).filter(is_start));
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let word = |(start, end): (&usize, usize)| name.get(*start..end);
    starts.iter().zip(ends).filter_map(word).filter(|word| !word.is_empty()).collect()
}

/// Whether both are one word, however they are spelled.
fn is_same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// How many words at the end of `owner` are those that `member` begins with.
pub(super) fn overlap(owner: &[&str], member: &[&str]) -> usize {
    let repeats = |count: &usize| {
        let end = &owner[owner.len() - count..];
        end.iter().zip(member).all(|(one, other)| is_same(one, other))
    };
    (1..=owner.len().min(member.len())).rev().find(repeats).unwrap_or_default()
}

/// How many words all of `names` begin with.
pub(super) fn common_start(names: &[Vec<&str>]) -> usize {
    let Some((first, rest)) = names.split_first() else { return 0 };
    let is_common = |at: &usize| {
        rest.iter().all(|name| name.get(*at).is_some_and(|word| is_same(word, first[*at])))
    };
    (0..first.len()).take_while(is_common).count()
}

/// How many words all of `names` end in.
pub(super) fn common_end(names: &[Vec<&str>]) -> usize {
    let turned: Vec<Vec<&str>> =
        names.iter().map(|name| name.iter().rev().copied().collect()).collect();
    common_start(&turned)
}

/// `name`, or without the words in its middle where it is longer than `longest`: what it begins with
/// and what it is stay. One word that is too long is cut, and told apart by a number made of all of it.
pub(super) fn fitting(name: &str, longest: usize) -> String {
    let mut words = words(name);
    let mut length = name.len();
    while length > longest && words.len() > 2 {
        length -= words.remove(words.len() / 2).len();
    }
    if length <= longest {
        return words.concat();
    }
    let number = format!("{:016x}", fnv1a(name));
    let kept = name.char_indices().take_while(|(at, _)| at + number.len() < longest);
    kept.map(|(_, char)| char).chain(number.chars()).collect()
}

/// The plural of an English noun: `Part` → `Parts`, `Entry` → `Entries`.
pub(super) fn plural(name: &str) -> String {
    let is_vowel = |char: char| "aeiou".contains(char.to_ascii_lowercase());
    match name.strip_suffix('y') {
        Some(rest) if !rest.ends_with(is_vowel) => format!("{rest}ies"),
        _ if ["s", "x", "ch", "sh"].iter().any(|end| name.ends_with(end)) => format!("{name}es"),
        _ => format!("{name}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_and_numbers_are_part_of_a_word() {
        for (name, expected) in [
            ("ImageUrlDetail", vec!["Image", "Url", "Detail"]),
            ("FineTuneDPOMethod", vec!["Fine", "Tune", "DPO", "Method"]),
            ("Gpt35Turbo", vec!["Gpt35", "Turbo"]),
            ("N256x256", vec!["N256x256"]),
            ("", vec![]),
        ] {
            assert_eq!(words(name), expected);
        }
    }

    #[test]
    fn what_an_owner_ends_with_is_what_a_member_begins_with() {
        let overlap = |owner, member| super::overlap(&words(owner), &words(member));
        assert_eq!(overlap("PartImage", "ImageUrl"), 1);
        assert_eq!(overlap("ResponseInputAudio", "InputAudioFormat"), 2);
        assert_eq!(overlap("File", "File"), 1);
        assert_eq!(overlap("HTTPError", "HttpErrorCode"), 2);
        assert_eq!(overlap("AnHTTPError", "ErrorCode"), 1);
    }

    #[test]
    fn words_in_the_middle_go_until_a_name_fits() {
        let long = "RealtimeServerEventConversationItemInputAudioTranscriptionCompleted";
        assert_eq!(
            fitting(long, LONGEST_TYPE),
            "RealtimeServerEventConversationAudioTranscriptionCompleted"
        );
        assert_eq!(fitting("Short", LONGEST_TYPE), "Short");
        let one = fitting(&"x".repeat(100), LONGEST_TYPE);
        assert_eq!(one.len(), LONGEST_TYPE);
        assert_ne!(one, fitting(&"x".repeat(101), LONGEST_TYPE));
    }

    #[test]
    fn nouns_have_plurals() {
        for (one, many) in
            [("Part", "Parts"), ("Entry", "Entries"), ("Key", "Keys"), ("Box", "Boxes")]
        {
            assert_eq!(plural(one), many);
        }
    }
}
