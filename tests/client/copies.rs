//! Copies of a client, for an organization, a project or a region.

use openai_rest::http::types::Method;
use openai_rest::{Client, DataResidency, OpenAiHeaders};
use specmill_test_server::{Answer, TestServer};

use crate::{KEY, list};

#[tokio::test]
async fn organization_and_project_are_of_the_copy_or_of_the_call() {
    let server = TestServer::with_handler(|_| Answer::json(200, list(""))).unwrap();
    let builder = Client::builder().base_url(server.url()).bearer(KEY);
    let client = builder.organization("org-1").project("proj-1").build().unwrap();
    let copy = client.with(|options| options.project("proj-2"));
    copy.invites().list().await.unwrap();
    let call = copy.request(Method::GET, "/models").organization("org-3").project("proj-3");
    call.await.unwrap();
    client.invites().list().await.unwrap();
    let sent: Vec<_> = server
        .requests()
        .iter()
        .map(|request| {
            let header = |name| request.header(name).unwrap_or("none").to_owned();
            header("openai-organization") + " " + &header("openai-project")
        })
        .collect();
    assert_eq!(sent, ["org-1 proj-2", "org-3 proj-3", "org-1 proj-1"]);
}

#[test]
fn a_region_is_a_base_url() {
    let client = Client::builder().bearer(KEY).build().unwrap();
    let domestic = client.with(|options| options.base_url(DataResidency::Eu));
    let shown = format!("{domestic:?}");
    assert!(shown.contains("eu.api.openai.com"), "{shown}");
    assert!(!format!("{client:?}").contains("eu.api.openai.com"));
}
