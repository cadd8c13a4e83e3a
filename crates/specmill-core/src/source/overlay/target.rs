//! The target of an action, and what it may cost.
//!
//! The library that reads JSONPath and follows it has no limits of its own: a short expression can
//! take it longer than anyone waits, or its stack. So each is looked at before the library sees it.

use serde_json_path::JsonPath;

use super::fault::{FormFault, TargetFault};
use crate::tree::{Node, Number};

/// The longest target, in bytes.
const LONGEST: usize = 1_000;
/// Brackets in brackets, and parentheses in parentheses. Reading takes twice as long with each.
const DEEPEST: usize = 6;
/// How often a pattern of `match()` and `search()` may ask for a part of it.
const MOST_REPEATED: usize = 1_000;

/// How many places one costs that is matched with a pattern.
const PATTERN: usize = 20;

/// A target that may be followed.
pub(super) struct Target<'n> {
    pub(super) text: &'n str,
    pub(super) path: JsonPath,
    form: Form,
}

/// What of a target decides how many places it leads through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Form {
    /// Segments that go to all depths.
    descents: usize,
    /// Whether it looks at more than the places it names.
    searches: bool,
    /// How many times selectors beside each other may select the same.
    selectors: usize,
    /// Whether it begins at the root again for each place it looks at.
    restarts: bool,
    /// Whether it matches patterns, which costs much more than looking.
    has_patterns: bool,
}

impl<'n> Target<'n> {
    /// Reads a JSONPath (RFC 9535).
    pub(super) fn read(text: &'n str) -> Result<Self, TargetFault> {
        if text.len() > LONGEST {
            return Err(TargetFault::TooLong(LONGEST));
        }
        let form = form(text).map_err(|fault| TargetFault::Form(text.to_owned(), fault))?;
        let path = JsonPath::parse(text)
            .map_err(|error| TargetFault::NotJsonPath(text.to_owned(), error))?;
        Ok(Self { text, path, form })
    }

    /// The places that are looked at in `tree`, at most, where `nodes` are all there are.
    pub(super) fn cost(&self, tree: &Node, nodes: usize) -> usize {
        let Form { descents, searches, selectors, restarts, has_patterns } = self.form;
        if !searches {
            return selectors;
        }
        let places = match descents {
            0 | 1 => nodes,
            several => ways_down(tree, 0, several - 1),
        };
        let again = if restarts { nodes } else { 1 };
        let each = if has_patterns { PATTERN } else { 1 };
        places.saturating_mul(selectors).saturating_mul(again).saturating_mul(each)
    }
}

/// In how many ways `steps` places above each node, itself among them, can be chosen.
fn ways_down(node: &Node, depth: usize, steps: usize) -> usize {
    let here = (0..steps).fold(1, |ways: usize, step| ways.saturating_mul(depth + 1) / (step + 1));
    let below = |node| ways_down(node, depth + 1, steps);
    let add = |sum: usize, more: usize| sum.saturating_add(more);
    match node {
        Node::Array(items) => items.iter().map(below).fold(here, add),
        Node::Object(members) => members.values().map(below).fold(here, add),
        _ => here,
    }
}

/// Goes through `text` once, what is in quotes aside.
fn form(text: &str) -> Result<Form, FormFault> {
    let has_patterns = text.contains("match") || text.contains("search");
    let mut form =
        Form { descents: 0, searches: false, selectors: 1, restarts: false, has_patterns };
    let (mut brackets, mut parentheses) = (0_usize, 0_usize);
    let mut selectors = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        match char {
            '\'' | '"' => {
                let quoted = skip_quoted(&mut chars, char, text.get(at + 1..).unwrap_or_default());
                check_pattern(quoted)?;
            }
            '[' => {
                brackets += 1;
                selectors.push(1_usize);
            }
            ']' => {
                brackets = brackets.saturating_sub(1);
                let beside = selectors.pop().unwrap_or(1);
                form.selectors = form.selectors.saturating_mul(beside);
            }
            '(' => parentheses += 1,
            ')' => parentheses = parentheses.saturating_sub(1),
            ',' => {
                if let Some(beside) = selectors.last_mut() {
                    *beside += 1;
                }
            }
            '.' if chars.next_if(|(_, next)| *next == '.').is_some() => {
                (form.descents, form.searches) = (form.descents + 1, true);
            }
            '*' | '?' | ':' => form.searches = true,
            '$' if at > 0 => form.restarts = true,
            _ => {}
        }
        if brackets > DEEPEST || parentheses > DEEPEST {
            return Err(FormFault::TooDeep(DEEPEST));
        }
    }
    Ok(form)
}

