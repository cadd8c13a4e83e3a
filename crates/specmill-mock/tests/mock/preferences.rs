//! `Prefer`: an answer of the document that is asked for.

use serde_json::json;

use crate::{ask, header, json as body, load, text};

const CATS: &str = "
openapi: 3.1.0
info: {title: Cats, version: '1'}
paths:
  /cats:
    get:
      operationId: listCats
      responses:
        '200':
          description: all
          content:
            application/json:
              schema: {type: array, items: {type: object, properties: {status: {type: string, enum: [queued, done]}}}}
              examples:
                none: {value: []}
                one cat: {$ref: '#/components/examples/One'}
                far: {externalValue: 'https://example.com/cats.json'}
            text/csv: {schema: {type: string}, examples: {table: {value: 'a,b'}}}
        '404':
          description: no
          content: {application/json: {schema: {type: object}, examples: {lost: {value: {cats: lost}}}}}
  /dogs: {get: {responses: {'204': {description: none}}}}
components: {examples: {One: {value: [{status: queued}]}}}
";

#[test]
fn an_example_is_asked_for_by_its_name() {
    let mock = load(CATS);
    assert_eq!(text(&ask(&mock, "GET /cats")), "[]");
    let one = ask(&mock, "GET /cats\nprefer: example=\"one cat\"");
    assert_eq!(body(&one), json!([{"status": "queued"}]));
    assert_eq!(header(&one, "preference-applied"), "example=\"one cat\"");
    assert_eq!((one.fault, one.warnings), (None, Vec::new()));
    // Again it is what was asked for: no status moves on.
    assert_eq!(
        body(&ask(&mock, "GET /cats\nprefer: example=\"one cat\"")),
        json!([{"status": "queued"}])
    );
    let lost = ask(&mock, "GET /cats\nprefer: code=404, example=lost");
    assert_eq!((lost.response.status().as_u16(), body(&lost)), (404, json!({"cats": "lost"})));
    assert_eq!(header(&lost, "preference-applied"), "code=404, example=lost");
    // The name says which media type, whatever is accepted.
    let table = ask(&mock, "GET /cats\nprefer: example=table");
    assert_eq!((header(&table, "content-type"), text(&table)), ("text/csv", "a,b"));
}

#[test]
fn an_example_that_is_not_there_is_said() {
    let mock = load(CATS);
    let fault = |lines: &str| {
        let reply = ask(&mock, lines);
        (reply.response.status().as_u16(), reply.fault.unwrap())
    };
    let all = "status 200 has `none`, `one cat`, `far`, `table`; status 404 has `lost`";
    let unknown = format!("the document has no example `lost` for status 200: {all}");
    assert_eq!(fault("GET /cats\nprefer: example=lost"), (400, unknown));
    let unknown = format!("the document has no example `x` for status 500: {all}");
    assert_eq!(fault("GET /cats\nprefer: example=x, code=500"), (400, unknown));
    let far = "the example `far` has no value in the document".to_owned();
    assert_eq!(fault("GET /cats\nprefer: example=far"), (400, far));
    let none =
        "the document has no example `x` for status 204: the operation has no named examples";
    assert_eq!(fault("GET /dogs\nprefer: example=x"), (400, none.to_owned()));
    let ignored = ask(&mock, "GET /dogs\nprefer: code=no");
    assert_eq!(ignored.response.status(), 204);
    let warning = "`Prefer: code=no` is no status from 200 to 599, and counts for nothing";
    assert_eq!(ignored.warnings, [warning]);
}
