//! Where a `$ref` leads.

use indexmap::IndexSet;
use percent_encoding::percent_decode_str;

use super::located::Located;
use super::model::{SchemaId, SchemaKind};
use super::reader::Reader;
use crate::diagnostics::UntypedReason;
use crate::normalize::notes;
use crate::tree::{Node, Pointer};

/// Why a `$ref` leads nowhere.
struct DeadEnd {
    code: &'static str,
    message: String,
    help: String,
}

impl<'d> Reader<'d> {
    /// The schema at `at`: its own, or the one its `$ref` leads to in the end. A component keeps
    /// its own id even where it is only a `$ref`. One that leads nowhere is a schema of any value.
    pub(super) fn schema(&mut self, at: Located<'d>) -> SchemaId {
        let mut passed = IndexSet::new();
        let mut at = at;
        let id = loop {
            if let Some(id) = self.arena.id_at(&at.pointer) {
                break id;
            }
            let Some(reference) = at.text("$ref") else {
                break self.arena.intern(at);
            };
            passed.insert(at.pointer.clone());
            match self.step(reference, &at.pointer, &passed) {
                Ok(target) => at = target,
                Err(reason) => break self.add_schema(&at.pointer, SchemaKind::Any(reason)),
            }
        };
        for pointer in passed {
            self.arena.note_alias(pointer, id);
        }
        id
    }

    /// What is at `at` once its `$ref`s are followed; `None`, with an error, if they lead nowhere.
    pub(super) fn follow(&mut self, at: Located<'d>) -> Option<Located<'d>> {
        let mut passed = IndexSet::new();
        let mut at = at;
        while let Some(reference) = at.text("$ref") {
            passed.insert(at.pointer.clone());
            at = self.step(reference, &at.pointer, &passed).ok()?;
        }
        let Some(place) = passed.first() else { return Some(at) };
        // Whatever is no schema is read again wherever it is referred to.
        match self.left.checked_sub(at.node.weight()) {
            Some(left) => self.left = left,
            None => {
                let message = "the document repeats too much by `$ref`s";
                let help = "this `$ref` is left out; refer to less, or less often";
                self.diagnostics.error("too-much-repeated", &place.child("$ref"), message, help);
                return None;
            }
        }
        Some(at)
    }

    /// One step along a chain of `$ref`s that has been through `passed`.
    fn step(
        &mut self,
        reference: &'d str,
        place: &Pointer,
        passed: &IndexSet<Pointer>,
    ) -> Result<Located<'d>, UntypedReason> {
        let target = self.resolve(reference, place);
        let target = target.ok_or(UntypedReason::UnresolvedReference)?;
        if passed.contains(&target.pointer) {
            let message = format!("`{reference}` leads back to itself and to no description");
            let help = "any value is taken here; describe it at one of the places";
            self.diagnostics.error("reference-loop", &place.child("$ref"), message, help);
            return Err(UntypedReason::ReferenceLoop);
        }
        Ok(target)
    }

    /// What `reference`, which stands at `place`, points to. `None`, with an error, if nothing.
    pub(super) fn resolve(&mut self, reference: &str, place: &Pointer) -> Option<Located<'d>> {
        match lookup(self.root, reference) {
            Ok(target) => Some(target),
            Err(dead_end) => {
                let DeadEnd { code, message, help } = self.explain(reference, dead_end);
                let at = place.child("$ref");
                // Why it could not be joined was said when it was tried.
                if reference.starts_with('#') || !self.diagnostics.has_at(&at) {
                    self.diagnostics.error(code, &at, message, help);
                }
                None
            }
        }
    }

    fn explain(&mut self, reference: &str, dead_end: Dead<'d>) -> DeadEnd {
        let Missing { at, token } = match dead_end {
            Dead::Never(dead_end) => return dead_end,
            Dead::Missing(missing) => missing,
        };
        let names = at.node.as_object().into_iter().flatten().map(|(key, _)| key.as_str());
        let help = match self.diagnostics.nearest(&token, names) {
            Some(name) => {
                format!("the nearest name is `{name}`; this place stays without a description")
            }
            None => {
                "correct the name or describe it; this place stays without a description".to_owned()
            }
        };
        let place =
            if at.pointer == Pointer::root() { "the document" } else { at.pointer.as_str() };
        DeadEnd {
            code: "unresolved-reference",
            message: format!("`{reference}` points to nothing: `{place}` has no `{token}`"),
            help,
        }
    }

    /// As [`resolve`](Self::resolve), without a word where it points to nothing.
    pub(super) fn try_resolve(&self, reference: &str) -> Option<Located<'d>> {
        lookup(self.root, reference).ok()
    }
}

