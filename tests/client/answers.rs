//! Answers that are not what the document says: lenient calls give the value and the drift, strict
//! ones an error.

use openai_rest::http::{Error, ErrorKind, Response};
use openai_rest::invites::{InviteListResponse, InviteRole};
use openai_rest::json::{DriftKind, Strictness};
use openai_rest::types::ProjectRole;
use specmill_test_server::{Answer, TestServer};

use crate::{INVITE, builder, client, list};

type Answered = Result<Response<InviteListResponse>, Error>;

async fn ask(answer: &Answer, strictness: Strictness) -> Answered {
    let server = TestServer::start().unwrap();
    server.answer(answer.clone());
    let client = builder(server.url()).max_retries(0).strictness(strictness).build().unwrap();
    client.invites().list().await
}

/// What a lenient call makes of `body`, after a strict one was seen to refuse it for `drift`.
async fn drifted(body: &str, drift: &str) -> Response<InviteListResponse> {
    let answer = Answer::json(200, body);
    let error = ask(&answer, Strictness::Strict).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains(drift), "{error}\nshould name {drift}");
    assert_eq!(error.body(), body.as_bytes());

    let page = ask(&answer, Strictness::Lenient).await.unwrap();
    let found: Vec<_> = page.drift().iter().map(ToString::to_string).collect();
    assert_eq!(found, [drift]);
    assert_eq!(page.bytes(), body.as_bytes(), "nothing the server sent is lost");
    page
}

/// The invite with one text in it replaced, in a list.
fn changed(from: &str, to: &str) -> String {
    assert!(INVITE.contains(from), "{from}");
    list(&INVITE.replacen(from, to, 1))
}

#[tokio::test]
async fn what_is_as_described_has_no_drift() {
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        let page = ask(&Answer::json(200, list(INVITE)), strictness).await.unwrap();
        assert!(page.drift().is_empty(), "{:?}", page.drift());
        let [invite] = page.data.as_slice() else { panic!("{page:?}") };
        assert_eq!((&*invite.id, &*invite.email), ("invite-1", "ada@example.com"));
        assert_eq!((&invite.role, invite.created_at), (&InviteRole::Owner, 1.into()));
        assert_eq!((invite.accepted_at, &invite.projects), (None, &vec![]));
    }
}

