//! What constructors, setters and parameters take, and what goes over the wire for it.

use std::collections::{BTreeMap, HashMap};

use serde_json::{json, Value};
use specmill_cases::inputs::types::{
    Branch, Content, Effort, Image, Names, Nullable, Only, Optional, OptionalNullable, Part, Query,
    Required, Stop, Tool, Tree, TwoWays,
};
use specmill_cases::inputs::Client;
use specmill_runtime::json::{to_value, Encode, Field, Map, Password};

use crate::{body, client, server};

fn written(value: &impl Encode) -> Value {
    to_value(value)
}

const DAY: &str = "2026-01-02";
const AT: &str = "2026-01-02T03:04:05Z";
const MARK: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

/// Every member that `new` takes, in its plainest form.
fn required() -> Required {
    Required::new(
        true,
        3,
        4,
        0.5,
        "text",
        AT.parse::<specmill_runtime::json::DateTime>().unwrap(),
        DAY.parse().unwrap(),
        MARK.parse().unwrap(),
        b"ab".to_vec(),
        "hidden",
        "low",
        1,
        "auto",
        ["END", "STOP"],
        Part::new("part"),
        "anything",
        "a,b".split(','),
        ["low", "high"],
        [Part::new("one"), Part::new("two")],
        [1, 2],
        [1, 2],
        [vec![0.5], vec![]],
        [("team", "a")],
        json!({"type": "object", "properties": {"z": {}, "a": {}}}),
        Tree::new().leaf("l").child(Tree::new().leaf("m")).more("n"),
    )
}

/// What [`required`] is in JSON.
fn whole() -> Value {
    json!({
        "flag": true, "count": 3, "small": 4, "ratio": 0.5, "text": "text", "at": AT, "day": DAY,
        "mark": MARK, "bytes": "YWI=", "secret": "hidden", "effort": "low", "level": 1,
        "choice": "auto", "stop": ["END", "STOP"], "part": {"type": "part", "text": "part"},
        "any": "anything", "names": ["a", "b"], "efforts": ["low", "high"],
        "parts": [{"type": "part", "text": "one"}, {"type": "part", "text": "two"}],
        "counts": [1, 2], "smalls": [1, 2], "grid": [[0.5], []], "labels": {"team": "a"},
        "schema": {"type": "object", "properties": {"z": {}, "a": {}}},
        "tree": {"leaf": "l", "child": {"leaf": "m"}, "more": "n"},
    })
}

#[tokio::test]
async fn required_members_take_what_becomes_them() {
    let server = server(204, "");
    client(Client::builder(), &server).send_required(&required()).await.unwrap();
    assert_eq!(body(&server), whole());
}

