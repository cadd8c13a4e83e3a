//! What is made can be fetched, listed, changed and deleted, by the paths of the document alone.

use serde_json::{Value, json};
use specmill_mock::Mock;

use crate::{ask, json as body, load};

/// Jobs with a status and an action, in a list with a count; files below them; pets with whole numbers as
/// ids, found by a query; users by name, of whom making one answers nothing; objects with a name inside;
/// and a list that has at most two.
const ZOO: &str = "
openapi: 3.0.3
info: {title: Zoo, version: '1'}
servers: [{url: 'https://zoo.example.com/v1'}]
paths:
  /jobs:
    post:
      operationId: makeJob
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/JobDraft'}}}}
      responses:
        '201':
          description: made
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}, example: {id: job_1, note: text, status: queued}}}
    get:
      operationId: listJobs
      parameters: [{name: after, in: query, schema: {type: string}}]
      responses:
        '200':
          description: all
          content:
            application/json:
              schema:
                type: object
                required: [data, total, has_more]
                properties:
                  data: {type: array, items: {$ref: '#/components/schemas/Job'}}
                  total: {type: integer}
                  first_id: {type: string}
                  last_id: {type: string}
                  has_more: {type: boolean}
              example: {data: [{id: job_7, status: completed}], total: 1, first_id: job_7, last_id: job_7, has_more: false}
  /jobs/{job_id}:
    parameters: [{name: job_id, in: path, required: true, schema: {type: string}}]
    get:
      operationId: getJob
      responses:
        '200':
          description: one
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Job'}
              example: {id: job_9, title: Example, note: text, status: completed, result: 42}
    patch:
      operationId: changeJob
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/JobDraft'}}}}
      responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
    delete:
      operationId: deleteJob
      responses:
        '200':
          description: gone
          content: {application/json: {schema: {type: object, required: [id, deleted], properties: {id: {type: string}, deleted: {const: true, type: boolean}}}}}
  /jobs/{job_id}/cancel:
    parameters: [{name: job_id, in: path, required: true, schema: {type: string}}]
    post:
      operationId: cancelJob
      responses:
        '200':
          description: one
          content: {application/json: {schema: {$ref: '#/components/schemas/Job'}, example: {id: job_0, title: Example, status: cancelling}}}
  /jobs/{job_id}/files:
    parameters: [{name: job_id, in: path, required: true, schema: {type: string}}]
    post: {operationId: addFile, responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/File'}}}}}}
    get: {operationId: listFiles, responses: {'200': {description: all, content: {application/json: {schema: {type: array, maxItems: 2, items: {$ref: '#/components/schemas/File'}}}}}}}
  /jobs/{job_id}/files/{file}:
    parameters: [{name: job_id, in: path, required: true, schema: {type: string}}, {name: file, in: path, required: true, schema: {type: string}}]
    get: {operationId: getFile, responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/File'}}}}}}
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
    put:
      operationId: putPet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'200': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
  /pets/findByStatus:
    get:
      operationId: findPets
      parameters: [{name: status, in: query, schema: {type: string}}]
      responses: {'200': {description: all, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}}
  /pets/{petId}:
    parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getPet, responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}}
    put:
      operationId: replacePet
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: done}}
    delete: {operationId: deletePet, responses: {'204': {description: done}}}
  /pets/{petId}/photo:
    parameters: [{name: petId, in: path, required: true, schema: {type: integer}}]
    get: {operationId: getPhoto, responses: {'200': {description: it, content: {image/png: {schema: {type: string, format: binary}}}}}}
  /users:
    post:
      operationId: addUser
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}
      responses: {'201': {description: made}}
  /users/{username}:
    parameters: [{name: username, in: path, required: true, schema: {type: string}}]
    get: {operationId: getUser, responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/User'}}}}}}
  /pods:
    post:
      operationId: addPod
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pod'}}}}
      responses: {'201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Pod'}}}}}
  /pods/{name}:
    parameters: [{name: name, in: path, required: true, schema: {type: string}}]
    get: {operationId: getPod, responses: {'200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Pod'}}}}}}
components:
  schemas:
    JobDraft: {type: object, properties: {title: {type: string}, key: {type: string}, status: {type: string}, note: {type: string, nullable: true}}}
    Job:
      type: object
      required: [id, status]
      properties:
        id: {type: string, example: job_1}
        title: {type: string, maxLength: 9}
        note: {type: string}
        result: {type: integer, nullable: true}
        key: {type: string, writeOnly: true}
        status: {type: string, enum: [queued, in_progress, cancelling, finalizing, failed, completed, cancelled]}
    File: {type: object, required: [id], properties: {id: {type: string, format: uuid}}}
    Pet:
      type: object
      required: [name]
      properties: {id: {type: integer}, name: {type: string}, status: {type: string, enum: [available, pending, sold]}}
    User: {type: object, properties: {id: {type: integer}, username: {type: string}}}
    Pod: {type: object, required: [metadata], properties: {metadata: {type: object, required: [name], properties: {name: {type: string}}}}}
