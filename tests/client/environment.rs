//! Clients out of the environment.
//!
//! A process must not change its own environment while threads run, so each test starts this
//! program again with the variables it is about, to run `calls` alone.

use std::env;
use std::process::{Command, Output};

use openai_rest::Client;
use openai_rest::azure::Azure;
use openai_rest::http::types::Method;
#[cfg(all(feature = "models", feature = "roles"))]
use openai_rest::http::{Credential, ErrorKind};
use specmill_test_server::{Answer, Request, TestServer};

use crate::list;

/// Set for the process that runs `calls`.
const CHILD: &str = "OPENAI_REST_TEST_CHILD";
/// For Azure in place of OpenAI.
const AZURE: &str = "OPENAI_REST_TEST_AZURE";
const VARIABLES: [&str; 12] = [
    "OPENAI_API_KEY",
    "OPENAI_ADMIN_KEY",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "OPENAI_BASE_URL",
    "OPENAI_CUSTOM_HEADERS",
    "OPENAI_API_VERSION",
    "OPENAI_LOG",
    "AZURE_OPENAI_ENDPOINT",
    "AZURE_OPENAI_API_KEY",
    "AZURE_OPENAI_AD_TOKEN",
    AZURE,
];

/// Prints what comes of three calls: one below `/organization/`, one below `/projects/`, and one that is not.
#[tokio::test]
#[ignore = "run by the other tests, in a process of its own"]
async fn calls() {
    if env::var_os(CHILD).is_none() {
        return;
    }
    #[cfg(feature = "logging")]
    match openai_rest::log_from_env() {
        Ok(is_on) => println!("logging: {is_on}"),
        Err(error) => return println!("no log: {error}"),
    }
    let client = match env::var_os(AZURE) {
        Some(_) => Azure::from_env().and_then(Azure::client),
        None => Client::from_env(),
    };
    let client = match client {
        Ok(client) => client,
        Err(error) => return println!("no client: {error} {error:?}"),
    };
    println!("{client:?}");
    match client.invites().list().await {
        Ok(page) => println!("invites: {page:?}"),
        Err(error) => println!("invites: {:?} {error} {error:?}", error.kind()),
    }
    for path in ["/models", "/projects/p/roles"] {
        match client.request(Method::GET, path).await {
            Ok(answer) => println!("{path}: {answer:?}"),
            Err(error) => println!("{path}: {:?} {error} {error:?}", error.kind()),
        }
    }
}

/// Runs `calls` with these variables and no others; gives what it printed.
fn run(variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["environment::calls", "--exact", "--ignored", "--nocapture"]).env(CHILD, "1");
    for name in VARIABLES {
        command.env_remove(name);
    }
    let Output { status, stdout, stderr } =
        command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    assert!(status.success(), "{text}");
    assert!(text.contains("1 passed"), "{text}");
    text
}

/// As `run` against a server, with the three requests it had.
fn run_against_server(variables: &[(&str, &str)]) -> (String, [Request; 3]) {
    let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    let url = format!("{}/v1", server.url());
    let printed = run(&[&[("OPENAI_BASE_URL", url.as_str())], variables].concat());
    let requests = server.requests();
    (printed, requests.try_into().unwrap())
}

#[test]
fn the_admin_key_is_for_the_organization_and_the_other_for_the_rest() {
    let keys = [("OPENAI_API_KEY", "sk-normal-1"), ("OPENAI_ADMIN_KEY", "sk-admin-2")];
    let (printed, [invites, models, roles]) = run_against_server(&keys);
    assert_eq!(invites.target, "/v1/organization/invites");
    assert_eq!(invites.header("authorization"), Some("Bearer sk-admin-2"));
    assert_eq!(models.target, "/v1/models");
    assert_eq!(models.header("authorization"), Some("Bearer sk-normal-1"));
    assert_eq!(roles.target, "/v1/projects/p/roles");
    assert_eq!(roles.header("authorization"), Some("Bearer sk-admin-2"));
    for key in ["sk-normal-1", "sk-admin-2"] {
        assert!(!printed.contains(key), "{printed}");
    }
}