/// Goes on behind the quote that ends what began with `quote`, and gives what is between.
fn skip_quoted<'t>(
    chars: &mut impl Iterator<Item = (usize, char)>,
    quote: char,
    rest: &'t str,
) -> &'t str {
    let mut length = 0;
    let mut escaped = false;
    for (_, char) in chars {
        if char == quote && !escaped {
            return rest.get(..length).unwrap_or_default();
        }
        escaped = char == '\\' && !escaped;
        length += char.len_utf8();
    }
    rest
}

/// Refuses a pattern whose counts (`{3,9}`), one in another, ask for more than it may.
fn check_pattern(quoted: &str) -> Result<(), FormFault> {
    let counts = quoted.split('{').skip(1).filter_map(|rest| {
        let counts = rest.split('}').next()?.split(',');
        counts.filter_map(|count| count.trim().parse::<usize>().ok()).max()
    });
    let asked = counts.fold(1_usize, |asked, count| asked.saturating_mul(count.max(1)));
    if asked > MOST_REPEATED {
        return Err(FormFault::TooOften(MOST_REPEATED));
    }
    Ok(())
}

/// The tree as the JSONPath library reads it. Numbers count only where a path compares them.
pub(super) fn json(node: &Node) -> serde_json::Value {
    use serde_json::Value;
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(Number::Signed(value)) => Value::from(*value),
        Node::Number(Number::Unsigned(value)) => Value::from(*value),
        Node::Number(Number::Float(value)) => Value::from(*value),
        Node::String(text) => Value::String(text.clone()),
        Node::Array(items) => Value::Array(items.iter().map(json).collect()),
        Node::Object(members) => {
            Value::Object(members.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> (usize, bool, usize, bool) {
        let Form { descents, searches, selectors, restarts, .. } = form(text).expect("a target");
        (descents, searches, selectors, restarts)
    }

    #[test]
    fn what_costs_is_seen() {
        assert_eq!(of("$.paths['/a..b,*'].get"), (0, false, 1, false));
        assert_eq!(of("$..schema"), (1, true, 1, false));
        assert_eq!(of("$..a..['b', 'c']"), (2, true, 2, false));
        assert_eq!(of("$.a[*,*][0,1,2]"), (0, true, 6, false));
        assert_eq!(of("$.a[?@.x == $.y]"), (0, true, 1, true));
        assert_eq!(of(r#"$["a\"$", 'b']"#), (0, false, 2, false));
    }

    #[test]
    fn what_asks_for_too_much_is_refused() {
        assert!(form(&format!("$[?{}@.a{}]", "(".repeat(7), ")".repeat(7))).is_err());
        assert!(form("$[?match(@.a, '(a{99}){99}')]").is_err());
        assert!(form("$[?match(@.a, 'a{9999},')]").is_err());
        assert!(form("$[?match(@.a, '[0-9]{4}-[0-9]{2}-[0-9]{2}')]").is_ok());
        assert!(Target::read(&format!("${}", ".a".repeat(500))).is_err());
    }

    #[test]
    fn ways_down_count_pairs_of_a_node_and_one_above() {
        let leaf = || Node::Bool(true);
        let tree = Node::Array(vec![Node::Array(vec![leaf(), leaf()])]);
        assert_eq!(ways_down(&tree, 0, 0), 4);
        assert_eq!(ways_down(&tree, 0, 1), 1 + 2 + 3 + 3);
    }
}
