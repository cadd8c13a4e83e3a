//! What single values mean: dates, numbers, bytes, constants, and what stands in for those that are
//! not there.

use serde_json::{json, Value};
use specmill_cases::values::types::{
    All, AllEither, Finish, Job, JobChoice, JobLevel, Parcel, ParcelWhatBox,
};
use specmill_cases::values::values::StateAnswer;
use specmill_cases::values::Client;
use specmill_runtime::jiff::Timestamp;
use specmill_runtime::json::{self, DateTime, NumberOrString, RawJson, Strictness};
use specmill_test_server::{Answer, TestServer};

use super::{body, client, last, server};

/// Decodes strictly, and asserts that encoding gives the same JSON.
#[track_caller]
fn exact(value: Value) -> All {
    let text = serde_json::to_vec(&value).unwrap();
    let read = json::decode::<All>(&text, Strictness::Strict).unwrap().value;
    assert_eq!(serde_json::from_slice::<Value>(&json::encode(&read)).unwrap(), value);
    read
}

fn with(name: &str, value: Value) -> Value {
    let mut all = json!({"at": "2024-05-01T12:00:00Z", "either": "2024-05-01", "count": 1});
    all[name] = value;
    all
}

#[test]
fn what_the_description_allows_comes_back_as_it_came() {
    for (name, values) in [
        (
            "at",
            json!(["9999-12-31T23:59:59Z", "2024-05-01T14:00:00.50+02:00", "2016-12-31T23:59:60Z"]),
        ),
        ("maybe", json!([null, "0001-01-01T00:00:00Z"])),
        ("either", json!(["2024-05-01", "2024-05-01T12:00:00Z"])),
        ("links", json!(["https://example.com", "neither"])),
        ("count", json!([7, -7, "7", "007"])),
        ("large", json!([null, 9_223_372_036_854_775_807_i64, "-1"])),
        ("share", json!([0.5, "0.5"])),
        ("size", json!([0, u64::MAX])),
        ("capped", json!([u64::MAX])),
        ("signed", json!([-1, u64::MAX])),
        ("wide", json!([4_294_967_295_i64])),
        ("num64", json!([i64::MAX])),
        ("listed", json!([1, u64::MAX])),
        ("any_number", json!([1, 1.0, 1e300, -2.5])),
        ("bytes", json!(["aGk=", "aGk", "__79", "aGVs\nbG8="])),
        ("encoded", json!(["_-8"])),
    ] {
        values.as_array().unwrap().iter().for_each(|value| drop(exact(with(name, value.clone()))));
    }
    let all = exact(with("count", json!("12")));
    assert_eq!(all.count.number(), Some(12));
    assert!(matches!(all.either, AllEither::Date(_)));
    let huge = r#"{"at":"2024-05-01T12:00:00Z","either":"2024-05-01","count":1,"int128":123456789012345678901234567890}"#;
    let read = json::decode::<All>(huge.as_bytes(), Strictness::Strict).unwrap().value;
    assert_eq!(json::encode(&read), huge.as_bytes());
}

#[test]
fn what_it_does_not_allow_is_refused_by_strict_decoding_and_kept_by_lenient() {
    for (name, value) in [
        ("at", json!("2024-05-01T12:00:00")),
        ("at", json!("2024-05-01 12:00:00Z")),
        ("at", json!("soon")),
        ("maybe", json!("2024-05-01")),
        ("either", json!("neither")),
        ("count", json!("seven")),
        ("bytes", json!("a!")),
    ] {
        let text = serde_json::to_vec(&with(name, value.clone())).unwrap();
        assert!(json::decode::<All>(&text, Strictness::Strict).is_err(), "{name}: {value}");
        let read = json::decode::<All>(&text, Strictness::Lenient).unwrap();
        assert_eq!(read.drift.len(), 1, "{name}: {value}");
        let written: Value = serde_json::from_slice(&json::encode(&read.value)).unwrap();
        assert_eq!(written, with(name, value));
    }
    // What has no room is said.
    for (name, value) in [
        ("id", "\"{67e55044-10b1-426f-9247-bb680e5fe0c8}\""),
        ("capped", "18446744073709551616"),
        ("num64", "1.5"),
        ("anything", "[123456789012345678901234567890]"),
    ] {
        let text = with(name, json!("PLACE")).to_string().replace("\"PLACE\"", value);
        assert!(json::decode::<All>(text.as_bytes(), Strictness::Strict).is_err(), "{name}");
        assert_eq!(
            json::decode::<All>(text.as_bytes(), Strictness::Lenient).unwrap().drift.len(),
            1
        );
    }
}