/// The same calls, whatever the presence of the members: a value, an option of one, and none.
macro_rules! sets_all {
    ($start:expr) => {{
        let unset: Option<String> = None;
        let text = "text".to_owned();
        let given = $start
            .flag(true)
            .count(3)
            .small(4)
            .ratio(0.5)
            .text(&text)
            .at(AT.parse::<specmill_runtime::json::DateTime>().unwrap())
            .day(DAY.parse::<specmill_runtime::jiff::civil::Date>().unwrap())
            .mark(MARK.parse::<specmill_runtime::uuid::Uuid>().unwrap())
            .bytes(b"ab")
            .secret("hidden")
            .effort("low")
            .level(1)
            .choice("auto")
            .stop(["END", "STOP"])
            .part(Part::new("part"))
            .any("anything")
            .names("a,b".split(','))
            .efforts(["low", "high"])
            .parts([Part::new("one"), Part::new("two")])
            .counts([1, 2])
            .smalls(vec![1, 2])
            .grid([vec![0.5], vec![]])
            .labels([("team", "a")])
            .schema(json!({"type": "object", "properties": {"z": {}, "a": {}}}))
            .tree(Tree::new().leaf("l").child(Tree::new().leaf("m")).more("n"));
        assert_eq!(written(&given), whole());
        let options = $start
            .flag(Some(true))
            .count(Some(3))
            .small(Some(4))
            .ratio(Some(0.5))
            .text(Some("text"))
            .at(AT.parse::<specmill_runtime::json::DateTime>().ok())
            .day(DAY.parse::<specmill_runtime::jiff::civil::Date>().ok())
            .mark(MARK.parse::<specmill_runtime::uuid::Uuid>().ok())
            .bytes(Some(b"ab".to_vec()))
            .secret(Some("hidden"))
            .effort(Some("low"))
            .level(Some(1))
            .choice(Some("auto"))
            .stop(Some(vec!["END", "STOP"]))
            .part(Some(Part::new("part")))
            .any("anything")
            .names(Some(vec!["a", "b"]))
            .efforts(Some([Effort::Low, Effort::High]))
            .parts(Some([Part::new("one"), Part::new("two")]))
            .counts(Some(vec![1, 2]))
            .smalls(Some(vec![1, 2]))
            .grid(Some(vec![vec![0.5], vec![]]))
            .labels(Some(BTreeMap::from([("team", "a")])))
            .schema(Some(json!({"type": "object", "properties": {"z": {}, "a": {}}})))
            .tree(Some(Tree::new().leaf("l").child(Some(Tree::new().leaf(Some("m")))).more(Some("n"))));
        assert_eq!(options, given);
        let none = given
            .flag(None)
            .count(None)
            .small(None)
            .ratio(None)
            .text(unset.clone())
            .at(None::<specmill_runtime::json::DateTime>)
            .day(None)
            .mark(None)
            .bytes(None::<Vec<u8>>)
            .secret(unset.as_deref())
            .effort(unset.as_ref())
            .level(None::<i64>)
            .choice(unset.clone())
            .stop(unset.clone())
            .part(None)
            .names(None::<Vec<String>>)
            .efforts(None::<[Effort; 0]>)
            .parts(None::<Vec<Part>>)
            .counts(None::<Vec<i64>>)
            .smalls(None)
            .grid(None::<Vec<Vec<f64>>>)
            .labels(None::<Map<String>>)
            .schema(None::<Value>)
            .tree(None);
        assert_eq!(none, $start.any("anything"));
        none
    }};
}

#[test]
fn setters_take_a_value_or_an_option_whatever_the_presence() {
    assert_eq!(written(&sets_all!(Optional::new())), json!({"any": "anything"}));
    let field = sets_all!(OptionalNullable::new());
    assert_eq!(written(&field), json!({"any": "anything"}));

    // What has to be there and may be null begins as null, and no option leaves it so.
    macro_rules! of_nullable {
        ($($name:ident)*) => { vec![$((stringify!($name), Value::Null)),*] };
    }
    let names = of_nullable!(
        flag count small ratio text at day mark bytes secret effort level choice stop part names efforts
        parts counts smalls grid labels schema tree
    );
    let mut null: serde_json::Map<String, Value> =
        names.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    null.insert("any".to_owned(), json!(1));
    assert_eq!(written(&Nullable::new(1)), Value::Object(null));
    let set = Nullable::new(1).text("t").count(Some(2)).stop("END").labels([("a", "b")]);
    let set = written(&set.text(None::<String>));
    assert_eq!((&set["text"], &set["count"]), (&Value::Null, &json!(2)));
    assert_eq!((&set["stop"], &set["labels"]), (&json!("END"), &json!({"a": "b"})));
}

#[test]
fn null_has_a_setter_of_its_own() {
    let null = OptionalNullable::new()
        .text("text")
        .null_text()
        .null_count()
        .null_stop()
        .null_parts()
        .null_labels()
        .null_tree();
    let expected = json!({
        "text": null, "count": null, "stop": null, "parts": null, "labels": null, "tree": null
    });
    assert_eq!(written(&null), expected);
    // A field of another value is passed on as it is, null as null.
    let other = OptionalNullable::new().text(null.text.clone()).count(null.count);
    let other = other.stop(Field::Value("END")).names(Field::<Vec<String>>::Absent);
    assert_eq!(written(&other), json!({"text": null, "count": null, "stop": "END"}));
    // Where a member cannot be null, it is left out.
    assert_eq!(written(&Optional::new().text(null.text).stop(other.stop)), json!({"stop": "END"}));
}

