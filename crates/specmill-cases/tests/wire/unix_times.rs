//! Numbers that are points in time: in parameters, bodies and answers.

use std::time::{Duration, SystemTime};

use serde_json::{json, Value};
use specmill_cases::unix_times::types::{Settings, Times, TimesEither};
use specmill_cases::unix_times::Client;
use specmill_mock::{Mock, MockServer};
use specmill_runtime::jiff::Timestamp;
use specmill_runtime::json::{
    self, DateTime, Field, NumberOrString, Strictness, UnixMillisF64, UnixTime, UnixTimeF64,
};

use specmill_test_server::{Answer, TestServer};

use super::{body, client, last, server};

fn with(name: &str, value: Value) -> Value {
    let mut times = json!({"created": 1, "seen": 2.5, "deleted": null, "limited": 1_577_836_800});
    times[name] = value;
    times
}

#[test]
fn what_the_description_allows_comes_back_as_it_came() {
    for (name, values) in [
        ("created", json!([0, -1, i64::MIN, i64::MAX])),
        ("seen", json!([0.5, 1, 1714564800123_i64, u64::MAX, -0.25])),
        ("deleted", json!([null, 1])),
        ("measured", json!([1714564800.25, 5])),
        ("millis", json!([1714564800123_i64])),
        ("expires", json!([null, 5])),
        ("renewed", json!([null, 5])),
        ("overlaid", json!([null, 5])),
        ("behind", json!([5])),
        ("both", json!([5])),
        ("runs", json!([[], [1, 2]])),
        ("gaps", json!([[1, null]])),
        ("byName", json!([{"a": 1}])),
        ("either", json!([5, "2024-05-01T12:00:00Z", true])),
        ("never", json!([0])),
        ("step", json!([60])),
        ("text", json!(["1714564800"])),
        ("unclear", json!([5])),
    ] {
        for value in values.as_array().unwrap() {
            let times = with(name, value.clone());
            let read = json::decode::<Times>(times.to_string().as_bytes(), Strictness::Strict);
            let read = read.unwrap_or_else(|error| panic!("{times}: {error}")).value;
            assert_eq!(serde_json::from_slice::<Value>(&json::encode(&read)).unwrap(), times);
        }
    }
    // What it does not allow is kept as well, and said.
    for (value, path) in [(json!(1.5), "$.created"), (json!(u64::MAX), "$.created")] {
        let text = with("created", value.clone()).to_string();
        let read = json::decode::<Times>(text.as_bytes(), Strictness::Lenient).unwrap();
        assert_eq!(read.drift[0].path, path);
        assert_eq!(json::to_value(&read.value)["created"], value);
        assert!(json::decode::<Times>(text.as_bytes(), Strictness::Strict).is_err());
    }
}

#[tokio::test]
async fn whatever_is_a_time_is_sent_as_a_number() {
    let server = server(200, "{}");
    let api = client(Client::builder(), &server);
    let at = SystemTime::UNIX_EPOCH + Duration::from_millis(86_400_500);
    let timestamp: Timestamp = "2024-05-01T12:00:00Z".parse().unwrap();
    let call = api.times().list(1_714_564_800, at).after(timestamp).until(1.5);
    let call = call.at(&[UnixTime::from(1), UnixTime::from(-1)]).x_seen(at);
    let call = call.either(UnixTime::from(7)).stamp(UnixTimeF64::from(0.5));
    call.await.unwrap();
    let request = last(&server);
    assert_eq!(
        request.target,
        "/times/1714564800?since=86400&after=1714564800&until=1.5&at=1&at=-1&either=7&stamp=0.5"
    );
    assert_eq!(request.header("x-seen"), Some("86400500"));
    let call = api.times().list(0, 0).either(NumberOrString::from("007"));
    call.stamp("8").await.unwrap();
    assert_eq!(last(&server).target, "/times/0?since=0&either=007&stamp=8");

    let times = Times::new(timestamp, 1_000, 1_577_836_800)
        .deleted(at)
        .expires(5)
        .null_renewed()
        .from(timestamp)
        .runs([at])
        .either(UnixTime::from(9));
    api.times().send(0, &times).await.unwrap_err();
    assert_eq!(
        body(&server),
        json!({
            "created": 1714564800, "seen": 1000, "deleted": 86400, "limited": 1577836800,
            "expires": 5, "renewed": null, "from": 1714564800, "runs": [86400], "either": 9,
        })
    );
    assert_eq!(Settings::new(1).from, 1);
}

#[tokio::test]
async fn an_answer_is_a_time_to_its_reader() {
    let server = server(
        200,
        r#"{"created":1714564800,"seen":1714564800250.5,"deleted":null,"limited":1714564801,
            "expires":null,"either":1714564800}"#,
    );
    let api = client(Client::builder(), &server);
    let times = api.times().list(0, 0).await.unwrap().into_inner();
    assert_eq!(times.created.to_string(), "2024-05-01T12:00:00Z");
    assert_eq!(times.created.seconds(), 1_714_564_800);
    assert!(times.created < times.limited && times.created == 1_714_564_800);
    assert!(times.created < times.seen && times.created < SystemTime::now());
    assert_eq!(times.created.timestamp(), Some("2024-05-01T12:00:00Z".parse().unwrap()));
    assert_eq!(times.seen, UnixMillisF64::from(1_714_564_800_250.5));
    assert_eq!(times.expires, Field::Null);
    assert!(matches!(times.either, Some(TimesEither::Integer(at)) if at == times.created));
    let date: DateTime = times.created.timestamp().unwrap().into();
    assert_eq!(date.to_string(), times.created.to_string());
    assert!(format!("{times:?}").contains("created: 2024-05-01T12:00:00Z"));
}

#[tokio::test]
async fn a_text_answer_is_a_time() {
    let plain = Answer::status(200).header("content-type", "text/plain");
    let server =
        TestServer::with_handler(move |_| plain.clone().part(Duration::ZERO, "1714564800\n"));
    let server = server.unwrap();
    let api = client(Client::builder(), &server);
    let at = api.times().send(0, &Times::new(0, 0, 0)).await.unwrap().into_inner();
    assert_eq!(at, 1_714_564_800);
}

#[tokio::test]
async fn the_mock_server_makes_up_a_time_of_today() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/../specmill/tests/cases/unix_times/spec.yaml");
    let server = MockServer::start(Mock::load(case).unwrap()).unwrap();
    let api: Client = Client::builder()
        .base_url(server.url())
        .strictness(Strictness::Strict)
        .max_retries(0)
        .build()
        .unwrap();
    let times = api.times().list(0, 0).await.unwrap().into_inner();
    let this_year = "2026-01-01T00:00:00Z".parse::<Timestamp>().unwrap();
    // The document has an example of the first.
    assert_eq!(times.created, 1_714_564_800);
    assert!(times.seen == this_year && times.limited == this_year);
    assert!(times.overlaid.into_option().is_none_or(|at| at == this_year));
}
