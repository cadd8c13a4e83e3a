//! Each thing is said once: a field whose type says the same leaves it to the type, and a fact that the
//! document's own words have is no line of its own.

use super::docs::first_paragraph;
use crate::ir::{Api, Docs, Note, TypeDef, TypeId, TypeKind, TypeRef};

/// Leaves the rest of what a type says as well to the type: of the text the field keeps the first paragraph, of
/// the notes its default.
pub(super) fn leave_to_types(api: &mut Api) {
    let mut defaults: Vec<TypeId> = Vec::new();
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    for (at, def) in api.types.iter().enumerate() {
        let TypeKind::Struct(object) = &def.kind else { continue };
        for (place, field) in object.fields.iter().enumerate() {
            let TypeRef::Named(id) = unwrapped(&field.ty) else { continue };
            let of_type = &api.type_def(*id).docs;
            if field.docs.text.is_some() && field.docs.text == of_type.text {
                cuts.push((at, place));
                defaults.extend(field.docs.notes.iter().any(is_default).then_some(*id));
            }
        }
    }
    for id in defaults {
        api.types[id.0].docs.notes.retain(|note| !is_default(note));
    }
    for (at, place) in cuts {
        let TypeDef { kind: TypeKind::Struct(object), .. } = &mut api.types[at] else { continue };
        let Some(field) = object.fields.get_mut(place) else { continue };
        field.docs.text = field.docs.text.as_deref().map(first_paragraph);
        field.docs.notes.retain(|note| {
            !matches!(
                note,
                Note::Range { .. }
                    | Note::Size { .. }
                    | Note::MultipleOf(_)
                    | Note::Pattern(_)
                    | Note::Unique
            )
        });
    }
}

fn unwrapped(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => unwrapped(inner),
        ty => ty,
    }
}

fn is_default(note: &Note) -> bool {
    matches!(note, Note::Default(_))
}

/// Takes out what the text of `docs` has: a default that it names as one, and bounds of which it has every
/// number.
pub(super) fn without_what_the_text_says(mut docs: Docs) -> Docs {
    let Some(text) = docs.text.as_deref() else { return docs };
    let words = words(text);
    let has = |value: &str| words.iter().any(|word| word == value);
    let names_default = words.iter().any(|word| word.to_lowercase().starts_with("default"));
    let has_number =
        |bound: &Option<(f64, bool)>| bound.is_none_or(|(value, _)| has(&value.to_string()));
    docs.notes.retain(|note| match note {
        Note::Default(value) => !(names_default && has(value.trim_matches('"'))),
        Note::Range { least, most } => !(has_number(least) && has_number(most)),
        Note::Size { least, most, .. } => {
            let has_least = *least == 0 || has(&least.to_string());
            !(has_least && most.is_none_or(|most| has(&most.to_string())))
        }
        _ => true,
    });
    docs
}

/// Words before a period that ends no sentence.
const ABBREVIATIONS: [&str; 16] = [
    "approx", "ca", "cf", "corp", "dr", "eg", "ie", "incl", "max", "min", "mr", "mrs", "no",
    "resp", "st", "vs",
];

/// The first sentence of a paragraph that is longer than two lines, where it is plain which that is.
pub(super) fn beginning_of_a_long_one(paragraph: String) -> String {
    const LONG: usize = 160;
    const SHORT: usize = 20;
    if paragraph.len() <= LONG {
        return paragraph;
    }
    let is_end = |at: &usize| {
        let (sentence, rest) = (&paragraph[..*at], &paragraph[*at + 1..]);
        let last = sentence.rsplit(char::is_whitespace).next().unwrap_or_default();
        let last = last.trim_start_matches(|char: char| !char.is_alphanumeric()).to_lowercase();
        // `the U.S. Army`, `as in a. B`
        let is_word =
            last.len() > 1 && !last.contains('.') && !ABBREVIATIONS.contains(&last.as_str());
        let rest = rest.strip_prefix(char::is_whitespace);
        let begins = rest
            .and_then(|rest| rest.chars().next())
            .is_some_and(|char| char.is_uppercase() || char == '`');
        let is_even = |mark: char| sentence.matches(mark).count() % 2 == 0;
        let is_closed = |open: char, close: char| {
            sentence.matches(open).count() == sentence.matches(close).count()
        };
        let is_whole = is_even('`') && is_even('*') && is_even('"') && is_closed('(', ')');
        sentence.len() >= SHORT && is_word && begins && is_whole && is_closed('[', ']')
    };
    let is_prose = |line: &str| {
        line.trim_start().starts_with(|char: char| char.is_alphabetic() || "`(\"".contains(char))
    };
    let is_prose = !paragraph.contains(['<', '|']) && paragraph.lines().all(is_prose);
    match paragraph.match_indices('.').map(|(at, _)| at).find(is_end) {
        Some(at) if is_prose => paragraph[..=at].to_owned(),
        _ => paragraph,
    }
}