#[test]
fn setters_have_names_that_differ() {
    let names = Names::new().with_new("a").with_new_2("b").x(1).null_x("c").r#type("d");
    let expected = json!({"with_new": "a", "new": "b", "x": 1, "null_x": "c", "type": "d"});
    assert_eq!(written(&names), expected);
    let null = names.null_with_new().null_new().set_null_x().null_type();
    let expected = json!({"with_new": null, "new": null, "x": null, "null_x": "c", "type": null});
    assert_eq!(written(&null), expected);
    #[allow(deprecated)]
    let old = Names::new().old("a").null_old();
    assert_eq!(written(&old), json!({"old": null}));
}

#[test]
fn what_a_union_in_a_union_is_made_of_becomes_the_outer_one() {
    let names = Names::new();
    let owned = "a".to_owned();
    for (value, expected) in [
        (names.clone().content("a"), json!("a")),
        (names.clone().content(&owned), json!("a")),
        (names.clone().content(["a", "b"]), json!(["a", "b"])),
        (names.clone().content(vec![owned.clone()]), json!(["a"])),
        (names.clone().content(Part::new("a")), json!({"type": "part", "text": "a"})),
        (names.clone().content(Some(Image::new("a"))), json!({"type": "image", "url": "a"})),
        (names.clone().content(Stop::from("a")), json!("a")),
    ] {
        assert_eq!(written(&value), json!({"content": expected}));
    }
    for (value, expected) in [
        (names.clone().only(7), json!(7)),
        (names.clone().only([Part::new("a")]), json!([{"type": "part", "text": "a"}])),
        (names.clone().only(vec![Image::new("a")]), json!([{"type": "image", "url": "a"}])),
    ] {
        assert_eq!(written(&value), json!({"only": expected}));
    }
    // Where several lists are possible, the items tell which.
    for (value, expected) in [
        (names.clone().query("a"), json!("a")),
        (names.clone().query(vec![0.5, 0.25]), json!([0.5, 0.25])),
        (names.clone().query([0.5]), json!([0.5])),
        (names.clone().query(["a"]), json!(["a"])),
        (names.clone().query(vec!["a"]), json!(["a"])),
        (names.clone().query([owned.clone()]), json!(["a"])),
        (names.clone().query([Effort::Low]), json!(["low"])),
    ] {
        assert_eq!(written(&value), json!({"query": expected}));
    }
    // Text leads two ways, a list of it one.
    let ways = [Effort::Low.into(), TwoWays::from(["a"]), Stop::from("a").into(), TwoWays::from(1)];
    let ways = ways.map(|way| written(&names.clone().two_ways(way))["two_ways"].take());
    assert_eq!(ways, [json!("low"), json!(["a"]), json!("a"), json!(1)]);
    assert_eq!(written(&names.clone().branch("a")), json!({"branch": "a"}));
    assert_eq!(written(&names.branch(Tree::new())), json!({"branch": {}}));
    assert_eq!(Content::from("a"), Content::Stop(Stop::Text("a".to_owned())));
    assert_eq!(Only::from([Part::new("a")]), Only::from(vec![Part::new("a")]));
    assert_eq!(Query::from("a"), Query::Text("a".to_owned()));
    assert_eq!(Branch::from("a"), Branch::Text("a".to_owned()));
}

#[test]
fn text_is_taken_for_enums_and_values() {
    let other = Optional::new().effort("extreme").choice("never");
    assert_eq!(other.effort, Some(Effort::Other("extreme".to_owned())));
    assert_eq!(written(&other), json!({"effort": "extreme", "choice": "never"}));
    let auto = "auto".to_owned();
    let known = Optional::new().effort("high".to_owned()).choice(&auto);
    assert_eq!(known.effort, Some(Effort::High));
    assert_eq!(written(&known), json!({"effort": "high", "choice": auto}));
    let efforts = vec![Effort::Low];
    let tool = Optional::new().choice(Tool::new("t")).efforts(&efforts).effort(&efforts[0]);
    assert_eq!(
        written(&tool),
        json!({"choice": {"name": "t"}, "efforts": ["low"], "effort": "low"})
    );
}

