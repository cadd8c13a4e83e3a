//! Names of types.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::PINNED_NAME;
use super::choices;
use super::identifier::{singular, upper_camel};
use super::parameters::parameter_texts;
use super::path::Path;
use super::scope::Scope;
use super::shared::{Shared, TypePlace};
use super::union_members::{VariantText, variant_texts};
use super::words::{LONGEST_TYPE, fitting};
use crate::spec::{
    AdditionalProperties, Api, Holder, MediaType, Operation, Property, Schema, SchemaId,
    SchemaKind, Shape, SuccessShape, UnionMember, Written, alias_target, always, body_alternatives,
    enum_name, error_body, errors, event_schema, holder, is_named_in_place, shape, success, union,
    webhook_payload, written,
};
use crate::tree::{Map, Node};

/// What generated code itself refers to by these names, so that no schema may have them.
const RESERVED: [&str; 19] = [
    "Self",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Into",
    "From",
    "AsRef",
    "IntoFuture",
    "Default",
    "Clone",
    "Debug",
    "PartialEq",
    "Client",
];

/// The scope of every type of the client.
pub(super) fn scope() -> Scope {
    Scope::types(&RESERVED)
}

/// Names every component, then every schema written in place that becomes a type. Schemas that `shared`
/// has as one have one name.
pub(super) fn name_types(api: &Api, stems: &[String], scope: &mut Scope) -> Named {
    let mut first = Namer::new(api, scope.clone(), Shared::default());
    first.components();
    let (components, taken) = (first.named.types.clone(), first.scope.clone());
    first.places(stems);
    let shared = Shared::new(api, &first.places, &components, &first.named.types, taken);
    let mut namer = Namer::new(api, scope.clone(), shared);
    namer.components();
    namer.shared.claim(&mut namer.scope);
    namer.places(stems);
    *scope = namer.scope;
    namer.named
}

/// The names of types.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// By the schema each stands for.
    pub(super) types: BTreeMap<SchemaId, String>,
    /// The schema whose type is that of another as well, by that other.
    pub(super) same: BTreeMap<SchemaId, SchemaId>,
}

pub(super) fn pinned(extensions: &Map) -> Option<&str> {
    extensions.get(PINNED_NAME).and_then(Node::as_str)
}

/// Whether a body written so is of its schema's type; text and bytes are that alone.
fn is_typed(written: Written) -> bool {
    matches!(written, Written::Json | Written::Multipart | Written::Form)
}

struct Namer<'a> {
    api: &'a Api,
    scope: Scope,
    named: Named,
    shared: Shared,
    /// Every schema in place that has become a type, in order.
    places: Vec<TypePlace>,
    /// What has been looked through: all it holds in place has names.
    walked: BTreeSet<SchemaId>,
    /// What stands in place elsewhere and is referred to: it is named after its own place, or after
    /// the reference where nothing else leads to it.
    later: VecDeque<(SchemaId, Path)>,
}

/// What is still to be named. A document nests and refers as deep as it likes, so that the way is
/// kept here and not on the stack.
enum Step {
    /// The schema, and the way to it.
    Place(SchemaId, Path),
    /// What stands in place below the schema, and the way to that.
    Children(SchemaId, Path),
}

impl<'a> Namer<'a> {
    fn new(api: &'a Api, scope: Scope, shared: Shared) -> Self {
        Self {
            api,
            scope,
            named: Named::default(),
            shared,
            places: Vec::new(),
            walked: BTreeSet::new(),
            later: VecDeque::new(),
        }
    }

