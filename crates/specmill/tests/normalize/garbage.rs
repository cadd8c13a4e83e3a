//! Documents that were damaged: no panic, and the same result when normalised again.

use specmill_core::diagnostics::Diagnostics;
use specmill_core::normalize::normalize;
use specmill_core::source::{Map, Node, Number};

use crate::document;

const SEED: &str = "openapi: 3.1.0\nservers: [{url: /, variables: {a: {default: 1, enum: [1]}}}]\npaths:\n  /a:\n    \
    parameters: [{name: p, in: query, schema: {type: [string, 'null']}, examples: [1]}]\n    post:\n      \
    requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A/anyOf/1', description: d}}}}\n      \
    responses: {'200': {headers: {h: {}}, content: {a/b: {schema: true}}}}\n      callbacks: {c: {e: {get: {}}}}\n\
    components:\n  schemas:\n    A: {anyOf: [{type: 'null'}, {const: a}, {type: [integer, object], minimum: 1e30, properties: {const: {enum: [1, null]}}}]}\n    \
    B: {type: object, properties: {x: {}}, oneOf: [{required: [x]}, {$ref: '#/components/schemas/A', nullable: true}], allOf: [false]}\n    \
    C: {prefixItems: [{$recursiveRef: '#'}], patternProperties: {a: {}}, exclusiveMinimum: 3, not: {}}\n    \
    D: {type: object, required: [a], anyOf: [{type: string, nullable: true}, {type: 'null', title: t}], examples: [1], if: {}}\n";

/// A fixed sequence of numbers without pattern (xorshift64), so that a failure can be repeated.
struct Sequence(u64);

impl Sequence {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap_or(0)
    }
}

fn count(node: &Node) -> usize {
    1 + match node {
        Node::Object(members) => members.values().map(count).sum(),
        Node::Array(items) => items.iter().map(count).sum(),
        _ => 0,
    }
}

/// Calls `change` with the value number `index`, counted from the top down.
fn at(node: &mut Node, index: &mut usize, change: &mut dyn FnMut(&mut Node)) {
    if *index == 0 {
        change(node);
        *index = usize::MAX;
        return;
    }
    *index -= 1;
    let values: Vec<&mut Node> = match node {
        Node::Object(members) => members.values_mut().collect(),
        Node::Array(items) => items.iter_mut().collect(),
        _ => Vec::new(),
    };
    for value in values {
        if *index != usize::MAX {
            at(value, index, change);
        }
    }
}

fn random(sequence: &mut Sequence, donor: &Node) -> Node {
    match sequence.next(9) {
        0 => Node::Null,
        1 => Node::Bool(sequence.next(2) == 0),
        2 => Node::Number(Number::Float(f64::NAN)),
        3 => Node::Number(Number::Unsigned(u64::MAX)),
        4 => Node::String("#/components/schemas/B".to_owned()),
        5 => Node::Array(Vec::new()),
        6 => Node::Object(Map::default()),
        _ => {
            let mut found = Node::Null;
            let mut index = sequence.next(count(donor));
            at(&mut donor.clone(), &mut index, &mut |node| found = node.clone());
            found
        }
    }
}

#[test]
fn damaged_documents_never_panic_and_settle_at_once() {
    let seed = document(SEED);
    let mut sequence = Sequence(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3_000 {
        let mut damaged = seed.clone();
        for _ in 0..=sequence.next(3) {
            let value = random(&mut sequence, &seed.root);
            let mut index = sequence.next(count(&damaged.root));
            at(&mut damaged.root, &mut index, &mut |node| *node = value.clone());
        }
        let mut diagnostics = Diagnostics::default();
        let Some(root) = normalize(&damaged, &mut diagnostics) else { continue };
        let _ = specmill_core::spec::read(&root, &mut diagnostics);
        let once = format!("{root:?}");
        let mut again = damaged.clone();
        again.root = root;
        let twice = normalize(&again, &mut diagnostics).expect("it was OpenAPI before");
        // As text, because `NaN` is not equal to itself.
        assert_eq!(once, format!("{twice:?}"), "\nfrom {:?}", damaged.root);
    }
}
