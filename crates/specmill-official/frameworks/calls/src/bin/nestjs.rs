//! Calls the application of NestJS.

use std::process::ExitCode;

use calls::{ID, Report, at, exact, file, of, same, url};
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
        parameters parameters_left_out brackets_are_not_read
        everything nullable_members untagged_unions absent_and_null lists what_is_refused
        uploads lists_of_files
        events text json_that_comes_as_text null_that_comes_as_nothing download statuses pages
    }
    report.end()
}

async fn parameters(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call = client
        .parameters()
        .echo("a b/ä?&%", -7.0, &Color::DarkRed, id, "1 + 1 = 2&x", true, 2.0)
        .at(at("2026-01-02T03:04:05.25Z"))
        .limit(100)
        .words(&["a,b", "", "ä#"])
        .numbers(&[3, 1, 2])
        .colors(&[Color::Red, Color::DarkRed])
        .x_token("a \"token\", or two");
    let expected = json!({
        "word": "a b/ä?&%", "number": -7, "color": "dark-red", "id": ID, "required": "1 + 1 = 2&x", "flag": true, "ratio": 2,
        "at": "2026-01-02T03:04:05.250Z", "limit": 100, "words": ["a,b", "", "ä#"], "numbers": [3, 1, 2],
        "colors": ["red", "dark-red"], "token": "a \"token\", or two",
    });
    assert_eq!(exact(&call.await?), expected);
    Ok(())
}

async fn parameters_left_out(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let call = client.parameters().echo("a", 0.0, &Color::Red, id, "", false, -0.5).words(&["one"]);
    let expected = json!({
        "word": "a", "number": 0, "color": "red", "id": ID, "required": "", "flag": false, "ratio": -0.5, "limit": 10,
        "words": ["one"], "token": null,
    });
    assert_eq!(exact(&call.await?), expected);
    Ok(())
}

/// Express 5 reads queries by node's `querystring`, which knows of no brackets, unless it is told otherwise.
async fn brackets_are_not_read(client: Client) -> Result<(), Error> {
    let filter = of(json!({"min": 5, "name": "a&b"}));
    let answer = exact(&client.parameters().deep(&filter).await?);
    assert_eq!(answer, json!({"filter[min]": "5", "filter[name]": "a&b"}));
    Ok(())
}

fn all_of_it() -> Value {
    json!({
        "name": "é", "nickname": null, "mustSay": null, "seen": "2026-01-02T03:04:05.000Z", "day": "2026-02-28", "id": ID,
        "ratio": 0.1, "count": 9_007_199_254_740_991_i64, "big": "18446744073709551615", "color": "dark-red",
        "priority": 10, "colors": ["red", "dark-red"], "pet": {"kind": "cat", "lives": 7}, "maybePet": null,
        "pets": [{"kind": "dog", "barks": null}, {"kind": "cat"}], "either": "text",
        "byName": {"z": {"wings": 1.0}, "a": {"wings": 2.5}}, "anything": {"a": [1, null, {"b": 1.5}]},
        "tree": {"name": "root", "children": [{"name": "leaf", "children": [{"name": "end"}]}]}, "owner": null,
        "filled": "yes", "with-dash": "-",
    })
}

async fn echo(client: &Client, all: &Value) -> Result<(), Error> {
    let answer = client.bodies().everything(&of(all.clone())).await?;
    assert_eq!(answer.status().as_u16(), 201);
    let answer = exact(&answer);
    assert!(same(&answer, all), "{answer}");
    Ok(())
}

async fn everything(client: Client) -> Result<(), Error> {
    let sent: Everything = of(all_of_it());
    assert_eq!(to_value(&sent), all_of_it());
    for either in [json!({"wings": 2.5}), json!("text"), json!([true, false])] {
        let mut all = all_of_it();
        all["either"] = either;
        echo(&client, &all).await?;
    }
    Ok(())
}

async fn nullable_members(client: Client) -> Result<(), Error> {
    let mut all = all_of_it();
    all["nickname"] = json!("nick");
    all["mustSay"] = json!(2.5);
    all["maybePet"] = json!({"kind": "dog", "barks": true});
    all["owner"] = json!({"name": "o"});
    echo(&client, &all).await
}