    fn places(&mut self, stems: &[String]) {
        let api = self.api;
        for id in api.components.values() {
            if let Some(name) = self.named.types.get(id) {
                let path = Path::of_type(name, *id);
                self.walk(Step::Children(*id, path.clone()));
                if let Some(base) = api.bases.get(id) {
                    self.walk(Step::Children(*base, path));
                }
            }
        }
        for (operation, stem) in api.operations.iter().zip(stems) {
            self.operation(operation, stem);
        }
        for webhook in &api.webhooks {
            if let Some(schema) = webhook_payload(api, webhook) {
                self.place(schema, Path::new(&format!("{}Webhook", upper_camel(&webhook.path))));
            }
        }
        while let Some((id, path)) = self.later.pop_front() {
            self.place(id, path);
        }
    }

    fn components(&mut self) {
        let api = self.api;
        let texts: Vec<&str> = api
            .components
            .iter()
            .map(|(name, id)| pinned(&api.schema(*id).extensions).unwrap_or(name))
            .collect();
        let names = self.scope.claim_all(&texts, |text| {
            let name = upper_camel(text);
            if RESERVED.contains(&name.as_str()) { format!("{name}Type") } else { name }
        });
        self.named.types.extend(api.components.values().copied().zip(names));
    }

    fn operation(&mut self, operation: &Operation, stem: &str) {
        let api = self.api;
        for (parameter, text) in operation.parameters.iter().zip(parameter_texts(operation)) {
            self.place_described(parameter.schema, Path::new(stem).member(&upper_camel(&text)));
        }
        let content = operation.request_body.as_ref();
        let content = content.map(|body| body_alternatives(api, &body.content)).unwrap_or_default();
        for (index, media) in content.iter().enumerate() {
            let Some(schema) = media.schema.filter(|_| is_typed(written(api, media))) else {
                continue;
            };
            let which = match index {
                0 => String::new(),
                _ => choices::media_name_among(api, media, &content),
            };
            self.place_described(schema, Path::new(&format!("{stem}{which}Request")));
        }
        self.answers(operation, stem);
    }

    fn answers(&mut self, operation: &Operation, stem: &str) {
        let api = self.api;
        let found = success(api, operation);
        let typed = |media: &MediaType| media.schema.filter(|_| is_typed(written(api, media)));
        match &found.answer {
            SuccessShape::Json(media) => {
                if let Some(id) = typed(media) {
                    self.place_described(id, Path::new(&format!("{stem}Response")));
                }
            }
            SuccessShape::ByStatus(parts) => {
                let names = choices::part_names(api, parts);
                let mut first = true;
                for (part, name) in parts.iter().zip(names) {
                    let Some(schema) = part.media.and_then(typed) else { continue };
                    let which = if std::mem::take(&mut first) { String::new() } else { name };
                    self.place_described(schema, Path::new(&format!("{stem}{which}Response")));
                }
            }
            _ => {}
        }
        let events = match (&found.answer, found.events) {
            (SuccessShape::Events(media), _) => Some(*media),
            (_, events) => events,
        };
        if let Some(schema) = events.and_then(|media| event_schema(api, media)) {
            self.place_described(schema, Path::new(&format!("{stem}Event")));
        }
        let errors = errors(operation);
        for media in errors.iter().filter_map(|response| error_body(api, response)) {
            if let Some(id) = typed(media) {
                self.place_described(id, Path::new(&format!("{stem}Error")));
            }
        }
        for response in &operation.responses {
            for (header, schema) in &response.headers {
                self.place_described(*schema, Path::new(stem).member(&upper_camel(header)));
            }
        }
    }

    /// Names what an operation describes in place at `id`. What stands in a component (a request body, a
    /// response, a parameter, a header) is the component's, whichever operation comes first.
    fn place_described(&mut self, id: SchemaId, path: Path) {
        let path = self.component_path(id).unwrap_or(path);
        self.place(id, path);
    }

    /// The component that the schema at `id` describes, with what it is where a type has its name already.
    fn component_path(&self, id: SchemaId) -> Option<Path> {
        let (holder, name) = holder(self.api, id)?;
        let name = upper_camel(&name);
        let with = |what: &str| match self.scope.is_taken(&name) {
            true => format!("{name}{what}"),
            false => name.clone(),
        };
        Some(match holder {
            Holder::RequestBody => Path::new(&with("Body")),
            Holder::Response => Path::new(&with("Response")),
            Holder::Parameter => Path::of_component(&with("Parameter")),
            Holder::Header => Path::of_component(&with("Header")),
        })
    }

