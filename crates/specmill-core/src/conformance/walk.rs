//! The walk over the objects of a document.

use std::collections::BTreeSet;

use super::form::Form;
use super::object::{Member, Object, Others};
use super::schema::SCHEMA;
use crate::diagnostics::{Diagnostic, Diagnostics, Severity};
use crate::tree::{Map, Node, Pointer, Trail};

/// What is said of a document of one version.
pub(super) struct Walk<'f> {
    pub(super) minor: u8,
    /// Where the stages have said what is wrong.
    told: BTreeSet<&'f Pointer>,
    said: Diagnostics,
}

impl<'f> Walk<'f> {
    pub(super) fn new(minor: u8, found: &'f Diagnostics) -> Self {
        let told = found.iter().filter(|fault| is_of_the_document(fault));
        let places = told.filter_map(|fault| fault.place.as_ref());
        let own = places.filter(|place| place.file.is_none());
        let told = own.map(|place| &place.pointer).collect();
        Self { minor, told, said: Diagnostics::default() }
    }

    pub(super) fn into_said(self) -> Diagnostics {
        self.said
    }

    /// Says something of the place `at`, unless something is said of it already.
    pub(super) fn say(
        &mut self,
        code: &'static str,
        at: &Trail<'_>,
        message: String,
        help: String,
    ) {
        let pointer = at.pointer();
        if !self.told.contains(&pointer) {
            self.said.warning(code, &pointer, message, help);
        }
    }

    /// Whether the stages say what is wrong at this place.
    pub(super) fn is_told(&self, at: &Trail<'_>) -> bool {
        self.told.contains(&at.pointer())
    }

    /// The version, as the document writes it.
    pub(super) fn version(&self) -> String {
        format!("OpenAPI 3.{}", self.minor)
    }

    /// Looks at what has to be such an object.
    pub(super) fn object(&mut self, node: &Node, object: &'static Object, at: &Trail<'_>) {
        let Some(members) = node.as_object() else {
            let message = format!("{} must be an object, but is {}", object.what, node.kind());
            return self.say(object.code, at, message, "correct the document".to_owned());
        };
        let has_siblings = self.minor > 0 && matches!(object.others, Others::Keywords);
        if let Some(reference) = members.get("$ref").filter(|_| object.can_be_reference) {
            self.reference(reference, &at.member("$ref"));
            if !has_siblings {
                return;
            }
        }
        for (name, node) in members {
            let at = at.member(name);
            match object.member(name, self.minor) {
                Some(member) if member.is_in(self.minor) => {
                    self.member(name, node, member.form, object, &at);
                }
                known => match object.others {
                    Others::Any => {}
                    Others::AllNamed(form) => self.member(name, node, form, object, &at),
                    _ if name.starts_with("x-") => {}
                    Others::Named(form) => self.member(name, node, form, object, &at),
                    Others::Keywords if self.minor > 0 => {}
                    Others::Extensions | Others::Keywords => {
                        self.unknown(name, known, object, &at);
                    }
                },
            }
        }
        let minor = self.minor;
        for member in object.members.iter().filter(|member| member.is_required(minor)) {
            if !members.contains_key(member.name) {
                self.missing(member.name, object, at);
            }
        }
        if let Some(rule) = object.rule {
            rule(self, members, at);
        }
    }

    fn reference(&mut self, node: &Node, at: &Trail<'_>) {
        if node.as_str().is_none() {
            let message = format!("`$ref` must be a string, but is {}", node.kind());
            self.say("invalid-reference", at, message, "correct the document".to_owned());
        }
    }

    fn missing(&mut self, name: &str, object: &Object, at: &Trail<'_>) {
        let message = format!("{} must have `{name}`, and does not", object.what);
        let help = format!("{} requires it; add it", self.version());
        self.say(object.code, at, message, help);
    }

