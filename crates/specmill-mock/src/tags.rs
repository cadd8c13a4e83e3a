//! What discriminators demand of a value (OpenAPI 3.2, "Discriminator Object"), in the words of JSON
//! Schema: the property has a value that leads to the schema that the value is of.

use std::collections::{BTreeMap, BTreeSet};

use specmill_core::source::{Map, Node, Pointer};
use specmill_core::spec::{Api, SchemaId, TagValue, declared_tag};

/// The discriminators of a document.
#[derive(Debug, Default)]
pub(crate) struct Tags {
    /// What tells members apart, by the place of the union or parent.
    choices: BTreeMap<Pointer, Choice>,
    /// Components with children in whose `allOf` they are: a value is one of those.
    parents: BTreeSet<Pointer>,
    /// For each child the properties of its parents, with the values that lead to it.
    children: BTreeMap<Pointer, Vec<(String, Vec<Node>)>>,
}

/// How a value of a union, or of a parent, is told from the others.
#[derive(Debug)]
pub(crate) struct Choice {
    property: String,
    /// The place of each member, and the values that lead to it.
    members: Vec<(Pointer, Vec<Node>)>,
    /// The member of all other values.
    default: Option<Pointer>,
}

impl Tags {
    pub(crate) fn of(api: &Api) -> Self {
        let mut tags = Self::default();
        for id in (0..api.schemas.len()).map(SchemaId) {
            let schema = api.schema(id);
            let is_of_document = match &schema.component {
                Some(name) => api.components.get(name) == Some(&id),
                None => !schema.intersection && schema.known_as.is_none(),
            };
            if is_of_document && let Some(choice) = Choice::of(api, id) {
                if api.bases.contains_key(&id) {
                    tags.parents.insert(schema.pointer.clone());
                }
                tags.choices.entry(schema.pointer.clone()).or_insert(choice);
            }
        }
        for at in tags.parents.clone() {
            let Some(parent) = tags.choices.get(&at) else { continue };
            for (child, values) in parent.members.iter().filter(|(child, _)| *child != at) {
                for child in tags.values(child) {
                    let known = tags.children.entry(child).or_default();
                    let part = (parent.property.clone(), values.clone());
                    if !values.is_empty() && !known.contains(&part) {
                        known.push(part);
                    }
                }
            }
        }
        tags
    }

    /// What a value of `child` is of: itself, or the children that it has as a parent of its own.
    fn values(&self, child: &Pointer) -> Vec<Pointer> {
        let (mut found, mut seen, mut open) = (Vec::new(), BTreeSet::new(), vec![child]);
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            match self.parent(at) {
                Some(parent) => open.extend(parent.members()),
                None => found.push(at.clone()),
            }
        }
        found
    }

    /// The union at `place`, if a discriminator tells its members apart.
    pub(crate) fn union(&self, place: &Pointer) -> Option<&Choice> {
        self.choices.get(place).filter(|_| !self.parents.contains(place))
    }

    /// The component at `place`, if it is a parent.
    pub(crate) fn parent(&self, place: &Pointer) -> Option<&Choice> {
        self.choices.get(place).filter(|_| self.parents.contains(place))
    }

    /// Whether the component at `place` is a child.
    pub(crate) fn is_child(&self, place: &Pointer) -> bool {
        self.children.contains_key(place)
    }

    /// What a value of the child at `place` has, wherever it stands.
    pub(crate) fn of_child(&self, place: &Pointer) -> Vec<Node> {
        let own = self.children.get(place).into_iter().flatten();
        own.map(|(property, values)| having(property, values)).collect()
    }
}

impl Choice {
    fn of(api: &Api, id: SchemaId) -> Option<Self> {
        let tag = declared_tag(api, id)?;
        let place = |id: SchemaId| api.schema(id).pointer.clone();
        let member = |(id, values): (SchemaId, Vec<TagValue>)| {
            (place(id), values.iter().map(TagValue::node).collect())
        };
        Some(Self {
            property: tag.property,
            members: tag.members.into_iter().map(member).collect(),
            default: tag.default.map(place),
        })
    }

    /// The places of the members.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Pointer> {
        self.members.iter().map(|(place, _)| place)
    }

    /// What a value of the member at `place` has beside what the member describes.
    pub(crate) fn demand(&self, place: &Pointer) -> Option<Node> {
        let is_it = |(known, _): &&(Pointer, Vec<Node>)| known == place;
        if self.default.as_ref() == Some(place) {
            let others = self.members.iter().filter(|member| !is_it(member));
            let others: Vec<Node> = others.flat_map(|(_, values)| values.clone()).collect();
            let not = [("not".to_owned(), having(&self.property, &others))];
            return Some(Node::Object(Map::from_iter(not)));
        }
        let (_, values) = self.members.iter().find(is_it)?;
        (!values.is_empty()).then(|| having(&self.property, values))
    }
}

/// The objects whose `property` has one of `values`.
fn having(property: &str, values: &[Node]) -> Node {
    let object = |name: &str, value: Node| Node::Object(Map::from_iter([(name.to_owned(), value)]));
    let values = object("enum", Node::Array(values.to_vec()));
    let required = Node::Array(vec![Node::String(property.to_owned())]);
    Node::Object(Map::from_iter([
        ("required".to_owned(), required),
        ("properties".to_owned(), object(property, values)),
    ]))
}
