//! What no specification says, and a document names: how parts are called, and how streams end.

use specmill_mock::Mock;

use super::{ask, text};

/// `%` is where the conventions go.
const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Albums, version: '1'}
%
paths:
  /albums:
    get:
      operationId: watchAlbums
      parameters:
        - {name: at, in: query, style: form, schema: {type: object, properties: {gt: {type: integer}, ids: {type: array, items: {type: integer}}}}}
        - {name: tags, in: query, schema: {type: array, items: {type: string}, maxItems: 1}}
        - {name: deep, in: query, style: deepObject, schema: {type: object, properties: {lt: {type: integer}, in: {type: object, properties: {x: {type: integer}}}}}}
        - {name: words, in: query, style: deepObject, schema: {type: array, items: {type: string}, maxItems: 1}}
      responses: {'200': {description: it, content: {text/event-stream: {schema: {enum: [a]}}}}}
    post:
      operationId: addAlbum
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema:
              type: object
              additionalProperties: false
              properties:
                labels: {type: array, items: {type: string}, minItems: 2}
                places: {type: array, items: {type: object, required: [lat], properties: {lat: {type: integer}}}}
                lists: {type: array, items: {type: array, items: {type: integer}}}
                about: {type: object, required: [a], properties: {a: {type: integer}}}
                deep: {type: object, required: [a], properties: {a: {type: integer}}}
                'names[]': {type: array, items: {type: string}}
                'map[x]': {type: object, required: [a], properties: {a: {type: integer}}}
            encoding: {deep: {style: deepObject, explode: true}, 'map[x]': {style: deepObject, explode: true}}
      responses: {'204': {description: none}}
  /names:
    post:
      operationId: makeName
      requestBody: {content: {application/json: {schema: {type: object}}}}
      responses:
        '200': {description: it, content: {application/json: {schema: {type: object, example: {a: 1}}}}}
        '400': {description: no, content: {application/json: {schema: {type: object, example: {b: 2}}}}}
";

fn mock(conventions: &str) -> Mock {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("albums.yaml");
    std::fs::write(&path, DOCUMENT.replace('%', conventions)).unwrap();
    let mock = Mock::load(&path).unwrap();
    let said = mock.description().diagnostics();
    assert!(!said.has_faults(), "{said}");
    mock
}

/// What is wrong with a body of these parts.
fn fault(mock: &Mock, parts: &[(&str, &str)]) -> Option<String> {
    let part = |(name, content): &(&str, &str)| {
        let ty = if content.starts_with(['{', '[']) { "application/json" } else { "text/plain" };
        format!(
            "--b\r\ncontent-disposition: form-data; name=\"{name}\"\r\ncontent-type: {ty}\r\n\r\n{content}\r\n"
        )
    };
    let parts: String = parts.iter().map(part).collect();
    let head = "POST /albums\ncontent-type: multipart/form-data; boundary=b\n\n";
    ask(mock, &format!("{head}{parts}--b--\r\n")).fault
}