";

fn zoo() -> Mock {
    load(ZOO).with_state()
}

/// The status and the JSON of the answer, `null` where there is none.
fn asked(mock: &Mock, line: &str, sent: Value) -> (u16, Value) {
    let reply = match sent {
        Value::Null => ask(mock, line),
        sent => ask(mock, &format!("{line}\ncontent-type: application/json\n\n{sent}")),
    };
    let is_empty = reply.response.body().is_empty();
    (reply.response.status().as_u16(), if is_empty { Value::Null } else { body(&reply) })
}

fn get(mock: &Mock, target: &str) -> Value {
    let (status, value) = asked(mock, &format!("GET {target}"), Value::Null);
    assert_eq!(status, 200, "{target}: {value}");
    value
}

fn post(mock: &Mock, target: &str, sent: Value) -> Value {
    let (status, value) = asked(mock, &format!("POST {target}"), sent);
    assert!((200..300).contains(&status), "{target}: {status} {value}");
    value
}

fn status_of(mock: &Mock, line: &str) -> u16 {
    ask(mock, line).response.status().as_u16()
}

#[test]
fn what_is_made_is_fetched_listed_changed_and_deleted() {
    let mock = zoo();
    let first = post(&mock, "/v1/jobs", json!({"title": "A", "key": "k", "unknown": 1}));
    assert_eq!(first, json!({"id": "job_1", "title": "A", "note": "text", "status": "queued"}));
    let second = post(&mock, "/jobs", json!({"title": "B"}));
    assert_eq!((&second["id"], &second["title"]), (&json!("job_2"), &json!("B")));
    assert_eq!(get(&mock, "/jobs/job_1")["title"], "A");
    assert_eq!(get(&mock, "/v1/jobs/job_2")["title"], "B");

    let list = get(&mock, "/jobs");
    let ids = |list: &Value| -> Vec<String> {
        let items = list["data"].as_array().unwrap().iter();
        items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&list), ["job_7", "job_1", "job_2"]);
    assert_eq!(
        (&list["total"], &list["first_id"], &list["last_id"]),
        (&json!(3), &json!("job_7"), &json!("job_2"))
    );
    assert_eq!(ids(&get(&mock, "/jobs?after=job_2")), [""; 0]);

    let change = json!({"title": "C", "note": null});
    let (status, changed) = asked(&mock, "PATCH /jobs/job_1", change);
    assert_eq!((status, &changed["title"], changed.get("note")), (200, &json!("C"), None));
    assert_eq!(get(&mock, "/jobs/job_1")["title"], "C");
    // What does not fit is left out, and the rest taken.
    let (_, kept) =
        asked(&mock, "PATCH /jobs/job_1", json!({"title": "much too long", "note": "n"}));
    assert_eq!((&kept["title"], &kept["note"]), (&json!("C"), &json!("n")));

    let (status, gone) = asked(&mock, "DELETE /jobs/job_1", Value::Null);
    assert_eq!((status, gone), (200, json!({"id": "job_1", "deleted": true})));
    assert_eq!(ids(&get(&mock, "/jobs")), ["job_7", "job_2"]);
    for line in [
        "GET /jobs/job_1",
        "DELETE /jobs/job_1",
        "POST /jobs/job_1/cancel",
        "GET /v1/jobs/job_1/files",
    ] {
        let reply = ask(&mock, line);
        assert_eq!(reply.response.status(), 404, "{line}");
        assert_eq!(reply.fault.as_deref(), Some("`job_1` of `/jobs` was deleted"));
        assert!(reply.help.is_some());
    }
    // What the document shows can be deleted as well.
    assert_eq!(status_of(&mock, "DELETE /jobs/job_7"), 200);
    assert_eq!(ids(&get(&mock, "/jobs")), ["job_2"]);
}

#[test]
fn work_comes_to_an_end_step_by_step() {
    let mock = zoo();
    post(&mock, "/jobs", json!({"title": "A"}));
    let steps = |mock: &Mock| -> Vec<String> {
        let status = || get(mock, "/jobs/job_1")["status"].as_str().unwrap().to_owned();
        (0..4).map(|_| status()).collect()
    };
    assert_eq!(steps(&mock), ["in_progress", "finalizing", "completed", "completed"]);
    let done = &get(&mock, "/jobs")["data"][1];
    assert_eq!((&done["status"], &done["title"]), (&json!("completed"), &json!("A")));
    // With what the document shows of work that has come as far.
    assert_eq!(done["result"], 42);
    mock.reset();
    post(&mock, "/jobs", json!({"title": "A"}));
    let cancelled = post(&mock, "/jobs/job_1/cancel", Value::Null);
    assert_eq!(
        cancelled,
        json!({"id": "job_1", "title": "A", "note": "text", "status": "cancelling"})
    );
    assert_eq!(steps(&mock), ["cancelled"; 4]);
    // A status that a caller has set is the caller's.
    post(&mock, "/jobs", json!({"status": "queued"}));
    assert_eq!(get(&mock, "/jobs/job_2")["status"], "queued");
    assert_eq!(get(&mock, "/jobs/job_2")["status"], "queued");
}

