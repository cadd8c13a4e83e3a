//! Calls the application of FastAPI.

use std::process::ExitCode;

use calls::{ID, Report, at, day, exact, file, of, url};
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
        parameters parameters_left_out a_model_of_parameters slashes_in_a_path
        everything everything_as_little_as_can_be absent_and_null untagged_unions several_bodies
        forms uploads lists_of_files
        events_of_models events_of_any_kind text download no_zone what_has_no_content statuses validation_errors pages
    }
    report.end()
}

async fn parameters(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let noon = at("2026-01-02T03:04:05.25Z");
    let answer = client
        .parameters()
        .echo(
            "a b;ä?&%",
            -7,
            &Color::DarkRed,
            day("2026-02-28"),
            id,
            "1 + 1 = 2&x",
            true,
            2.0,
            noon,
            &of(json!(10)),
        )
        .maybe("")
        .limit(100)
        .words(&["a,b", "", "ä#"])
        .numbers(&[3, 1, 2])
        .color_list(&[Color::Red, Color::DarkRed])
        // pydantic keeps what is text already.
        .int_or_word(&5.into())
        .x_token("a \"token\", or two")
        // Of two in one line FastAPI makes one: findings/fastapi_header_lists_are_not_comma_separated.sh.
        .x_numbers(&[5])
        .x_at(at("2026-01-02T03:04:05Z"))
        // It stays encoded there.
        .session("a b;c")
        .lasts(60)
        .await?;
    let expected = json!({
        "word": "a b;ä?&%", "number": -7, "color": "dark-red", "day": "2026-02-28", "id": ID, "required": "1 + 1 = 2&x",
        "flag": true, "ratio": 2.0, "at": "2026-01-02T03:04:05.250000Z", "priority": 10, "maybe": "", "limit": 100,
        "words": ["a,b", "", "ä#"], "numbers": [1, 2, 3], "colors": ["red", "dark-red"], "int_or_word": "5",
        "x_token": "a \"token\", or two", "x_numbers": [5], "x_at": "2026-01-02T03:04:05Z", "session": "a%20b%3Bc",
        "lasts": 60,
    });
    assert_eq!(exact(&answer), expected);
    Ok(())
}

async fn parameters_left_out(client: Client) -> Result<(), Error> {
    let id = ID.parse().expect("a UUID");
    let noon = at("2026-01-02T12:00:00Z");
    let call = client.parameters().echo(
        "a",
        1 << 60,
        &Color::Red,
        day("0001-01-01"),
        id,
        "",
        false,
        -0.5,
        noon,
        &of(json!(1)),
    );
    let answer = exact(&call.await?);
    let expected = json!({
        "word": "a", "number": 1_i64 << 60, "color": "red", "day": "0001-01-01", "id": ID, "required": "",
        "flag": false, "ratio": -0.5, "at": "2026-01-02T12:00:00Z", "priority": 1, "maybe": null, "limit": 10,
        "words": [], "numbers": null, "colors": null, "int_or_word": null,
        "x_token": null, "x_numbers": null, "x_at": null, "session": null, "lasts": null,
    });
    assert_eq!(answer, expected);
    Ok(())
}

async fn a_model_of_parameters(client: Client) -> Result<(), Error> {
    let call =
        client.parameters().filtered("a&b").tags(&["x", "y z"]).before(at("2026-01-02T03:04:05Z"));
    let expected = json!({
        "search": "a&b", "order": "desc", "tags": ["x", "y z"], "before": "2026-01-02T03:04:05Z",
    });
    assert_eq!(exact(&call.order(&of(json!("desc"))).await?), expected);
    let fewest = json!({"search": "", "order": "asc", "tags": [], "before": null});
    assert_eq!(exact(&client.parameters().filtered("").await?), fewest);
    Ok(())
}

async fn slashes_in_a_path(client: Client) -> Result<(), Error> {
    for path in ["a", "a/b/c.txt", "a b/ä/%"] {
        assert_eq!(*client.parameters().path_with_slashes(path).await?, path);
    }
    Ok(())
}