/// Why a `$ref` leads nowhere, before anybody wants to read it.
enum Dead<'d> {
    /// It is of a kind that is not followed.
    Never(DeadEnd),
    /// There is nothing.
    Missing(Missing<'d>),
}

fn lookup<'d>(root: &'d Node, reference: &str) -> Result<Located<'d>, Dead<'d>> {
    let Some(fragment) = reference.strip_prefix('#') else {
        return Err(Dead::Never(other_file(reference)));
    };
    if !fragment.is_empty() && !fragment.starts_with('/') {
        return Err(Dead::Never(DeadEnd {
            code: "unresolved-reference",
            message: format!("`{reference}` is no JSON Pointer, and anchors are not followed"),
            help: "write it as `#/components/…`".to_owned(),
        }));
    }
    // A fragment is percent-encoded (RFC 6901 §6), but not every author knows.
    let decoded = percent_decode_str(fragment).decode_utf8_lossy();
    walk(root, &decoded).or_else(|missing| {
        let as_written = if decoded == fragment { None } else { walk(root, fragment).ok() };
        as_written.ok_or(Dead::Missing(missing))
    })
}

fn other_file(reference: &str) -> DeadEnd {
    DeadEnd {
        code: "external-reference",
        message: format!("`{reference}` points into another document, which was not joined"),
        help: "put what it points to under `components` and refer to it there".to_owned(),
    }
}

/// Where a walk ended: the last node on the way and the step it does not have.
struct Missing<'d> {
    at: Located<'d>,
    token: String,
}

/// Walks a JSON Pointer from the root, through `$ref`s on the way: authors write
/// `#/components/schemas/A/properties/b` also where `A` is only a `$ref`.
fn walk<'d>(root: &'d Node, pointer: &str) -> Result<Located<'d>, Missing<'d>> {
    let start = || Located { pointer: Pointer::root(), node: root };
    let mut at = start();
    // Steps still to take, the next one last.
    let mut steps: Vec<String> = Pointer::parse(pointer).tokens().collect();
    steps.reverse();
    let mut passed = IndexSet::new();
    while let Some(token) = steps.pop() {
        if let Some(next) = child(&at, &token) {
            at = next;
            continue;
        }
        // The step is not here: where this is a `$ref`, it may be at its target.
        let Some(target) = onward(at.node).filter(|_| passed.insert(at.pointer.clone())) else {
            return Err(Missing { at, token });
        };
        let decoded = percent_decode_str(target).decode_utf8_lossy();
        steps.push(token);
        steps.extend(Pointer::parse(&decoded).tokens().collect::<Vec<_>>().into_iter().rev());
        at = start();
    }
    Ok(at)
}

fn child<'d>(at: &Located<'d>, token: &str) -> Option<Located<'d>> {
    let node = match at.node {
        Node::Object(members) => members.get(token)?,
        // RFC 6901 §4: an index has no leading zero.
        Node::Array(_) if token.len() > 1 && token.starts_with('0') => return None,
        Node::Array(items) => items.get(token.parse::<usize>().ok()?)?,
        _ => return None,
    };
    Some(Located { pointer: at.pointer.child(token), node })
}

/// The pointer of the local `$ref` at `node`, alone or with siblings (see `normalize`).
fn onward(node: &Node) -> Option<&str> {
    let alone = node.get("$ref");
    let with_siblings = || {
        node.get(notes::REF_SIBLINGS)?;
        node.get("allOf")?.as_array()?.first()?.get("$ref")
    };
    alone.or_else(with_siblings)?.as_str()?.strip_prefix('#')
}
