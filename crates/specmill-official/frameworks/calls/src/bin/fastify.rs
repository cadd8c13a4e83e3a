//! Calls the application of Fastify with @fastify/swagger.

use std::process::ExitCode;

use calls::{ID, Report, at, day, exact, file, of, same, url};
use specmill_runtime::http::Error;
use specmill_runtime::json::{Field, Value, json, to_value};

#[allow(missing_docs, dead_code, unused_imports)]
mod api {
    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}
use api::{Client, answers::ReplaceAnswer, types::*};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let client = Client::builder().base_url(url()).max_retries(0).build().expect("a client");
    let mut report = Report::default();
    macro_rules! check {
        ($($name:ident)*) => {$( report.check(stringify!($name), $name(client.clone())).await; )*};
    }
    check! {
        parameters parameters_left_out
        everything untagged_unions absent_and_null what_is_refused
        uploads lists_of_files
        events text download statuses pages
    }
    report.end()
}

async fn parameters(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call = client
        .parameters()
        .echo("1 + 1 = 2&x", true, 2.0, "a b/ä?&%", -7, &Color::DarkRed, day("2026-02-28"), id)
        .at(at("2026-01-02T03:04:05.25Z"))
        .limit(100)
        .words(&["a,b", "", "ä#"])
        .numbers(&[3, 1, 2])
        .colors(&[Color::Red, Color::DarkRed])
        .maybe("x")
        .x_token("a \"token\", or two")
        .x_number(-3);
    let expected = json!({
        "word": "a b/ä?&%", "number": -7, "color": "dark-red", "day": "2026-02-28", "id": ID, "required": "1 + 1 = 2&x",
        "flag": true, "ratio": 2, "at": "2026-01-02T03:04:05.25Z", "limit": 100, "words": ["a,b", "", "ä#"],
        "numbers": [3, 1, 2], "colors": ["red", "dark-red"], "maybe": "x", "token": "a \"token\", or two", "number2": -3,
    });
    let answer = exact(&call.await?);
    assert!(same(&answer, &expected), "{answer}");
    Ok(())
}

async fn parameters_left_out(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call =
        client.parameters().echo("", false, -0.5, "a", 0, &Color::Red, day("0001-01-01"), id);
    let expected = json!({
        "word": "a", "number": 0, "color": "red", "day": "0001-01-01", "id": ID, "required": "", "flag": false,
        "ratio": -0.5, "limit": 10, "words": ["one"],
    });
    let answer = exact(&call.words(&["one"]).await?);
    assert!(same(&answer, &expected), "{answer}");
    Ok(())
}

fn all_of_it() -> Value {
    json!({
        "name": "é", "nickname": null, "mustSay": null, "seen": "2026-01-02T03:04:05Z", "day": "2026-02-28",
        "clock": "03:04:05Z", "id": ID, "site": "https://example.com/a", "ratio": 0.1, "count": 9_007_199_254_740_991_i64,
        "small": -5, "color": "dark-red", "level": 3, "pet": {"kind": "cat", "lives": 7}, "either": {"name": "e"},
        "pets": [{"kind": "dog", "barks": null}, {"kind": "cat"}], "byName": {"z": {"name": "1"}, "a": {"name": "2"}},
        "counts": {"x": 1}, "anything": {"a": [1, null, {"b": 1.5}]},
        "tree": {"name": "root", "children": [{"name": "leaf", "children": [{"name": "end"}]}]},
        "owner": {"name": "o", "since": 2000}, "with-dash": "-", "filled": "yes", "constant": "fixed",
        "open": {"a": 1, "b": {"c": 2}},
    })
}

async fn everything(client: Client) -> Result<(), Error> {
    for either in [json!({"name": "e"}), json!("text"), json!([true, false])] {
        let mut all = all_of_it();
        all["either"] = either;
        let sent: Everything = of(all.clone());
        assert_eq!(to_value(&sent), all);
        let answer = exact(&client.bodies().everything(&sent).await?);
        assert!(same(&answer, &all), "{answer}");
    }
    let mut fewest = all_of_it();
    for name in ["nickname", "clock", "site", "counts", "filled", "constant"] {
        fewest.as_object_mut().expect("an object").remove(name);
    }
    let mut answer = exact(&client.bodies().everything(&of(fewest.clone())).await?);
    assert_eq!(answer.as_object_mut().expect("an object").remove("filled"), Some(json!("filled")));
    assert!(same(&answer, &fewest), "{answer}");
    Ok(())
}

