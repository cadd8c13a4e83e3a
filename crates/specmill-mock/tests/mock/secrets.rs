//! What is shown of a request, in a log and on the page, has no credentials in it.

use crate::{ask, load};

const VAULT: &str = "
openapi: 3.1.0
info: {title: Vault, version: '1'}
security: [{Key: []}]
paths:
  /users:
    post:
      operationId: addUser
      parameters:
        - {name: session, in: cookie, schema: {type: integer}}
        - {name: x-auth-token, in: header, schema: {type: integer}}
        - {name: access_token, in: query, schema: {type: integer}}
        - {name: page, in: query, schema: {type: integer}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name: {type: string}
                password: {type: string, minLength: 10}
                logins: {type: array, items: {type: object, required: [at]}}
      responses: {'204': {description: made}}
  /tokens/{token}/uses:
    parameters: [{name: token, in: path, required: true, schema: {type: integer}}]
    get: {operationId: listUses, responses: {'204': {description: none}}}
components: {securitySchemes: {Key: {type: apiKey, in: query, name: k}}}
";

#[test]
fn targets_are_shown_without_credentials() {
    let vault = load(VAULT);
    let shown = |line: &str| ask(&vault, line).target;
    let all = "GET /tokens/77/uses?k=hidden&access%5Ftoken=hidden&page=2&client_secret=hidden&flag";
    assert_eq!(shown(all), "/tokens/…/uses?k=…&access%5Ftoken=…&page=2&client_secret=…&flag");
    assert_eq!(shown("GET /nothing?password=hidden&a=b"), "/nothing?password=…&a=b");
}

#[test]
fn what_is_wrong_is_said_without_credentials() {
    let vault = load(VAULT);
    let body = |body: &str| format!("POST /users?k=k\ncontent-type: application/json\n\n{body}");
    for (request, place) in [
        ("POST /users?k=k&access_token=hidden".to_owned(), "query parameter `access_token`"),
        ("POST /users?k=k\nx-auth-token: hidden".to_owned(), "header parameter `x-auth-token`"),
        ("POST /users?k=k\ncookie: session=hidden".to_owned(), "cookie parameter `session`"),
        ("GET /tokens/hidden/uses?k=k".to_owned(), "path parameter `token`"),
        (body(r#"{"name": "a", "password": "hidden"}"#), "at `/password`"),
        (body(r#"{"password": "hidden..."}"#), "\"name\" is a required property"),
        (body(r#"{"name": {"api_key": "hidden"}}"#), "at `/name`"),
        (body(r#"{"name": "a", "logins": [[{"token": "hidden"}]]}"#), "at `/logins/0`"),
    ] {
        let reply = ask(&vault, &request);
        let fault = reply.fault.clone().unwrap_or_default();
        assert_eq!(reply.response.status(), 400, "{request}");
        assert!(fault.contains(place) && !fault.contains("hidden"), "{request}: {fault}");
        assert!(!format!("{:?} {:?}", reply.help, reply.target).contains("hidden"), "{reply:?}");
    }
    // Other values are shown: they are what is looked for.
    let fault = ask(&vault, "POST /users?k=k&page=two").fault.unwrap();
    assert_eq!(fault, r#"query parameter `page`: "two" is not of type "integer""#);
}