    fn unknown(&mut self, name: &str, known: Option<&Member>, object: &Object, at: &Trail<'_>) {
        let message = format!("{} has no member `{name}` in {}", object.what, self.version());
        let minor = self.minor;
        let names = object.members.iter().filter(|member| member.is_in(minor));
        let help = match known {
            Some(member) if member.since > self.minor => {
                let since = format!("OpenAPI 3.{} has it", member.since);
                format!("{since}; change the version of the document, or remove it")
            }
            Some(_) => "an earlier version of OpenAPI has it; remove it".to_owned(),
            None => match self.said.nearest(name, names.map(|member| member.name)) {
                Some(near) => {
                    format!("it says nothing to readers of OpenAPI; the nearest is `{near}`")
                }
                None => "it says nothing to readers of OpenAPI; names of your own begin with `x-`"
                    .to_owned(),
            },
        };
        self.say("unknown-member", at, message, help);
    }

    fn member(
        &mut self,
        name: &str,
        node: &Node,
        form: Form,
        object: &'static Object,
        at: &Trail<'_>,
    ) {
        if let Some(due) = form.is_due(node, self.minor) {
            let is = match node {
                Node::String(text) if text.len() <= 40 => format!("the string `{text}`"),
                Node::Null => "null".to_owned(),
                node => match form {
                    Form::Positive | Form::Count => node.json(),
                    Form::Texts | Form::TextMap | Form::TextsMap | Form::Types
                        if node.as_str().is_none() =>
                    {
                        format!("{} of other things", node.kind())
                    }
                    _ => node.kind().to_owned(),
                },
            };
            let help = match node {
                Node::Null => "it is read as if it were not there; remove it, or fill it in",
                _ => "correct the document",
            };
            let message = format!("`{name}` must be {due}, but is {is}");
            return self.say(object.code, at, message, help.to_owned());
        }
        self.inner(node, form, at);
    }

    /// Looks at what is in a value of the right form.
    fn inner(&mut self, node: &Node, form: Form, at: &Trail<'_>) {
        match form {
            Form::One(inner) => self.object(node, inner, at),
            Form::Each(inner) => {
                self.items(node, at, |walk, item, at| walk.object(item, inner, at));
            }
            Form::Map(inner) => {
                self.members(node, at, |walk, member, at| walk.object(member, inner, at));
            }
            Form::Schema | Form::SchemaOrFlag => self.schema(node, at),
            Form::Schemas => self.items(node, at, |walk, item, at| walk.schema(item, at)),
            Form::SchemaMap => self.members(node, at, |walk, member, at| walk.schema(member, at)),
            Form::Dependencies => self.members(node, at, |walk, member, at| {
                if member.as_array().is_none() {
                    walk.schema(member, at);
                }
            }),
            _ => {}
        }
    }

    /// Looks at a schema: an object, or since OpenAPI 3.1 a boolean.
    fn schema(&mut self, node: &Node, at: &Trail<'_>) {
        let is_flag = node.as_bool().is_some();
        if !is_flag || (self.minor == 0 && !may_be_flag(at)) {
            self.object(node, &SCHEMA, at);
        }
    }

    fn items(&mut self, node: &Node, at: &Trail<'_>, look: impl Fn(&mut Self, &Node, &Trail<'_>)) {
        for (index, item) in node.as_array().unwrap_or_default().iter().enumerate() {
            look(self, item, &at.item(index));
        }
    }

    fn members(
        &mut self,
        node: &Node,
        at: &Trail<'_>,
        look: impl Fn(&mut Self, &Node, &Trail<'_>),
    ) {
        for (name, member) in node.as_object().into_iter().flatten() {
            look(self, member, &at.member(name));
        }
    }

    /// Says that an object has more than one of `names`, which exclude each other.
    pub(super) fn exclusive(
        &mut self,
        code: &'static str,
        members: &Map,
        names: [&str; 2],
        at: &Trail<'_>,
    ) {
        let [first, second] = names;
        if members.contains_key(first) && members.contains_key(second) {
            let message =
                format!("`{first}` and `{second}` exclude each other, and both are there");
            self.say(code, &at.member(second), message, "remove one of them".to_owned());
        }
    }
}

/// Whether it says that something is not as OpenAPI has it: not where it is no more than a limit of ours.
fn is_of_the_document(fault: &Diagnostic) -> bool {
    fault.severity > Severity::Note && fault.code != "unsupported-keyword"
}

/// Whether the place is `additionalProperties`, the one that is a boolean in OpenAPI 3.0.
fn may_be_flag(at: &Trail<'_>) -> bool {
    at.pointer().as_str().ends_with("/additionalProperties")
}
