//! An answer full of unions, in the shape of the Responses API, beside serde's derive.

use divan::{Bencher, counter::BytesCount};
use serde::{Deserialize, Serialize};
use specmill_runtime::json::{self, Strictness};

/// How many turns of reasoning, search, call and message an answer has.
const TURNS: [usize; 2] = [1, 20];

/// As the generator writes them.
mod ours {
    use specmill_runtime::__private as runtime;
    use specmill_runtime::json::{self, RawJson};

    pub(super) struct Answer {
        pub(super) id: String,
        pub(super) created_at: i64,
        pub(super) model: String,
        pub(super) output: Vec<Item>,
        pub(super) tool_choice: Option<ToolChoice>,
        pub(super) usage: Option<Usage>,
    }
    json::object!(Answer {
        id: required "id",
        "object": constant "response",
        created_at: required "created_at",
        model: required "model",
        output: required "output",
        tool_choice: optional "tool_choice",
        usage: optional "usage",
    });

    pub(super) struct Usage {
        pub(super) input_tokens: i64,
        pub(super) output_tokens: i64,
        pub(super) total_tokens: i64,
    }
    json::object!(Usage {
        input_tokens: required "input_tokens",
        output_tokens: required "output_tokens",
        total_tokens: required "total_tokens",
    });

    pub(super) enum ToolChoice {
        Mode(String),
        Function(Function),
        Unknown(RawJson),
    }
    runtime::union!(ToolChoice { kind: { string => Mode, object => Function } });

    pub(super) struct Function {
        pub(super) name: String,
    }
    json::object!(Function { "type": constant "function", name: required "name" });

    pub(super) enum Item {
        Message(Box<Message>),
        Reasoning(Reasoning),
        Search(Search),
        Call(Call),
        Unknown(RawJson),
    }
    runtime::union!(Item {
        tag "type": {
            "message" => Message,
            "reasoning" => Reasoning,
            "web_search_call" => Search,
            "function_call" => Call,
        },
    });

    pub(super) struct Message {
        pub(super) id: String,
        pub(super) status: Status,
        pub(super) role: String,
        pub(super) content: Vec<Part>,
    }
    json::object!(Message {
        "type": constant "message",
        id: required "id",
        status: required "status",
        role: required "role",
        content: required "content",
    });

    pub(super) enum Status {
        InProgress,
        Completed,
        Incomplete,
        Other(String),
    }
    json::open_enum!(Status {
        InProgress = "in_progress",
        Completed = "completed",
        Incomplete = "incomplete",
    });

    pub(super) enum Part {
        Text(OutputText),
        Refusal(Refusal),
        Unknown(RawJson),
    }
    runtime::union!(Part { tag "type": { "output_text" => Text, "refusal" => Refusal } });

    pub(super) struct OutputText {
        pub(super) text: String,
        pub(super) annotations: Vec<Annotation>,
    }
    json::object!(OutputText {
        "type": constant "output_text",
        text: required "text",
        annotations: required "annotations",
    });

    pub(super) struct Refusal {
        pub(super) refusal: String,
    }
    json::object!(Refusal { "type": constant "refusal", refusal: required "refusal" });

    pub(super) enum Annotation {
        File(FileCitation),
        Url(UrlCitation),
        Unknown(RawJson),
    }
    runtime::union!(Annotation {
        tag "type": { "file_citation" => File, "url_citation" => Url },
    });

    pub(super) struct FileCitation {
        pub(super) file_id: String,
        pub(super) index: i64,
    }
    json::object!(FileCitation {
        "type": constant "file_citation",
        file_id: required "file_id",
        index: required "index",
    });

    pub(super) struct UrlCitation {
        pub(super) start_index: i64,
        pub(super) end_index: i64,
        pub(super) url: String,
        pub(super) title: String,
    }
    json::object!(UrlCitation {
        "type": constant "url_citation",
        start_index: required "start_index",
        end_index: required "end_index",
        url: required "url",
        title: required "title",
    });

