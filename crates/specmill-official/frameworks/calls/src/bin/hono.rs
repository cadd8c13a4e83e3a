//! Calls the application of Hono with zod-openapi.

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
        parameters parameters_left_out parameters_that_are_refused
        everything null_that_is_not_described no_zone untagged_unions absent_and_null what_is_refused
        forms uploads lists_of_files
        events text download statuses pages
    }
    report.end()
}

async fn parameters(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call = client
        .parameters()
        .echo(
            "a b/ä?&%",
            -7,
            &Color::DarkRed,
            id,
            "1 + 1 = 2&x",
            &of(json!("true")),
            day("2026-02-28"),
        )
        .at(at("2026-01-02T03:04:05.25Z"))
        .limit(100)
        .words(&of(json!(["a,b", "", "ä#"])))
        .colors(&[Color::Red, Color::DarkRed])
        .maybe("")
        .x_token("a \"token\", or two")
        .x_number(2.0)
        .session("a b=c; d,ä%");
    let expected = json!({
        "word": "a b/ä?&%", "number": -7, "color": "dark-red", "id": ID, "required": "1 + 1 = 2&x", "flag": true,
        "day": "2026-02-28", "at": "2026-01-02T03:04:05.250Z", "limit": 100, "words": ["a,b", "", "ä#"],
        "colors": ["red", "dark-red"], "maybe": "", "x-token": "a \"token\", or two", "x-number": 2,
        "session": "a b=c; d,ä%",
    });
    assert_eq!(exact(&call.await?), expected);
    Ok(())
}

async fn parameters_left_out(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call = client.parameters().echo(
        "a",
        0,
        &Color::Red,
        id,
        "",
        &of(json!("false")),
        day("0001-01-01"),
    );
    let answer = exact(&call.words(&of(json!("one"))).at(at("2026-01-02T03:04:05Z")).await?);
    assert_eq!(answer["words"], json!(["one"]));
    assert_eq!(answer["limit"], 10);
    assert_eq!(answer["required"], "");
    assert_eq!(answer["flag"], false);
    assert!(answer.get("maybe").is_none() && answer.get("session").is_none(), "{answer}");
    Ok(())
}

async fn parameters_that_are_refused(client: Client) -> Result<(), Error> {
    let error =
        client.answers().pages().limit(0).call().await.expect_err("a limit that is too small");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert_eq!(error.message(), Some("the request is not valid"));
    let problem: Problem = error.body_as().expect("a body").expect("a problem");
    assert_eq!(problem.error.issues.expect("issues")[0].path, "limit");
    Ok(())
}

fn all_of_it() -> Value {
    json!({
        "name": "é", "nickname": null, "mustSay": null, "seen": "2026-01-02T03:04:05Z", "local": "2026-01-02T03:04:05Z",
        "day": "2026-02-28", "clock": "03:04:05", "id": ID, "email": "a@example.com", "site": "https://example.com/ä",
        "ratio": 0.1, "count": 9_007_199_254_740_991_i64, "small": -5.0, "big": "18446744073709551615", "color": "dark-red",
        "level": 3, "pet": {"kind": "cat", "lives": 7}, "maybePet": {"kind": "dog", "barks": null},
        "either": {"wings": 2}, "pets": [{"kind": "dog", "barks": true}, {"kind": "cat", "lives": 9}],
        "byName": {"z": {"kind": "cat", "lives": 1}, "a": {"kind": "dog"}}, "byColor": {"dark-red": 5},
        "pair": [1, "a"], "anything": {"a": [1, null, {"b": 1.5}]}, "unknown": "x",
        "tree": {"name": "root", "children": [{"name": "leaf", "children": [{"name": "end"}]}]},
        "owner": {"name": "o", "since": 2000}, "nobody": {"name": "n"}, "both": {"name": "b", "age": 5}, "with-dash": "-", "filled": "yes",
        "open": {"a": 1, "b": {"c": 2}},
    })
}

async fn everything(client: Client) -> Result<(), Error> {
    let sent: Everything = of(all_of_it());
    assert_eq!(to_value(&sent), all_of_it());
    let answer = exact(&client.bodies().everything(&sent).await?);
    assert!(same(&answer, &all_of_it()), "{answer}");

    Ok(())
}

/// The document does not say that `maybePet` may be null (`findings/zod_openapi_loses_required_and_null.sh`).
async fn null_that_is_not_described(client: Client) -> Result<(), Error> {
    let mut all = all_of_it();
    all["maybePet"] = Value::Null;
    let sent: Everything =
        specmill_runtime::json::decode(all.to_string().as_bytes(), Default::default())
            .expect("a body")
            .value;
    let answer = client.bodies().everything(&sent).await?;
    assert_eq!(answer.drift().len(), 1, "{:?}", answer.drift());
    assert!(same(&to_value(&*answer), &all), "{}", to_value(&*answer));
    Ok(())
}

