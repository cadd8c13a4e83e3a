//! Credentials, servers, pages, and operations of any name.

use specmill_cases::{deprecation, names, operations, pagination, security, servers};
use specmill_runtime::http::{self, ClientBuilder, Credential};
use specmill_test_server::{Answer, Request, TestServer};

use crate::{client, last, server};

type Vault = security::Client;

/// The request of `call` by a client with the credentials `with` gives it.
async fn sent(
    with: impl FnOnce(ClientBuilder<Vault>) -> ClientBuilder<Vault>,
    call: impl FnOnce(&Vault) -> http::Call<()>,
) -> Result<Request, http::Error> {
    let server = server(204, "");
    let vault = with(Vault::builder().base_url(server.url())).build()?;
    call(&vault).await?;
    Ok(last(&server))
}

#[tokio::test]
async fn each_operation_takes_the_credential_it_asks_for() {
    let all = |builder: ClientBuilder<Vault>| {
        builder
            .bearer("token")
            .credential("basic", Credential::basic("user", "pass"))
            .credential("headerKey", Credential::api_key("h"))
            .credential("queryKey", Credential::api_key("q&1"))
            .credential("cookieKey", Credential::api_key("c"))
    };
    let request = sent(all, |vault| vault.vault().by_default()).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer token"));
    let request = sent(all, |vault| vault.vault().by_oauth()).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Bearer token"));
    let request = sent(all, |vault| vault.vault().by_basic()).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Basic dXNlcjpwYXNz"));
    let request = sent(all, |vault| vault.vault().by_header()).await.unwrap();
    assert_eq!((request.header("x-api-key"), request.header("authorization")), (Some("h"), None));
    let request = sent(all, |vault| vault.vault().by_query()).await.unwrap();
    assert_eq!(request.target, "/query?api_key=q%261");
    let request = sent(all, |vault| vault.vault().by_cookie()).await.unwrap();
    assert_eq!(request.header("cookie"), Some("sid=c"));
    let request = sent(all, |vault| vault.vault().by_both()).await.unwrap();
    assert_eq!((request.header("x-api-key"), request.query("api_key")), (Some("h"), Some("q%261")));
    let request = sent(all, |vault| vault.vault().by_none()).await.unwrap();
    assert_eq!((request.header("authorization"), request.header("cookie")), (None, None));
}

#[tokio::test]
async fn the_alternative_that_can_be_met_is_taken() {
    let basic = |builder: ClientBuilder<Vault>| {
        builder.credential("basic", Credential::basic("user", "pass"))
    };
    let request = sent(basic, |vault| vault.vault().by_either()).await.unwrap();
    assert_eq!(request.header("authorization"), Some("Basic dXNlcjpwYXNz"));
    let request = sent(|builder| builder, |vault| vault.vault().by_optional()).await.unwrap();
    assert_eq!(request.header("authorization"), None);
    let error = sent(basic, |vault| vault.vault().by_header()).await.unwrap_err();
    assert!(!error.was_sent());
}

#[tokio::test]
async fn an_operation_with_its_own_server_goes_there() {
    // Nobody listens on port 1: that the connection is refused shows where it went.
    let client: servers::Client = servers::Client::builder().max_retries(0).build().unwrap();
    let error = client.places().own_server().await.unwrap_err();
    assert_eq!(error.kind(), http::ErrorKind::Connection);
    let server = server(204, "");
    let client: servers::Client = crate::client(servers::Client::builder(), &server);
    let error = client.places().own_server().await.unwrap_err();
    assert_eq!(error.kind(), http::ErrorKind::Connection);
    client.places().relative_server().await.unwrap();
    assert_eq!(last(&server).target, "/beside/there");
    client.places().own_server().base_url(server.url()).await.unwrap();
    assert_eq!(last(&server).target, "/there");
    let builder = servers::Client::builder().operation_servers(false);
    let client: servers::Client = crate::client(builder, &server);
    client.places().own_server().await.unwrap();
    assert_eq!(last(&server).target, "/there");
}

