//! What answers that are made up must not say, and must: headers of the connection, statuses that end,
//! positions from 0.

use serde_json::{Value, json};

use super::{ask, header, json, load, text};

#[test]
fn headers_of_the_connection_and_of_the_body_are_not_made_up() {
    let names = [
        "Connection",
        "Keep-Alive",
        "Proxy-Connection",
        "TE",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Content-Length",
        "Content-Encoding",
        "Content-Range",
        "Content-Type",
        "Date",
    ];
    let headers: Vec<String> = names
        .iter()
        .map(|name| format!("{name}: {{schema: {{type: string, example: chunked}}}}"))
        .collect();
    let document = format!(
        "
openapi: 3.0.3
info: {{title: Tones, version: '1'}}
paths:
  /tone:
    get:
      responses:
        '200':
          description: sound
          headers: {{{}, X-Length: {{schema: {{type: integer}}}}}}
          content: {{application/octet-stream: {{schema: {{type: string, format: binary}}}}}}
",
        headers.join(", ")
    );
    let reply = ask(&load(&document), "GET /tone");
    assert_eq!(header(&reply, "x-length"), "1");
    assert_eq!(header(&reply, "content-type"), "application/octet-stream");
    for name in names.iter().filter(|name| **name != "Content-Type") {
        assert_eq!(header(&reply, name), "", "{name}");
    }
}

const JOBS: &str = "
openapi: 3.0.3
info: {title: Jobs, version: '1'}
paths:
  /jobs:
    post: {responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}}
    get:
      responses:
        '200': {description: all, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Job'}}}}}
  /jobs/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}}
  /example:
    get:
      responses:
        '200':
          description: one
          content:
            application/json: {schema: {$ref: '#/components/schemas/Job'}, example: {status: in_progress}}
  /google:
    get:
      responses:
        '200':
          description: one
          content:
            application/json: {schema: {type: object, properties: {done: {type: boolean}}}, example: {done: false}}
  /made:
    get: {responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Made'}}}}}}
components:
  schemas:
    Status: {type: string, enum: [queued, in_progress, requires_action, failed, completed, expired]}
    Job: {type: object, properties: {status: {$ref: '#/components/schemas/Status'}, light: {type: string, enum: [red, done]}}}
    Made:
      type: object
      properties:
        data: {type: object, properties: {jobState: {type: string, enum: [JOB_STATE_PENDING, JOB_STATE_PARTIALLY_SUCCEEDED, JOB_STATE_SUCCEEDED]}}}
        state: {type: string, enum: [open, closed]}
        run_state: {type: string, enum: [waiting, running, green, purple]}
        phase: {type: string, enum: [ready, failed]}
        stage: {type: string}
        status: {oneOf: [{type: string, enum: [building]}, {type: string, enum: [not_done, stopped]}]}
";

#[test]
fn a_status_that_is_asked_for_again_moves_on_to_an_end() {
    let mock = load(JOBS);
    let status = |target: &str| json(&ask(&mock, target))["status"].as_str().unwrap().to_owned();
    assert_eq!(status("POST /jobs"), "queued");
    assert_eq!(status("POST /jobs"), "queued");
    let asked: Vec<String> = (0..3).map(|_| status("GET /jobs/1")).collect();
    assert_eq!(asked, ["queued", "completed", "completed"]);
    // Another one has its own, and what is sent begins anew.
    assert_eq!(status("GET /jobs/2"), "queued");
    assert_eq!(status("POST /jobs"), "queued");
    assert_eq!([status("GET /jobs/1"), status("GET /jobs/1")], ["queued", "completed"]);
    assert_eq!([status("GET /example"), status("GET /example")], ["in_progress", "completed"]);
    let list = text(&ask(&mock, "GET /jobs")).to_owned();
    assert_eq!(text(&ask(&mock, "GET /jobs")), list);
    ask(&mock, "GET /google");
    assert_eq!(text(&ask(&mock, "GET /google")), r#"{"done":true}"#);
}

#[test]
fn only_work_moves_on_and_in_words_of_the_api() {
    let mock = load(JOBS);
    let first = json(&ask(&mock, "GET /made"));
    let second = json(&ask(&mock, "GET /made"));
    let of = |value: &Value| {
        let names = ["state", "run_state", "phase", "stage", "status"];
        let mut texts: Vec<String> =
            names.iter().map(|name| value[name].as_str().unwrap().to_owned()).collect();
        texts.push(value["data"]["jobState"].as_str().unwrap().to_owned());
        texts.join(" ")
    };
    assert_eq!(of(&first), "open waiting ready text building JOB_STATE_PENDING");
    assert_eq!(of(&second), "open purple ready text stopped JOB_STATE_SUCCEEDED");
    let job = json(&ask(&mock, "GET /jobs/1"));
    assert_eq!(json(&ask(&mock, "GET /jobs/1"))["light"], job["light"]);
}

#[test]
fn positions_in_lists_count_from_0() {
    let document = "
openapi: 3.1.0
info: {title: Chat, version: '1'}
paths:
  /chat:
    get:
      responses:
        '200':
          description: words
          content:
            application/json:
              schema:
                type: object
                properties:
                  choices: {type: array, minItems: 3, items: {$ref: '#/components/schemas/Choice'}}
                  pages: {type: array, minItems: 2, items: {type: object, properties: {index: {type: integer, minimum: 1}}}}
                  stated: {type: array, minItems: 2, items: {type: object, properties: {index: {type: integer, example: 7}}}}
                  names: {type: array, items: {type: object, properties: {index: {type: string}}}}
                  outputIndex: {anyOf: [{type: integer}, {type: 'null'}]}
                  indexes: {type: integer}
            text/event-stream: {schema: {type: object, properties: {content_index: {type: integer}, choices: {type: array, items: {$ref: '#/components/schemas/Choice'}}}}}
components: {schemas: {Choice: {allOf: [{type: object, required: [index], properties: {index: {type: integer}}}]}}}
";
    let mock = load(document);
    let answer = json(&ask(&mock, "GET /chat"));
    let expected = json!({
        "choices": [{"index": 0}, {"index": 1}, {"index": 2}],
        "pages": [{"index": 1}, {"index": 2}],
        "stated": [{"index": 7}, {"index": 7}],
        "names": [{"index": "text"}],
        "outputIndex": 0,
        "indexes": 1,
    });
    assert_eq!(answer, expected);
    let events = ask(&mock, "GET /chat\naccept: text/event-stream");
    assert_eq!(text(&events), "data: {\"content_index\":0,\"choices\":[{\"index\":0}]}\n\n");
}
