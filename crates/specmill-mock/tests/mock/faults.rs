//! What is wrong with a request is told: with its status, its place, and in the API's own shape.

use serde_json::json;

use crate::{ask, ask_with_key, header, json, shop};

/// The status, the message and the parameter at fault.
fn fault(request: &str) -> (u16, String, Option<String>) {
    let reply = ask_with_key(&shop(), request);
    let status = reply.response.status().as_u16();
    let Some(message) = reply.fault.clone() else { return (status, String::new(), None) };
    let error = &json(&reply)["error"];
    assert_eq!(error["message"], message.as_str());
    assert_eq!(error["status"], status);
    (status, message, error["param"].as_str().map(str::to_owned))
}

fn refused(request: &str, message: &str, parameter: &str) {
    let parameter = (!parameter.is_empty()).then(|| parameter.to_owned());
    assert_eq!(fault(request), (400, message.to_owned(), parameter), "{request}");
}

fn taken(request: &str) {
    let (status, message, _) = fault(request);
    assert!(status < 300, "{request}: {status} {message}");
}

#[test]
fn a_path_or_method_that_is_not_there() {
    let shop = shop();
    let reply = ask(&shop, "GET /goods");
    assert_eq!(reply.response.status(), 404);
    let message = "the document has no path for `/goods`";
    let told = json!({"message": message, "code": "not_found", "param": null, "status": 404});
    assert_eq!(json(&reply), json!({"error": told}));
    let reply = ask(&shop, "PATCH /v2/items/i-1");
    assert_eq!(reply.response.status(), 405);
    assert_eq!(header(&reply, "allow"), "DELETE, GET");
}

#[test]
fn credentials_that_are_missing() {
    let shop = shop();
    for request in ["GET /items", "GET /items\nx-key: ", "GET /items\nauthorization: Basic YTpi"] {
        let reply = ask(&shop, request);
        assert_eq!(reply.response.status(), 401, "{request}");
        assert_eq!(header(&reply, "www-authenticate"), "ApiKey");
        let message = "credentials are required, and missing: the header `x-key`, or \
            `Authorization: Bearer …`";
        assert_eq!(json(&reply)["error"]["message"], message);
    }
    for request in
        ["GET /items\nx-key: k", "GET /items\nauthorization: bearer t", "DELETE /items/i-1"]
    {
        assert!(ask(&shop, request).response.status().is_success(), "{request}");
    }
    let open = shop.without_authorization();
    assert_eq!(ask(&open, "GET /items").response.status(), 200);
}

#[test]
fn parameters() {
    taken("GET /items?limit=10&unknown=1&tag=a&tag=b&size[width]=2.5");
    taken("GET /items?size%5Bwidth%5D=2&tag%5B%5D=a");
    refused(
        "GET /items?limit=many",
        r#"query parameter `limit`: "many" is not of type "integer""#,
        "limit",
    );
    refused(
        "GET /items?limit=11",
        "query parameter `limit`: 11 is greater than the maximum of 10",
        "limit",
    );
    refused(
        "GET /items?tag=a&tag=b&tag=c",
        r#"query parameter `tag`: ["a","b","c"] has more than 2 items"#,
        "tag",
    );
    refused(
        "GET /items?size[width]=wide",
        r#"query parameter `size`: at `/width`: "wide" is not of type "number""#,
        "size",
    );
    refused("GET /items/cup", r#"path parameter `id`: "cup" does not match "^i-[0-9]+$""#, "id");
}

#[test]
fn json_bodies() {
    const POST: &str = "POST /items\ncontent-type: application/json\n\n";
    taken(&format!(r#"{POST}{{"name": "Cup", "secret": "s", "price": null}}"#));
    refused(
        &format!("{POST}{{\"name\": "),
        "the body is no JSON: EOF while parsing a value at line 1 column 9",
        "",
    );
    refused(&format!("{POST}{{}}"), r#"the body, "name" is a required property"#, "");
    refused(
        &format!(r#"{POST}{{"name": "A large cup"}}"#),
        r#"the body, at `/name`: "A large cup" is longer than 8 characters"#,
        "name",
    );
    refused(
        &format!(r#"{POST}{{"name": "Cup", "parts": [{{"name": "Ear"}}, {{"name": 5}}]}}"#),
        r#"the body, at `/parts/1/name`: 5 is not of type "string""#,
        "parts[1].name",
    );
    let offered = "`application/json`, `application/x-www-form-urlencoded`";
    refused("POST /items", &format!("a body is required, and missing; it takes {offered}"), "");
    refused(
        "POST /items\ncontent-type: text/csv\n\na,b",
        &format!("the content type `text/csv` is not taken, which are {offered}"),
        "",
    );
    refused("POST /items\n\n{}", &format!("the body has no content type; it takes {offered}"), "");
}

#[test]
fn of_a_union_the_nearest_member_tells() {
    const POST: &str = "POST /chat\ncontent-type: application/json\n\n";
    let message = |message: &str| format!(r#"{POST}{{"messages": [{message}]}}"#);
    taken(&message(r#"{"role": "assistant", "text": "Hi", "calls": 2}"#));
    refused(
        &message(r#"{"role": "assistant", "text": "Hi", "calls": "two"}"#),
        r#"the body, at `/messages/0/calls`: "two" is not of type "integer""#,
        "messages[0].calls",
    );
    refused(
        &message(r#"{"role": "user"}"#),
        r#"the body, at `/messages/0`: "text" is a required property"#,
        "messages[0]",
    );
}

#[test]
fn forms() {
    const POST: &str = "POST /items\ncontent-type: application/x-www-form-urlencoded\n\n";
    taken(&format!("{POST}name=7&price=2.5"));
    refused(
        &format!("{POST}name=Cup&price=-1"),
        "the body, at `/price`: -1 is less than or equal to the minimum of 0",
        "price",
    );
    const PUT: &str = "PUT /items/i-1/photo\ncontent-type: multipart/form-data; boundary=b\n\n";
    let part = |head: &str, body: &str| {
        format!("--b\r\ncontent-disposition: form-data; {head}\r\n\r\n{body}\r\n")
    };
    let photo = part("name=\"photo\"; filename=\"a.png\"", "\u{1}\u{2}");
    let width = part("name=\"width\"", "640");
    let tags = part("name=\"tags[]\"", "a") + &part("name=\"tags[]\"", "b");
    let label = part("name=\"label[text]\"", "Cup");
    taken(&format!("{PUT}{photo}{width}{tags}{label}--b--\r\n"));
    refused(&format!("{PUT}{width}--b--\r\n"), r#"the body, "photo" is a required property"#, "");
    let wide = part("name=\"width\"", "wide");
    refused(
        &format!("{PUT}{photo}{wide}--b--\r\n"),
        r#"the body, at `/width`: "wide" is not of type "integer""#,
        "width",
    );
    let (_, message, _) = fault(&format!("{PUT}no parts"));
    assert!(message.starts_with("the multipart body cannot be read: "), "{message}");
}
