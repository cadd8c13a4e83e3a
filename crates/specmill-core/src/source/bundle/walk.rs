//! The walk over a document that follows its `$ref`s into other files.

use std::collections::VecDeque;

use super::components::Components;
use super::files::{DeadEnd, FileId, Files, ROOT, Target, only_reference};
use super::grammar::{Kind, Shape, is_file};
use crate::diagnostics::Diagnostics;
use crate::source::{Origin, Origins};
use crate::tree::{Map, Node, Pointer, Trail};

/// Values that are put in the place of `$ref`s, in all, beside ten times those of the document itself
/// (path items often stand in files of their own): more would be a document made to be endless.
const FREE_IN_PLACE: usize = 500_000;
const IN_PLACE_PER_VALUE: usize = 10;

/// What is put in place in what was put in place, and so on.
const MOST_INSIDE: usize = 32;

/// Every kind that has a section, for a look at what `components` has.
const NAMED: [Kind; 9] = [
    Kind::Schema,
    Kind::Response,
    Kind::Parameter,
    Kind::Example,
    Kind::RequestBody,
    Kind::Header,
    Kind::SecurityScheme,
    Kind::Link,
    Kind::Callback,
];

/// State of one walk.
pub(super) struct Joiner {
    pub(super) files: Files,
    components: Components,
    /// Components still to be made.
    open: VecDeque<Component>,
    /// What is being put in place, the innermost last.
    inside: Vec<Target>,
    /// Values that may still be put in place.
    left: usize,
    pub(super) diagnostics: Diagnostics,
    pub(super) origins: Origins,
}

struct Component {
    section: &'static str,
    kind: Kind,
    name: String,
    target: Target,
}

impl Joiner {
    pub(super) fn new(files: Files, root: &Node) -> Self {
        let components = Components::new(root, NAMED.iter().filter_map(|kind| kind.section()));
        Self {
            files,
            components,
            open: VecDeque::new(),
            inside: Vec::new(),
            left: FREE_IN_PLACE + IN_PLACE_PER_VALUE * root.values(),
            diagnostics: Diagnostics::default(),
            origins: Origins::default(),
        }
    }

    /// Notes which components of the document are nothing but a `$ref` into a file: they give what
    /// is there its name.
    pub(super) fn note_components(&mut self, root: &Node) {
        for section in NAMED.iter().filter_map(|kind| kind.section()) {
            let there = root.get("components").and_then(|all| all.get(section));
            for (name, node) in there.and_then(Node::as_object).into_iter().flatten() {
                let reference = only_reference(node).filter(|text| !text.starts_with('#'));
                if let Some(Ok(target)) = reference.map(|text| self.files.resolve(text, ROOT))
                    && target.file != ROOT
                {
                    self.components.note(section, target, name);
                }
            }
        }
    }

    /// Walks the whole document, then every component that was made on the way.
    pub(super) fn walk_document(&mut self, root: &mut Node) {
        self.walk(root, Shape::One(Kind::Document), ROOT, &Trail::root());
        while let Some(Component { section, kind, name, target }) = self.open.pop_front() {
            let Some(mut node) = self.files.copy(&target, Shape::One(kind)) else { continue };
            let (all, above) = (Trail::root(), ["components", section]);
            let (components, from) = (all.member(above[0]), target.file);
            let section_at = components.member(above[1]);
            let at = section_at.member(&name);
            self.origins.set(at.pointer(), self.origin(&target));
            self.walk(&mut node, Shape::One(kind), from, &at);
            let mut place = Some(&mut *root);
            for step in above {
                place = place.and_then(Node::as_object_mut).map(|members| {
                    members.entry(step.to_owned()).or_insert_with(|| Node::Object(Map::default()))
                });
            }
            if let Some(members) = place.and_then(Node::as_object_mut) {
                members.insert(name.clone(), node);
            }
        }
    }

    fn walk(&mut self, node: &mut Node, shape: Shape, from: FileId, at: &Trail<'_>) {
        match shape {
            Shape::One(kind) => self.walk_one(node, kind, from, at),
            Shape::Each(kind) => self.walk_each(node, kind, from, at),
        }
    }

