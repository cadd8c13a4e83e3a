//! Tokens of the API for the identity of a workload.

use std::time::{Duration, SystemTime};

use openai_rest::http::{ErrorKind, types::Method};
use openai_rest::workload_identity::{
    GoogleIdentity, ManagedIdentity, ServiceAccountFile, SubjectToken, WorkloadIdentity,
    WorkloadIdentityError,
};
use openai_rest::{Client, Error, azure::Azure};
use serde_json::{Value, json};
use specmill_test_server::{Answer, Request, TestServer};

const SUBJECT: &str = "subject-token-1234";

/// Gives `access-0`, `access-1`, …, good for an hour, at `/oauth/token`, and `{}` elsewhere.
fn server() -> TestServer {
    let exchanges = std::sync::atomic::AtomicUsize::new(0);
    TestServer::with_handler(move |request| match request.path() {
        "/oauth/token" => {
            let number = exchanges.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let token = json!({"access_token": format!("access-{number}"), "expires_in": 3600,
                "token_type": "Bearer", "issued_token_type": "urn:x"});
            Answer::json(200, token.to_string())
        }
        _ => Answer::json(200, "{}"),
    })
    .unwrap()
}

fn identity(server: &TestServer, subject: impl Into<SubjectToken>) -> WorkloadIdentity {
    let identity = WorkloadIdentity::new("idp_1", "sa_2", subject);
    identity.token_url(format!("{}/oauth/token", server.url()))
}

fn jwt() -> SubjectToken {
    SubjectToken::jwt(|| async { Ok::<_, Error>(SUBJECT) })
}

fn client(server: &TestServer, identity: WorkloadIdentity) -> Client {
    Client::builder().base_url(server.url()).token_provider(identity).build().unwrap()
}

async fn ask(client: &Client) -> Result<(), Error> {
    client.request(Method::GET, "/models").await.map(|_| ())
}

fn exchanges(server: &TestServer) -> Vec<Request> {
    let requests = server.requests().into_iter();
    requests.filter(|request| request.path() == "/oauth/token").collect()
}

#[tokio::test]
async fn a_subject_token_is_exchanged_once_for_all_calls() {
    let server = server();
    let identity = identity(&server, jwt());
    assert!(!format!("{identity:?}").contains(SUBJECT));
    let client = client(&server, identity);
    let calls = [(); 5].map(|()| {
        let client = client.clone();
        tokio::spawn(async move { ask(&client).await })
    });
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let [exchange] = exchanges(&server).try_into().unwrap();
    assert_eq!((exchange.method.as_str(), exchange.target.as_str()), ("POST", "/oauth/token"));
    assert_eq!(exchange.header("content-type"), Some("application/json"));
    assert_eq!(exchange.header("authorization"), None);
    let body: Value = serde_json::from_slice(&exchange.body).unwrap();
    let expected = json!({
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
        "identity_provider_id": "idp_1",
        "service_account_id": "sa_2",
        "subject_token": SUBJECT,
    });
    assert_eq!(body, expected);
    for call in server.requests().iter().filter(|request| request.path() == "/models") {
        assert_eq!(call.header("authorization"), Some("Bearer access-0"));
    }
}

/// With a token that lives for an hour, 20 minutes before its end by default.
#[tokio::test]
async fn a_token_that_is_refused_is_exchanged_anew() {
    let exchanged = server();
    let api = TestServer::with_handler(|request| match request.header("authorization") {
        Some("Bearer access-0") => Answer::json(401, r#"{"error": {"message": "revoked"}}"#),
        _ => Answer::json(200, "{}"),
    })
    .unwrap();
    let client = client(&api, identity(&exchanged, jwt()));
    ask(&client).await.unwrap();
    ask(&client).await.unwrap();
    assert_eq!((exchanges(&exchanged).len(), api.requests().len()), (2, 3));
}

#[tokio::test]
async fn each_platform_gives_its_own_token() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("token");
    std::fs::write(&file, " file-token\n").unwrap();
    let metadata = TestServer::with_handler(|request| match request.path() {
        "/azure/token" => {
            Answer::json(200, r#"{"access_token": "azure-token", "expires_in": "86399"}"#)
        }
        _ => Answer::html(200, "google-token\n"),
    })
    .unwrap();
    let azure = ManagedIdentity::new("api://openai/x").client_id("c-1");
    let azure = azure.url(format!("{}/azure/token", metadata.url()));
    let google = GoogleIdentity::default().url(format!("{}/google/identity", metadata.url()));
    let subjects: [(SubjectToken, &str, &str); 4] = [
        (ServiceAccountFile::new(&file).into(), "jwt", "file-token"),
        (azure.into(), "jwt", "azure-token"),
        (google.into(), "id_token", "google-token"),
        (SubjectToken::id_token(|| async { Ok::<_, Error>("own") }), "id_token", "own"),
    ];
    for (subject, kind, token) in subjects {
        ask(&client(&server, identity(&server, subject))).await.unwrap();
        let body: Value = serde_json::from_slice(&exchanges(&server).pop().unwrap().body).unwrap();
        assert_eq!(body["subject_token"], token);
        let kind = format!("urn:ietf:params:oauth:token-type:{kind}");
        assert_eq!(body["subject_token_type"], kind);
    }
    let [azure, google] = metadata.requests().try_into().unwrap();
    let query = "api-version=2018-02-01&resource=api%3A%2F%2Fopenai%2Fx&client_id=c-1";
    assert_eq!(azure.target, format!("/azure/token?{query}"));
    assert_eq!(azure.header("metadata"), Some("true"));
    let query = "audience=https%3A%2F%2Fapi.openai.com%2Fv1";
    assert_eq!(google.target, format!("/google/identity?{query}"));
    assert_eq!(google.header("metadata-flavor"), Some("Google"));
}

#[tokio::test]
async fn a_certificate_is_exchanged_without_a_subject_token() {
    let server = server();
    let certified = Client::builder().header("x-from", "certified").build().unwrap();
    let identity = identity(&server, SubjectToken::certificate()).client(&certified);
    ask(&client(&server, identity)).await.unwrap();
    let [exchange] = exchanges(&server).try_into().unwrap();
    assert_eq!(exchange.header("x-from"), Some("certified"), "the given client sends it");
    let body: Value = serde_json::from_slice(&exchange.body).unwrap();
    assert_eq!(body["subject_token_type"], "urn:openai:params:oauth:token-type:x509");
    assert_eq!(body.get("subject_token"), None);
    let default = WorkloadIdentity::new("i", "s", SubjectToken::certificate());
    assert!(format!("{default:?}").contains("https://mtls.auth.openai.com/oauth/token"));
}

#[tokio::test]
async fn a_managed_identity_is_a_token_provider_of_azure() {
    let metadata = TestServer::start().unwrap();
    let token = r#"{"access_token": "entra", "expires_in": "3600"}"#;
    metadata.answer(Answer::json(503, "{}").header("retry-after-ms", "1"));
    metadata.answer(Answer::json(200, token));
    let api = TestServer::with_handler(|_| Answer::json(200, "{}")).unwrap();
    let identity = ManagedIdentity::default().url(format!("{}/token", metadata.url()));
    let client = Azure::new(api.url()).token_provider(identity).client().unwrap();
    ask(&client).await.unwrap();
    assert_eq!(api.requests()[0].header("authorization"), Some("Bearer entra"));
    assert_eq!(metadata.requests().len(), 2, "it is tried again");
}

async fn failure(client: &Client) -> (String, String) {
    let error = ask(client).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Credential, false), "{error}");
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains(SUBJECT), "{shown}");
    let source = error.find_source::<WorkloadIdentityError>().unwrap();
    (error.to_string(), format!("{source:?}"))
}