fn all_of_it() -> Value {
    json!({
        "name": "é", "nickname": null, "must_say": null, "seen": "2026-01-02T03:04:05Z", "day": "2026-02-28",
        "clock": "03:04:05", "lasts": "P3DT4H", "id": ID, "price": "1.10", "ratio": 0.1, "big": 18_446_744_073_709_551_615_u64,
        "signed": -9_007_199_254_740_993_i64, "color": "dark-red", "priority": 10, "pet": {"kind": "cat", "lives": 7},
        "maybe_pet": {"kind": "puppy", "barks": null}, "anything": {"a": [1, null, {"b": 1.5}]}, "loose": [1, 2],
        "either": {"wings": 2}, "pets": [{"kind": "dog", "barks": true}, {"kind": "cat", "lives": 9}],
        "by_name": {"z": {"kind": "cat", "lives": 1}, "a": null}, "counts": {"x": 1}, "pair": [1, "a"], "unique": [3],
        "tree": {
            "name": "root",
            "children": [{"name": "leaf", "children": [], "parent": null}],
            "parent": {"name": "up", "children": [], "parent": null},
        },
        "class": "c", "camelCase": "d", "raw": "text",
    })
}

async fn everything(client: Client) -> Result<(), Error> {
    let sent: EverythingInput = of(all_of_it());
    assert_eq!(to_value(&sent), all_of_it());
    let answer = client.bodies().everything(&sent).await?;
    assert_eq!(exact(&answer), all_of_it());
    assert!(matches!(&answer.pet, EverythingOutputPet::Cat(cat) if cat.lives == Some(7)));
    assert_eq!(answer.tree.children.as_ref().map(Vec::len), Some(1));
    // Only what was sent comes back.
    assert_eq!(exact(&client.bodies().everything_unset(&sent).await?), all_of_it());
    Ok(())
}

async fn everything_as_little_as_can_be(client: Client) -> Result<(), Error> {
    let fewest = json!({
        "name": "a", "must_say": 1, "seen": "2026-01-02T03:04:05Z", "day": "2026-02-28", "clock": "03:04:05",
        "lasts": "PT1S", "id": ID, "price": "1", "ratio": 1.0, "big": 0, "signed": 0, "color": "red",
        "pet": {"kind": "dog"}, "anything": null, "loose": "5", "either": "cat", "pets": [], "by_name": {},
        "pair": [1, "a"], "tree": {"name": "root"}, "class": "c",
    });
    let sent: EverythingInput = of(fewest.clone());
    assert_eq!(exact(&client.bodies().everything_unset(&sent).await?), fewest);
    let filled = exact(&client.bodies().everything(&sent).await?);
    assert_eq!(filled["priority"], 1);
    assert_eq!(filled["pet"], json!({"kind": "dog", "barks": null}));
    assert_eq!(filled["raw"], "");
    Ok(())
}

async fn absent_and_null(client: Client) -> Result<(), Error> {
    assert_eq!(exact(&client.bodies().change(&Change::new()).await?), json!({}));
    let change = Change::new().name("a".to_owned()).age(Field::Null);
    assert_eq!(exact(&client.bodies().change(&change).await?), json!({"name": "a", "age": null}));
    Ok(())
}

async fn untagged_unions(client: Client) -> Result<(), Error> {
    let bodies = [
        json!({"kind": "cat", "lives": 3}),
        json!({"kind": "puppy", "barks": null}),
        json!({"wings": 2}),
        json!(7),
        json!(["a"]),
    ];
    for body in bodies {
        let sent: EitherRequest = of(body.clone());
        let answer = client.bodies().either(&sent).await?;
        assert_eq!(exact(&answer), body);
        assert!(!format!("{:?}", *answer).starts_with("Unknown"), "{:?}", *answer);
    }
    Ok(())
}

async fn several_bodies(client: Client) -> Result<(), Error> {
    let body = json!({"tree": {"name": "a", "children": [], "parent": null}, "pet": {"kind": "cat", "lives": 1}});
    let answer = exact(&client.bodies().several(5, &of(body.clone())).await?);
    assert_eq!(answer, json!({"id": 5, "tree": body["tree"], "pet": body["pet"], "note": null}));
    Ok(())
}

async fn forms(client: Client) -> Result<(), Error> {
    let form = of(json!({
        "name": "a&b=c ä+", "at": "2026-01-02T03:04:05Z", "tags": ["x", "y,z"], "color": "dark-red", "ratio": 2.0,
    }));
    let expected = json!({
        "name": "a&b=c ä+", "at": "2026-01-02T03:04:05Z", "tags": ["x", "y,z"], "color": "dark-red", "ratio": 2.0,
    });
    assert_eq!(exact(&client.forms().form(&form).await?), expected);
    let form = of(json!({"name": "a", "at": "2026-01-02T03:04:05Z"}));
    let expected =
        json!({"name": "a", "at": "2026-01-02T03:04:05Z", "tags": [], "color": null, "ratio": 0.5});
    assert_eq!(exact(&client.forms().form(&form).await?), expected);
    Ok(())
}

