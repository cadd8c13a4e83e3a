//! Request bodies that are not JSON.

use serde_json::json;
use specmill_cases::media_types::files::{ChooseBody, ChooseImageBody};
use specmill_cases::media_types::types::{
    ChooseJsonRequest, NewFile, NewFileAbout, Order, OrderFilter,
};
use specmill_cases::media_types::Client;
use specmill_runtime::http::Upload;
use specmill_runtime::json::Map;
use specmill_test_server::{Request, TestServer};

use crate::{body, client, last, server};

fn files() -> (TestServer, Client) {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    (server, client)
}

pub(crate) fn content_type(request: &Request) -> &str {
    request.header("content-type").unwrap()
}

/// The parts of a multipart request: the headers and content of each.
pub(crate) fn parts(request: &Request) -> Vec<(String, String)> {
    let (essence, boundary) = content_type(request).split_once("; boundary=").unwrap();
    assert_eq!(essence, "multipart/form-data");
    let text = request.text();
    let delimiter = format!("--{}", boundary.trim_matches('"'));
    let inside = text.split(&delimiter).skip(1).take_while(|part| !part.starts_with("--"));
    inside
        .map(|part| {
            let (head, content) = part.split_once("\r\n\r\n").unwrap();
            (head.trim().to_ascii_lowercase(), content.trim_end_matches("\r\n").to_owned())
        })
        .collect()
}

/// The content of the part of this name.
fn part<'a>(parts: &'a [(String, String)], name: &str) -> &'a (String, String) {
    parts.iter().find(|(head, _)| head.contains(&format!("name=\"{name}\""))).unwrap()
}

#[tokio::test]
async fn forms_are_encoded_as_each_property_asks() {
    let (server, client) = files();
    let order = Order::new("a b&c")
        .count(2)
        .tags(vec!["x", "y z"])
        .filter(OrderFilter::new().min(1))
        .path("a/b")
        .about(Map::from([("k", "v".to_owned())]));
    client.files().send_form(&order).await.unwrap();
    let request = last(&server);
    assert_eq!(content_type(&request), "application/x-www-form-urlencoded");
    let text = request.text();
    let pairs: Vec<&str> = text.split('&').collect();
    assert!(pairs.contains(&"count=2"), "{text}");
    assert!(pairs.contains(&"path=a/b"), "{text}");
    assert!(pairs.contains(&"filter[min]=1") || pairs.contains(&"filter%5Bmin%5D=1"), "{text}");
    assert!(pairs
        .iter()
        .any(|pair| pair.starts_with("tags=x%7Cy") || pair.starts_with("tags=x|y")));
    assert!(pairs.iter().any(|pair| pair.starts_with("about=%7B%22k%22")), "{text}");
    assert!(!text.contains("a b"), "{text}");
    client.files().send_word("any=thing").await.unwrap();
    assert_eq!(last(&server).text(), "any=thing");
}

#[tokio::test]
async fn multipart_has_a_part_a_property() {
    let (server, client) = files();
    let file = Upload::bytes("content").file_name("a.txt");
    let new = NewFile::new(file, "test").about(NewFileAbout::new().a(1)).labels(vec!["x", "y"]);
    client.files().upload(&new).await.unwrap();
    let parts = parts(&last(&server));
    let (head, content) = part(&parts, "file");
    assert_eq!(content, "content");
    assert!(head.contains("filename=\"a.txt\"") && head.contains("text/plain"), "{head}");
    assert_eq!(part(&parts, "purpose").1, "test");
    let (head, content) = part(&parts, "about");
    assert!(head.contains("content-type: application/json"), "{head}");
    assert_eq!(content, r#"{"a":1}"#);
    let labels: Vec<&str> = parts
        .iter()
        .filter(|(head, _)| head.ends_with("name=\"labels\""))
        .map(|(_, content)| content.as_str())
        .collect();
    assert_eq!(labels, ["x", "y"]);
    assert!(!parts.iter().any(|(head, _)| head.contains("preview")), "null is left out");
}

#[tokio::test]
async fn a_single_part_has_the_name_it_is_given() {
    let (server, client) = files();
    let parts_of_it = Map::from([("picture", Upload::bytes("x"))]);
    client.files().upload_one().body(&parts_of_it).await.unwrap();
    let parts = parts(&last(&server));
    assert_eq!(parts.len(), 1);
    assert_eq!(part(&parts, "picture").1, "x");
}

#[tokio::test]
async fn bytes_and_text_are_sent_as_they_are() {
    let (server, client) = files();
    client.files().send_bytes(vec![0, 159, 1]).await.unwrap();
    let request = last(&server);
    assert_eq!(content_type(&request), "application/octet-stream");
    assert_eq!(request.body, [0, 159, 1]);
    client.files().send_any_image(Upload::bytes("x").content_type("image/webp")).await.unwrap();
    assert_eq!(content_type(&last(&server)), "image/webp");
    client.files().send_text("a,b\n").await.unwrap();
    let request = last(&server);
    assert_eq!((content_type(&request), request.text().as_str()), ("text/csv", "a,b\n"));
    client.files().maybe_send_xml().await.unwrap();
    assert!(last(&server).body.is_empty());
    client.files().maybe_send_xml().body("<a/>").await.unwrap();
    let request = last(&server);
    assert_eq!((content_type(&request), request.text().as_str()), ("application/xml", "<a/>"));
}

#[tokio::test]
async fn of_media_types_that_say_the_same_the_best_is_taken() {
    let (server, client) = files();
    client.files().send_either(&Order::new("a")).await.unwrap();
    assert_eq!(content_type(&last(&server)), "application/json");
    assert_eq!(body(&server), json!({"item": "a"}));
    // A file cannot travel in JSON.
    let new = NewFile::new(Upload::bytes("x"), "p");
    client.files().send_either_way(&new).await.unwrap();
    assert_eq!(part(&parts(&last(&server)), "file").1, "x");
}

#[tokio::test]
async fn the_body_given_decides_the_media_type() {
    let (server, client) = files();
    let files = client.files();
    files.choose("1", &ChooseJsonRequest::new("f")).await.unwrap();
    assert_eq!(body(&server), json!({"file_id": "f"}));
    assert_eq!(last(&server).target, "/choice/1");
    files.choose("1", &NewFile::new(Upload::bytes("x"), "p")).await.unwrap();
    assert_eq!(part(&parts(&last(&server)), "purpose").1, "p");
    files.choose("1", "v=0").await.unwrap();
    assert_eq!(content_type(&last(&server)), "application/sdp");
    files.choose("1", Upload::bytes("x")).await.unwrap();
    assert_eq!(content_type(&last(&server)), "image/png");
    files.choose("1", ChooseBody::Sdp("v=1")).await.unwrap();
    assert_eq!(last(&server).text(), "v=1");
    files.choose_image("1").body(ChooseImageBody::Jpeg(Upload::bytes("x"))).await.unwrap();
    assert_eq!(content_type(&last(&server)), "image/jpeg");
}