/// The words of a text without the signs around them; digits in groups are one number.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in
        text.split(|char: char| char.is_whitespace() || matches!(char, '(' | ')' | '[' | ']'))
    {
        let word =
            piece.trim_matches(|char: char| !char.is_alphanumeric() && char != '-' && char != '_');
        let word = word.trim_end_matches('-');
        let is_group =
            |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        match words.last_mut() {
            // `10 000`
            Some(last) if is_group(word) && last.bytes().all(|byte| byte.is_ascii_digit()) => {
                last.push_str(word);
            }
            _ if word.is_empty() => {}
            _ => words.push(match word.split(',').skip(1).all(is_group) {
                true => word.replace(',', ""),
                false => word.to_owned(),
            }),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Unit;

    fn left(text: &str, note: Note) -> bool {
        let docs = Docs { text: Some(text.to_owned()), notes: vec![note], deprecated: false };
        !without_what_the_text_says(docs).notes.is_empty()
    }

    #[test]
    fn a_default_that_the_text_names_is_no_line() {
        let default = |value: &str| Note::Default(value.to_owned());
        assert!(!left("A limit. The default is 20.", default("20")));
        assert!(!left("Newest first (`desc`, by default).", default("\"desc\"")));
        assert!(!left("Defaults to `auto`", default("\"auto\"")));
        assert!(!left("10 000 by default", default("10000")));
        assert!(!left("10,000 by default", default("10000")));
        assert!(left("Between 1 and 20.", default("20")));
        assert!(left("The default is 200.", default("20")));
        assert!(left("The default is the usual one.", default("20")));
    }

    #[test]
    fn a_long_paragraph_is_cut_behind_a_sentence_that_is_plainly_one() {
        let more = "And then there is a good deal more to say of it. ".repeat(4);
        let cut =
            |first: &str| beginning_of_a_long_one(format!("{first} {more}")).len() == first.len();
        assert!(cut("Which queue a request waits in."));
        assert!(cut("What `a.b` means (or `c. D`) to the server."));
        for open in [
            "Of the U.S.",
            "As in a city, e.g.",
            "The doctor of the TARDIS, i.e. Dr.",
            "A (so. It",
            "A.",
        ] {
            assert!(!cut(open), "{open}");
        }
        assert_eq!(beginning_of_a_long_one("Short text, that. Stays so.".to_owned()).len(), 27);
        let list = format!("- One thing that is said.\n- Another one. {more}");
        assert_eq!(beginning_of_a_long_one(list.clone()), list);
    }

    #[test]
    fn bounds_that_the_text_has_are_no_line() {
        let range = |least: f64, most: f64| Note::Range {
            least: Some((least, false)),
            most: Some((most, false)),
        };
        assert!(!left("From -2 to 2. Above 0 it says more.", range(-2.0, 2.0)));
        assert!(!left("Between 0.5 and 1.", range(0.5, 1.0)));
        assert!(left("From 2 on.", range(-2.0, 2.0)));
        let size = |least: u64, most: Option<u64>| Note::Size { least, most, unit: Unit::Items };
        assert!(!left("Up to 4 of them", size(0, Some(4))));
        assert!(!left("1-4 of them, 1 to 4", size(1, Some(4))));
        assert!(left("Up to 4 of them", size(1, Some(4))));
        assert!(left("All of them", size(1, None)));
    }
}
