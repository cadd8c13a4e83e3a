//! Where the id of a thing is in its value, and ids for new things.

use heck::ToSnakeCase;
use specmill_core::source::{Node, Number};

use crate::sample::is_valid;
use crate::schema::Schema;

/// Ids that are tried before a new thing goes without.
const MOST_TRIED: u64 = 8;

/// The names that lead to the id of a thing that `parameter` of its path stands for: the member of that
/// name or of what it ends in (`number` of `issue_number`), else `id`, else the same one object further in
/// (`metadata.name`, `data.id`).
pub(super) fn place(value: &Node, parameter: &str) -> Option<Vec<String>> {
    if let Some(name) = member(value, parameter) {
        return Some(vec![name]);
    }
    value.as_object()?.iter().find_map(|(outer, value)| {
        value.as_object()?;
        Some(vec![outer.clone(), member(value, parameter)?])
    })
}

fn member(value: &Node, parameter: &str) -> Option<String> {
    let members = value.as_object()?;
    let is_id = |value: &Node| matches!(value, Node::String(_) | Node::Number(Number::Signed(_)));
    let named = |wanted: &str| {
        members.iter().find(|(name, value)| name.to_snake_case() == wanted && is_id(value))
    };
    let wanted = parameter.to_snake_case();
    let ends = wanted.match_indices('_').map(|(at, _)| &wanted[at + 1..]);
    let mut names = std::iter::once(wanted.as_str()).chain(ends).chain(["id"]);
    names.find_map(named).map(|(name, _)| name.clone())
}

/// What is at `place`.
pub(super) fn at<'v>(value: &'v Node, place: &[String]) -> Option<&'v Node> {
    place.iter().try_fold(value, |value, name| value.get(name))
}

/// An id as it stands in a path.
pub(super) fn text(id: &Node) -> Option<String> {
    match id {
        Node::String(text) => Some(text.clone()),
        Node::Number(Number::Signed(number)) => Some(number.to_string()),
        _ => None,
    }
}

/// Gives `value` the id of a path, where it is as valid with it as it was.
pub(super) fn set(schema: Option<&Schema>, value: &mut Node, place: &[String], id: &str) -> bool {
    let whole = id.parse().ok().map(|id| Node::Number(Number::Signed(id)));
    let texts = [Some(Node::String(id.to_owned())), whole.clone()];
    let numbers = [whole, Some(Node::String(id.to_owned()))];
    let is_number = matches!(at(value, place), Some(Node::Number(_)));
    let tried = if is_number { numbers } else { texts };
    tried.into_iter().flatten().any(|id| replace(schema, value, place, id))
}

/// Puts `new` at `place`, unless that makes a valid value invalid.
pub(super) fn replace(
    schema: Option<&Schema>,
    value: &mut Node,
    place: &[String],
    new: Node,
) -> bool {
    let mut changed = value.clone();
    let target = place.iter().try_fold(&mut changed, |at, name| at.as_object_mut()?.get_mut(name));
    let Some(target) = target else { return false };
    *target = new;
    let fits = schema.is_none_or(|schema| is_valid(schema, &changed) || !is_valid(schema, value));
    if fits {
        *value = changed;
    }
    fits
}

/// Gives `value` the id of the new thing with this number, which is not `taken`: that of the document for
/// the first, and for others one like it.
pub(super) fn renew(
    schema: Option<&Schema>,
    value: &mut Node,
    place: &[String],
    number: u64,
    is_taken: impl Fn(&str) -> bool,
) -> Option<String> {
    let given = at(value, place)?.clone();
    for number in number..number + MOST_TRIED {
        for id in like(&given, number) {
            if let Some(text) = text(&id).filter(|text| !is_taken(text))
                && replace(schema, value, place, id)
            {
                return Some(text);
            }
        }
    }
    None
}

/// Ids like `given`, the best first.
fn like(given: &Node, number: u64) -> Vec<Node> {
    match given {
        Node::Number(Number::Signed(first)) => {
            let id = i64::try_from(number).ok().and_then(|number| first.checked_add(number));
            id.map(|id| Node::Number(Number::Signed(id))).into_iter().collect()
        }
        Node::String(first) if number == 0 => vec![Node::String(first.clone())],
        Node::String(first) => {
            let ids = [counted_uuid(first, number), counted(first, number)];
            let plain =
                [format!("{first}-{number}"), format!("{first}{number}"), number.to_string()];
            ids.into_iter().flatten().chain(plain).map(Node::String).collect()
        }
        _ => Vec::new(),
    }
}

/// A text with the number at its end so much higher, of as many digits at least: `pet-007`.
fn counted(text: &str, number: u64) -> Option<String> {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).take(12).count();
    let (start, end) = text.split_at(text.len() - digits);
    let last = end.parse::<u64>().ok()?.checked_add(number)?;
    Some(format!("{start}{last:0digits$}"))
}

/// A UUID whose last part is so much higher.
fn counted_uuid(text: &str, number: u64) -> Option<String> {
    let (start, end) = text.split_at_checked(24)?;
    let last = u64::from_str_radix(end, 16).ok().filter(|_| text.len() == 36)?;
    Some(format!("{start}{:012x}", last.wrapping_add(number) & 0xffff_ffff_ffff))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_an_id_goes_by_the_parameter() {
        let members = [("id", "a"), ("number", "b"), ("petId", "c")];
        let members = members.map(|(name, id)| (name.to_owned(), Node::String(id.to_owned())));
        let thing = Node::Object(members.into_iter().collect());
        let inside = Node::Object([("data".to_owned(), thing.clone())].into_iter().collect());
        for (parameter, name) in [
            ("pet_id", "petId"),
            ("petId", "petId"),
            ("issue_number", "number"),
            ("job_id", "id"),
            ("key", "id"),
        ] {
            assert_eq!(place(&thing, parameter), Some(vec![name.to_owned()]), "{parameter}");
            let names = ["data", name].map(str::to_owned);
            assert_eq!(place(&inside, parameter), Some(names.to_vec()), "{parameter}");
        }
        assert_eq!(place(&Node::Object([].into_iter().collect()), "id"), None);
        assert_eq!(place(&Node::Null, "id"), None);
    }

    #[test]
    fn ids_are_like_the_one_that_is_given() {
        let ids = |given: &str, number| {
            let ids = like(&Node::String(given.to_owned()), number);
            ids.iter().filter_map(text).collect::<Vec<_>>()
        };
        assert_eq!(ids("pet_abc", 0), ["pet_abc"]);
        assert_eq!(ids("pet_abc007", 5)[0], "pet_abc012");
        assert_eq!(ids("pet9", 5), ["pet14", "pet9-5", "pet95", "5"]);
        assert_eq!(ids("text", 2), ["text-2", "text2", "2"]);
        let uuid = "67e55044-10b1-426f-9247-bb680e5fe0c9";
        assert_eq!(ids(uuid, 1)[0], "67e55044-10b1-426f-9247-bb680e5fe0ca");
        assert_eq!(like(&Node::Number(Number::Signed(7)), 2), [Node::Number(Number::Signed(9))]);
        assert_eq!(like(&Node::Number(Number::Signed(i64::MAX)), 1), []);
        assert_eq!(like(&Node::Null, 1), []);
    }
}
