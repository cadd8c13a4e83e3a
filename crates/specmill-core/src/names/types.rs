//! Names of types.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::PINNED_NAME;
use super::choices;
use super::identifier::{bounded, singular, upper_camel};
use super::scope::Scope;
use super::union_members::member_text;
use crate::spec::{
    AdditionalProperties, Api, MediaType, Operation, Property, SchemaId, SchemaKind, Shape,
    SuccessShape, UnionMember, Written, alternatives, error_body, errors, event_schema,
    is_named_in_place, shape, success, union, webhook_payload, written,
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
            namer.walk(Step::Children(*id, name));
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
        for parameter in &operation.parameters {
            self.place(parameter.schema, &format!("{stem}{}", upper_camel(&parameter.name)));
        }
        let content =
            operation.request_body.iter().flat_map(|body| alternatives(api, &body.content));
        for (index, media) in content.enumerate() {
            let Some(schema) = media.schema.filter(|_| is_typed(written(api, media))) else {
                continue;
            };
            let which = if index == 0 { String::new() } else { choices::media_name(api, media) };
            self.place(schema, &format!("{stem}{which}Request"));
        }
        self.answers(operation, stem);
    }

    fn answers(&mut self, operation: &Operation, stem: &str) {
        let api = self.api;
        let found = success(api, operation);
        let typed = |media: &MediaType| media.schema.filter(|_| is_typed(written(api, media)));
        match &found.answer {
            SuccessShape::Json(media) => {
                typed(media).iter().for_each(|id| self.place(*id, &format!("{stem}Response")));
            }
            SuccessShape::ByStatus(parts) => {
                let names = choices::part_names(api, parts);
                let mut first = true;
                for (part, name) in parts.iter().zip(names) {
                    let Some(schema) = part.media.and_then(typed) else { continue };
                    let which = if std::mem::take(&mut first) { String::new() } else { name };
                    self.place(schema, &format!("{stem}{which}Response"));
                }
            }
            _ => {}
        }
        let events = match (&found.answer, found.events) {
            (SuccessShape::Events(media), _) => Some(*media),
            (_, events) => events,
        };
        if let Some(schema) = events.and_then(|media| event_schema(api, media)) {
            self.place(schema, &format!("{stem}Event"));
        }
        let errors = errors(operation);
        for media in errors.iter().filter_map(|response| error_body(api, response)) {
            typed(media).iter().for_each(|id| self.place(*id, &format!("{stem}Error")));
        }
        for response in &operation.responses {
            for (header, schema) in &response.headers {
                self.place(*schema, &format!("{stem}{}", upper_camel(header)));
            }
        }
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
            let wanted = pinned(&schema.extensions).map_or(wanted.to_owned(), upper_camel);
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
                let place = |property: &Property| {
                    let wanted = format!("{name}{}", upper_camel(&property.name));
                    Step::Place(property.schema, wanted)
                };
                let mut steps: Vec<Step> = properties.iter().map(place).collect();
                if let AdditionalProperties::Schema(values) = additional {
                    steps.push(Step::Place(*values, format!("{name}Value")));
                }
                steps
            }
            SchemaKind::Array { items, prefix } => {
                let item = singular(name).unwrap_or_else(|| format!("{name}Item"));
                let mut steps = vec![Step::Place(*items, item)];
                let places = prefix.iter().enumerate();
                steps.extend(places.map(|(at, id)| Step::Place(*id, format!("{name}{at}"))));
                steps
            }
            SchemaKind::AllOf(members)
            | SchemaKind::OneOf(members, _)
            | SchemaKind::AnyOf(members, _) => self.members(id, members, name),
            SchemaKind::Alias(target) => {
                self.later.push_back((*target, name.to_owned()));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn members(&self, id: SchemaId, members: &[SchemaId], name: &str) -> Vec<Step> {
        let api = self.api;
        if matches!(shape(api, id), Shape::Union(_)) {
            return self.union(id, name);
        }
        let only_wraps = matches!(shape(api, id), Shape::Same(_));
        let owner_is_named = api.schema(id).component.is_some();
        let in_place = members.iter().filter(|member| api.schema(**member).component.is_none());
        in_place
            .map(|member| {
                if only_wraps && !owner_is_named {
                    Step::Place(*member, name.to_owned())
                } else {
                    // Merged into its owner: it has no name of its own, but what it holds has.
                    Step::Children(*member, name.to_owned())
                }
            })
            .collect()
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