/// The bundled document has a security scheme for each key.
#[cfg(all(feature = "models", feature = "roles"))]
#[tokio::test]
async fn keys_of_the_builder_go_by_security_scheme() {
    let answer = r#"{"object": "list", "data": [], "has_more": false, "next": null}"#;
    let server = TestServer::with_handler(move |_| Answer::json(200, answer)).unwrap();
    let builder = || Client::builder().base_url(server.url());
    let client = builder()
        .credential("ApiKeyAuth", Credential::bearer("sk-normal-1"))
        .credential("AdminApiKeyAuth", Credential::bearer("sk-admin-2"))
        .build()
        .unwrap();
    client.invites().list().await.unwrap();
    client.models().list().await.unwrap();
    client.roles().list_project("p").await.unwrap();
    let one = builder().credential("ApiKeyAuth", Credential::bearer("sk-normal-1"));
    let error = one.build().unwrap().invites().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    let sent = server.requests();
    let sent: Vec<_> =
        sent.iter().map(|sent| (sent.path(), sent.header("authorization"))).collect();
    let expected = [
        ("/organization/invites", Some("Bearer sk-admin-2")),
        ("/models", Some("Bearer sk-normal-1")),
        ("/projects/p/roles", Some("Bearer sk-admin-2")),
    ];
    assert_eq!(sent, expected);
}

#[test]
fn one_key_is_for_everything() {
    let (_, requests) = run_against_server(&[("OPENAI_API_KEY", "sk-normal-1")]);
    for request in &requests {
        assert_eq!(request.header("authorization"), Some("Bearer sk-normal-1"));
        assert_eq!(request.header("openai-organization"), None);
        assert_eq!(request.header("openai-project"), None);
    }
}

#[test]
fn the_admin_key_alone_stays_with_the_organization() {
    let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    run(&[("OPENAI_BASE_URL", &server.url()), ("OPENAI_ADMIN_KEY", "sk-admin-2")]);
    for request in server.requests() {
        let expected = (request.path() != "/models").then_some("Bearer sk-admin-2");
        assert_eq!(request.header("authorization"), expected, "{}", request.target);
    }
    assert_eq!(server.requests()[0].path(), "/organization/invites");
}

#[test]
fn organization_and_project_are_headers() {
    let (_, requests) = run_against_server(&[
        ("OPENAI_API_KEY", " sk-normal-1\n"),
        ("OPENAI_ORG_ID", "org-1"),
        ("OPENAI_PROJECT_ID", "proj-2"),
    ]);
    for request in &requests {
        assert_eq!(request.header("authorization"), Some("Bearer sk-normal-1"), "it is trimmed");
        assert_eq!(request.header("openai-organization"), Some("org-1"));
        assert_eq!(request.header("openai-project"), Some("proj-2"));
    }
}

#[test]
fn custom_headers_go_before_those_of_other_variables() {
    let (printed, requests) = run_against_server(&[
        ("OPENAI_API_KEY", "sk-normal-1"),
        ("OPENAI_ORG_ID", "org-1"),
        (
            "OPENAI_CUSTOM_HEADERS",
            "X-Trace: a: b \r\n\nopenai-organization:org-2\nAuthorization: Bearer hidden-3\nX-Empty:",
        ),
    ]);
    for request in &requests {
        assert_eq!(request.header("x-trace"), Some("a: b"));
        assert_eq!(request.header("openai-organization"), Some("org-2"));
        assert_eq!(request.header("authorization"), Some("Bearer hidden-3"));
        assert_eq!(request.header("x-empty"), Some(""));
    }
    assert!(!printed.contains("hidden-3"), "{printed}");
}

