//! Answers that are held back, and requests that fail by chance.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Response;
use specmill_mock::{Latency, Mock, MockServer};

use crate::{ask, ask_with_key, header, json, load, shop};

const DESCRIBED: &str = "
openapi: 3.0.3
info: {title: Busy, version: '1'}
paths:
  /busy:
    get:
      responses:
        '200': {description: ok}
        '404': {description: no}
        '429': {description: slow, content: {application/json: {schema: {type: object}, example: {slow: down}}}}
        '502': {description: bad}
        default: {description: other}
";

fn statuses(mock: &Mock, line: &str, count: usize) -> Vec<u16> {
    (0..count).map(|_| ask_with_key(mock, line).response.status().as_u16()).collect()
}

#[test]
fn the_same_requests_have_the_same_fate() {
    let fates = |seed| statuses(&shop().with_fail_rate(0.3).with_seed(seed), "GET /items", 100);
    assert_eq!(fates(1), fates(1));
    assert_ne!(fates(1), fates(2));
    let failed = fates(1).into_iter().filter(|status| *status != 200).count();
    assert!((15..45).contains(&failed), "{failed}");
    assert_eq!(statuses(&shop().with_fail_rate(0.0), "GET /items", 100), [200; 100]);
}

#[test]
fn failures_are_those_of_the_document_or_of_any_server() {
    let counted = |mock: &Mock, line: &str| {
        let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
        for status in statuses(mock, line, 300) {
            *counts.entry(status).or_default() += 1;
        }
        counts.into_keys().collect::<Vec<_>>()
    };
    assert_eq!(counted(&load(DESCRIBED).with_fail_rate(1.0), "GET /busy"), [429, 502]);
    let shop = shop().with_fail_rate(1.0);
    assert_eq!(counted(&shop, "GET /items"), [429, 500, 503]);
    // What is wrong with a request is told in any case.
    assert_eq!(statuses(&shop, "GET /items?limit=99", 20), [400; 20]);
    assert_eq!(statuses(&shop, "GET /goods", 20), [404; 20]);
}

#[test]
fn a_failure_says_that_it_is_one() {
    let busy = load(DESCRIBED).with_fail_rate(1.0);
    let mut replies = (0..50).map(|_| ask(&busy, "GET /busy"));
    let slow = replies.find(|reply| reply.response.status() == 429).unwrap();
    assert_eq!(
        (header(&slow, "retry-after"), json(&slow)),
        ("1", serde_json::json!({"slow": "down"}))
    );
    assert!(slow.is_simulated);
    assert_eq!(slow.fault.unwrap(), "status 429 by chance: nothing is wrong with the request");
    // No handler is called, and nothing done.
    let shop = shop().on("listItems", |_| Some(Response::new(Bytes::from("by hand")))).unwrap();
    let reply = ask_with_key(&shop.with_fail_rate(1.0).with_state(), "GET /items");
    assert!(reply.is_simulated && reply.response.status().as_u16() >= 429);
    assert_eq!(json(&reply)["error"]["message"], reply.fault.unwrap());
}

#[test]
fn answers_are_held_back_as_long_as_was_chosen() {
    let (least, most) = (Duration::from_millis(20), Duration::from_millis(60));
    let delays = |seed| {
        let shop = shop().with_latency(Latency::between(least, most)).with_seed(seed);
        (0..50).map(|_| ask_with_key(&shop, "GET /items").delay).collect::<Vec<_>>()
    };
    assert_eq!(delays(3), delays(3));
    assert_ne!(delays(3), delays(4));
    assert!(delays(3).iter().all(|delay| (least..=most).contains(delay)));
    assert!(delays(3).iter().any(|delay| *delay != delays(3)[0]));
    assert_eq!(ask_with_key(&shop(), "GET /items").delay, Duration::ZERO);
}

#[test]
fn the_server_holds_answers_back_and_ends_all_the_same() {
    let delay = Duration::from_millis(50);
    let server = MockServer::start(shop().with_latency(Latency::of(delay))).unwrap();
    let begun = Instant::now();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let request = b"DELETE /items/i-1 HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert!(begun.elapsed() >= delay);

    // One that is held back for minutes does not hold up the end.
    let server =
        MockServer::start(shop().with_latency(Latency::of(Duration::from_secs(300)))).unwrap();
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.write_all(request).unwrap();
    drop(server);
    answer.clear();
    let _ = stream.read_to_string(&mut answer);
    assert_eq!(answer, "");
}
