//! A call of each operation, as its documentation shows it: with what must be given, out of the
//! document's own examples where it has some.

mod fit;
mod made;

use std::collections::BTreeSet;

use crate::ir::{
    Api, BodyContent, CallSamples, Example, Field, Operation, Presence, Sample, Samples, Shown,
    Struct, TypeId, TypeKind, TypeRef,
};

/// Values that an example may have before it is tried again with less.
const FEW_VALUES: usize = 24;
/// Values that may be made for one example, those of no use included. One that needs more is left
/// out: nobody would read it.
const MOST_VALUES: usize = 400;
/// Types in one another. An object that cannot be without another of its kind ends here.
const DEEPEST: usize = 12;
/// Optional parameters that are set.
const MOST_OPTIONS: usize = 2;

/// Gives every operation its example. One whose body cannot be written has none.
pub fn show(api: &mut Api, samples: &Samples) {
    let examples: Vec<Option<Example>> =
        api.operations().map(|operation| example(api, samples, operation)).collect();
    let operations = api.groups.iter_mut().flat_map(|group| &mut group.operations);
    for (operation, example) in operations.zip(examples) {
        operation.example = example;
    }
}

fn example(api: &Api, samples: &Samples, operation: &Operation) -> Option<Example> {
    let whole = Maker::new(api, samples, 3, 2).example(operation);
    let is_short = |example: &Example| size(example) <= FEW_VALUES;
    whole.filter(is_short).or_else(|| Maker::new(api, samples, 0, 1).example(operation))
}

fn size(example: &Example) -> usize {
    let options = example.options.iter().map(|(_, value)| value);
    let body = example.body.iter().map(|(_, value)| value);
    example.arguments.iter().chain(options).chain(body).map(values).sum()
}

fn values(shown: &Shown) -> usize {
    1 + match shown {
        Shown::List(items) | Shown::Tuple(items) => items.iter().map(values).sum(),
        Shown::Map(members) => members.iter().map(|(_, value)| values(value)).sum(),
        Shown::Object(fields) => fields.iter().map(|(_, value)| values(value)).sum(),
        Shown::Member(_, Some(content)) => values(content),
        Shown::Json(value) => json_values(value),
        _ => 0,
    }
}

fn json_values(value: &Sample) -> usize {
    1 + match value {
        Sample::List(items) => items.iter().map(json_values).sum(),
        Sample::Object(members) => members.iter().map(|(_, value)| json_values(value)).sum(),
        _ => 0,
    }
}

/// Makes the values of one example.
struct Maker<'a> {
    api: &'a Api,
    samples: &'a Samples,
    /// How many optional members are taken of the document's example of a body.
    optional: usize,
    /// How many items are taken of lists.
    items: usize,
    /// How many more values may be made or compared.
    left: usize,
}

impl<'a> Maker<'a> {
    fn new(api: &'a Api, samples: &'a Samples, optional: usize, items: usize) -> Self {
        Self { api, samples, optional, items, left: MOST_VALUES }
    }

    fn example(&mut self, operation: &Operation) -> Option<Example> {
        let none = CallSamples::default();
        let samples = self.samples.calls.get(&operation.builder).unwrap_or(&none);
        let mut example = Example { arguments: Vec::new(), options: Vec::new(), body: None };
        for (at, parameter) in operation.parameters.iter().enumerate() {
            let sample = samples.parameters.get(at).and_then(Option::as_ref);
            if parameter.required {
                let value = sample.map(|sample| &sample.value);
                example.arguments.push(self.value(&parameter.ty, &parameter.wire, value, 0)?);
            } else if let Some(sample) = sample.filter(|sample| sample.is_own)
                && !parameter.docs.deprecated
                && example.options.len() < MOST_OPTIONS.min(self.optional)
            {
                let value = self.fit(&parameter.ty, &sample.value, &parameter.wire, 0);
                example.options.extend(value.map(|value| (at, value)));
            }
        }
        if let Some(body) = &operation.body {
            let contents: Vec<&BodyContent> = body.contents().collect();
            example.body = self.body(&contents, &samples.bodies);
            if body.required && example.body.is_none() {
                return None;
            }
            let is_empty = |(_, value): &(usize, Shown)| *value == Shown::Object(Vec::new());
            example.body = example.body.filter(|found| body.required || !is_empty(found));
        }
        Some(example)
    }

    /// The first body that the document has an example of, else the first that can be made.
    fn body(
        &mut self,
        contents: &[&BodyContent],
        samples: &[Option<Sample>],
    ) -> Option<(usize, Shown)> {
        let sample = |at: usize| samples.get(at).and_then(Option::as_ref);
        let mut order: Vec<usize> = (0..contents.len()).collect();
        order.sort_by_key(|at| sample(*at).is_none());
        order.into_iter().find_map(|at| {
            let value = match contents.get(at)? {
                BodyContent::Json(ty, _)
                | BodyContent::Form(ty, _)
                | BodyContent::Multipart(ty, _) => self.value(ty, "text", sample(at), 0)?,
                BodyContent::Text(_) => self.value(&TypeRef::String, "text", sample(at), 0)?,
                BodyContent::Bytes(media_type) => {
                    Shown::File(made::file_name("file", Some(media_type)))
                }
            };
            Some((at, value))
        })
    }