#[test]
fn azure_has_variables_of_its_own() {
    let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    let url = server.url();
    let endpoint = [
        (AZURE, "1"),
        ("AZURE_OPENAI_ENDPOINT", &*url),
        ("AZURE_OPENAI_API_KEY", "azure-1"),
        ("OPENAI_API_KEY", "sk-normal-1"),
    ];
    run(&endpoint);
    let printed = run(&[
        &endpoint[..],
        &[
            ("AZURE_OPENAI_AD_TOKEN", "entra-2"),
            ("OPENAI_API_VERSION", "2024-10-21"),
            ("OPENAI_CUSTOM_HEADERS", "x-trace: 1\nAuthorization: Bearer sk-openai"),
        ],
    ]
    .concat());
    let requests = server.requests();
    let [v1, _, _, dated, ..] = &requests[..] else { panic!("{requests:?}") };
    assert_eq!(v1.target, "/openai/v1/organization/invites");
    assert_eq!((v1.header("api-key"), v1.header("authorization")), (Some("azure-1"), None));
    assert_eq!(dated.target, "/openai/organization/invites?api-version=2024-10-21");
    assert_eq!(dated.header("authorization"), Some("Bearer entra-2"));
    assert_eq!((dated.header("api-key"), dated.header("x-trace")), (None, Some("1")));
    assert!(!printed.contains("entra-2") && !printed.contains("azure-1"), "{printed}");
    let printed = run(&[(AZURE, "1"), ("AZURE_OPENAI_API_KEY", "azure-1")]);
    assert!(printed.contains("no client: `AZURE_OPENAI_ENDPOINT` is not set"), "{printed}");
}

#[cfg(feature = "logging")]
#[test]
fn the_log_is_written_as_its_variable_says() {
    let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    let (url, key) = (server.url(), ("OPENAI_API_KEY", "sk-normal-1"));
    let logged = |level| run(&[("OPENAI_BASE_URL", &*url), key, ("OPENAI_LOG", level)]);
    let printed = logged("debug");
    assert!(printed.contains("logging: true"), "{printed}");
    assert!(printed.contains("specmill_runtime") && printed.contains("sending"), "{printed}");
    assert!(!printed.contains("sk-normal-1"), "{printed}");
    for silent in ["", "off"] {
        let printed = logged(silent);
        assert!(printed.contains("logging: false") && !printed.contains("sending"), "{printed}");
    }
    assert!(!logged("warning").contains("sending"));
    let printed = logged("loud");
    assert!(printed.contains("no log: `OPENAI_LOG` is `loud`, which is no level"), "{printed}");
}

#[test]
fn without_a_key_nothing_is_sent() {
    for keys in [&[][..], &[("OPENAI_API_KEY", ""), ("OPENAI_ADMIN_KEY", "  ")]] {
        let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
        let printed = run(&[&[("OPENAI_BASE_URL", &*server.url())], keys].concat());
        assert!(printed.contains("invites: MissingCredential"), "{printed}");
        assert!(printed.contains("ApiKeyAuth; set OPENAI_API_KEY, or for"), "{printed}");
        let sent = server.requests();
        assert!(!sent.iter().any(|request| request.path() == "/organization/invites"), "{sent:?}");
    }
}

#[test]
fn what_cannot_be_used_is_refused_before_a_call() {
    let key = ("OPENAI_API_KEY", "sk-normal-1");
    for (name, value, said) in [
        ("OPENAI_BASE_URL", "not a url", "not a url"),
        ("OPENAI_ORG_ID", "org\n1", "OpenAI-Organization"),
        ("OPENAI_CUSTOM_HEADERS", "x-a: b\nhidden", "has no colon in line 2"),
        ("OPENAI_CUSTOM_HEADERS", "x a: hidden", "`x a`"),
    ] {
        let printed = run(&[key, (name, value)]);
        assert!(printed.contains("no client: "), "{printed}");
        assert!(printed.contains(said), "{printed}");
        assert!(!printed.contains("sk-normal-1") && !printed.contains("hidden"), "{printed}");
    }
}
