//! Names of types.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::PINNED_NAME;
use super::choices;
use super::identifier::{bounded, singular, upper_camel};
use super::parameters::parameter_texts;
use super::scope::Scope;
use super::union_members::member_text;
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
    Scope::camel(&RESERVED)
}

/// Names every component, then every schema written in place that becomes a type.
pub(super) fn name_types(
    api: &Api,
    stems: &[String],
    scope: &mut Scope,
) -> BTreeMap<SchemaId, String> {
    let mut namer = Namer {
        api,
        scope,
        names: BTreeMap::new(),
        walked: BTreeSet::new(),
        later: VecDeque::new(),
    };
    namer.components();
    for id in api.components.values() {
        if let Some(name) = namer.names.get(id).cloned() {
            namer.walk(Step::Children(*id, name.clone()));
            if let Some(base) = api.bases.get(id) {
                namer.walk(Step::Children(*base, name));
            }
        }
    }
    for (operation, stem) in api.operations.iter().zip(stems) {
        namer.operation(operation, stem);
    }
    for webhook in &api.webhooks {
        if let Some(schema) = webhook_payload(api, webhook) {
            namer.place(schema, &format!("{}Webhook", upper_camel(&webhook.path)));
        }
    }
    while let Some((id, wanted)) = namer.later.pop_front() {
        namer.place(id, &wanted);
    }
    namer.names
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
    scope: &'a mut Scope,
    names: BTreeMap<SchemaId, String>,
    /// What has been looked through: all it holds in place has names.
    walked: BTreeSet<SchemaId>,
    /// What stands in place elsewhere and is referred to: it is named after its own place, or after
    /// the reference where nothing else leads to it.
    later: VecDeque<(SchemaId, String)>,
}

/// What is still to be named. A document nests and refers as deep as it likes, so that the way is
/// kept here and not on the stack.
enum Step {
    /// The schema, after where it stands.
    Place(SchemaId, String),
    /// What stands in place below the schema, which the name stands for.
    Children(SchemaId, String),
}