#[tokio::test]
async fn what_the_token_endpoint_refuses_is_told_without_the_subject_token() {
    let refusal = json!({"error": "invalid_grant",
        "error_description": format!("the token {SUBJECT} is not bound to sa_2")});
    let answers = [
        (
            Answer::json(400, refusal.to_string()),
            "code invalid_grant: the token [secret] is not",
            "Refused",
        ),
        (
            Answer::json(500, refusal.to_string()),
            "status 500 Internal Server Error, code invalid_grant: the token [secret]",
            "Refused",
        ),
        (Answer::html(200, SUBJECT), "it has no `access_token`", "Unusable"),
        (Answer::json(200, "{"), "it is not JSON", "Unusable"),
        (Answer::close(), "the token exchange failed: ", "Exchange"),
        (Answer::json(200, "{}"), "it has no `access_token`", "Unusable"),
        (Answer::json(200, r#"{"access_token": "a"}"#), "it has no `expires_in`", "Unusable"),
        (
            Answer::json(200, r#"{"access_token": "a", "expires_in": -1}"#),
            "no `expires_in`",
            "Unusable",
        ),
    ];
    for (answer, said, variant) in answers {
        let endpoint = TestServer::with_handler(move |_| answer.clone()).unwrap();
        let quick = Client::builder().max_retries(0).build().unwrap();
        let client = client(&endpoint, identity(&endpoint, jwt()).client(&quick));
        let (shown, source) = failure(&client).await;
        assert!(shown.contains(said) && source.starts_with(variant), "{shown} {source}");
        assert_eq!(endpoint.requests().len(), 1, "the API itself was not asked");
    }
}

#[tokio::test]
async fn a_platform_without_a_token_is_told_before_anything_is_exchanged() {
    let server = server();
    let folder = tempfile::tempdir().unwrap();
    let empty = folder.path().join("empty");
    std::fs::write(&empty, "\n").unwrap();
    let missing = folder.path().join("missing");
    let metadata =
        TestServer::with_handler(|_| Answer::json(404, r#"{"error": "no identity"}"#)).unwrap();
    let subjects: [(SubjectToken, &str); 4] = [
        (ServiceAccountFile::new(empty).into(), "empty` is empty"),
        (ServiceAccountFile::new(missing).into(), "missing` cannot be read: "),
        (ManagedIdentity::default().url(metadata.url()).into(), "no identity"),
        (SubjectToken::jwt(|| async { Ok::<_, Error>("") }), "it is empty"),
    ];
    for (subject, said) in subjects {
        let (shown, source) = failure(&client(&server, identity(&server, subject))).await;
        assert!(shown.contains("the platform gave no subject token: "), "{shown}");
        assert!(shown.contains(said) && source.starts_with("SubjectToken"), "{shown} {source}");
    }
    assert!(server.requests().is_empty());
}

/// The clock of the client counts the life of a token: `renew_before` leaves calls with the old one.
#[tokio::test]
async fn a_token_is_renewed_before_it_expires() {
    let server = server();
    let identity = identity(&server, jwt()).renew_before(Duration::from_secs(3600));
    let builder = Client::builder().base_url(server.url()).clock(SystemTime::now);
    let client = builder.token_provider(identity).build().unwrap();
    // Half of its life at most, so that it is used.
    for _ in 0..3 {
        ask(&client).await.unwrap();
    }
    assert_eq!(exchanges(&server).len(), 1);
}