    /// A value of `ty`, which is called `name`: what the document gives as an example, if it is one.
    fn value(
        &mut self,
        ty: &TypeRef,
        name: &str,
        sample: Option<&Sample>,
        depth: usize,
    ) -> Option<Shown> {
        let given = sample.and_then(|sample| self.fit(ty, sample, name, depth));
        given.or_else(|| self.made(ty, name, depth))
    }

    /// Counts one value more, `depth` types deep; `None` where that is too much.
    fn count(&mut self, depth: usize) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        (depth <= DEEPEST).then_some(())
    }

    /// An object with its required fields, and some of those that the example has.
    fn object(
        &mut self,
        id: TypeId,
        object: &Struct,
        sample: Option<&Sample>,
        depth: usize,
    ) -> Option<Shown> {
        let mut fields = Vec::new();
        let mut optional = if depth == 0 { self.optional } else { self.optional.min(1) };
        let samples = self.samples;
        for (at, field) in object.fields.iter().enumerate() {
            let given = sample.and_then(|sample| sample.get(&field.wire));
            let own = || given.or_else(|| samples.fields.get(&(id, at)));
            match field.presence {
                Presence::Required => {
                    fields.push((at, self.value(&field.ty, &field.wire, own(), depth + 1)?));
                }
                Presence::Nullable => {
                    let is_shown = self.is_shown(field);
                    let value = own().filter(|sample| **sample != Sample::Null && is_shown);
                    let value = value
                        .and_then(|sample| self.fit(&field.ty, sample, &field.wire, depth + 1));
                    fields.push((at, value.unwrap_or(Shown::Null)));
                }
                Presence::Optional | Presence::OptionalNullable | Presence::OptionalOrNull => {
                    let Some(given) = given.filter(|_| optional > 0 && self.is_shown(field)) else {
                        continue;
                    };
                    if let Some(value) = self.fit(&field.ty, given, &field.wire, depth + 1) {
                        fields.push((at, value));
                        optional -= 1;
                    }
                }
            }
        }
        if depth == 0 && fields.is_empty() {
            fields = self.few_fields(id, object);
        }
        Some(Shown::Object(fields))
    }

    /// Some of the fields of an object of which none must be given: the first that are short.
    fn few_fields(&mut self, id: TypeId, object: &Struct) -> Vec<(usize, Shown)> {
        let (samples, most) = (self.samples, self.optional.min(2));
        let mut fields = Vec::new();
        for (at, field) in object.fields.iter().enumerate() {
            if fields.len() < most && self.is_shown(field) && self.is_short(&field.ty) {
                let sample = samples.fields.get(&(id, at));
                let value = self.value(&field.ty, &field.wire, sample, 1);
                fields.extend(value.map(|value| (at, value)));
            }
        }
        fields
    }

    fn is_short(&self, ty: &TypeRef) -> bool {
        match self.api.resolved(ty) {
            TypeRef::Bool
            | TypeRef::Integer(_)
            | TypeRef::Float
            | TypeRef::Double
            | TypeRef::UnixTime(_)
            | TypeRef::String => true,
            TypeRef::Named(id) => matches!(
                self.api.type_def(*id).kind,
                TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_)
            ),
            _ => false,
        }
    }

    /// Whether an optional field is worth showing, and can be: its setter takes an option as well, which
    /// does not tell what a text is to be parsed as.
    fn is_shown(&self, field: &Field) -> bool {
        !field.docs.deprecated
            && field.constant.is_none()
            && !field.read_only
            && !self.is_parsed(&field.ty)
    }

    /// Whether text in it is parsed. A list or map that holds itself is looked into once.
    fn is_parsed(&self, ty: &TypeRef) -> bool {
        self.is_parsed_within(ty, &mut BTreeSet::new())
    }

    fn is_parsed_within(&self, ty: &TypeRef, seen: &mut BTreeSet<TypeId>) -> bool {
        match self.api.resolved(ty) {
            TypeRef::Date | TypeRef::Uuid => true,
            TypeRef::List(inner)
            | TypeRef::Map(inner)
            | TypeRef::Nullable(inner)
            | TypeRef::OptionalItem(inner)
            | TypeRef::RestItems(inner)
            | TypeRef::MoreItems(inner) => self.is_parsed_within(inner, seen),
            TypeRef::Tuple(places) => places.iter().any(|place| self.is_parsed_within(place, seen)),
            TypeRef::Named(id) => match &self.api.type_def(*id).kind {
                TypeKind::Newtype(inner) => seen.insert(*id) && self.is_parsed_within(inner, seen),
                _ => false,
            },
            _ => false,
        }
    }
}
