//! Every list and object of the API in a query, as OpenAI's servers and official clients have them.

use std::future::IntoFuture;

use openai_rest::Client;
use openai_rest::types::*;
use specmill_test_server::{Answer, TestServer};

use crate::client;

struct Sent {
    server: TestServer,
    client: Client,
}

impl Sent {
    fn new() -> Self {
        let server = TestServer::with_handler(|_| Answer::json(200, "{}")).unwrap();
        let client = client(&server);
        Self { server, client }
    }

    /// Sends a call, and looks at its query without the percent-encoding of brackets. What is answered
    /// does not matter.
    async fn assert(&self, call: impl IntoFuture, expected: &str) {
        let _ = call.into_future().await;
        let target = self.server.requests().pop().unwrap().target;
        let (_, query) = target.split_once('?').unwrap_or_default();
        let query = query.replace("%5B", "[").replace("%5D", "]");
        let query = query.strip_prefix("start_time=1&").unwrap_or(&query);
        assert_eq!(query, expected, "{target}");
    }
}

const IDS: [&str; 2] = ["a", "b"];

/// `ids` as parameters with brackets, then the rest.
fn lists(names: &[&str], rest: &str) -> String {
    let pairs = names.iter().flat_map(|name| IDS.map(|id| format!("{name}[]={id}")));
    let all = pairs.chain((!rest.is_empty()).then(|| rest.to_owned()));
    all.collect::<Vec<_>>().join("&")
}

#[tokio::test]
async fn objects_have_brackets() {
    let sent = Sent::new();
    let client = &sent.client;
    let since = ListAuditLogsEffectiveAt::new().gte(1).lt(9);
    let call = client.audit_logs().list().effective_at(&since);
    sent.assert(call, "effective_at[gte]=1&effective_at[lt]=9").await;
    let call = client.chat().list_completions().metadata([("team", "a")]);
    sent.assert(call, "metadata[team]=a").await;
    let call = client.fine_tuning().list_jobs().metadata([("team", "a")]);
    sent.assert(call, "metadata[team]=a").await;
}

#[tokio::test]
async fn lists_have_brackets_once() {
    let sent = Sent::new();
    let client = &sent.client;
    let call = client.audit_logs().list().project_ids(&IDS).actor_ids(&IDS).actor_emails(&IDS);
    let call = call.resource_ids(&IDS).event_types([AuditLogEventType::ProjectCreated]);
    let names = ["project_ids", "actor_ids", "actor_emails", "resource_ids"];
    sent.assert(call, &lists(&names, "event_types[]=project.created")).await;
    let call = client.certificates().get("c").include(["content"]);
    sent.assert(call, "include[]=content").await;
    sent.assert(client.users().list().emails(&IDS), &lists(&["emails"], "")).await;
    let includable = [IncludeEnum::MessageInputImageImageUrl, IncludeEnum::FileSearchCallResults];
    let expected = "include[]=message.input_image.image_url&include[]=file_search_call.results";
    sent.assert(client.responses().get("r").include(includable.clone()), expected).await;
    sent.assert(client.responses().list_input_items("r").include(includable.clone()), expected)
        .await;

    let assistants = client.assistants();
    let hits = "step_details.tool_calls[*].file_search.results[*].content";
    let content = "include[]=step_details.tool_calls[*].file_search.results[*].content";
    let content = &content.replace('*', "%2A");
    let run = CreateRunRequest::new("asst_1");
    sent.assert(assistants.create_run("t", &run).include([hits]), content).await;
    sent.assert(assistants.list_run_steps("t", "r").include([hits]), content).await;
    sent.assert(assistants.get_run_step("t", "r", "s").include([hits]), content).await;
}

#[tokio::test]
async fn lists_of_usage_have_brackets() {
    let sent = Sent::new();
    let usage = sent.client.usage();
    let call = usage.costs(1).project_ids(&IDS);
    let call = call.group_by(["line_item"]);
    sent.assert(call, &lists(&["project_ids"], "group_by[]=line_item")).await;
    let call = usage.code_interpreter_sessions(1).project_ids(&IDS);
    let call = call.group_by(["project_id"]);
    sent.assert(call, &lists(&["project_ids"], "group_by[]=project_id")).await;
    let call = usage.vector_stores(1).project_ids(&IDS).group_by(["project_id"]);
    sent.assert(call, &lists(&["project_ids"], "group_by[]=project_id")).await;
    macro_rules! usage {
        ($($method:ident),* $(,)?) => {$(
            let call = usage.$method(1).project_ids(&IDS).user_ids(&IDS).api_key_ids(&IDS);
            let call = call.models(&IDS).group_by(["model"]);
            let names = ["project_ids", "user_ids", "api_key_ids", "models"];
            sent.assert(call, &lists(&names, "group_by[]=model")).await;
        )*};
    }
    usage! {
        audio_speeches,
        audio_transcriptions,
        completions,
        embeddings,
        images,
        moderations,
    }
    let call = usage.images(1).sources(["image.edit"]);
    let call = call.sizes(["512x512"]);
    sent.assert(call, "sources[]=image.edit&sizes[]=512x512").await;
}