impl Namer<'_> {
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
        self.names.extend(api.components.values().copied().zip(names));
    }

    fn operation(&mut self, operation: &Operation, stem: &str) {
        let api = self.api;
        for (parameter, text) in operation.parameters.iter().zip(parameter_texts(operation)) {
            self.place_described(parameter.schema, &format!("{stem}{}", upper_camel(&text)));
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
            self.place_described(schema, &format!("{stem}{which}Request"));
        }
        self.answers(operation, stem);
    }

    fn answers(&mut self, operation: &Operation, stem: &str) {
        let api = self.api;
        let found = success(api, operation);
        let typed = |media: &MediaType| media.schema.filter(|_| is_typed(written(api, media)));
        match &found.answer {
            SuccessShape::Json(media) => {
                typed(media)
                    .iter()
                    .for_each(|id| self.place_described(*id, &format!("{stem}Response")));
            }
            SuccessShape::ByStatus(parts) => {
                let names = choices::part_names(api, parts);
                let mut first = true;
                for (part, name) in parts.iter().zip(names) {
                    let Some(schema) = part.media.and_then(typed) else { continue };
                    let which = if std::mem::take(&mut first) { String::new() } else { name };
                    self.place_described(schema, &format!("{stem}{which}Response"));
                }
            }
            _ => {}
        }
        let events = match (&found.answer, found.events) {
            (SuccessShape::Events(media), _) => Some(*media),
            (_, events) => events,
        };
        if let Some(schema) = events.and_then(|media| event_schema(api, media)) {
            self.place_described(schema, &format!("{stem}Event"));
        }
        let errors = errors(operation);
        for media in errors.iter().filter_map(|response| error_body(api, response)) {
            typed(media).iter().for_each(|id| self.place_described(*id, &format!("{stem}Error")));
        }
        for response in &operation.responses {
            for (header, schema) in &response.headers {
                self.place_described(*schema, &format!("{stem}{}", upper_camel(header)));
            }
        }
    }

    /// Names what an operation describes in place at `id`. What stands in a component (a request body, a
    /// response, a parameter, a header) is the component's, whichever operation comes first.
    fn place_described(&mut self, id: SchemaId, wanted: &str) {
        match self.component_name(id) {
            Some(name) => self.place(id, &name),
            None => self.place(id, wanted),
        }
    }

    /// The name of the component that the schema at `id` describes, with what it is where a type has that
    /// name already.
    fn component_name(&self, id: SchemaId) -> Option<String> {
        let (holder, name) = holder(self.api, id)?;
        let what = match holder {
            Holder::RequestBody => "Body",
            Holder::Response => "Response",
            Holder::Parameter => "Parameter",
            Holder::Header => "Header",
        };
        let name = upper_camel(&name);
        Some(if self.scope.is_taken(&name) { format!("{name}{what}") } else { name })
    }

    /// Names what stands in place at `id`, `wanted` saying where it stands.
    fn place(&mut self, id: SchemaId, wanted: &str) {
        self.walk(Step::Place(id, wanted.to_owned()));
    }

    /// Takes `step`, and every one that follows from it, in the order of the document.
    fn walk(&mut self, step: Step) {
        let mut open = vec![step];
        while let Some(step) = open.pop() {
            let children = match step {
                Step::Place(id, wanted) => self.placed(id, &wanted),
                Step::Children(id, name) => Some((id, name)),
            };
            if let Some((id, name)) = children.filter(|(id, _)| self.walked.insert(*id)) {
                open.extend(self.children(id, &name).into_iter().rev());
            }
        }
    }

    /// The schema whose children come next, and what stands for it.
    fn placed(&mut self, id: SchemaId, wanted: &str) -> Option<(SchemaId, String)> {
        let api = self.api;
        let schema = api.schema(id);
        if schema.component.is_some() || self.names.contains_key(&id) {
            return None;
        }
        if is_named_in_place(api, id) {
            let own = pinned(&schema.extensions).or_else(|| enum_name(schema));
            let wanted = own.map_or(wanted.to_owned(), upper_camel);
            let name = self.scope.claim(&[&bounded(wanted)]);
            self.names.insert(id, name.clone());
            Some((id, name))
        } else {
            Some((id, bounded(wanted.to_owned())))
        }
    }

    /// What stands in place below `id`, which `name` stands for.
    fn children(&mut self, id: SchemaId, name: &str) -> Vec<Step> {
        let api = self.api;
        match &api.schema(id).kind {
            SchemaKind::Object { properties, additional } => {
                let named = |property: &Property| {
                    (property.schema, format!("{name}{}", upper_camel(&property.name)))
                };
                let has_type = |property: &&Property| !self.is_without_type(id, property);
                let typed = properties.iter().filter(has_type);
                let mut held: Vec<(SchemaId, String)> = typed.map(named).collect();
                if let AdditionalProperties::Schema(values) = additional {
                    held.push((*values, format!("{name}Value")));
                }
                let (elsewhere, here): (Vec<_>, Vec<_>) =
                    held.into_iter().partition(|(inner, _)| self.is_elsewhere(id, *inner));
                self.later.extend(elsewhere);
                here.into_iter().map(|(inner, wanted)| Step::Place(inner, wanted)).collect()
            }
            SchemaKind::Array { items, prefix } => {
                let item = singular(name).unwrap_or_else(|| format!("{name}Item"));
                let mut steps = vec![Step::Place(*items, item)];
                let places = prefix.iter().enumerate();
                steps.extend(places.map(|(at, id)| Step::Place(*id, format!("{name}{at}"))));
                steps
            }
            SchemaKind::OneOf(members, _) | SchemaKind::AnyOf(members, _) => {
                self.members(id, members, name)
            }
            SchemaKind::Alias(target) => self.members(id, &[*target], name),
            _ => Vec::new(),
        }
    }

    fn members(&mut self, id: SchemaId, members: &[SchemaId], name: &str) -> Vec<Step> {
        let api = self.api;
        if matches!(shape(api, id), Shape::Union(_)) {
            return self.union(id, name);
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
                self.later.push_back((*member, name.to_owned()));
            } else if only_wraps && !owner_is_named {
                steps.push(Step::Place(*member, name.to_owned()));
            } else {
                // It is its owner: it has no name of its own, but what it holds has.
                steps.push(Step::Children(*member, name.to_owned()));
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
    fn union(&self, id: SchemaId, name: &str) -> Vec<Step> {
        let api = self.api;
        let union = union(api, id);
        let step = |(at, member): (usize, &UnionMember)| {
            let UnionMember::Schema(member) = member else { return None };
            if api.schema(*member).component.is_some() {
                return None;
            }
            if matches!(shape(api, *member), Shape::List(_)) {
                // Its items are named, so that the list needs no name of its own.
                return Some(Step::Place(*member, name.to_owned()));
            }
            let variant = upper_camel(&member_text(api, union, at));
            Some(Step::Place(*member, format!("{name}{variant}")))
        };
        union.members.iter().enumerate().filter_map(step).collect()
    }
}