    /// A map or a list; a `$ref` alone in a map's place is no OpenAPI, but it is written, and what
    /// it means is plain.
    fn walk_each(&mut self, node: &mut Node, kind: Kind, from: FileId, at: &Trail<'_>) {
        if let Some(reference) = only_reference(node).map(str::to_owned) {
            if !is_own(&reference, from) {
                self.put_in_place(node, &reference, Shape::Each(kind), from, at);
            }
            return;
        }
        match node {
            Node::Object(members) => {
                for (name, value) in members.iter_mut() {
                    if !(kind.has_extensions() && name.starts_with("x-")) {
                        self.walk_one(value, kind, from, &at.member(name));
                    }
                }
            }
            Node::Array(items) => {
                for (index, value) in items.iter_mut().enumerate() {
                    self.walk_one(value, kind, from, &at.item(index));
                }
            }
            _ => {}
        }
    }

    fn walk_one(&mut self, node: &mut Node, kind: Kind, from: FileId, at: &Trail<'_>) {
        let reference = node.get("$ref").and_then(Node::as_str).map(str::to_owned);
        if let Some(reference) = reference.filter(|reference| !is_own(reference, from)) {
            match kind.section() {
                Some(section) => {
                    let place = at.member("$ref");
                    match self.component(&reference, section, kind, from, &place) {
                        // The document's own component that stands for it.
                        Some(new) if new == format!("#{}", at.pointer()) => {
                            return self.put_in_place(node, &reference, Shape::One(kind), from, at);
                        }
                        Some(new) => put_text(node, "$ref", new),
                        None => {}
                    }
                }
                None => return self.put_in_place(node, &reference, Shape::One(kind), from, at),
            }
        }
        if kind == Kind::Schema {
            self.mapping(node, from, at);
        }
        match node {
            Node::Object(members) => {
                for (name, value) in members.iter_mut() {
                    if let Some(shape) = kind.member(name) {
                        self.walk(value, shape, from, &at.member(name));
                    }
                }
            }
            // `items` of JSON Schema before 2020-12 may be a list.
            Node::Array(items) if kind == Kind::Schema => {
                for (index, value) in items.iter_mut().enumerate() {
                    self.walk_one(value, kind, from, &at.item(index));
                }
            }
            _ => {}
        }
    }

    /// The `$ref` to the component that what `reference` points to is or becomes.
    fn component(
        &mut self,
        reference: &str,
        section: &'static str,
        kind: Kind,
        from: FileId,
        place: &Trail<'_>,
    ) -> Option<String> {
        let target = match self.files.resolve(reference, from) {
            Ok(target) => target,
            Err(dead_end) => {
                self.say(dead_end, place);
                return None;
            }
        };
        if target.file == ROOT {
            return Some(as_reference(&target.pointer));
        }
        let wanted = self.name_of(&target);
        let given = self.components.give(section, &target, &wanted);
        let name = given.name;
        if given.is_renamed {
            let file = self.files.path(target.file);
            let message = format!(
                "`{wanted}` of `{}` becomes `{name}`: another component has that name",
                file.display()
            );
            let help =
                "give one of them another name, or list it under `components` of the document";
            self.diagnostics.warning("component-renamed", &place.pointer(), message, help);
        }
        let pointer = Pointer::root().child("components").child(section).child(&name);
        if given.is_new {
            self.open.push_back(Component { section, kind, name, target });
        }
        Some(as_reference(&pointer))
    }

    /// The last token of the pointer; the file's name for a whole file. A number says too little.
    fn name_of(&self, target: &Target) -> String {
        let mut tokens: Vec<String> = target.pointer.tokens().collect();
        let Some(mut name) = tokens.pop() else { return self.files.stem(target.file) };
        while name.starts_with(|first: char| first.is_ascii_digit()) {
            let above = tokens.pop().unwrap_or_else(|| self.files.stem(target.file));
            let is_last =
                above.starts_with(|first: char| first.is_ascii_digit()) && tokens.is_empty();
            name = format!("{above}_{name}");
            if is_last {
                break;
            }
        }
        name
    }