#[test]
fn parts_are_called_as_properties_are() {
    let mock = mock("");
    let taken = [
        ("labels", "x"),
        ("labels", "y"),
        ("places", r#"{"lat": 1}"#),
        ("places", r#"{"lat": 2}"#),
        ("lists", "[1, 2]"),
        ("about", r#"{"a": 1}"#),
        ("deep[a]", "1"),
        ("names[]", "n"),
        ("names[]", "m"),
        ("map[x][a]", "1"),
    ];
    assert_eq!(fault(&mock, &taken), None);
    let one = fault(&mock, &[("places", r#"{"lat": 1}"#), ("lists", "[]"), ("lists", "[3]")]);
    assert_eq!(one, None);
    for (name, content) in [("labels[]", "x"), ("about[a]", "1"), ("map[a]", "1")] {
        let fault = fault(&mock, &[(name, content)]).unwrap();
        assert!(fault.contains(name) && fault.contains("unexpected"), "{fault}");
    }
}

#[test]
fn parts_have_brackets_where_conventions_say_so() {
    let mock = mock("x-specmill-conventions: {partNames: brackets}");
    let taken = [
        ("labels[]", "x"),
        ("labels[]", "y"),
        ("places[][lat]", "1"),
        ("about[a]", "1"),
        ("deep[a]", "1"),
        ("names[]", "n"),
    ];
    assert_eq!(fault(&mock, &taken), None);
    assert!(fault(&mock, &[("labels[]", "x")]).unwrap().contains("`/labels`"));
}

/// Each query with what is said of it: without conventions, and with brackets.
#[test]
fn queries_have_brackets_where_conventions_say_so() {
    let (plain, bracketed) = (mock(""), mock("x-specmill-conventions: {queryNames: brackets}"));
    for (query, of_plain, of_bracketed) in [
        ("gt=x", Some("`at`"), None),
        ("at[gt]=x", None, Some("`at`")),
        ("at%5Bgt%5D=1", None, None),
        ("at[ids][]=1&at[ids][]=2", None, None),
        ("at[ids][]=x", None, Some("`at`")),
        ("tags[]=a,b", None, None),
        ("tags[]=a&tags[]=b", Some("`tags`"), Some("`tags`")),
        ("tags=a&tags=b", Some("`tags`"), Some("`tags`")),
        ("deep[lt]=1&deep[in][x]=2", None, None),
        ("deep[lt]=x", Some("`deep`"), Some("`deep`")),
        ("deep[in][x]=x", Some("`deep`"), Some("`deep`")),
        ("lt=x", None, None),
        ("words[]=a,b", None, None),
        ("words[]=a&words[]=b", Some("`words`"), Some("`words`")),
    ] {
        for (mock, expected) in [(&plain, of_plain), (&bracketed, of_bracketed)] {
            let reply = ask(mock, &format!("GET /albums?{query}\naccept: text/event-stream"));
            let said = text(&reply);
            assert_eq!(reply.response.status() == 400, expected.is_some(), "{query}: {said}");
            assert!(said.contains(expected.unwrap_or_default()), "{query}: {said}");
        }
    }
}

#[test]
fn what_is_streamed_without_a_description_is_the_answer_as_an_event() {
    let head = "POST /names\ncontent-type: application/json";
    let streamed = format!("{head}\n\n{{\"stream\": true}}");
    assert_eq!(text(&ask(&mock(""), &streamed)), r#"{"a":1}"#);
    let ended = mock("x-specmill-conventions: {streamEnd: '[END]'}");
    let reply = ask(&ended, &streamed);
    assert_eq!(text(&reply), "data: {\"a\":1}\n\ndata: [END]\n\n");
    assert_eq!(reply.response.headers()["content-type"], "text/event-stream");
    assert_eq!(text(&ask(&ended, &format!("{head}\n\n{{\"stream\": false}}"))), r#"{"a":1}"#);
    let refused = format!("{head}\nprefer: code=400\n\n{{\"stream\": true}}");
    assert_eq!(text(&ask(&ended, &refused)), r#"{"b":2}"#);
}

#[test]
fn streams_end_as_conventions_say() {
    let stream = "GET /albums\naccept: text/event-stream";
    assert_eq!(text(&ask(&mock(""), stream)), "data: \"a\"\n\n");
    let ended = mock("x-specmill-conventions: {streamEnd: '[END]'}");
    assert_eq!(text(&ask(&ended, stream)), "data: \"a\"\n\ndata: [END]\n\n");
}

#[test]
fn fields_and_parameters_may_have_brackets_in_their_names() {
    let document = "
openapi: 3.0.3
info: {title: Albums, version: '1'}
paths:
  /albums:
    post:
      parameters:
        - {name: 'tags[]', in: query, schema: {type: array, items: {type: integer}}}
        - name: filter
          in: query
          schema: {type: object, additionalProperties: false, properties: {'size[]': {type: array, items: {type: integer}}}}
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              additionalProperties: false
              required: ['names[]']
              properties:
                'names[]': {type: array, items: {type: string}}
                place: {type: object, required: [lat], properties: {lat: {type: integer}}}
      responses: {'204': {description: none}}
";
    let mock = super::load(document);
    let post = |query: &str, body: &str| {
        let head = "content-type: application/x-www-form-urlencoded";
        ask(&mock, &format!("POST /albums?{query}\n{head}\n\n{body}")).fault
    };
    let body = "names[]=x&names%5B%5D=y&place[lat]=1";
    assert_eq!(post("tags[]=1&tags%5B%5D=2&size%5B%5D=3", body), None);
    assert!(post("tags[]=x", body).unwrap().contains("`tags[]`"));
    assert!(post("size%5B%5D=x", body).unwrap().contains("`filter`"));
    assert!(post("", "names=x").unwrap().contains("names"));
    assert!(post("", "names[]=x&place[lat]=y").unwrap().contains("`/place/lat`"));
}