    pub(super) struct Reasoning {
        pub(super) id: String,
        pub(super) summary: Vec<Summary>,
    }
    json::object!(Reasoning {
        "type": constant "reasoning",
        id: required "id",
        summary: required "summary",
    });

    pub(super) enum Summary {
        Text(SummaryText),
        Unknown(RawJson),
    }
    runtime::union!(Summary { tag "type": { "summary_text" => Text } });

    pub(super) struct SummaryText {
        pub(super) text: String,
    }
    json::object!(SummaryText { "type": constant "summary_text", text: required "text" });

    pub(super) struct Search {
        pub(super) id: String,
        pub(super) status: Status,
        pub(super) action: Action,
    }
    json::object!(Search {
        "type": constant "web_search_call",
        id: required "id",
        status: required "status",
        action: required "action",
    });

    pub(super) enum Action {
        Search(SearchAction),
        Open(OpenAction),
        Unknown(RawJson),
    }
    runtime::union!(Action { tag "type": { "search" => Search, "open_page" => Open } });

    pub(super) struct SearchAction {
        pub(super) query: String,
    }
    json::object!(SearchAction { "type": constant "search", query: required "query" });

    pub(super) struct OpenAction {
        pub(super) url: String,
    }
    json::object!(OpenAction { "type": constant "open_page", url: required "url" });

    pub(super) struct Call {
        pub(super) id: String,
        pub(super) call_id: String,
        pub(super) name: String,
        pub(super) arguments: String,
        pub(super) status: Option<Status>,
    }
    json::object!(Call {
        "type": constant "function_call",
        id: required "id",
        call_id: required "call_id",
        name: required "name",
        arguments: required "arguments",
        status: optional "status",
    });
}