    /// Puts what `reference` points to in the place of `node`; members beside the `$ref` win.
    fn put_in_place(
        &mut self,
        node: &mut Node,
        reference: &str,
        shape: Shape,
        from: FileId,
        at: &Trail<'_>,
    ) {
        let target = match self.files.resolve(reference, from) {
            Ok(target) if self.inside.contains(&target) || self.inside.len() >= MOST_INSIDE => {
                let message = format!("`{reference}` leads back to itself, or never ends");
                let help = "it is left out; describe it without itself".to_owned();
                return self
                    .say(DeadEnd { code: "reference-loop", message, help }, &at.member("$ref"));
            }
            Ok(target) => target,
            Err(dead_end) => return self.say(dead_end, &at.member("$ref")),
        };
        let Some(whole) = self.files.node(&target) else { return };
        let Some(left) = self.left.checked_sub(whole.values()) else {
            let message =
                format!("the document repeats too much by `$ref`s, the last of them `{reference}`");
            let help = "it is left out; put what is shared under `components`".to_owned();
            let dead_end = DeadEnd { code: "too-much-in-place", message, help };
            return self.say(dead_end, &at.member("$ref"));
        };
        self.left = left;
        let Some(mut whole) = self.files.copy(&target, shape) else { return };
        let siblings = match std::mem::take(node) {
            Node::Object(members) => members,
            _ => Map::default(),
        };
        let own = self.files.path(ROOT);
        let beside: Vec<(String, Node, Origin)> = siblings
            .into_iter()
            .filter(|(name, _)| name != "$ref")
            .map(|(name, value)| {
                let origin = self.origins.of_in(&at.member(&name).pointer(), &own);
                (name, value, origin)
            })
            .collect();
        self.origins.set(at.pointer(), self.origin(&target));
        let file = target.file;
        self.inside.push(target);
        self.walk(&mut whole, shape, file, at);
        self.inside.pop();
        if let (Node::Object(members), Shape::One(kind)) = (&mut whole, shape) {
            for (name, mut value, origin) in beside {
                let at = at.member(&name);
                self.origins.set(at.pointer(), origin);
                if let Some(shape) = kind.member(&name) {
                    self.walk(&mut value, shape, from, &at);
                }
                members.insert(name.clone(), value);
            }
        }
        *node = whole;
    }

    /// The values of a discriminator's `mapping`, and its `defaultMapping`, that are references.
    fn mapping(&mut self, node: &mut Node, from: FileId, at: &Trail<'_>) {
        let discriminator = node.as_object_mut().and_then(|schema| schema.get_mut("discriminator"));
        let Some(members) = discriminator.and_then(Node::as_object_mut) else { return };
        let at = at.member("discriminator");
        if let Some(value) = members.get_mut("defaultMapping") {
            self.mapped(value, from, &at.member("defaultMapping"));
        }
        let mapping = members.get_mut("mapping").and_then(Node::as_object_mut);
        let above = at.member("mapping");
        for (name, value) in mapping.into_iter().flatten() {
            self.mapped(value, from, &above.member(name));
        }
    }

    fn mapped(&mut self, value: &mut Node, from: FileId, at: &Trail<'_>) {
        let Some(reference) = value.as_str().filter(|text| text.starts_with('#') || is_file(text))
        else {
            return;
        };
        if is_own(reference, from) {
            return;
        }
        if let Some(new) = self.component(reference, "schemas", Kind::Schema, from, at) {
            *value = Node::String(new);
        }
    }

    fn origin(&self, target: &Target) -> Origin {
        Origin { file: self.files.path(target.file), pointer: target.pointer.clone() }
    }

    fn say(&mut self, dead_end: DeadEnd, place: &Trail<'_>) {
        let DeadEnd { code, message, help } = dead_end;
        self.diagnostics.error(code, &place.pointer(), message, help);
    }
}

/// Whether `reference` stays in the document itself, where later stages follow it.
fn is_own(reference: &str, from: FileId) -> bool {
    from == ROOT && reference.starts_with('#')
}

/// A pointer into the document as a `$ref` (RFC 6901 §6).
fn as_reference(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}

fn put_text(node: &mut Node, name: &str, text: String) {
    if let Some(members) = node.as_object_mut() {
        members.insert(name.to_owned(), Node::String(text));
    }
}