#[tokio::test]
async fn what_is_required_but_missing_costs_no_answer() {
    let server =
        server(200, r#"{"id":"j","finish":null,"steps":[{"w":1,"unit":"stop"},{},{}],"next":{}}"#);
    let client: Client = client(Client::builder(), &server);
    let job = client.values().get_job().await.unwrap();
    let drift: Vec<String> = job.drift().iter().map(ToString::to_string).collect();
    let missing = ["object", "choice", "size", "since", "day", "level"];
    for name in missing {
        assert!(drift.contains(&format!("$.{name}: required, but missing")), "{drift:?}");
    }
    assert!(
        drift.contains(&"$.steps[*].unit: required, but missing (2 times)".into()),
        "{drift:?}"
    );
    assert!(drift.contains(&"$.next.id: required, but missing".into()), "{drift:?}");
    assert_eq!(drift.len(), missing.len() + 4, "{drift:?}");
    let Job { choice, size, finish, since, level, next, .. } = job.into_inner();
    assert_eq!(choice, JobChoice::Unknown(RawJson::null()));
    assert_eq!((size.w, size.unit), (0, Finish::Other(String::new())));
    assert_eq!((finish, level), (Finish::Other(String::new()), JobLevel::Other(0)));
    assert_eq!((since.timestamp(), next), (None, None));
}

#[tokio::test]
async fn parameters_are_written_as_they_are() {
    let server = server(200, r#"{"at":"2024-05-01 12:00:00","either":"2024-05-01","count":1}"#);
    let client: Client = client(Client::builder(), &server);
    let noon: Timestamp = "2024-05-01T12:00:00Z".parse().unwrap();
    let later: DateTime = "2024-05-01T14:00:00+02:00".parse().unwrap();
    let call = client.values().get(2.0, 7).at(noon).since([later]).page("08");
    let all = call.await.unwrap();
    let [at, since] = ["at=2024-05-01T12%3A00%3A00Z", "since=2024-05-01T14%3A00%3A00%2B02%3A00"];
    assert_eq!(last(&server).target, format!("/values/2/7?{at}&{since}&page=08"));
    // A server's time without a zone, as UTC.
    assert_eq!((all.at.timestamp(), all.drift().len()), (Some(noon), 1));
    let all =
        All::new(noon, "2024-05-01".parse::<specmill_runtime::jiff::civil::Date>().unwrap(), 7)
            .large(8)
            .maybe(noon);
    client.values().send(0.5, 1, &all).await.unwrap();
    assert_eq!(last(&server).target, "/values/0.5/1");
    let expected = json!({"at": "2024-05-01T12:00:00Z", "maybe": "2024-05-01T12:00:00Z",
        "either": "2024-05-01", "count": 7, "large": 8});
    assert_eq!(body(&server), expected);
    assert_eq!(all.count, NumberOrString::Number(7));
}

#[tokio::test]
async fn a_constant_that_is_optional_is_sent_where_it_is_asked_for() {
    let server = server(204, "");
    let client: Client = client(Client::builder(), &server);
    let parcel = || Parcel::new("a", ParcelWhatBox::new().size(1));
    client.values().send_parcel(&parcel()).await.unwrap();
    // The tag of a union is sent, though optional.
    assert_eq!(body(&server), json!({"to": "a", "what": {"kind": "box", "size": 1}}));
    client.values().send_parcel(&parcel().shred().level().gone()).await.unwrap();
    let sent = body(&server);
    assert_eq!(
        [&sent["shred"], &sent["level"], &sent["gone"]],
        [&json!(true), &json!(9), &json!("gone")]
    );
}

#[tokio::test]
async fn text_is_what_the_description_makes_of_it() {
    let server = TestServer::start().unwrap();
    let client: Client = client(Client::builder(), &server);
    let values = || client.values();
    let text = |body: &str| {
        let answer = Answer::status(200).header("content-type", "text/plain; charset=utf-8");
        server.answer(answer.part(Default::default(), body));
    };
    text("42\n");
    assert_eq!(*values().count().await.unwrap(), 42);
    assert_eq!(last(&server).header("accept"), Some("text/plain"));
    text("9999-12-31T23:59:59Z");
    assert_eq!(values().when().await.unwrap().to_string(), "9999-12-31T23:59:59Z");
    text("stop");
    assert_eq!(*values().state().await.unwrap(), StateAnswer::Ok(Finish::Stop));
    text("hello");
    let word = values().word().await.unwrap();
    assert_eq!((word.as_str(), word.drift().len()), ("hello", 1));
    text("hello");
    assert_eq!(*values().undescribed().typed::<String>().await.unwrap(), "hello");
    // Compressed by a server that was not asked to: told, not read as a number.
    let answer = Answer::status(200).header("content-type", "text/plain");
    server.answer(answer.header("content-encoding", "br").part(Default::default(), "7"));
    let error = values().count().await.unwrap_err();
    assert!(error.to_string().contains("content encoding `br`"), "{error}");
}
