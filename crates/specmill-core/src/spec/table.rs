//! What each member of an OpenAPI object must look like, and the object reduced to that.
//!
//! `openapiv3` reads through `flatten` and untagged enums, whose errors name no member. So every
//! object is checked against a table first: the fault gets the member's own place, and what
//! reaches `openapiv3` can hardly fail.

use super::deserialize::from_members;
use super::located::Located;
use super::reader::Reader;
use crate::tree::{Map, Node};

/// What a member must be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// A string; a number or a boolean is taken as its text.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list of strings.
    TextList,
    /// A list of anything.
    List,
    /// An object of anything.
    Object,
    /// An object that is read on its own.
    Child,
    /// `true`, `false`, or an object that is read on its own.
    ChildOrFlag,
    /// A list whose items are read on their own.
    Children,
    /// An object whose members are read on their own.
    ChildMap,
}

/// One member of an OpenAPI object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    key: &'static str,
    shape: Form,
    /// Whether the object is lost when this member is wrong, or only the member.
    needed: bool,
}

/// A member without which, or with which wrong, the object says nothing.
pub(super) const fn needed(key: &'static str, shape: Form) -> Member {
    Member { key, shape, needed: true }
}

/// A member the object can do without.
pub(super) const fn spare(key: &'static str, shape: Form) -> Member {
    Member { key, shape, needed: false }
}

/// The members of one OpenAPI object that are read through `openapiv3`.
#[derive(Debug)]
pub(super) struct Table {
    /// What the specification calls it, with its article.
    pub(super) what: &'static str,
    /// The code of a fault in it.
    pub(super) code: &'static str,
    /// What becomes of it when it is lost.
    pub(super) cost: &'static str,
    /// Its members.
    pub(super) members: &'static [Member],
}

enum Checked {
    Fine(Node),
    /// Not as it should be, but it can only mean this.
    Mended(Node),
    /// A list without those of its items that are wrong.
    Part(Node),
    Wrong,
}

impl<'d> Reader<'d> {
    /// The members of `at` that `table` lists, each of the right shape, children replaced by a
    /// placeholder. `None`, and each reason is noted, where what is there makes no `table.what`.
    pub(super) fn view(&mut self, at: &Located<'d>, table: &Table) -> Option<Map> {
        let Some(members) = at.node.as_object() else {
            let message = format!("{} must be an object, but is {}", table.what, at.node.kind());
            self.diagnostics.error(table.code, &at.pointer, message, table.cost);
            return None;
        };
        let mut view = Map::default();
        let mut lost = false;
        for (key, node) in members {
            let Some(member) = table.members.iter().find(|member| member.key == key) else {
                continue;
            };
            if matches!(node, Node::Null) {
                continue;
            }
            let place = at.pointer.child(key);
            match check(member.shape, node) {
                Checked::Fine(node) => {
                    view.insert(key.clone(), node);
                }
                Checked::Mended(mended) => {
                    let message = wrong(member, node);
                    let help = "it is read as if it were; correct the document";
                    self.diagnostics.warning(table.code, &place, message, help);
                    view.insert(key.clone(), mended);
                }
                Checked::Part(part) => {
                    let message = wrong(member, node);
                    let help = "what is no string is left out of it; correct the document";
                    self.diagnostics.warning(table.code, &place, message, help);
                    view.insert(key.clone(), part);
                }
                Checked::Wrong if member.needed => {
                    self.diagnostics.error(table.code, &place, wrong(member, node), table.cost);
                    lost = true;
                }
                Checked::Wrong => {
                    let help = "this member is left out; correct the document";
                    self.diagnostics.warning(table.code, &place, wrong(member, node), help);
                }
            }
        }
        (!lost).then_some(view)
    }