async fn no_zone(client: Client) -> Result<(), Error> {
    let mut all = all_of_it();
    all["local"] = json!("2026-01-02T03:04:05");
    let sent: Everything =
        specmill_runtime::json::decode(all.to_string().as_bytes(), Default::default())
            .expect("a body")
            .value;
    let answer = client.bodies().everything(&sent).await?;
    assert_eq!(answer.drift().len(), 1, "{:?}", answer.drift());
    assert_eq!(to_value(&answer.local), all["local"]);
    Ok(())
}

async fn untagged_unions(client: Client) -> Result<(), Error> {
    for body in [
        json!({"kind": "cat", "lives": 3}),
        json!({"wings": 2}),
        json!("a"),
        json!(1.5),
        json!([true]),
    ] {
        let answer = client.bodies().either(&of(body.clone())).await?;
        assert_eq!(exact(&answer), body);
        assert!(!format!("{:?}", *answer).starts_with("Unknown"), "{:?}", *answer);
    }
    Ok(())
}

async fn absent_and_null(client: Client) -> Result<(), Error> {
    assert_eq!(exact(&client.bodies().change(&Change::new()).await?), json!({}));
    let change = Change::new().name("a".to_owned()).age(Field::Null);
    assert_eq!(exact(&client.bodies().change(&change).await?), json!({"name": "a", "age": null}));
    Ok(())
}

async fn what_is_refused(client: Client) -> Result<(), Error> {
    let mut wrong = all_of_it();
    wrong["name"] = json!("");
    let error =
        client.bodies().everything(&of(wrong)).await.expect_err("a name without a character");
    assert!(error.to_string().contains("the request is not valid"), "{error}");
    assert_eq!(
        error.body_as::<Value>().expect("a body").expect("JSON")["error"]["issues"][0]["path"],
        "name"
    );
    Ok(())
}

async fn forms(client: Client) -> Result<(), Error> {
    let form = json!({"name": "a&b=c ä+", "count": 7, "tags": ["x", "y,z"], "color": "dark-red"});
    assert_eq!(exact(&client.forms().form(&of(form.clone())).await?), form);
    Ok(())
}

async fn uploads(client: Client) -> Result<(), Error> {
    let body = NewFile::new(file("a ä.txt", "one"), "a note ä").number(2.5);
    let expected = json!({
        "file": {"name": "a ä.txt", "type": "text/plain", "text": "one"}, "note": "a note ä", "number": 2.5,
    });
    assert_eq!(exact(&client.forms().upload(&body).await?), expected);
    Ok(())
}

async fn lists_of_files(client: Client) -> Result<(), Error> {
    let files = vec![file("a.txt", "one"), file("b.json", "{}")];
    let body = NewFiles::new(files, vec!["x", "y"]).color(Color::DarkRed);
    let expected = json!({
        "files": [
            {"name": "a.txt", "type": "text/plain", "text": "one"},
            {"name": "b.json", "type": "application/json", "text": "{}"},
        ],
        "tags": ["x", "y"], "color": "dark-red",
    });
    assert_eq!(exact(&client.forms().upload_several(&body).await?), expected);
    Ok(())
}

async fn events(client: Client) -> Result<(), Error> {
    let mut ticks = client.answers().ticks().count(2).await?;
    // `owner` is null in both and `pet` in the first; the document does not say that they may be.
    let first = ticks.try_next().await?.expect("a first event");
    assert_eq!((first.number, to_value(&first.pet)), (0, Value::Null));
    let second = ticks.try_next().await?.expect("a second event");
    assert_eq!((second.number, to_value(&second.pet)), (1, json!({"kind": "cat", "lives": 1})));
    assert!(ticks.try_next().await?.is_none());
    Ok(())
}

async fn text(client: Client) -> Result<(), Error> {
    assert_eq!(*client.answers().text().await?, "1,2\nä");
    Ok(())
}

async fn download(client: Client) -> Result<(), Error> {
    let answer = client.answers().download().await?;
    let disposition =
        answer.header::<String>("content-disposition").expect("it is there").expect("text");
    assert_eq!(disposition, "attachment; filename=\"a.bin\"");
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
    let mut items = client.answers().pages().items();
    let mut names = String::new();
    while let Some(owner) = items.try_next().await? {
        names.push_str(&owner.name);
    }
    assert_eq!(names, "abcde");
    Ok(())
}