#[test]
fn ids_are_of_their_schema_and_lists_of_theirs() {
    let mock = zoo();
    let made: Vec<Value> = (0..3).map(|_| post(&mock, "/jobs/a/files", Value::Null)).collect();
    let id = |number: usize| made[number]["id"].as_str().unwrap();
    assert_eq!(id(0), "67e55044-10b1-426f-9247-bb680e5fe0c8");
    assert_eq!(id(2), "67e55044-10b1-426f-9247-bb680e5fe0ca");
    // The list has at most two, and that of another job none of these.
    assert_eq!(get(&mock, "/jobs/a/files"), json!([made[0], made[1]]));
    assert_eq!(get(&mock, &format!("/jobs/a/files/{}", id(2))), made[2]);
    assert_eq!(get(&mock, "/jobs/b/files").as_array().unwrap().len(), 1);
    assert_eq!(post(&mock, "/pets", json!({"name": "Rex"}))["id"], 1);
    assert_eq!(post(&mock, "/pets", json!({"name": "Tom"}))["id"], 2);
    assert_eq!(get(&mock, "/pets/2")["name"], "Tom");
}

#[test]
fn callers_may_choose_ids() {
    let mock = zoo();
    let rex = json!({"id": 42, "name": "Rex", "status": "sold"});
    assert_eq!(post(&mock, "/pets", rex.clone()), rex);
    assert_eq!(get(&mock, "/pets/42"), rex);
    let found = |status: &str| get(&mock, &format!("/pets/findByStatus?status={status}"));
    assert!(found("sold").as_array().unwrap().contains(&rex));
    assert!(!found("pending").as_array().unwrap().contains(&rex));
    let (_, put) = asked(&mock, "PUT /pets", json!({"id": 42, "name": "Max"}));
    assert_eq!(put, json!({"id": 42, "name": "Max", "status": "sold"}));
    // One answers nothing, and is done all the same.
    assert_eq!(
        asked(&mock, "PUT /pets/43", json!({"name": "Tom", "status": "pending"})),
        (204, Value::Null)
    );
    assert_eq!(get(&mock, "/pets/43"), json!({"id": 43, "name": "Tom", "status": "pending"}));
    assert_eq!(status_of(&mock, "DELETE /pets/43"), 204);
    assert_eq!(status_of(&mock, "GET /pets/43/photo"), 404);
    assert_eq!(asked(&mock, "PUT /pets/43", json!({"name": "Tim"})).0, 204);
    assert_eq!(get(&mock, "/pets/43")["name"], "Tim");
    assert_eq!(status_of(&mock, "GET /pets/43/photo"), 200);
    post(&mock, "/users", json!({"username": "ada"}));
    assert_eq!(get(&mock, "/users/ada"), json!({"id": 1, "username": "ada"}));
    for name in ["web1", "web2"] {
        let pod = json!({"metadata": {"name": name}});
        assert_eq!(post(&mock, "/pods", pod.clone()), pod);
        assert_eq!(get(&mock, &format!("/pods/{name}")), pod);
    }
}

#[test]
fn what_nobody_made_is_as_the_document_has_it() {
    let mock = zoo();
    // With the id that is asked for.
    assert_eq!(get(&mock, "/pets/7")["id"], 7);
    assert_eq!(get(&mock, "/jobs/x")["id"], "x");
    let (_, changed) = asked(&mock, "PATCH /jobs/x", json!({"title": "X"}));
    assert_eq!((&changed["id"], &changed["title"]), (&json!("x"), &json!("X")));
    assert_eq!(get(&mock, "/jobs/x")["title"], "X");
    // An answer that was asked for changes nothing, and nor does a fault.
    assert_eq!(ask(&mock, "DELETE /pets/7\nprefer: code=500").response.status(), 500);
    assert_eq!(status_of(&mock, "DELETE /pets/seven"), 400);
    assert_eq!(status_of(&mock, "GET /pets/7"), 200);
    mock.reset();
    assert_eq!(get(&mock, "/jobs/x")["title"], "Example");
}

#[test]
fn without_state_nothing_is_remembered() {
    let mock = load(ZOO);
    let made = post(&mock, "/jobs", json!({"title": "A"}));
    assert_eq!(made, post(&mock, "/jobs", json!({"title": "B"})));
    assert_eq!(status_of(&mock, "DELETE /jobs/job_1"), 200);
    assert_eq!(get(&mock, "/jobs/job_1")["title"], "Example");
}

#[test]
fn the_oldest_things_go() {
    let mock = zoo();
    for number in 0..1_001 {
        post(&mock, "/pets", json!({"id": number, "name": "Rex"}));
    }
    let found = get(&mock, "/pets/findByStatus");
    let listed = found.as_array().unwrap();
    assert!(!listed.iter().any(|pet| pet["id"] == 0));
    assert!(listed.iter().any(|pet| pet["id"] == 1_000));
    assert_eq!(listed.len(), 1_000);
}