#[tokio::test]
async fn pages_follow_each_rule() {
    let pages = |first: &'static str, second: &'static str| {
        TestServer::with_handler(move |request| {
            Answer::json(200, if request.query("after").is_some() { second } else { first })
        })
        .unwrap()
    };
    let by_item = pages(
        r#"{"data": [{"id": "a"}, {"id": "b"}], "has_more": true}"#,
        r#"{"data": [{"id": "c"}], "has_more": false}"#,
    );
    let paged: pagination::Client = client(pagination::Client::builder(), &by_item);
    let mut items = paged.pages().by_item().limit(2).items();
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        ids.push(item.id);
    }
    assert_eq!(ids, ["a", "b", "c"]);
    let targets: Vec<String> = by_item.requests().into_iter().map(|r| r.target).collect();
    assert_eq!(targets, ["/by-item?limit=2", "/by-item?limit=2&after=b"]);

    let without_id = server(200, r#"{"data": [{"id": "a"}, {}], "has_more": true}"#);
    let paged: pagination::Client = client(pagination::Client::builder(), &without_id);
    let mut pages_of_it = paged.pages().by_item().pages();
    let page = pages_of_it.try_next().await.unwrap().unwrap();
    let drift = page.drift().last().unwrap().to_string();
    assert!(drift.starts_with("$: expected the cursor of the next page"), "{drift}");
    assert!(pages_of_it.try_next().await.unwrap().is_none());
    assert_eq!(without_id.requests().len(), 1);

    let by_last = pages(
        r#"{"data": [{"name": "a"}], "last_id": "x1", "has_more": true}"#,
        r#"{"data": [], "last_id": "x2", "has_more": true}"#,
    );
    let paged: pagination::Client = client(pagination::Client::builder(), &by_last);
    let mut items = paged.pages().by_last_id().items();
    assert_eq!(items.try_next().await.unwrap().unwrap().name.as_deref(), Some("a"));
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(last(&by_last).target, "/by-last-id?after=x1");

    let by_next = pages(
        r#"{"data": [{"name": "a"}], "next": "n1", "has_more": true}"#,
        r#"{"data": [{"name": "b"}], "next": null}"#,
    );
    let paged: pagination::Client = client(pagination::Client::builder(), &by_next);
    let mut items = paged.pages().by_next().items();
    let mut names = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        names.extend(item.name);
    }
    assert_eq!(names, ["a", "b"]);
    assert_eq!(last(&by_next).target, "/by-next?after=n1");
}