/// The same with serde's derive: the tag by `tag`, the choice by `untagged`.
mod derived {
    use super::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    pub(super) enum AnswerObject {
        #[serde(rename = "response")]
        Response,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Answer {
        id: String,
        object: AnswerObject,
        created_at: i64,
        model: String,
        output: Vec<Item>,
        #[serde(skip_serializing_if = "Option::is_none")]
        tool_choice: Option<ToolChoice>,
        #[serde(skip_serializing_if = "Option::is_none")]
        usage: Option<Usage>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Usage {
        input_tokens: i64,
        output_tokens: i64,
        total_tokens: i64,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    pub(super) enum ToolChoice {
        Mode(String),
        Function(Function),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type", rename = "function")]
    pub(super) struct Function {
        name: String,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    pub(super) enum Item {
        Message(Box<Message>),
        Reasoning(Reasoning),
        #[serde(rename = "web_search_call")]
        Search(Search),
        #[serde(rename = "function_call")]
        Call(Call),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Message {
        id: String,
        status: Status,
        role: String,
        content: Vec<Part>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub(super) enum Status {
        InProgress,
        Completed,
        Incomplete,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type")]
    pub(super) enum Part {
        #[serde(rename = "output_text")]
        Text(OutputText),
        #[serde(rename = "refusal")]
        Refusal(Refusal),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct OutputText {
        text: String,
        annotations: Vec<Annotation>,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Refusal {
        refusal: String,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type")]
    pub(super) enum Annotation {
        #[serde(rename = "file_citation")]
        File(FileCitation),
        #[serde(rename = "url_citation")]
        Url(UrlCitation),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct FileCitation {
        file_id: String,
        index: i64,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct UrlCitation {
        start_index: i64,
        end_index: i64,
        url: String,
        title: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Reasoning {
        id: String,
        summary: Vec<Summary>,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type")]
    pub(super) enum Summary {
        #[serde(rename = "summary_text")]
        Text(SummaryText),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct SummaryText {
        text: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Search {
        id: String,
        status: Status,
        action: Action,
    }

    #[derive(Serialize, Deserialize)]
    #[serde(tag = "type")]
    pub(super) enum Action {
        #[serde(rename = "search")]
        Search(SearchAction),
        #[serde(rename = "open_page")]
        Open(OpenAction),
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct SearchAction {
        query: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct OpenAction {
        url: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(super) struct Call {
        id: String,
        call_id: String,
        name: String,
        arguments: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        status: Option<Status>,
    }
}

/// Indented by two, as OpenAI writes its answers.
fn body(turns: usize) -> Vec<u8> {
    let turn = |n: usize| {
        vec![
            json::json!({
                "type": "reasoning",
                "id": format!("rs_67ccd2bf{n:016x}"),
                "summary": [{
                    "type": "summary_text",
                    "text": "**Looking at the weather**\n\nThe user wants tomorrow's, in Bern.",
                }],
            }),
            json::json!({
                "type": "web_search_call",
                "id": format!("ws_67ccd2bf{n:016x}"),
                "status": "completed",
                "action": {"type": "search", "query": "weather Bern tomorrow"},
            }),
            json::json!({
                "type": "function_call",
                "id": format!("fc_67ccd2bf{n:016x}"),
                "call_id": format!("call_{n:024x}"),
                "name": "get_weather",
                "arguments": "{\"location\":\"Bern\",\"unit\":\"celsius\"}",
                "status": "completed",
            }),
            json::json!({
                "type": "message",
                "id": format!("msg_67ccd2bf{n:016x}"),
                "status": "completed",
                "role": "assistant",
                "content": [{
                    "type": "output_text",
                    "text": "Tomorrow will be sunny in Bern, with 21 °C in the afternoon. In the evening \
                        some clouds come in from the west; it stays dry until Friday.",
                    "annotations": [
                        {
                            "type": "url_citation",
                            "start_index": 31,
                            "end_index": 61,
                            "url": "https://weather.example.com/ch/bern?day=1",
                            "title": "Weather in Bern",
                        },
                        {"type": "file_citation", "file_id": "file-4wDz5b167pAf72nx1h9eiN", "index": 992},
                    ],
                }],
            }),
        ]
    };
    let answer = json::json!({
        "id": "resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b",
        "object": "response",
        "created_at": 1_741_476_542,
        "model": "gpt-4.1-2025-04-14",
        "output": (0..turns).flat_map(turn).collect::<Vec<_>>(),
        "tool_choice": {"type": "function", "name": "get_weather"},
        "usage": {"input_tokens": 36, "output_tokens": 87, "total_tokens": 123},
    });
    serde_json::to_vec_pretty(&answer).expect("it can be written")
}

#[divan::bench(args = TURNS, min_time = 1)]
fn decode_ours(bencher: Bencher<'_, '_>, turns: usize) {
    let body = body(turns);
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| {
        let read = json::decode::<ours::Answer>(divan::black_box(&body), Strictness::Lenient);
        let read = read.expect("the body is right");
        assert!(read.drift.is_empty());
        read
    });
}

#[divan::bench(args = TURNS, min_time = 1)]
fn decode_serde_derive(bencher: Bencher<'_, '_>, turns: usize) {
    let body = body(turns);
    bencher.counter(BytesCount::of_slice(&body)).bench_local(|| {
        serde_json::from_slice::<derived::Answer>(divan::black_box(&body))
            .expect("the body is right")
    });
}

#[divan::bench(args = TURNS, min_time = 1)]
fn parse_only(bencher: Bencher<'_, '_>, turns: usize) {
    let body = body(turns);
    bencher
        .counter(BytesCount::of_slice(&body))
        .bench_local(|| json::Tape::parse(divan::black_box(&body)).expect("the body is right"));
}

#[divan::bench(args = TURNS, min_time = 1)]
fn encode_ours(bencher: Bencher<'_, '_>, turns: usize) {
    let read = json::decode::<ours::Answer>(&body(turns), Strictness::Strict);
    let answer = read.expect("the body is right").value;
    bencher.bench_local(|| json::encode(divan::black_box(&answer)));
}

#[divan::bench(args = TURNS, min_time = 1)]
fn encode_serde_derive(bencher: Bencher<'_, '_>, turns: usize) {
    let answer: derived::Answer = serde_json::from_slice(&body(turns)).expect("the body is right");
    bencher
        .bench_local(|| serde_json::to_vec(divan::black_box(&answer)).expect("it can be written"));
}
