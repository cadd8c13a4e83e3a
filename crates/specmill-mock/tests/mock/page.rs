//! The page of the mock itself, over HTTP.

use std::io::{Read, Write};
use std::net::TcpStream;

use serde_json::{Value, json};
use specmill_mock::{Mock, MockServer};

use crate::{load, shop};

fn ask(server: &MockServer, head: &str) -> String {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    write!(stream, "{head}\r\nhost: {}\r\nconnection: close\r\n\r\n", server.address()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn page(server: &MockServer, target: &str) -> String {
    let page = ask(server, &format!("GET {target} HTTP/1.1\r\naccept: text/html"));
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    assert!(page.contains("content-type: text/html; charset=utf-8\r\n"), "{page}");
    assert!(page.contains("content-security-policy: default-src 'none';"), "{page}");
    page.split_once("\r\n\r\n").unwrap().1.to_owned()
}

fn data(server: &MockServer, target: &str) -> Value {
    let page = ask(server, &format!("GET {target} HTTP/1.1\r\naccept: application/json"));
    serde_json::from_str(page.split_once("\r\n\r\n").unwrap().1).unwrap()
}

fn serve(mock: Mock) -> MockServer {
    MockServer::start(mock.with_page()).unwrap()
}

#[test]
fn it_lists_the_operations_and_what_was_asked() {
    let server = serve(shop().with_state());
    assert_eq!(server.page_url(), Some(format!("http://{}/", server.address())));
    ask(&server, "GET /v2/items?api_key=hidden&limit=99 HTTP/1.1\r\nx-key: hidden");
    let html = page(&server, "/");
    assert!(html.contains("<code>/items/{id}</code>") && html.contains("0 things are remembered"));
    assert!(
        html.contains("GET /v2/items?api_key=…&amp;limit=99") && !html.contains("hidden"),
        "{html}"
    );
    assert!(html.contains("query parameter `limit`: 99 is greater than the maximum of 10"));
    let data = data(&server, "/");
    assert_eq!(data["operations"].as_array().unwrap().len(), 8);
    assert_eq!(data["operations"][0]["operation"]["path"], "/items");
    let asked = &data["requests"][0];
    assert_eq!((&asked["status"], &asked["operation"]), (&json!(400), &json!("listItems")));
    assert_eq!(asked["target"], "/v2/items?api_key=…&limit=99");
    assert!(asked["help"].as_str().unwrap().contains("`limit="));
    // It is not part of the API, and what is asked of it is not among what was asked.
    assert_eq!(data["requests"].as_array().unwrap().len(), 1);
}

#[test]
fn the_last_hundred_requests_are_shown() {
    let server = serve(shop());
    let request = "GET /goods HTTP/1.1\r\nhost: a\r\n\r\n".repeat(101);
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    stream.read_to_end(&mut Vec::new()).unwrap();
    let html = page(&server, "/");
    assert_eq!(html.matches("GET /goods").count(), 100);
    assert!(html.contains("<td>101<") && !html.contains("<td>1<"), "{html}");
    assert!(html.contains("<summary>90 before these</summary>"), "{html}");
}

#[test]
fn an_operation_has_a_command_that_calls_it() {
    let server = serve(shop());
    let create = data(&server, "/?operation=1");
    let curl = create["curl"].as_str().unwrap();
    let expected = format!(
        "curl -X POST 'http://{}/v2/items' \\\n  -H 'x-key: KEY' \\\n  -H 'content-type: application/json' \\\n  -d '{{\"name\":\"text\"",
        server.address()
    );
    assert!(curl.starts_with(&expected), "{curl}");
    assert!(page(&server, "/?operation=1").contains("-H &#39;x-key: KEY&#39;"));
    for target in ["/?operation=99", "/?operation=x"] {
        assert!(
            ask(&server, &format!("GET {target} HTTP/1.1")).starts_with("HTTP/1.1 404"),
            "{target}"
        );
    }
}

#[test]
fn what_was_made_can_be_forgotten_but_not_from_elsewhere() {
    let server = serve(shop().with_state());
    let things = || data(&server, "/_specmill")["things"].clone();
    let make = "POST /v2/items HTTP/1.1\r\nx-key: k\r\ncontent-type: application/json\r\ncontent-length: 14\r\n\r\n{\"name\":\"Cup\"}";
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream
        .write_all(make.replacen("\r\n", "\r\nhost: a\r\nconnection: close\r\n", 1).as_bytes())
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert_eq!(things(), 1);
    let elsewhere = ask(&server, "POST /_specmill/reset HTTP/1.1\r\norigin: http://evil.example");
    assert!(elsewhere.starts_with("HTTP/1.1 403"), "{elsewhere}");
    assert_eq!(things(), 1);
    assert!(ask(&server, "POST /_specmill/reset HTTP/1.1").starts_with("HTTP/1.1 204"));
    assert_eq!(things(), 0);
    let own = format!(
        "origin: http://{}\r\ncontent-type: application/x-www-form-urlencoded",
        server.address()
    );
    let back = ask(&server, &format!("POST /_specmill/reset HTTP/1.1\r\n{own}"));
    assert!(back.starts_with("HTTP/1.1 303") && back.contains("location: /\r\n"), "{back}");
    assert!(ask(&server, "DELETE /_specmill HTTP/1.1").starts_with("HTTP/1.1 204"));
    let wrong = ask(&server, "PUT / HTTP/1.1");
    assert!(wrong.starts_with("HTTP/1.1 405") && wrong.contains("allow: GET, HEAD\r\n"), "{wrong}");
}

#[test]
fn the_paths_of_the_document_go_first() {
    let paths = "{/: {get: {responses: {'204': {description: root}}}}, /_specmill: {get: {responses: {'204': {description: own}}}}}";
    let document =
        format!("openapi: 3.0.0\ninfo: {{title: '<b>&\"', version: '<i>'}}\npaths: {paths}\n");
    let server = serve(load(&document));
    assert_eq!(server.page_url(), Some(format!("http://{}/_specmill_", server.address())));
    for target in ["/", "/_specmill"] {
        assert!(
            ask(&server, &format!("GET {target} HTTP/1.1")).starts_with("HTTP/1.1 204"),
            "{target}"
        );
    }
    ask(&server, "GET /<script>alert(1)</script>?a=<b> HTTP/1.1");
    let html = page(&server, "/_specmill_");
    assert!(
        html.contains("&lt;b&gt;&amp;&quot;")
            && !html.contains("<script")
            && !html.contains("<b>&")
    );
    // A host that is none is not part of a URL.
    let odd = ask(&server, "GET /_specmill_?operation=0 HTTP/1.1\r\nhost: a'b<c");
    assert!(!odd.contains("a'b<c"), "{odd}");
    let without = MockServer::start(shop()).unwrap();
    assert!(ask(&without, "GET / HTTP/1.1").starts_with("HTTP/1.1 404"));
    assert_eq!(without.page_url(), None);
}