#[tokio::test]
async fn pages_follow_what_the_server_gives_or_the_document_names() {
    let pages = |parameter: &'static str, first: &'static str, second: &'static str| {
        TestServer::with_handler(move |request| {
            Answer::json(200, if request.query(parameter).is_some() { second } else { first })
        })
        .unwrap()
    };
    let server = pages(
        "page",
        r#"{"data": [{"n": 1}], "has_more": true, "next_page": "p2"}"#,
        r#"{"data": [{"n": 2}], "has_more": false, "next_page": null}"#,
    );
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    assert_eq!(paged.pages().by_next_page().items().collect().await.unwrap().len(), 2);
    assert_eq!(last(&server).target, "/by-next-page?page=p2");

    let server = pages("after", r#"{"data": [{"id": "a"}]}"#, r#"{"data": null}"#);
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    assert_eq!(paged.pages().by_optional_id().items().collect().await.unwrap().len(), 1);
    assert_eq!(last(&server).target, "/by-optional-id?after=a");

    let server = pages(
        "cursor",
        r#"{"things": [{"id": "a"}], "next_cursor": "c"}"#,
        r#"{"things": [{"id": "b"}]}"#,
    );
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    assert_eq!(paged.pages().other_name().items().collect().await.unwrap().len(), 2);
    assert_eq!(last(&server).target, "/other-name?cursor=c");

    let server =
        pages("from", r#"{"rows": [{"key": "k"}], "more": []}"#, r#"{"rows": [], "more": []}"#);
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    assert_eq!(paged.pages().by_note().items().collect().await.unwrap().len(), 1);
    assert_eq!(last(&server).target, "/by-note?from=k");
}

/// Of a list of items, whichever operation gives it.
async fn count(items: http::Items<pagination::types::Item>) -> usize {
    items.collect().await.unwrap().len()
}

#[tokio::test]
async fn lists_of_the_same_items_are_of_one_type() {
    let server = server(200, r#"{"data": [{"id": "a"}], "has_more": false, "things": []}"#);
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    assert_eq!(count(paged.pages().by_item().items()).await, 1);
    assert_eq!(count(paged.pages().optional_fields().items()).await, 1);
    assert_eq!(count(paged.pages().without_has_more().items().take(1)).await, 1);
    assert_eq!(count(paged.untagged_page().items()).await, 1);
    assert_eq!(count(paged.pages().other_name().items()).await, 0);
}

/// Where a document has parameters of the names of options, and of what leads to options.
#[tokio::test]
async fn no_parameter_takes_the_place_of_an_option() {
    let server = server(204, "");
    let named: names::Client = client(names::Client::builder(), &server);
    let call = named.foo_bar_2().get_it().with(|call| call.header("x-team", "a").max_retries(0));
    call.timeout(5).with_call("c").with_call_2("d").with_with("w").call().await.unwrap();
    let request = last(&server);
    assert_eq!(request.target, "/l?timeout=5&with_call=c&call=d&with=w");
    assert_eq!(request.header("x-team"), Some("a"));

    let server = self::server(200, r#"{"rows": [], "more": []}"#);
    let paged: pagination::Client = client(pagination::Client::builder(), &server);
    let limit = std::time::Duration::from_secs(20);
    let list = paged.pages().by_note().with(|call| call.timeout(limit).header("x-team", "b"));
    let rows = list.timeout(5).with_with("w").with_items("i").items();
    assert!(rows.collect().await.unwrap().is_empty());
    let request = last(&server);
    assert_eq!(request.target, "/by-note?timeout=5&with=w&items=i");
    assert_eq!(request.header("x-team"), Some("b"));

    // A call without optional parameters has them in the same place.
    let plain: operations::Client = client(operations::Client::builder(), &server);
    plain.untagged().with(|call| call.header("x-team", "c")).call().await.unwrap();
    assert_eq!(last(&server).header("x-team"), Some("c"));
}

#[tokio::test]
async fn operations_of_any_name_can_be_called() {
    let server = server(204, "");
    let named: names::Client = client(names::Client::builder(), &server);
    named.r#type().r#match("t").r#fn("f").self_("s").await.unwrap();
    assert_eq!(last(&server).target, "/a?type=t&fn=f&self=s");
    let plain: operations::Client = client(operations::Client::builder(), &server);
    plain.untagged().await.unwrap();
    assert_eq!(last(&server).target, "/untagged");
    plain.undeclared_tag().get("a/b").await.unwrap();
    assert_eq!(last(&server).target, "/undeclared/a%2Fb");
}

#[tokio::test]
async fn a_query_in_the_path_is_always_sent() {
    let server = server(204, "");
    let plain: operations::Client = client(operations::Client::builder(), &server);
    plain.beta_thing("a?b").q("c").await.unwrap();
    assert_eq!(last(&server).target, "/versioned/a%3Fb?beta=true&q=c");
    plain.thing("a").await.unwrap();
    assert_eq!(last(&server).target, "/versioned/a");
}

#[tokio::test]
#[allow(deprecated)]
async fn what_is_deprecated_still_works() {
    use deprecation::types::{OldKind, OldThing};
    let server = server(200, r#"{"old": "a", "must": "m"}"#);
    let old: deprecation::Client = client(deprecation::Client::builder(), &server);
    let thing = OldThing::new(OldKind::A, "m").may("x");
    let answer = old.old().call("1", &thing).kind(&OldKind::B).await.unwrap();
    assert_eq!(answer.must, "m");
    assert_eq!(last(&server).target, "/old/1?kind=b");
}
