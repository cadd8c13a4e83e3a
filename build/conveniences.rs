//! Which of the handwritten conveniences in `src/conveniences/` fit the generated client: those for
//! which it has what they name. A document without one of them, or a build without its tag, is
//! compiled without it.

use std::collections::BTreeSet;

/// The `cfg(convenience = "…")` of each, and the lines of the client's surface it needs
/// (`tests/snapshots/surface.snap` has all). Those of types are without their module, which a type
/// changes when a second tag begins to use it.
const CONVENIENCES: [(&str, &[&str]); 11] = [
    (
        "chat_stream",
        &["CreateChatCompletionStreamResponse (struct)", "CreateChatCompletionResponse (struct)"],
    ),
    (
        "chat_text",
        &[
            "CreateChatCompletionResponse.choices: Vec<CreateChatCompletionResponseChoice>",
            "CreateChatCompletionResponseChoice.message: ChatCompletionResponseMessage",
            "ChatCompletionResponseMessage.content: Option<String>",
        ],
    ),
    (
        "chat_messages",
        &[
            "ChatCompletionRequestMessage::Assistant(Box<ChatCompletionRequestAssistantMessage>)",
            "ChatCompletionRequestMessage::Unknown(RawJson)",
            "ChatCompletionRequestDeveloperMessage::new(content: impl Into<ChatCompletionRequestDeveloperMessageContent>) -> Self",
            "ChatCompletionRequestSystemMessage::new(content: impl Into<ChatCompletionRequestSystemMessageContent>) -> Self",
            "ChatCompletionRequestUserMessage::new(content: impl Into<ChatCompletionRequestUserMessageContent>) -> Self",
            "ChatCompletionRequestToolMessage::new(content: impl Into<ChatCompletionRequestToolMessageContent>, tool_call_id: impl Into<String>) -> Self",
            "ChatCompletionRequestAssistantMessage::new() -> Self",
            "ChatCompletionRequestAssistantMessage::content(self, content: impl Into<Field<ChatCompletionRequestAssistantMessageContent>>) -> Self",
            "ChatCompletionResponseMessage (struct)",
        ],
    ),
    ("response_stream", &["ResponseStreamEvent (enum)", "Response (struct)"]),
    (
        "response_text",
        &[
            "Response.output: Vec<OutputItem>",
            "OutputItem::Message(OutputMessage)",
            "OutputMessage.content: Vec<OutputContent>",
            "OutputContent::OutputText(OutputTextContent)",
            "OutputTextContent.text: String",
        ],
    ),
    (
        "response_items",
        &[
            "InputItem::EasyInputMessage(EasyInputMessage)",
            "InputItem::Item(Item)",
            "InputItem::Unknown(RawJson)",
            "Item::FunctionCallOutput(FunctionCallOutputItemParam)",
            "OutputItem (enum)",
            "EasyInputMessage::new(role: EasyInputMessageRole, content: impl Into<EasyInputMessageContent>) -> Self",
            "EasyInputMessageRole::Assistant",
            "EasyInputMessageRole::Developer",
            "EasyInputMessageRole::System",
            "EasyInputMessageRole::User",
            "FunctionCallOutputItemParam::new(call_id: impl Into<String>, output: impl Into<String>) -> Self",
        ],
    ),
    (
        "poll_batch",
        &[
            "batch::BatchClient::retrieve(&self, batch_id: &str) -> Call<Batch>",
            "Batch.status: BatchStatus",
        ],
    ),
    (
        "poll_fine_tuning_job",
        &[
            "fine_tuning::FineTuningClient::retrieve_job(&self, fine_tuning_job_id: &str) -> Call<FineTuningJob>",
            "FineTuningJob.status: FineTuningJobStatus",
        ],
    ),
    (
        "poll_vector_stores",
        &[
            "vector_stores::VectorStoresClient::get(&self, vector_store_id: &str) -> Call<VectorStoreObject>",
            "VectorStoreObject.status: VectorStoreObjectStatus",
            "vector_stores::VectorStoresClient::get_file(&self, vector_store_id: &str, file_id: &str) -> Call<VectorStoreFileObject>",
            "VectorStoreFileObject.status: VectorStoreFileObjectStatus",
            "vector_stores::VectorStoresClient::get_file_batch(&self, vector_store_id: &str, batch_id: &str) -> Call<VectorStoreFileBatchObject>",
            "VectorStoreFileBatchObject.status: VectorStoreFileBatchObjectStatus",
        ],
    ),
    (
        "poll_run",
        &[
            "assistants::AssistantsClient::get_run(&self, thread_id: &str, run_id: &str) -> Call<RunObject>",
            "RunObject.status: RunObjectStatus",
        ],
    ),
    (
        "poll_response",
        &[
            "responses::ResponsesClient::get(&self, response_id: &str) -> GetResponseCall",
            "GetResponseCall::call(self) -> Call<Response>",
            "Response.status: Option<ResponseStatus>",
        ],
    ),
];

/// Tells cargo which conveniences to compile with a client of this surface.
pub(crate) fn tell_cargo(surface: &str) {
    let items = surface.lines().filter_map(|line| line.split_once("::")).map(|(_, item)| item);
    let has: BTreeSet<&str> = surface.lines().chain(items).collect();
    for (name, needs) in CONVENIENCES {
        println!("cargo::rustc-check-cfg=cfg(convenience, values(\"{name}\"))");
        if needs.iter().all(|line| has.contains(line)) {
            println!("cargo::rustc-cfg=convenience=\"{name}\"");
        }
    }
}
