//! The table "Style Examples" of OpenAPI 3.1.1 (section 4.8.12.4), over the wire.

use serde_json::{Value, json};
use specmill_runtime::__private as runtime;
use specmill_runtime::http::types::Method;
use specmill_runtime::http::{self, Call, Conventions, Parameter, QueryNames, Style};
use specmill_runtime::json::{Encode, RawJson};
use specmill_test_server::{Answer, Request, TestServer};

use crate::example::Client;

static IN_PATH: runtime::Operation = runtime::Operation::get("path", "/x/{color}/y");
static ELSEWHERE: runtime::Operation = runtime::Operation::get("elsewhere", "/x");

/// Sends one value and gives back the request as it arrived.
async fn sent(
    operation: &'static runtime::Operation,
    parameter: Parameter<'_>,
    value: &impl Encode,
) -> Request {
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = Client::of(&server).client;
    let call: Call<Value> = runtime::call(&client, operation).parameter(parameter, value);
    call.await.unwrap();
    server.requests().remove(0)
}

/// As text, because the order of an object's members counts.
fn examples() -> [RawJson; 4] {
    [r#""""#, r#""blue""#, r#"["blue","black","brown"]"#, r#"{"R":100,"G":200,"B":150}"#]
        .map(|text| RawJson::parse(text).unwrap())
}

#[tokio::test]
async fn path_styles() {
    let table = [
        (
            Style::Matrix,
            false,
            [";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"],
        ),
        (
            Style::Matrix,
            true,
            [";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"],
        ),
        (Style::Label, false, ["", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"]),
        (Style::Label, true, ["", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"]),
        (Style::Simple, false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (Style::Simple, true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (style, explode, row) in table {
        // An empty value in style `label` is a lone dot, in style `simple` nothing: see wire.rs.
        for (value, expected) in examples().iter().zip(row).filter(|(_, text)| !text.is_empty()) {
            let parameter = Parameter::path("color").style(style).explode(explode);
            let request = sent(&IN_PATH, parameter, value).await;
            assert_eq!(request.target, format!("/x/{expected}/y"), "{style:?} {explode} {value}");
        }
    }
}

#[tokio::test]
async fn query_styles() {
    let form = ["color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"];
    let table = [
        (
            Style::Form,
            false,
            ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"],
        ),
        (Style::Form, true, form),
        (
            Style::SpaceDelimited,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (Style::SpaceDelimited, true, form),
        (
            Style::PipeDelimited,
            false,
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (Style::PipeDelimited, true, form),
        (
            Style::DeepObject,
            true,
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
    ];
    for (style, explode, row) in table {
        for (value, expected) in examples().iter().zip(row) {
            let parameter = Parameter::query("color").style(style).explode(explode);
            let request = sent(&ELSEWHERE, parameter, value).await;
            assert_eq!(request.target, format!("/x?{expected}"), "{style:?} {explode} {value}");
        }
    }
}

#[tokio::test]
async fn header_and_cookie_styles() {
    let table = [
        (false, ["", "blue", "blue,black,brown", "R,100,G,200,B,150"]),
        (true, ["", "blue", "blue,black,brown", "R=100,G=200,B=150"]),
    ];
    for (explode, row) in table {
        for (value, expected) in examples().iter().zip(row) {
            let parameter = Parameter::header("Color").explode(explode);
            let request = sent(&ELSEWHERE, parameter, value).await;
            assert_eq!(request.header("color"), Some(expected), "{explode} {value}");
        }
    }
    let table = [
        (false, ["color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"]),
        (
            true,
            ["color=", "color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"],
        ),
    ];
    for (explode, row) in table {
        for (value, expected) in examples().iter().zip(row) {
            let parameter = Parameter::cookie("color").explode(explode);
            let request = sent(&ELSEWHERE, parameter, value).await;
            assert_eq!(request.header("cookie"), Some(expected), "{explode} {value}");
        }
    }
}

#[tokio::test]
async fn null_and_empty_lists_are_left_out() {
    for value in [json!(null), json!([]), json!({}), json!([null]), json!({"a": null})] {
        let request = sent(&ELSEWHERE, Parameter::query("color"), &value).await;
        assert_eq!(request.target, "/x", "{value}");
    }
    let request = sent(&ELSEWHERE, Parameter::header("color"), &json!(null)).await;
    assert_eq!(request.header("color"), None);
}

#[tokio::test]
async fn deep_objects_nest() {
    let parameter = Parameter::query("f").style(Style::DeepObject).explode(true);
    let value = json!({"at": {"gte": 5}, "role": ["a", "b&c"], "none": null});
    let request = sent(&ELSEWHERE, parameter, &value).await;
    assert_eq!(
        request.target,
        "/x?f%5Bat%5D%5Bgte%5D=5&f%5Brole%5D%5B%5D=a&f%5Brole%5D%5B%5D=b%26c"
    );
}

#[tokio::test]
async fn delimiters_inside_of_values_are_encoded() {
    let value = json!(["a,b", "c d|e", "f&g=h"]);
    for (style, expected) in [
        (Style::Form, "color=a%2Cb,c%20d%7Ce,f%26g%3Dh"),
        (Style::SpaceDelimited, "color=a%2Cb%20c%20d%7Ce%20f%26g%3Dh"),
        (Style::PipeDelimited, "color=a%2Cb%7Cc%20d%7Ce%7Cf%26g%3Dh"),
    ] {
        let parameter = Parameter::query("color").style(style).explode(false);
        assert_eq!(sent(&ELSEWHERE, parameter, &value).await.target, format!("/x?{expected}"));
    }
    let request =
        sent(&IN_PATH, Parameter::path("color").style(Style::Label), &json!(["a,b", "c/d"])).await;
    assert_eq!(request.target, "/x/.a%2Cb,c%2Fd/y");
    let request = sent(&ELSEWHERE, Parameter::cookie("color"), &json!("a; b=\"c\",\r\n")).await;
    assert_eq!(request.header("cookie"), Some("color=a%3B%20b%3D%22c%22%2C%0D%0A"));
}

#[tokio::test]
async fn reserved_characters_stay_where_they_may_and_where_they_do_no_harm() {
    let value = json!(":/?#[]@!$&'()*+,;=%41 é%zz");
    let request = sent(&ELSEWHERE, Parameter::query("q").allow_reserved(true), &value).await;
    // The apostrophe is encoded by the URL parser; it means the same.
    assert_eq!(request.target, "/x?q=:/?%23%5B%5D@!$%26%27()*%2B,;=%41%20%C3%A9%25zz");
    let request = sent(&IN_PATH, Parameter::path("color").allow_reserved(true), &value).await;
    assert_eq!(request.target, "/x/:%2F%3F%23[]@!$&'()*+,;=%41%20%C3%A9%25zz/y");
}

#[tokio::test]
async fn content_instead_of_a_style() {
    let json_text = Parameter::query("q").content("application/json");
    let request = sent(&ELSEWHERE, json_text, &json!({"a": [1, "&"]})).await;
    assert_eq!(request.target, "/x?q=%7B%22a%22%3A%5B1%2C%22%26%22%5D%7D");
    let request =
        sent(&ELSEWHERE, Parameter::header("q").content("application/x+json"), &json!("a")).await;
    assert_eq!(request.header("q"), Some("\"a\""));
    let request =
        sent(&ELSEWHERE, Parameter::query("q").content("text/plain"), &json!("a b")).await;
    assert_eq!(request.target, "/x?q=a%20b");
}

#[tokio::test]
async fn what_has_no_form_is_an_error_before_sending() {
    let server = TestServer::start().unwrap();
    let client = Client::of(&server).client;
    for (parameter, value, reason) in [
        (Parameter::query("q"), json!([[1]]), "inside of another"),
        (Parameter::query("q"), json!({"a": {}}), "inside of another"),
        (
            Parameter::query("q").style(Style::Matrix),
            json!("a"),
            "the style matrix does not exist for a query parameter",
        ),
        (Parameter::header("q").style(Style::Form), json!("a"), "the style form does not exist"),
        (
            Parameter::query("q").content("text/csv"),
            json!([1]),
            "only text can be sent as text/csv",
        ),
    ] {
        let call: Call<Value> = runtime::call(&client, &ELSEWHERE).parameter(parameter, &value);
        let error = call.await.unwrap_err();
        assert!(error.is_request() && !error.was_sent());
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_float_without_a_fraction_is_written_without_one() {
    for (value, text) in [
        (2.0, "2"),
        (-3.0, "-3"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (1e20, "100000000000000000000"),
        (1e21, "1e%2B21"),
        (9_007_199_254_740_993.0, "9007199254740992"),
    ] {
        let request = sent(&IN_PATH, Parameter::path("color"), &value).await;
        assert_eq!(request.target, format!("/x/{text}/y"));
        let request = sent(&ELSEWHERE, Parameter::query("n"), &vec![value, value]).await;
        assert_eq!(request.target, format!("/x?n={text}&n={text}"));
        let request = sent(&ELSEWHERE, Parameter::header("n"), &value).await;
        assert_eq!(request.header("n"), Some(&*text.replace("%2B", "+")));
    }
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let client = Client::of(&server).client;
    let body = || json!({"n": 2.0, "list": [1.0, 0.5], "in": {"deep": 3.0}});
    client.request(Method::POST, "/x").form(&body(), &[]).await.unwrap();
    let form = String::from_utf8(server.requests().remove(0).body.to_vec()).unwrap();
    assert!(form.contains("n=2&") && form.contains("list=1&list=0.5"), "{form}");
    // In JSON, a float stays one.
    client.request(Method::POST, "/x").json(&body()).await.unwrap();
    assert_eq!(server.requests()[1].body, body().to_string().as_bytes());
}

/// Lists and objects are named as the API's conventions say, where the document leaves them to the
/// default style.
#[tokio::test]
async fn a_query_has_brackets_where_conventions_want_them() {
    static BRACKETS: runtime::Api = runtime::Api::new("Brackets", "1", "https://example.invalid")
        .conventions(Conventions::NEUTRAL.query_names(QueryNames::Brackets));
    let server = TestServer::with_handler(|_| Answer::json(200, "null")).unwrap();
    let builder = runtime::client_builder::<http::Client>(&BRACKETS).base_url(server.url());
    let client = builder.build().unwrap();
    let [_, scalar, list, object] = examples();
    let [nested] = [r#"{"in":{"x":[1,2]},"none":null}"#].map(|text| RawJson::parse(text).unwrap());
    let lists = "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown";
    let objects = "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150";
    let query = Parameter::query;
    for (parameter, value, expected) in [
        (query("color"), &list, lists),
        (query("color[]"), &list, lists),
        (query("color"), &scalar, "color=blue"),
        (query("color"), &object, objects),
        (query("a"), &nested, "a%5Bin%5D%5Bx%5D%5B%5D=1&a%5Bin%5D%5Bx%5D%5B%5D=2"),
        (query("color").explode(false), &list, "color=blue,black,brown"),
        (query("color").explode(false), &object, "color=R,100,G,200,B,150"),
        (query("color").style(Style::PipeDelimited).explode(true), &object, "R=100&G=200&B=150"),
        (query("color").style(Style::DeepObject), &list, lists),
        (query("color").style(Style::DeepObject), &object, objects),
        (query("color").content("application/json"), &scalar, "color=%22blue%22"),
    ] {
        let call: Call<Value> = runtime::call(&client, &ELSEWHERE).parameter(parameter, value);
        call.await.unwrap();
        let sent = server.requests().pop().unwrap().target;
        assert_eq!(sent, format!("/x?{expected}"), "{parameter:?}");
    }
    let call = client.request(Method::GET, "/x").query("color", &list).query("n", &1);
    call.query("none", &Vec::<String>::new()).cookie("color", &list).await.unwrap();
    let sent = server.requests().pop().unwrap();
    assert_eq!(sent.target, format!("/x?{lists}&n=1"));
    assert_eq!(sent.header("cookie"), Some("color=blue; color=black; color=brown"));
    let replaced = client.request(Method::GET, "/x").query("color", &list).query("color", &"red");
    replaced.await.unwrap();
    assert_eq!(server.requests().pop().unwrap().target, "/x?color=red");
}