#[tokio::test]
async fn an_unknown_enum_value_is_kept() {
    let drift = "$.data[0].role: expected one of `reader`, `owner`, found `\"auditor\"`";
    let page = drifted(&changed("owner", "auditor"), drift).await;
    assert_eq!(page.data[0].role, InviteRole::Other("auditor".to_owned()));
    assert_eq!(page.data[0].role.to_string(), "auditor");
    assert_eq!(page.drift()[0].kind, DriftKind::UnknownValue);

    let body = changed("[]", r#"[{"id": "project-1", "role": "guest"}]"#);
    let drift = "$.data[0].projects[0].role: expected one of `member`, `owner`, found `\"guest\"`";
    let page = drifted(&body, drift).await;
    assert_eq!(page.data[0].projects[0].role, ProjectRole::Other("guest".to_owned()));
}

#[tokio::test]
async fn a_missing_field_gets_the_empty_value_of_its_type() {
    let body = changed(r#""email": "ada@example.com","#, "");
    let page = drifted(&body, "$.data[0].email: required, but missing").await;
    assert_eq!(page.data[0].email, "");

    let body = changed(r#""created_at": 1,"#, "");
    let page = drifted(&body, "$.data[0].created_at: required, but missing").await;
    assert_eq!(page.data[0].created_at, 0);

    let body = r#"{"object": "list", "has_more": false}"#;
    let page = drifted(body, "$.data: required, but missing").await;
    assert!(page.data.is_empty());

    let body = changed(r#""object": "organization.invite","#, "");
    drifted(&body, "$.data[0].object: required, but missing").await;
}

#[tokio::test]
async fn a_missing_enum_is_none_of_the_known_values() {
    let body = changed(r#""role": "owner","#, "");
    let page = drifted(&body, "$.data[0].role: required, but missing").await;
    assert_eq!(page.data[0].role.as_str(), "");
}

#[tokio::test]
async fn an_item_of_another_kind_is_an_error() {
    let answer = Answer::json(200, r#"{"object": "list", "data": ["invite-1"]}"#);
    for strictness in [Strictness::Lenient, Strictness::Strict] {
        let error = ask(&answer, strictness).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        let text = error.to_string();
        assert!(text.contains("$.data[0]: expected an object, found `\"invite-1\"`"), "{text}");
        assert!(text.contains("list-invites"), "{text}");
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.body().starts_with(b"{\"object\": \"list\""));
    }
}

#[tokio::test]
async fn a_wrong_constant() {
    let drift = "$.data[0].object: expected `organization.invite`, found `\"invite\"`";
    drifted(&changed("organization.invite", "invite"), drift).await;
}

#[tokio::test]
async fn a_wrong_type() {
    let body = changed(r#""expires_at": 2"#, r#""expires_at": "soon""#);
    let drift = "$.data[0].expires_at: expected a Unix time, which is an integer, found `\"soon\"`";
    assert_eq!(drifted(&body, drift).await.data[0].expires_at, None);

    let body = list(INVITE).replace("false", "\"no\"");
    let page = drifted(&body, "$.has_more: expected a boolean, found `\"no\"`").await;
    assert_eq!((page.has_more, page.data.len()), (false, 1));

    let error = ask(&Answer::json(200, "[1, 2]"), Strictness::Lenient).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("$: expected an object"), "{error}");
}

#[tokio::test]
async fn an_undeclared_field() {
    let body = changed(r#""id""#, r#""seat": {"floor": 3}, "id""#);
    let page = drifted(&body, "$.data[0].seat: not in the description, found an object").await;
    assert_eq!(page.drift()[0].kind, DriftKind::UndeclaredField);
    assert_eq!(page.data[0].id, "invite-1");
}

#[tokio::test]
async fn every_fault_is_found_in_one_pass() {
    let body = list(&INVITE.replace("owner", "x").replace("pending", "y").replace("id\"", "ID\""));
    let error = ask(&Answer::json(200, &*body), Strictness::Strict).await.unwrap_err();
    let text = error.to_string();
    for path in ["$.data[0].role", "$.data[0].status", "$.data[0].id", "$.data[0].ID"] {
        assert!(text.contains(path), "{text}\nshould name {path}");
    }
    let page = ask(&Answer::json(200, body), Strictness::Lenient).await.unwrap();
    assert_eq!(page.drift().len(), 4);
}

#[tokio::test]
async fn a_body_that_is_not_json() {
    let html = "<html><head><title>Maintenance</title></head></html>";
    let whole = list(INVITE);
    let cases = [
        (Answer::json(200, &whole[..whole.len() / 2]), "the body is cut off"),
        (Answer::html(200, html), "the body is not JSON but looks like HTML or XML"),
        (Answer::json(200, r#"{"object": list}"#), "the body is not JSON that can be read"),
    ];
    for (answer, reason) in cases {
        for strictness in [Strictness::Lenient, Strictness::Strict] {
            let error = ask(&answer, strictness).await.unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1), "{error}");
            assert!(error.to_string().contains(reason), "{error}\nshould say: {reason}");
            assert_eq!(error.status().unwrap(), 200);
            assert!(error.was_sent());
        }
    }
}

#[tokio::test]
async fn a_success_without_a_body() {
    let page = ask(&Answer::json(200, ""), Strictness::Lenient).await.unwrap();
    assert!(page.data.is_empty());
    assert_eq!(page.drift()[0].to_string(), "$: expected a body, found nothing");
    let error = ask(&Answer::json(200, ""), Strictness::Strict).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Decode, 1));
    let reason = "the answer has no body where JSON was due";
    assert!(error.to_string().starts_with(reason), "{error}");
}

#[tokio::test]
async fn an_answer_brings_what_came_with_it() {
    let server = TestServer::start().unwrap();
    server.answer(Answer::json(200, list(INVITE)).header("x-request-id", "req-1"));
    let page = client(&server).invites().list().await.unwrap();
    assert_eq!((page.status().as_u16(), page.request_id()), (200, Some("req-1")));
    assert_eq!(page.headers()["content-type"], "application/json");
    assert_eq!((page.bytes(), page.attempts()), (list(INVITE).as_bytes(), 1));
    assert_eq!(page.into_inner().data[0].id, "invite-1");
}

/// As the server answered until 2025: its members stay, and what today's answers have is missing.
#[tokio::test]
#[allow(deprecated, reason = "this is what is tested")]
async fn an_older_answer_is_read() {
    let body = changed(r#""created_at": 1"#, r#""invited_at": 1"#);
    let page = drifted(&body, "$.data[0].created_at: required, but missing").await;
    assert_eq!(page.data[0].invited_at, Some(1.into()));
}
