//! The parts of an `allOf` in any order are the same type.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use specmill_core::diagnostics::Diagnostics;
use specmill_core::ir::{Api, Constant, TypeId, TypeKind, TypeRef, VariantContent};
use specmill_core::names::NameTable;

/// Parts of all kinds, which speak of some of the same properties.
const PARTS: &[&str] = &[
    "{$ref: '#/components/schemas/Base'}",
    "{$ref: '#/components/schemas/Closed'}",
    "{$ref: '#/components/schemas/Either'}",
    "{$ref: '#/components/schemas/Nested'}",
    "{$ref: '#/components/schemas/Level'}",
    "{$ref: '#/components/schemas/Tree'}",
    "{type: object}",
    "{description: words}",
    "{type: object, properties: {kind: {enum: [a, b]}, at: {type: string, format: date-time}}}",
    "{type: object, required: [kind], properties: {kind: {type: string}, at: {}}}",
    "{properties: {inner: {type: object, properties: {x: {type: integer}}}}}",
    "{properties: {inner: {required: [x], properties: {x: {type: number}, y: {type: string}}}}}",
    "{properties: {list: {type: array, items: {type: object, properties: {p: {type: string}}}}}}",
    "{properties: {list: {type: array, items: {properties: {q: {type: boolean}}}}, kind: {const: a}}}",
    "{required: [list, inner]}",
    "{anyOf: [{required: [kind]}, {required: [at]}]}",
    "{additionalProperties: {type: integer}}",
    "{type: object, additionalProperties: false}",
    "{type: [object, 'null'], properties: {kind: {type: string}}}",
    "{oneOf: [{type: object, required: [left], properties: {left: {type: string}}}, {type: object, required: [right], properties: {right: {type: integer}}}]}",
    "{type: string}",
    "{type: string, format: uuid}",
    "{type: string, enum: [low, high, odd]}",
    "{enum: [high, 3, odd]}",
    "{type: integer}",
    "{type: number, format: float, minimum: 3}",
    "{type: integer, format: int32, maximum: 9}",
    "{enum: [1, 2, 3.5]}",
    "{type: array, items: {type: integer}}",
    "{type: array, items: {type: number}, minItems: 1}",
    "{items: {enum: [1, 2]}}",
    "{not: {required: [zzz]}}",
    "{properties: {tree: {$ref: '#/components/schemas/Tree'}}}",
    "{properties: {tree: {properties: {child: {properties: {more: {type: string}}}}}}}",
];

const COMPONENTS: &str = "
    Base: {type: object, required: [id], properties: {id: {type: string}, kind: {type: string}, inner: {type: object}}}
    Closed: {type: object, properties: {id: {type: string}, kind: {type: string}}, additionalProperties: false}
    Either:
      oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]
      discriminator: {propertyName: kind, mapping: {a: '#/components/schemas/A', b: '#/components/schemas/B'}}
    A: {type: object, required: [kind], properties: {kind: {const: a}, of_a: {type: string}}}
    B: {type: object, required: [kind], properties: {kind: {const: b}, of_b: {type: string}}}
    Nested: {anyOf: [{$ref: '#/components/schemas/Either'}, {$ref: '#/components/schemas/Tree'}]}
    Level: {type: string, enum: [low, high]}
    Tree: {type: object, properties: {child: {$ref: '#/components/schemas/Tree'}, tree: {$ref: '#/components/schemas/Tree'}}}
";

/// The client of a document whose component `Whole` is all of `parts`.
fn client(parts: &[&str]) -> (Api, BTreeMap<&'static str, usize>) {
    let mut text =
        format!("openapi: 3.1.0\ncomponents:\n  schemas:{COMPONENTS}    Whole:\n      allOf:\n");
    for part in parts {
        writeln!(text, "      - {part}").expect("a string");
    }
    let document = specmill_core::source::parse(&text, Path::new("api.yaml")).expect("YAML");
    let mut diagnostics = Diagnostics::default();
    let root = specmill_core::normalize::normalize(&document, &mut diagnostics).expect("OpenAPI");
    let api = specmill_core::spec::read(&root, &mut diagnostics);
    let mut codes = BTreeMap::new();
    for fault in diagnostics.iter() {
        *codes.entry(fault.code).or_default() += 1;
    }
    let names = NameTable::new(&api);
    (specmill_core::lower::lower(&api, &names, &mut diagnostics), codes)
}