    /// Reads the members of a [view](Self::view) as one of `openapiv3`'s types.
    pub(super) fn typed<'v, T: serde::Deserialize<'v>>(
        &mut self,
        at: &Located<'d>,
        table: &Table,
        view: &'v Map,
    ) -> Option<T> {
        match from_members(view) {
            Ok(value) => Some(value),
            Err(fault) => {
                let message = format!("{} cannot be read: {fault}", table.what);
                self.diagnostics.error(table.code, &at.pointer, message, table.cost);
                None
            }
        }
    }
}

fn check(shape: Form, node: &Node) -> Checked {
    let kept = |right: bool| if right { Checked::Fine(node.clone()) } else { Checked::Wrong };
    match shape {
        Form::Text => text(node),
        Form::Flag => flag(node),
        Form::Word(words) => kept(node.as_str().is_some_and(|word| words.contains(&word))),
        Form::TextList => text_list(node),
        Form::List => kept(node.as_array().is_some()),
        Form::Object => kept(node.as_object().is_some()),
        Form::Child => Checked::Fine(placeholder()),
        Form::ChildOrFlag => match node {
            Node::Bool(_) => Checked::Fine(node.clone()),
            _ => Checked::Fine(placeholder()),
        },
        Form::Children => match node {
            Node::Array(items) => {
                Checked::Fine(Node::Array(items.iter().map(|_| placeholder()).collect()))
            }
            _ => Checked::Wrong,
        },
        Form::ChildMap => match node {
            Node::Object(members) => Checked::Fine(Node::Object(
                members.keys().map(|key| (key.clone(), placeholder())).collect(),
            )),
            _ => Checked::Wrong,
        },
    }
}

/// What stands for a child that is read on its own: the cheapest thing every child's type takes.
fn placeholder() -> Node {
    Node::Object([("$ref".to_owned(), Node::String("#".to_owned()))].into_iter().collect())
}

fn text(node: &Node) -> Checked {
    match scalar_text(node) {
        Some(_) if matches!(node, Node::String(_)) => Checked::Fine(node.clone()),
        Some(text) => Checked::Mended(Node::String(text)),
        None => Checked::Wrong,
    }
}

fn flag(node: &Node) -> Checked {
    match node {
        Node::Bool(_) => Checked::Fine(node.clone()),
        Node::String(word) => {
            crate::tree::flag(word).map_or(Checked::Wrong, |flag| Checked::Mended(Node::Bool(flag)))
        }
        _ => Checked::Wrong,
    }
}

fn text_list(node: &Node) -> Checked {
    let Some(items) = node.as_array() else { return Checked::Wrong };
    let texts: Vec<_> = items.iter().filter_map(scalar_text).map(Node::String).collect();
    if texts.as_slice() == items {
        Checked::Fine(node.clone())
    } else if texts.len() == items.len() {
        Checked::Mended(Node::Array(texts))
    } else {
        Checked::Part(Node::Array(texts))
    }
}

/// The text of a string, number or boolean: YAML reads an unquoted `1.0` as a number.
pub(super) fn scalar_text(node: &Node) -> Option<String> {
    match node {
        Node::String(text) => Some(text.clone()),
        Node::Number(number) => Some(number.to_string()),
        Node::Bool(value) => Some(value.to_string()),
        Node::Null | Node::Array(_) | Node::Object(_) => None,
    }
}

fn wrong(member: &Member, node: &Node) -> String {
    let due = match member.shape {
        Form::Text => "a string".to_owned(),
        Form::Flag => "`true` or `false`".to_owned(),
        Form::Word(words) => format!("one of `{}`", words.join("`, `")),
        Form::TextList => "a list of strings".to_owned(),
        Form::List | Form::Children => "a list".to_owned(),
        Form::Object | Form::Child | Form::ChildOrFlag | Form::ChildMap => "an object".to_owned(),
    };
    let found = match (node, member.shape) {
        (Node::String(text), _) if text.len() <= 40 => format!("the string `{text}`"),
        (Node::Array(_), Form::TextList) => "a list of other things".to_owned(),
        _ => node.kind().to_owned(),
    };
    format!("`{}` must be {due}, but is {found}", member.key)
}