async fn uploads(client: Client) -> Result<(), Error> {
    let both =
        BodyUpload::new(file("a ä.txt", "one"), "a note ä").number(5).second(file("b.json", "{}"));
    let expected = json!({
        "file": {"name": "a ä.txt", "type": "text/plain", "text": "one"},
        "note": "a note ä", "number": 5,
        "second": {"name": "b.json", "type": "application/json", "text": "{}"},
    });
    assert_eq!(exact(&client.forms().upload(&both).await?), expected);
    // FastAPI takes an empty field for a missing one, so the note is not empty.
    let one = BodyUpload::new(file("a.txt", ""), "-");
    let answer = exact(&client.forms().upload(&one).await?);
    assert_eq!(answer["second"], Value::Null);
    assert_eq!(answer["file"]["text"], "");
    Ok(())
}

async fn lists_of_files(client: Client) -> Result<(), Error> {
    let files = vec![file("a.txt", "one"), file("b.txt", "two")];
    let body = BodyUploadSeveral::new(files, vec!["x", "y"])
        .numbers(vec![1, 2])
        .color(Color::DarkRed)
        .raw(vec![file("c", "three"), file("d", "four")]);
    let answer = exact(&client.forms().upload_several(&body).await?);
    assert_eq!(answer["files"][0]["text"], "one");
    assert_eq!(answer["files"][1], json!({"name": "b.txt", "type": "text/plain", "text": "two"}));
    assert_eq!(answer["tags"], json!(["x", "y"]));
    assert_eq!(answer["numbers"], json!([1, 2]));
    assert_eq!(answer["color"], "dark-red");
    assert_eq!(answer["raw"], json!(["three", "four"]));
    Ok(())
}

async fn events_of_models(client: Client) -> Result<(), Error> {
    let mut ticks = client.answers().ticks().count(2).await?;
    let mut seen = Vec::new();
    while let Some(event) = ticks.try_next().await? {
        seen.push(to_value(&event.data).to_string());
    }
    assert_eq!(seen.len(), 2);
    assert!(seen[1].contains("cat"), "{seen:?}");
    Ok(())
}

async fn events_of_any_kind(client: Client) -> Result<(), Error> {
    let mut signals = client.answers().signals().await?;
    let mut seen = Vec::new();
    while let Some(event) = signals.try_next().await? {
        seen.push(to_value(&event));
    }
    let expected = [
        json!({"data": "{\"number\": 1}", "event": "number", "id": "1", "retry": 10}),
        json!({"data": "\"a word\"", "event": "word", "id": "2"}),
        json!({"data": "two\nlines", "id": "3"}),
    ];
    assert_eq!(seen, expected);
    Ok(())
}

async fn text(client: Client) -> Result<(), Error> {
    assert_eq!(*client.answers().text().await?, "1,2\nä");
    assert_eq!(*client.answers().html().await?, "<p>ä</p>");
    assert_eq!(*client.answers().number().await?, 1.5);
    Ok(())
}

async fn download(client: Client) -> Result<(), Error> {
    // Nothing describes what a `FileResponse` is.
    let file = client.answers().download().typed::<String>().await?;
    assert!(file.contains("async def download"), "{}", *file);
    Ok(())
}

async fn no_zone(client: Client) -> Result<(), Error> {
    let answer = client.answers().naive().await?;
    assert_eq!(to_value(&*answer), json!("2026-01-02T03:04:05.000600"));
    assert_eq!(answer.drift().len(), 1, "{:?}", answer.drift());
    Ok(())
}

async fn what_has_no_content(client: Client) -> Result<(), Error> {
    assert_eq!(client.answers().remove(5).await?.status().as_u16(), 204);
    assert_eq!(exact(&client.answers().nothing().await?), Value::Null);
    assert_eq!(exact(&client.answers().untyped().await?), json!({"a": [1, null]}));
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
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert!(error.to_string().contains("there is no such item"), "{error}");
    Ok(())
}

async fn validation_errors(client: Client) -> Result<(), Error> {
    let error = client.answers().pages().limit(0).await.expect_err("a limit that is too small");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
    assert_eq!(error.message(), Some("query.limit: Input should be greater than or equal to 1"));
    let fault: HTTPValidationError = error.body_as().expect("a body").expect("what FastAPI describes");
    assert_eq!(to_value(&fault)["detail"][0]["loc"], json!(["query", "limit"]));
    Ok(())
}

async fn pages(client: Client) -> Result<(), Error> {
    let page = client.answers().pages().limit(2).offset(4).await?;
    assert_eq!(exact(&page), json!({"items": [4], "total": 5, "next": null}));
    assert_eq!(exact(&client.answers().pages().await?)["next"], "2");
    Ok(())
}
