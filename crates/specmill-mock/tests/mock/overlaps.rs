//! Members of a `oneOf` that overlap.

use serde_json::{Value, json};

use super::{ask, load};

const NOTES: &str = "
openapi: 3.1.0
info: {title: Notes, version: '1'}
paths:
  /notes:
    parameters:
      - {name: near, in: query, schema: {oneOf: [{type: integer}, {type: number}]}}
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              properties:
                by: {oneOf: [{$ref: '#/components/schemas/Person'}, {$ref: '#/components/schemas/Author'}]}
                size: {oneOf: [{type: integer}, {type: number}]}
                both: {oneOf: [{type: integer}, {type: number}], anyOf: [{minimum: 3}, {maximum: 1}]}
                odd: {not: {oneOf: [{type: integer}, {type: number}]}}
                some: {anyOf: [{type: array, items: {oneOf: [{minimum: 0}, {maximum: 9}]}}, {type: boolean}]}
              unevaluatedProperties: false
      responses: {'204': {description: done}}
components:
  schemas:
    Person: {type: object, required: [name], properties: {name: {type: string}}}
    Author: {type: object, required: [name], properties: {name: {type: string}, books: {type: integer}}}
";

#[test]
fn what_several_members_of_a_one_of_take_is_let_through_with_a_warning() {
    let mock = load(NOTES);
    let post = |query: &str, body: &Value| {
        ask(&mock, &format!("POST /notes{query}\ncontent-type: application/json\n\n{body}"))
    };
    let overlaps = [
        json!({"by": {"name": "Ann"}}),
        json!({"size": 3}),
        json!({"both": 3}),
        json!({"some": [1]}),
    ];
    for body in overlaps {
        let reply = post("", &body);
        assert_eq!((reply.response.status().as_u16(), reply.fault), (204, None), "{body}");
        let [warning] = reply.warnings.as_slice() else { panic!("{body}: {:?}", reply.warnings) };
        assert!(warning.starts_with("the body, at `/"), "{warning}");
    }
    let reply = post("?near=3", &json!({}));
    assert_eq!((reply.response.status().as_u16(), reply.fault), (204, None));
    assert!(reply.warnings[0].starts_with("query parameter `near`: "), "{:?}", reply.warnings);

    // One member: nothing is said. None: it is refused, as is all else that is wrong.
    for body in [json!({"size": 3.5}), json!({"by": {"name": "Ann", "books": "many"}})] {
        let reply = post("", &body);
        assert_eq!((reply.fault, reply.warnings), (None, Vec::new()), "{body}");
    }
    let refused = [
        json!({"size": "3"}),
        json!({"by": {}}),
        json!({"size": 3, "by": {}}),
        json!({"both": 2}),
        json!({"odd": 3.5}),
        json!({"some": [1], "other": 1}),
    ];
    for body in refused {
        let reply = post("", &body);
        assert_eq!(reply.response.status(), 400, "{body}");
        assert!(reply.warnings.is_empty(), "{body}: {:?}", reply.warnings);
    }
    assert_eq!(post("?near=x", &json!({})).response.status(), 400);
}
