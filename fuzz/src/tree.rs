//! Walking and writing trees of JSON.

use specmill_core::source::{Map, Node, Number};

/// How many values there are, `node` itself and all below it.
pub(crate) fn count(node: &Node) -> usize {
    1 + match node {
        Node::Object(members) => members.values().map(count).sum(),
        Node::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// The value number `at`, counted from the top down.
pub(crate) fn nth_mut(node: &mut Node, at: usize) -> Option<&mut Node> {
    fn find<'n>(node: &'n mut Node, at: &mut usize) -> Option<&'n mut Node> {
        if *at == 0 {
            return Some(node);
        }
        *at -= 1;
        match node {
            Node::Object(members) => members.values_mut().find_map(|node| find(node, at)),
            Node::Array(items) => items.iter_mut().find_map(|node| find(node, at)),
            _ => None,
        }
    }
    let mut at = at;
    find(node, &mut at)
}

/// The value number `at`, counted from the top down.
pub(crate) fn nth(node: &Node, at: usize) -> Option<&Node> {
    fn find<'n>(node: &'n Node, at: &mut usize) -> Option<&'n Node> {
        if *at == 0 {
            return Some(node);
        }
        *at -= 1;
        match node {
            Node::Object(members) => members.values().find_map(|node| find(node, at)),
            Node::Array(items) => items.iter().find_map(|node| find(node, at)),
            _ => None,
        }
    }
    let mut at = at;
    find(node, &mut at)
}

/// The place of every object in `node`, as a JSON Pointer.
pub(crate) fn objects(node: &Node) -> Vec<String> {
    fn collect(node: &Node, at: &str, found: &mut Vec<String>) {
        match node {
            Node::Object(members) => {
                found.push(at.to_owned());
                for (name, value) in members {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    collect(value, &format!("{at}/{name}"), found);
                }
            }
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    collect(item, &format!("{at}/{index}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    collect(node, "", &mut found);
    found
}

/// Calls `change` for every string in `node`.
pub(crate) fn each_string(node: &mut Node, change: &mut dyn FnMut(&mut String)) {
    match node {
        Node::String(text) => change(text),
        Node::Object(members) => members.values_mut().for_each(|node| each_string(node, change)),
        Node::Array(items) => items.iter_mut().for_each(|node| each_string(node, change)),
        _ => {}
    }
}

/// The depth of lists and objects.
pub(crate) fn depth(node: &Node) -> usize {
    match node {
        Node::Object(members) => 1 + members.values().map(depth).max().unwrap_or_default(),
        Node::Array(items) => 1 + items.iter().map(depth).max().unwrap_or_default(),
        _ => 0,
    }
}

pub(crate) fn text(text: impl Into<String>) -> Node {
    Node::String(text.into())
}

pub(crate) fn number(number: i64) -> Node {
    Node::Number(Number::Signed(number))
}

pub(crate) fn object<K: Into<String>>(members: impl IntoIterator<Item = (K, Node)>) -> Node {
    Node::Object(members.into_iter().map(|(name, node)| (name.into(), node)).collect::<Map>())
}

/// The tree as JSON; what JSON has no word for (`NaN`) is `null`.
pub(crate) fn json(node: &Node) -> String {
    serde_json::to_string(node).expect("a tree of strings and numbers")
}