async fn untagged_unions(client: Client) -> Result<(), Error> {
    for body in [
        json!({"kind": "cat", "lives": 3}),
        json!({"name": "a", "children": []}),
        json!(["a", "b"]),
    ] {
        let answer = client.bodies().either(&of(body.clone())).await?;
        assert_eq!(exact(&answer), body);
        assert!(!format!("{:?}", *answer).starts_with("Unknown"), "{:?}", *answer);
    }
    Ok(())
}

async fn absent_and_null(client: Client) -> Result<(), Error> {
    assert_eq!(exact(&client.bodies().change(&of(json!({}))).await?), json!({}));
    let change = ChangeRequest::new().name("a".to_owned()).age(Field::Null);
    assert_eq!(exact(&client.bodies().change(&change).await?), json!({"name": "a", "age": null}));
    Ok(())
}

async fn what_is_refused(client: Client) -> Result<(), Error> {
    let mut wrong = all_of_it();
    wrong["small"] = json!(100);
    let error =
        client.bodies().everything(&of(wrong)).await.expect_err("a number that is too large");
    assert!(error.is_bad_request(), "{error}");
    assert_eq!(error.message(), Some("body/small must be < 100"), "{error}");
    let problem: Problem = error.body_as().expect("a body").expect("a problem");
    assert_eq!(problem.code.as_deref(), Some("FST_ERR_VALIDATION"));
    Ok(())
}

async fn uploads(client: Client) -> Result<(), Error> {
    let body =
        UploadRequest::new(file("a ä.txt", "one"), "a note ä").number(2.5).about(Owner::new("o"));
    let expected = json!({
        "file": {"name": "a ä.txt", "type": "text/plain", "text": "one"}, "note": "a note ä", "number": 2.5,
        "about": {"name": "o"},
    });
    assert_eq!(exact(&client.forms().upload(&body).await?), expected);
    Ok(())
}

async fn lists_of_files(client: Client) -> Result<(), Error> {
    let files = vec![file("a.txt", "one"), file("b.json", "{}")];
    let body = UploadSeveralRequest::new(files, vec!["x", "y"])
        .owners(vec![Owner::new("o"), Owner::new("p")])
        .color(Color::DarkRed);
    let expected = json!({
        "files": [
            {"name": "a.txt", "type": "text/plain", "text": "one"},
            {"name": "b.json", "type": "application/json", "text": "{}"},
        ],
        "tags": ["x", "y"], "owners": [{"name": "o"}, {"name": "p"}], "color": "dark-red",
    });
    assert_eq!(exact(&client.forms().upload_several(&body).await?), expected);
    Ok(())
}

async fn events(client: Client) -> Result<(), Error> {
    let mut ticks = client.answers().ticks().count(2).await?;
    assert_eq!(to_value(&ticks.try_next().await?), json!({"number": 0}));
    assert_eq!(
        to_value(&ticks.try_next().await?),
        json!({"number": 1, "pet": {"kind": "cat", "lives": 1}})
    );
    assert!(ticks.try_next().await?.is_none());
    Ok(())
}

async fn text(client: Client) -> Result<(), Error> {
    assert_eq!(*client.answers().text().await?, "1,2\nä");
    Ok(())
}

async fn download(client: Client) -> Result<(), Error> {
    let answer = client.answers().download().await?;
    assert_eq!(answer.content_type(), Some("application/octet-stream"));
    assert_eq!(answer.into_inner().read().await?.as_ref(), [0, 1, 255]);
    Ok(())
}

async fn statuses(client: Client) -> Result<(), Error> {
    let replace = |id| client.answers().replace(id);
    assert!(
        matches!(replace(5).await?.into_inner(), ReplaceAnswer::Ok(cat) if cat.lives == Some(5))
    );
    assert!(
        matches!(replace(201).await?.into_inner(), ReplaceAnswer::Created(tree) if tree.name == "new")
    );
    let error = replace(404).await.expect_err("404 is an error");
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.message(), Some("there is no such item"));
    assert_eq!(client.answers().remove("a/b").await?.status().as_u16(), 204);
    Ok(())
}

async fn pages(client: Client) -> Result<(), Error> {
    let page = client.answers().pages().limit(2).offset(4).await?;
    assert_eq!(exact(&page), json!({"items": [{"name": "e"}], "total": 5}));
    Ok(())
}