/// A type written out, so that two are the same text where they take the same values: members in the
/// order of their names, names of types left out.
fn written(api: &Api, ty: &TypeRef, way: &mut Vec<TypeId>) -> String {
    match ty {
        TypeRef::Named(id) => {
            if let Some(up) = way.iter().rev().position(|open| open == id) {
                return format!("^{up}");
            }
            way.push(*id);
            let text = kind(api, &api.type_def(*id).kind, way);
            way.pop();
            text
        }
        TypeRef::List(inner) => format!("[{}]", written(api, inner, way)),
        TypeRef::Map(inner) => format!("{{*: {}}}", written(api, inner, way)),
        TypeRef::Nullable(inner) => format!("{}?", written(api, inner, way)),
        TypeRef::Boxed(inner) => written(api, inner, way),
        TypeRef::Tuple(places) => {
            let places: Vec<String> = places.iter().map(|place| written(api, place, way)).collect();
            format!("({})", places.join(", "))
        }
        scalar => format!("{scalar:?}"),
    }
}

fn kind(api: &Api, kind: &TypeKind, way: &mut Vec<TypeId>) -> String {
    match kind {
        TypeKind::Alias(ty) | TypeKind::Newtype(ty) => written(api, ty, way),
        TypeKind::Struct(object) => {
            let mut fields: Vec<String> = object
                .fields
                .iter()
                .map(|field| {
                    let ty = written(api, &field.ty, way);
                    let constant = &field.constant;
                    format!("{} {:?}: {ty} {constant:?}", field.wire, field.presence)
                })
                .chain(object.constants.iter().map(|constant| {
                    let Constant { wire, value, may_be_missing, .. } = constant;
                    format!("{wire} {may_be_missing}= {value:?}")
                }))
                .collect();
            fields.sort();
            let extra = object.extra.as_ref().map(|extra| written(api, &extra.values, way));
            format!("{{{}; {extra:?}}}", fields.join(", "))
        }
        TypeKind::StringEnum(strings) => {
            let mut values: Vec<&str> =
                strings.variants.iter().map(|variant| variant.value.as_str()).collect();
            values.sort_unstable();
            format!("{values:?} any {}", strings.any)
        }
        TypeKind::Union(union) => {
            let mut members: Vec<String> = union
                .variants
                .iter()
                .map(|variant| match &variant.content {
                    VariantContent::Value(value) => format!("{value:?}"),
                    VariantContent::Type(ty) => written(api, ty, way),
                })
                .collect();
            members.sort();
            let tag = union.tag.as_ref().map(|tag| &tag.property);
            format!("one of {members:?} by {tag:?}")
        }
        other => format!("{other:?}"),
    }
}

fn whole(parts: &[&str]) -> (String, BTreeMap<&'static str, usize>) {
    let (api, codes) = client(parts);
    let of = |def: &specmill_core::ir::TypeDef| def.component.as_deref() == Some("Whole");
    let id = api.types.iter().position(of).expect("the component");
    (written(&api, &TypeRef::Named(TypeId(id)), &mut Vec::new()), codes)
}

/// Numbers that are the same in every run (a linear congruence; its high bits are random enough).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}

#[test]
fn the_order_of_parts_changes_nothing() {
    let mut numbers = Numbers(7);
    let mut kinds = BTreeMap::<bool, usize>::new();
    for _ in 0..250 {
        let count = 2 + numbers.below(4);
        let mut parts: Vec<&str> = (0..count).map(|_| PARTS[numbers.below(PARTS.len())]).collect();
        let first = whole(&parts);
        *kinds.entry(first.0 == "Any").or_default() += 1;
        for _ in 0..3 {
            for at in (1..parts.len()).rev() {
                parts.swap(at, numbers.below(at + 1));
            }
            assert_eq!(whole(&parts), first, "{parts:#?}");
        }
    }
    // Most of these have parts of one kind; what is left is a contradiction.
    assert!(kinds[&false] > 60, "{kinds:?}");
}

#[test]
fn a_part_twice_is_a_part_once() {
    // A union that is written twice is two unions.
    for part in PARTS.iter().filter(|part| !part.starts_with("{oneOf")) {
        assert_eq!(whole(&[part, part]).0, whole(&[part]).0, "{part}");
    }
}

#[test]
fn what_says_nothing_changes_nothing() {
    for part in PARTS {
        assert_eq!(whole(&[part, "{}"]).0, whole(&[part]).0, "{part}");
        assert_eq!(whole(&["{description: words}", part]).0, whole(&[part]).0, "{part}");
    }
}