async fn untagged_unions(client: Client) -> Result<(), Error> {
    for body in [
        json!({"kind": "cat", "lives": 3}),
        json!({"wings": 2.5}),
        json!({"name": "a", "children": []}),
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
    assert_eq!(exact(&client.bodies().owner(&PartialOwner::new()).await?), json!({}));
    Ok(())
}

async fn lists(client: Client) -> Result<(), Error> {
    let trees = json!([{"name": "a"}, {"name": "b", "children": [{"name": "c"}]}]);
    let sent: Vec<Tree> = of(trees.clone());
    assert_eq!(exact(&client.bodies().trees(&sent).await?), trees);
    Ok(())
}

async fn what_is_refused(client: Client) -> Result<(), Error> {
    let mut wrong = all_of_it();
    wrong["name"] = json!("");
    let error = client.bodies().everything(&of(wrong)).await.expect_err("a name that is too short");
    assert!(error.is_bad_request(), "{error}");
    assert!(
        error.to_string().contains("name must be longer than or equal to 1 characters"),
        "{error}"
    );
    let problem: Problem = error.body_as().expect("a body").expect("a problem");
    assert_eq!(problem.error.as_deref(), Some("Bad Request"));
    Ok(())
}

async fn uploads(client: Client) -> Result<(), Error> {
    let body = NewFile::new(file("a.txt", "one"), "a note ä").number(2.5);
    let expected = json!({"file": {"name": "a.txt", "type": "text/plain", "text": "one"}, "note": "a note ä", "number": 2.5});
    assert!(same(&exact(&client.forms().upload(&body).await?), &expected));
    let pair = NewPair::new(file("a.txt", "one"));
    let expected =
        json!({"left": {"name": "a.txt", "type": "text/plain", "text": "one"}, "right": null});
    assert_eq!(exact(&client.forms().upload_pair(&pair).await?), expected);
    let pair = pair.right(file("b.json", "{}"));
    assert_eq!(exact(&client.forms().upload_pair(&pair).await?)["right"]["text"], "{}");
    Ok(())
}

async fn lists_of_files(client: Client) -> Result<(), Error> {
    let files = vec![file("a.txt", "one"), file("b.json", "{}")];
    let body = NewFiles::new(files, vec!["x", "y"]);
    let expected = json!({
        "files": [
            {"name": "a.txt", "type": "text/plain", "text": "one"},
            {"name": "b.json", "type": "application/json", "text": "{}"},
        ],
        "tags": ["x", "y"],
    });
    assert!(same(&exact(&client.forms().upload_several(&body).await?), &expected));
    Ok(())
}

async fn events(client: Client) -> Result<(), Error> {
    let mut ticks = client.answers().ticks().await?;
    let expected = json!([
        {"number": 0, "at": "1970-01-01T00:00:00.000Z"}, {"number": 1, "at": "1970-01-01T00:00:00.001Z"},
    ]);
    let seen = ticks.collect().await?;
    assert_eq!(seen.iter().map(|tick| tick.number).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(to_value(&seen)[1]["at"], expected[1]["at"]);
    Ok(())
}

async fn text(client: Client) -> Result<(), Error> {
    assert_eq!(*client.answers().text().await?, "1,2\nä");
    assert_eq!(*client.answers().undescribed().typed::<String>().await?, "1,2\nä");
    Ok(())
}

/// Of what is no object Nest sends the text, as `text/html`, where the document says JSON.
async fn json_that_comes_as_text(client: Client) -> Result<(), Error> {
    let answer = client.answers().json_text().await?;
    assert_eq!(*answer, "1,2\nä");
    assert_eq!(answer.drift().len(), 1, "{:?}", answer.drift());
    assert!(*client.answers().json_flag().await?);
    assert_eq!(*client.answers().json_number().await?, 1.5);
    Ok(())
}

/// Of null Nest sends nothing, where the document says JSON that may be null.
async fn null_that_comes_as_nothing(client: Client) -> Result<(), Error> {
    let owner = client.answers().json_null("no").await?;
    assert_eq!(exact(&owner), json!({"name": "o"}));
    let nobody = client.answers().json_null("yes").await?;
    assert_eq!(to_value(&*nobody), Value::Null);
    Ok(())
}

async fn download(client: Client) -> Result<(), Error> {
    let answer = client.answers().download().await?;
    assert_eq!(answer.into_inner().read().await?.as_ref(), [0, 1, 255]);
    Ok(())
}

async fn statuses(client: Client) -> Result<(), Error> {
    let replace = |id| client.answers().replace(id);
    assert!(
        matches!(replace(5.0).await?.into_inner(), ReplaceAnswer::Ok(cat) if cat.lives == Some(5))
    );
    assert!(
        matches!(replace(201.0).await?.into_inner(), ReplaceAnswer::Created(tree) if tree.name == "new")
    );
    let error = replace(404.0).await.expect_err("404 is an error");
    assert!(error.is_not_found(), "{error}");
    assert_eq!(error.message(), Some("there is no such item"));
    let error = replace(418.0).await.expect_err("418 is an error");
    assert!(error.to_string().contains("it is a teapot"), "{error}");
    assert_eq!(client.answers().remove("a/b").await?.status().as_u16(), 204);
    Ok(())
}

async fn pages(client: Client) -> Result<(), Error> {
    let page = client.answers().pages().limit(2).offset(4).await?;
    assert_eq!(exact(&page), json!({"items": [{"name": "e"}], "total": 5}));
    Ok(())
}