    /// Names what stands in place at `id`, to which `path` leads.
    fn place(&mut self, id: SchemaId, path: Path) {
        self.walk(Step::Place(id, path));
    }

    /// Takes `step`, and every one that follows from it, in the order of the document.
    fn walk(&mut self, step: Step) {
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            let children = match step {
                Step::Place(id, path) => self.placed(id, path),
                Step::Children(id, path) => Some((id, path)),
            };
            if let Some((id, path)) = children.filter(|(id, _)| self.walked.insert(*id)) {
                open.extend(self.children(id, &path).into_iter().rev());
            }
        }
    }

    /// The schema whose children come next, and the way to them.
    fn placed(&mut self, id: SchemaId, path: Path) -> Option<(SchemaId, Path)> {
        let api = self.api;
        let schema = api.schema(id);
        if schema.component.is_some() || self.named.types.contains_key(&id) {
            return None;
        }
        if !is_named_in_place(api, id) {
            return Some((id, path));
        }
        let own = pinned(&schema.extensions).or_else(|| enum_name(schema)).map(upper_camel);
        self.places.push(TypePlace::new(id, self.places.len(), &path, own.clone()));
        let name = match self.shared.type_of(id) {
            Some((first, name)) => {
                self.named.same.insert(id, first);
                name
            }
            None => {
                let name = self.free_name(own, id, &path);
                self.shared.named(id, &name);
                name
            }
        };
        self.named.types.insert(id, name.clone());
        Some((id, path.named(&name, id)))
    }

    /// A name for the type of `id`, which no other has: the document's own, that of all schemas which share the
    /// type, or that of the way.
    fn free_name(&mut self, own: Option<String>, id: SchemaId, path: &Path) -> String {
        if let Some(own) = own {
            return self.scope.claim(&[&own]);
        }
        if let Some(name) = self.shared.name(id) {
            return name.to_owned();
        }
        if let Some(name) = self.name_of_object(id, path).filter(|name| self.scope.try_claim(name))
        {
            return name;
        }
        let free = path.names().find(|name| self.scope.try_claim(name));
        free.unwrap_or_else(|| self.scope.claim(&[&path.name()]))
    }

    /// The name of the object that `id` is part of, in the singular, where the type of `id` is called after that.
    fn name_of_object(&self, id: SchemaId, path: &Path) -> Option<String> {
        let added = self.shared.added(id)?;
        let object = self.named.types.get(&path.owner()?)?;
        Some(fitting(&format!("{}{added}", singular(object)?), LONGEST_TYPE))
    }

    /// What stands in place below `id`, to which `path` leads.
    fn children(&mut self, id: SchemaId, path: &Path) -> Vec<Step> {
        let api = self.api;
        match &api.schema(id).kind {
            SchemaKind::Object { properties, additional } => {
                let named = |property: &Property| {
                    (property.schema, path.member(&upper_camel(&property.name)))
                };
                let has_type = |property: &&Property| {
                    self.may_hold_types(property.schema) && !self.is_without_type(id, property)
                };
                let typed = properties.iter().filter(has_type);
                let mut held: Vec<(SchemaId, Path)> = typed.map(named).collect();
                if let AdditionalProperties::Schema(values) = additional {
                    let values_path = match properties.as_slice() {
                        [] => path.part("Value"),
                        _ => path.member("Value"),
                    };
                    held.push((*values, values_path));
                }
                let (elsewhere, here): (Vec<_>, Vec<_>) =
                    held.into_iter().partition(|(inner, _)| self.is_elsewhere(id, *inner));
                self.later.extend(elsewhere);
                here.into_iter().map(|(inner, path)| Step::Place(inner, path)).collect()
            }
            SchemaKind::Array { items, prefix } => {
                let mut steps = vec![Step::Place(*items, path.part("Item"))];
                let places = prefix.iter().enumerate();
                steps.extend(places.map(|(at, id)| Step::Place(*id, path.place(at))));
                steps
            }
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                self.members(id, members, path)
            }
            SchemaKind::Alias(target) => self.members(id, &[*target], path),
            _ => Vec::new(),
        }
    }

    /// Whether `id` stands in place and is more than a scalar, so that a way to it is of use.
    fn may_hold_types(&self, id: SchemaId) -> bool {
        let is_scalar = matches!(
            shape(self.api, id),
            Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_)
        );
        !is_scalar && self.api.schema(id).component.is_none()
    }

    fn members(&mut self, id: SchemaId, members: &[SchemaId], path: &Path) -> Vec<Step> {
        let api = self.api;
        if matches!(shape(api, id), Shape::Union(_)) {
            return self.union(id, path);
        }
        let only_wraps = matches!(shape(api, id), Shape::Same(_));
        let owner_is_named = api.schema(id).component.is_some();
        // What only wraps what only wraps a schema has no name on the way.
        let end = [alias_target(api, id)];
        let members = if only_wraps && owner_is_named { &end } else { members };
        let mut steps = Vec::new();
        // What an enum is listed as has no types of its own.
        let is_constant =
            |id: SchemaId| matches!(shape(api, alias_target(api, id)), Shape::Constant(_));
        let is_value = |id: SchemaId| !only_wraps && is_constant(id);
        let in_place = |id: SchemaId| api.schema(id).component.is_none() && !is_value(id);
        for member in members.iter().filter(|member| in_place(**member)) {
            if self.is_elsewhere(id, *member) {
                self.later.push_back((*member, path.clone()));
            } else if only_wraps && !owner_is_named {
                steps.push(Step::Place(*member, path.clone()));
            } else {
                // It is its owner: it has no name of its own, but what it holds has.
                steps.push(Step::Children(*member, path.clone()));
            }
        }
        steps
    }

    /// Whether a property of the object `id` is a constant for which there is no field, or a field of `bool`
    /// or `f64`.
    fn is_without_type(&self, id: SchemaId, property: &Property) -> bool {
        let api = self.api;
        always(api, id, property).is_some() || shape(api, property.schema).is_plain_constant()
    }

    /// Whether `inner` stands in place somewhere else than in `id`, which is made of it or refers to
    /// it: it is named after that place.
    fn is_elsewhere(&self, id: SchemaId, inner: SchemaId) -> bool {
        let (outer, inner) = (self.api.schema(id), self.api.schema(inner));
        if inner.intersection || inner.component.is_some() {
            return false;
        }
        if outer.intersection {
            let component = |schema: &Schema| schema.pointer.tokens().take(3).collect::<Vec<_>>();
            return component(outer) != component(inner);
        }
        !inner.pointer.is_within(&outer.pointer)
    }

    /// The members in place of the union `id`, each after its variant.
    fn union(&self, id: SchemaId, path: &Path) -> Vec<Step> {
        let api = self.api;
        let union = union(api, id);
        let texts = variant_texts(api, union, &path.name());
        let step = |(member, text): (&UnionMember, &VariantText)| {
            let UnionMember::Schema(member) = member else { return None };
            if api.schema(*member).component.is_some() {
                return None;
            }
            if matches!(shape(api, *member), Shape::List(_)) {
                // Its items are named, so that the list needs no name of its own.
                return Some(Step::Place(*member, path.clone()));
            }
            let way = path.member(&upper_camel(&text.name));
            Some(Step::Place(*member, way.known_as(upper_camel(&text.whole))))
        };
        union.members.iter().zip(&texts).filter_map(step).collect()
    }
}