#[test]
fn maps_are_taken_in_every_form() {
    let hash = HashMap::from([("a".to_owned(), 1)]);
    let map = Map::from([("a", json!(1))]);
    for given in [
        Optional::new().schema([("a", 1)]),
        Optional::new().schema(vec![("a", json!(1))]),
        Optional::new().schema(BTreeMap::from([("a", 1)])),
        Optional::new().schema(hash),
        Optional::new().schema(&map),
        Optional::new().schema(map),
        Optional::new().schema(json!({"a": 1})),
        Optional::new().schema(json!({"a": 1}).as_object().cloned().unwrap()),
    ] {
        assert_eq!(written(&given), json!({"schema": {"a": 1}}));
    }
    let given = Optional::new().labels(json!({"z": "1", "a": "2"})).schema(Map::new());
    assert_eq!(
        String::from_utf8(specmill_runtime::json::encode(&given)).unwrap(),
        r#"{"labels":{"z":"1","a":"2"},"schema":{}}"#
    );
}

#[tokio::test]
async fn what_is_no_object_is_refused_and_told() {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    for (given, place) in [
        (json!("text"), "the member `schema`: $: expected an object"),
        (json!([1]), "the member `schema`: $: expected an object"),
        (Value::Null, "the member `schema`: $: expected an object"),
    ] {
        let body = Optional::new().text("t").schema(given.clone());
        assert_eq!(written(&body)["schema"], given, "it is kept");
        let error = client.send_optional(&body).await.unwrap_err();
        assert!(error.is_request() && !error.was_sent(), "{error}");
        assert!(error.to_string().contains(place), "{error}");
    }
    let body = Optional::new().labels(json!({"team": "a", "size": 1}));
    let error = client.send_optional(&body).await.unwrap_err().to_string();
    assert!(error.contains("the member `labels`: $.size: expected a string"), "{error}");
    let error = client.find_optional().labels(json!(1)).await.unwrap_err();
    assert!(error.is_request() && error.to_string().contains("`labels`"), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn parameters_take_text_for_enums_and_whatever_is_a_list() {
    let server = server(204, "");
    let client = client(Client::builder(), &server);
    let owned = "a".to_owned();
    let names = vec!["x".to_owned(), "y".to_owned()];
    client.find_required("a", "low", ["x", "y"], ["low", "high"], [1, 2], "auto").await.unwrap();
    client
        .find_required(&owned, Effort::Low, &names, [Effort::Low, Effort::High], vec![1, 2], "auto")
        .await
        .unwrap();
    client
        .find_required(owned, &Effort::Low, "x,y".split(','), "low,high".split(','), 1..3, "auto")
        .await
        .unwrap();
    for request in &server.requests()[..3] {
        assert_eq!(request.target, "/required/a/low/x,y?efforts=low&efforts=high&choice=auto");
        assert_eq!(request.header("x-counts"), Some("1,2"));
    }
    let unset: Option<&str> = None;
    client
        .find_optional()
        .text("t")
        .count(1)
        .day(DAY.parse::<specmill_runtime::jiff::civil::Date>().unwrap())
        .effort("low")
        .choice("auto")
        .names(&names)
        .efforts(["low"])
        .smalls(vec![1])
        .labels([("a", "b")])
        .x_text(Some("h"))
        .await
        .unwrap();
    client
        .find_optional()
        .text("t")
        .text(unset)
        .count(None)
        .day(None)
        .effort(unset)
        .names(None::<Vec<String>>)
        .labels(None::<Map<String>>)
        .x_text(unset)
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(
        requests[3].target,
        "/optional/find?text=t&count=1&day=2026-01-02&effort=low&choice=auto&names=x&names=y\
         &efforts=low&smalls=1&labels%5Ba%5D=b"
    );
    assert_eq!(requests[3].header("x-text"), Some("h"));
    assert_eq!(requests[4].target, "/optional/find");
    assert_eq!(requests[4].header("x-text"), None);
}

#[test]
fn a_password_is_taken_as_text() {
    assert_eq!(Optional::new().secret("s").secret, Some(Password::from("s")));
}
